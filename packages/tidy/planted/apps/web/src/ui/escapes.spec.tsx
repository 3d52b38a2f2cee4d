import { it, test } from '@jest/globals';

/* eslint-disable no-console -- caught: escapes */
// @ts-expect-error caught: escapes
export const wrong: number = 'one';
it.only('runs alone', () => wrong); // caught: escapes
test.skip('never runs', () => wrong); // caught: escapes
test.each([1])('runs', () => wrong);
export const withBrowser = process.env.BROWSER_EXE ? it : it.skip;
export const onlyThese = ['only', 'skip'].filter((it) => it);
