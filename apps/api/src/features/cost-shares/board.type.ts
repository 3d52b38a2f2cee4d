import { type PaperBars, type PaperTable } from '../../platform/files/paper.js';

export type Table = PaperTable;
export type Bars = PaperBars;

/** One part of a paper for a board. */
export interface Section {
  readonly heading: string;
  readonly text: readonly string[];
  readonly bars?: Bars;
  readonly tables: readonly Table[];
}
