import type { Rules } from '../pool.js';
import { refuse } from '../refusal.js';
import { readCharges, type KnownCharge } from './charges.js';
import { readLimits, type Limits } from './commitment.js';
import { byKey, readChoice, readList, readRecord, readText, refuseTwice } from './fields.js';
import { readItem, refuseTooMuch, type KnownItem } from './item.js';

/** A round that has been read: everything in the order of its keys, so that the order of the input is no matter. */
export interface KnownRound {
  readonly names: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, KnownItem>;
  /** By item, in the order of the districts. */
  readonly commitments: ReadonlyMap<string, readonly Limits[]>;
  readonly charges: readonly KnownCharge[];
  readonly rules: Rules;
}

const MOST_DISTRICTS = 10_000;
const MOST_ITEMS = 2_000;
const MOST_COMMITMENTS = 2_000_000;

export function readRound(value: unknown): KnownRound {
  const entry = readRecord(value, 'round');
  const names = readDistricts(entry['districts']);
  const items = readItems(entry['items']);
  const commitments = readCommitments(entry['commitments'], names, items);
  return { names, items, commitments, charges: readCharges(entry['charges'], null, 'charges'), rules: readRules(entry['rules']) };
}

function readDistricts(value: unknown): Map<string, string> {
  const districts = readList(value, 'districts', MOST_DISTRICTS).map((given, i) => {
    const entry = readRecord(given, `districts.${i}`);
    const key = readText(entry['key'], `districts.${i}.key`);
    return { key, name: entry['name'] === undefined ? key : readText(entry['name'], `districts.${i}.name`) };
  });
  refuseTwice(districts.map((district) => district.key), 'districts');
  return new Map(districts.sort(byKey).map(({ key, name }) => [key, name]));
}

function readItems(value: unknown): Map<string, KnownItem> {
  const items = readList(value, 'items', MOST_ITEMS).map((given, i) => readItem(readRecord(given, `items.${i}`), `items.${i}`));
  refuseTwice(items.map((item) => item.key), 'items');
  return new Map(items.sort(byKey).map((item) => [item.key, item]));
}

function readCommitments(value: unknown, names: ReadonlyMap<string, string>, items: ReadonlyMap<string, KnownItem>): Map<string, Limits[]> {
  const all = new Map([...items.keys()].map((key): [string, Limits[]] => [key, []]));
  readList(value, 'commitments', MOST_COMMITMENTS).forEach((given, i) => {
    const { item, limits } = readCommitment(given, names, items, () => `commitments.${i}`);
    all.get(item.key)!.push(limits);
  });
  for (const [key, list] of all) {
    list.sort((a, b) => (a.district < b.district ? -1 : a.district > b.district ? 1 : 0));
    const twice = list.find((limits, i) => limits.district === list[i - 1]?.district);
    if (twice !== undefined) refuse('commitment-twice', 'commitments', `${names.get(twice.district)!} has two commitments for ${items.get(key)!.name}; make them one.`, { district: twice.district, item: key });
    refuseTooMuch(items.get(key)!, list.reduce((sum, limits) => sum + limits.most, 0), 'commitments');
  }
  return all;
}

/** What stands where a key should, for the one who wrote it; a group of values is not taken apart, whatever it holds. */
const asWritten = (value: unknown): string => (typeof value === 'object' && value !== null ? 'a group of values' : String(value));

/** One commitment, with the item it is for. */
export function readCommitment(value: unknown, names: ReadonlyMap<string, string>, items: ReadonlyMap<string, KnownItem>, at: () => string): { item: KnownItem; limits: Limits } {
  const entry = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : readRecord(value, at());
  const item = items.get(entry['item'] as string) ?? refuse('item-unknown', at(), `${at()} is for an item that is not in the round.`, { item: asWritten(entry['item']) });
  const district = entry['district'] as string;
  if (!names.has(district)) refuse('district-unknown', at(), `${at()} is by a district that is not in the round.`, { district: asWritten(district) });
  return { item, limits: readLimits(entry, district, item, at) };
}

function readRules(value: unknown): Rules {
  const entry = readRecord(value, 'rules');
  const { buyUp } = entry;
  if (typeof buyUp !== 'boolean') refuse('rule-unknown', 'rules.buyUp', 'rules.buyUp must be true or false.');
  return {
    aim: readChoice<Rules['aim']>(entry['aim'], ['best-price', 'least-cost'], 'rules.aim'),
    oddUnits: readChoice<Rules['oddUnits']>(entry['oddUnits'], ['leave-out', 'order-for-all'], 'rules.oddUnits'),
    buyUp: buyUp as boolean,
  };
}
