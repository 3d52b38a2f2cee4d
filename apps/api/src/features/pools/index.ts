export { CommitmentService } from './commitment.service.js';
export { PoolsModule } from './pools.module.js';
export { lockDueRounds } from './round-lock.job.js';
export { RoundService } from './round.service.js';
