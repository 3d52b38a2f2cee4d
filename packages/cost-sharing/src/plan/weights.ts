import { ONE, ZERO, add, divide, multiply, sum, toText, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import type { MixPart } from '../trace/trace.js';
import { own, readList, readRecord, readText, readWeight } from './read.js';

/** What everyone on a line weighs, and where the numbers come from. */
export interface Weights {
  /** In words: "enrollment", "equal shares", "enrollment (3/5) and property value (2/5)". */
  readonly driver: string;
  readonly rows: readonly WeightRow[];
  /** What a blend was mixed from; empty for a single driver. */
  readonly mixed: readonly MixPart[];
}

export interface WeightRow {
  readonly member: string;
  readonly weight: Rational;
  readonly countedOn?: string;
  readonly source?: string;
}

const DEEPEST_BLEND = 4;

/** Reads a `Sharing` for the members on a line. Their weights add up to more than zero, or it refuses. */
export function readSharing(value: unknown, members: readonly string[], line: string, depth = 0): Weights {
  const sharing = readRecord(value, `The rule of ${line}`);
  switch (sharing['by']) {
    case 'equally':
      return checked({ driver: 'equal shares', rows: members.map((member) => ({ member, weight: ONE })), mixed: [] }, line);
    case 'share-of':
      return checked(readDriver(sharing['driver'], members, line), line);
    case 'product-of':
      return checked(multiplied(readList(sharing['drivers'], `The drivers of ${line}`), members, line), line);
    case 'blend':
      if (depth >= DEEPEST_BLEND) return refuse('plan-malformed', `${line} mixes blends too deep.`, {}, line);
      return checked(blended(readList(sharing['parts'], `The parts of ${line}`), members, line, depth), line);
    default:
      return refuse('plan-unknown', `${line} is shared in a way that is not known here.`, { by: String(sharing['by']) }, line);
  }
}

function checked(weights: Weights, line: string): Weights {
  if (weights.rows.some((row) => row.weight.n > 0n)) return weights;
  return refuse('nobody-to-charge', `Nobody on ${line} has anything of ${weights.driver}, so nobody can be charged.`, { driver: weights.driver }, line);
}

/** A dated count for each member on the line; a missing one is refused, never taken for zero. */
export function readDriver(value: unknown, members: readonly string[], line: string): Weights {
  const driver = readRecord(value, `The driver of ${line}`);
  const measure = readText(driver['measure'], `The measure of ${line}`);
  const counts = readRecord(driver['counts'], `The counts of ${measure}`);
  const rows = members.map((member): WeightRow => {
    const given = own(counts, member);
    if (given === undefined) return refuse('count-missing', `${member} is on ${line} but has no count of ${measure}.`, { member, measure }, line);
    const count = readRecord(given, `The ${measure} of ${member}`);
    return {
      member,
      weight: readWeight(count['value'], `The ${measure} of ${member}`, line),
      ...(count['countedOn'] === undefined ? {} : { countedOn: readText(count['countedOn'], `The count date of ${member}`) }),
      ...(count['source'] === undefined ? {} : { source: readText(count['source'], `The source of ${member}'s count`) }),
    };
  });
  return { driver: measure, rows, mixed: [] };
}

function multiplied(drivers: readonly unknown[], members: readonly string[], line: string): Weights {
  if (drivers.length === 0) return refuse('plan-malformed', `${line} multiplies no counts.`, {}, line);
  const factors = drivers.map((driver) => readDriver(driver, members, line));
  return {
    driver: factors.map((factor) => factor.driver).join(' × '),
    rows: members.map((member, i) => ({ member, weight: factors.reduce((all, factor) => multiply(all, factor.rows[i]!.weight), ONE) })),
    mixed: factors.map((factor) => mixPart(factor, undefined)),
  };
}

function blended(parts: readonly unknown[], members: readonly string[], line: string, depth: number): Weights {
  const read = parts.map((value) => {
    const part = readRecord(value, `A part of ${line}`);
    return { part: readWeight(part['part'], `A part of ${line}`, line), weights: readSharing(part['sharing'], members, line, depth + 1) };
  });
  const whole = sum(read.map((entry) => entry.part));
  if (whole.n === 0n) return refuse('plan-malformed', `The parts of ${line} add up to zero.`, {}, line);
  return mix(read.map((entry) => ({ part: divide(entry.part, whole), weights: entry.weights })), members);
}

/** Mixes sharings exactly: weight = Σ part × weight / all the weights. */
export function mix(parts: readonly { part: Rational; weights: Weights }[], members: readonly string[]): Weights {
  const totals = parts.map(({ weights }) => sum(weights.rows.map((row) => row.weight)));
  const rows = members.map((member, i): WeightRow => {
    const weight = parts.reduce((all, { part, weights }, k) => add(all, divide(multiply(part, weights.rows[i]!.weight), totals[k]!)), ZERO);
    return { member, weight };
  });
  return {
    driver: parts.map(({ part, weights }) => `${weights.driver} (${toText(part)})`).join(' and '),
    rows,
    mixed: parts.map(({ part, weights }) => mixPart(weights, part)),
  };
}

function mixPart(weights: Weights, part: Rational | undefined): MixPart {
  return {
    ...(part === undefined ? {} : { part: toText(part) }),
    driver: weights.driver,
    weightTotal: toText(sum(weights.rows.map((row) => row.weight))),
    rows: weights.rows.map((row) => ({ ...row, weight: toText(row.weight) })),
  };
}
