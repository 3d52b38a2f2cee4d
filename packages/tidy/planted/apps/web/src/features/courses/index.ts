export { type Section } from './Section.js';
