export { PolicyTable, type Policy } from './PolicyTable.js';
