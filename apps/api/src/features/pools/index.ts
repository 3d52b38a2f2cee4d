export { AskingService } from './asking.service.js';
export { CommitmentService } from './commitment.service.js';
export { OrderWay } from './order.type.js';
export { OrderService } from './order.service.js';
export { PoolsModule } from './pools.module.js';
export { lockDueRounds } from './round-lock.job.js';
export { answeredInputs, type Answer, askingOf, type Question } from './round-asking.rules.js';
export { lockRound, type Locked } from './round-lock.rules.js';
export { RoundService } from './round.service.js';
