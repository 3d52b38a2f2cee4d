export { type OpenedStudent, useNames } from './names.js';
export { OpenNames } from './OpenNames.js';
export { useClassNames } from './ClassNames.js';
