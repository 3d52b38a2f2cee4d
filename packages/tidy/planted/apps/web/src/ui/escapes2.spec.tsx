import { describe, it } from '@jest/globals';

fdescribe('alone', () => undefined); // caught: escapes
fit('alone', () => undefined); // caught: escapes
describe.todo('later'); // caught: escapes
/* istanbul ignore next -- caught: escapes */
export const Raw = () => <p dangerouslySetInnerHTML={{ __html: '' }} />; // caught: escapes
export const benefit = (it: string): string => it;
export const well = benefit('fit');
