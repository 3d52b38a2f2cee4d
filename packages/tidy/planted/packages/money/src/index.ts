export { half } from './half.js';
export { coin } from './coin.js';
