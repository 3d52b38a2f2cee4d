export { allot, type Allotment, type AllotmentRule, type AllotmentTrace, type SeatRequest } from './allot.js';
export { allotmentWords, ruleWords } from './words.js';
