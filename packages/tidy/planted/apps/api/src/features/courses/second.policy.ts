import { first } from './seatHelpers.js';

export const second = (): number => first();
