export { SeatService } from './seat.service.js';
