// caught: feature-doors
import { SeatService } from './features/courses/seat.service.js';
import { AccountService } from './features/people/index.js';

export const started = [SeatService, AccountService];
