export { Approvers } from './Approvers.js';
export { stateTag } from './states.js';
export { seatWords } from './seats.js';
