// caught: apps-apart
import { type SeatService } from '../../../api/src/features/courses/index.js';

export type Server = SeatService;
