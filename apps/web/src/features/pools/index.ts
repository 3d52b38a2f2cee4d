export { RoundOnCard } from './Progress.js';
