export { CommitmentService } from './commitment.service.js';
export { OrderWay } from './order.type.js';
export { OrderService } from './order.service.js';
export { PoolsModule } from './pools.module.js';
export { lockDueRounds } from './round-lock.job.js';
export { lockRound, type Locked } from './round-lock.rules.js';
export { RoundBeforeService } from './round-before.service.js';
export { RoundService } from './round.service.js';
export { SolicitationService } from './solicitation.service.js';
