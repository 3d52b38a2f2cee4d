// caught: resolver-service-entity
import { type SeatResolver } from './seat.resolver.js';

export type Roster = SeatResolver;
