export { Approvers } from './Approvers.js';
export { stateTag } from './states.js';
