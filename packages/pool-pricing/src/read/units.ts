import { refuse } from '../refusal.js';
import { MOST_UNITS, readCount, readList, readRecord, readText } from './fields.js';

/** A unit and how many of the item's smallest unit it is. */
export interface KnownUnit {
  readonly one: string;
  readonly many: string;
  readonly size: number;
}

/** The units of one item, by name; the first is the smallest and has size 1. */
export type Units = ReadonlyMap<string, KnownUnit>;

const MOST_KINDS = 12;

/** Reads `ream`, `case of 10 reams`, `pallet of 40 cases` into sizes: conversions are whole, so nothing is ever rounded. */
export function readUnits(value: unknown, field: string): Units {
  const entries = readList(value, field, MOST_KINDS).map((entry, i) => readRecord(entry, `${field}.${i}`));
  if (entries.length === 0) return refuse('units-malformed', field, `${field} needs at least one unit.`);
  const units = new Map<string, KnownUnit>();
  entries.forEach((entry, i) => {
    const at = `${field}.${i}`;
    const one = readText(entry['name'], `${at}.name`);
    const many = entry['plural'] === undefined ? `${one}s` : readText(entry['plural'], `${at}.plural`);
    if (units.has(one)) refuse('key-twice', field, `${one} is there twice in ${field}; keep one of them.`, { key: one });
    units.set(one, { one, many, size: i === 0 ? smallest(entry, at) : sizeOf(entry, units, at) });
  });
  return units;
}

function smallest(entry: Record<string, unknown>, at: string): number {
  if (entry['holds'] === undefined && entry['of'] === undefined) return 1;
  return refuse('units-malformed', at, `${at} is the first unit and so the smallest: it holds nothing. List the unit it is made of before it.`);
}

function sizeOf(entry: Record<string, unknown>, units: Units, at: string): number {
  const size = readCount(entry['holds'], 1, `${at}.holds`) * unitNamed(units, entry['of'], `${at}.of`).size;
  if (size <= MOST_UNITS) return size;
  return refuse('units-malformed', at, `${at} holds more than 90 million of the smallest unit.`, { most: MOST_UNITS });
}

export function unitNamed(units: Units, value: unknown, field: string): KnownUnit {
  const name = readText(value, field);
  return units.get(name) ?? refuse('unit-unknown', field, `${name} is not a unit of this item; it has ${[...units.keys()].join(', ')}.`, { unit: name });
}

/** `{ count: 3, unit: 'case' }` in the smallest unit. */
export function readQuantity(value: unknown, units: Units, field: string): number {
  const entry = readRecord(value, field);
  return inSmallest(entry['count'], unitNamed(units, entry['unit'], `${field}.unit`), 1, `${field}.count`);
}

export function inSmallest(value: unknown, unit: KnownUnit, least: number, field: string): number {
  const units = readCount(value, least, field) * unit.size;
  if (units <= MOST_UNITS) return units;
  return refuse('quantity-invalid', field, `${field} is more than 90 million of the smallest unit.`, { most: MOST_UNITS });
}
