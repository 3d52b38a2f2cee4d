import type { Trace } from './trace.js';

/** To whom a trace is told: everybody, or one district alone. */
export interface Telling {
  readonly trace: Trace;
  readonly name: (district: string) => string;
  readonly only: string | undefined;
}

/** The rows that may be told. */
export const told = <T extends { readonly district: string }>(rows: readonly T[], only: string | undefined): readonly T[] => (only === undefined ? rows : rows.filter((row) => row.district === only));
