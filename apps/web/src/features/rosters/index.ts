export { useClassNames } from './ClassNames.js';
