// caught: one-clock
// caught: one-clock
// caught: one-clock
// caught: one-clock
// caught: one-clock
import { Temporal } from 'temporal-polyfill';

export const lot = Math.random(); // linted: no-restricted-syntax
export const ms = Date.now(); // linted: no-restricted-syntax
export const date = new Date().getTime(); // linted: no-restricted-syntax
export const instant = Temporal.Now.instant(); // linted: no-restricted-syntax
export const given = new Date(0);
export const same = (a: any, b: string): boolean => a == b; // linted: @typescript-eslint/no-explicit-any, eqeqeq
export const text = Date(); // linted: no-restricted-syntax
export const missing = (a: string | null): boolean => a == null;
