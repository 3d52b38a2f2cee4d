export { RunningModule } from './running.module.js';
export { RunningService } from './running.service.js';
export { AttendanceMark, ChangeKind, SeatStanding } from './running.type.js';
