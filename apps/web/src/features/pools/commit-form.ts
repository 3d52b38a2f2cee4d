import { type CommitmentLineInput } from '../../generated/pools/rounds.js';
import { editableCents, parseCents, wholeOf } from '../../platform/amounts.js';
import { type Draft } from '../../platform/drafts.js';
import { type Problem } from '../../platform/form.js';
import { chargesAtMost } from './charges.js';
import { atMostOf, costAt } from './ladder.js';
import { type Commitment, type Round, type RoundItem } from './words.js';

/** The fields of the form as text: four of each item, and what holds for all of them. */
export const fieldOfLine = (what: 'minimum' | 'maximum' | 'notToExceedCents' | 'unit', itemKey: string): string => `${what}-${itemKey}`;
export const commitName = (roundId: string, districtId: string): string => `round.commit.${roundId}.${districtId}`;

/** A line the district has not said in this round: of last time, or of the draft. */
export interface LineBefore {
  itemKey: string;
  unit: string;
  minimum: number;
  maximum: number;
  notToExceedCents?: number | null;
  words: string;
}

/** What stands in the fields to begin with: what the district takes now, or took last time, or nothing. */
export function commitValues(round: Round, own: Commitment | null, estimated: readonly { itemKey: string; unit: string; count: number }[] = [], before: readonly LineBefore[] = []): Draft {
  const values: Draft = { budgetCode: own?.budgetCode ?? '', fundingSource: own?.fundingSource ?? '', schoolId: own?.schoolId ?? '' };
  for (const item of round.items) {
    const line = own?.lines.find(({ itemKey }) => itemKey === item.key) ?? (own === null ? before.find(({ itemKey }) => itemKey === item.key) : undefined);
    const estimate = own ? undefined : estimated.find(({ itemKey }) => itemKey === item.key);
    values[fieldOfLine('minimum', item.key)] = line ? String(line.minimum) : estimate ? String(estimate.count) : '';
    values[fieldOfLine('maximum', item.key)] = line && line.maximum !== line.minimum ? String(line.maximum) : '';
    values[fieldOfLine('notToExceedCents', item.key)] = line?.notToExceedCents == null ? '' : editableCents(line.notToExceedCents);
    values[fieldOfLine('unit', item.key)] = line?.unit ?? estimate?.unit ?? item.orderUnit.name;
  }
  return values;
}

export interface Line extends CommitmentLineInput {
  notToExceedCents: number | null;
}

/** The line of one item as far as it can be read: null while nothing is asked for. */
export function lineOf(values: Draft, item: RoundItem): { line: Line | null; problems: Problem[] } {
  const typed = (what: Parameters<typeof fieldOfLine>[0]) => (values[fieldOfLine(what, item.key)] ?? '').trim();
  const [least, most, limit] = [typed('minimum'), typed('maximum'), typed('notToExceedCents')];
  if (least === '' && most === '') return { line: null, problems: [] };
  const problems: Problem[] = [];
  const wrong = (what: Parameters<typeof fieldOfLine>[0], message: string) => problems.push({ field: fieldOfLine(what, item.key), message });
  const minimum = least === '' ? 0 : wholeOf(least);
  const maximum = most === '' ? minimum : wholeOf(most);
  if (minimum === null) wrong('minimum', `${item.name}: write a whole number, such as 12`);
  if (maximum === null && most !== '') wrong('maximum', `${item.name}: write a whole number, such as 15`);
  if (minimum !== null && maximum !== null && maximum < minimum) wrong('maximum', `${item.name}: the most is not below the least`);
  const notToExceedCents = limit === '' ? null : parseCents(limit);
  if (limit !== '' && (notToExceedCents === null || notToExceedCents < 1)) wrong('notToExceedCents', `${item.name}: write a price in dollars, such as 38.50`);
  if (problems.length > 0 || minimum === null || maximum === null) return { line: null, problems };
  // Nought of an item is the same as no line of it.
  if (maximum === 0) return { line: null, problems: [] };
  return { line: { itemKey: item.key, unit: typed('unit') || item.orderUnit.name, minimum, maximum, notToExceedCents }, problems };
}

export interface Reading {
  lines: Line[];
  problems: Problem[];
  atMostCents: number;
  /** How much of that is freight and fees. */
  chargesCents: number;
}

export function readCommitment(values: Draft, round: Round): Reading {
  const read = round.items.map((item) => ({ item, ...lineOf(values, item) }));
  const lines = read.flatMap(({ line }) => line ?? []);
  const problems = read.flatMap((one) => one.problems);
  const [first] = round.items;
  if (lines.length === 0 && problems.length === 0 && first) problems.push({ field: fieldOfLine('minimum', first.key), message: 'Write how many your district takes' });
  if ((values['budgetCode'] ?? '').trim() === '') problems.push({ field: 'budgetCode', message: 'Type the budget code the money comes from' });
  const chargesCents = chargesAtMost(round, lines);
  return { lines, problems, chargesCents, atMostCents: chargesCents + read.reduce((sum, { item, line }) => sum + (line ? atMostOf(item, line) : 0), 0) };
}

export interface Case {
  priceCents: number;
  lowCents: number;
  highCents: number;
  /** At this price the line binds nobody: it is above its limit. */
  out: boolean;
}

/** What a line comes to at each price of the list. */
export function casesOf(item: RoundItem, line: Line): Case[] {
  return item.tiers.map(({ priceCents }) => {
    const perLineUnit = costAt(item, 1, line.unit, priceCents);
    return { priceCents, lowCents: costAt(item, line.minimum, line.unit, priceCents), highCents: costAt(item, line.maximum, line.unit, priceCents), out: line.notToExceedCents !== null && perLineUnit > line.notToExceedCents };
  });
}

/** The fields of the server's problems, as this form names them: "input.lines.0.maximum" is a field of the first item that was sent. */
export function fieldOfProblem(path: string, lines: readonly Line[]): string {
  const match = /lines\.(\d+)\.(\w+)$/.exec(path);
  const line = match ? lines[Number(match[1])] : undefined;
  if (!match || !line) return path.split('.').at(-1) ?? path;
  const what = match[2] as 'minimum' | 'maximum' | 'notToExceedCents' | 'unit';
  return fieldOfLine(what === 'minimum' || what === 'maximum' || what === 'notToExceedCents' || what === 'unit' ? what : 'minimum', line.itemKey);
}
