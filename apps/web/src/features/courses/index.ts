export { stateTag } from './states.js';
