import type { NotToExceed } from '../price/paid.js';
import { refuse } from '../refusal.js';
import { LARGEST_PRICE_CENTS, readCents, readRecord } from './fields.js';
import type { KnownItem } from './item.js';
import { inSmallest, unitNamed } from './units.js';

/** What one district is willing to take of an item, in its smallest unit. */
export interface Limits {
  readonly district: string;
  readonly least: number;
  readonly most: number;
  readonly notToExceed: NotToExceed | null;
}

/** `at` names the commitment in the input; it is asked for only when something is wrong, because there may be 100,000 of them. */
export function readLimits(entry: Record<string, unknown>, district: string, item: KnownItem, at: () => string): Limits {
  const unit = item.units.get(entry['unit'] as string) ?? unitNamed(item.units, entry['unit'], `${at()}.unit`);
  const least = fast(entry['minimum'], unit.size) ?? inSmallest(entry['minimum'], unit, 0, `${at()}.minimum`);
  const most = fast(entry['maximum'], unit.size) ?? inSmallest(entry['maximum'], unit, 0, `${at()}.maximum`);
  if (least > most) refuse('limits-cross', at(), `${at()} has a minimum above its maximum; lower the one or raise the other.`, { district, minimum: least, maximum: most });
  return { district, least, most, notToExceed: entry['notToExceed'] === undefined ? null : readNotToExceed(entry['notToExceed'], item, `${at()}.notToExceed`) };
}

const WELL_WITHIN = 1_000_000;
const fast = (value: unknown, size: number): number | null => (Number.isInteger(value) && (value as number) > 0 && (value as number) * size <= WELL_WITHIN ? (value as number) * size : null);

function readNotToExceed(value: unknown, item: KnownItem, field: string): NotToExceed {
  const entry = readRecord(value, field);
  return { cents: readCents(entry['cents'], 0, LARGEST_PRICE_CENTS, `${field}.cents`), unit: unitNamed(item.units, entry['unit'], `${field}.unit`) };
}
