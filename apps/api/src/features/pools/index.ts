export { CommitmentService } from './commitment.service.js';
export { OrderWay } from './order.type.js';
export { OrderService } from './order.service.js';
export { PoolsModule } from './pools.module.js';
export { lockDueRounds } from './round-lock.job.js';
export { lockRound, type Locked } from './round-lock.rules.js';
export { closeDelivery, type Closed, type DeliveryInputs } from './receiving.rules.js';
export { ReceivingService } from './receiving.service.js';
export { RoundService } from './round.service.js';
