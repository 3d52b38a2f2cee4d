import { percentOf, toText, cents as whole } from '@barnraise/money';
import { refuse } from '../refusal.js';
import type { IndirectStep } from '../trace/trace.js';
import { readCost, readList, readRecord, readWeight } from './read.js';

/**
 * Indirect cost as a percent of modified total direct cost: direct cost without equipment and
 * without the part of each subaward above the limit (34 CFR 76.564, 2 CFR 200.1), one fee line, half-up.
 */
export function readIndirect(value: unknown, line: string): IndirectStep {
  const given = readRecord(value, `The indirect cost of ${line}`);
  const directCents = readCost(given['directCents'], `The direct cost of ${line}`, line);
  const equipmentCents = readCost(given['equipmentCents'], `The equipment in ${line}`, line);
  const limit = readCost(given['subawardLimitCents'], `The subaward limit of ${line}`, line);
  const percent = readWeight(given['percent'], `The percent of ${line}`, line);
  const aboveLimitCents = readList(given['subawardsCents'], `The subawards of ${line}`)
    .map((entry) => Math.max(0, readCost(entry, `A subaward of ${line}`, line) - limit))
    .reduce((a, b) => a + b, 0);
  const baseCents = directCents - equipmentCents - aboveLimitCents;
  if (baseCents < 0) return refuse('amount-mismatch', `${line} leaves out more than its direct cost.`, { gap: -baseCents }, line);
  if (percent.n > percent.d * 100n) return refuse('facts-invalid', `The percent of ${line} is above 100.`, {}, line);
  return { kind: 'indirect', line, directCents, equipmentCents, aboveLimitCents, baseCents, percent: toText(percent), cents: percentOf(whole(baseCents), toText(percent)) };
}
