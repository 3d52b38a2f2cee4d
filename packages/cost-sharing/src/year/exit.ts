import { divide, exact, halfUp, multiply, ratio, sum, toText } from '@barnraise/money';
import type { Weight } from '../plan/plan.js';
import { readCost, readList, readRecord, readText, readWeight } from '../plan/read.js';
import { answer, refuse, type Outcome } from '../refusal.js';

export interface Exit {
  assetsCents: number;
  /** Such as an insurance pool: never handed out. */
  excludedAssetsCents: number;
  liabilitiesCents: number;
  /** The leaver's percent of each factor (enrollment, contribution, usage) and how much the factor counts. */
  factors: { name: string; percent: Weight; part: Weight }[];
  /** Some agreements let a leaver owe its share of the debts but take no assets. */
  assetsGoWithLeaver: boolean;
}

export interface ExitShare {
  /** The leaver's exact part of the whole, as a fraction. */
  readonly part: string;
  readonly assetsCents: number;
  readonly liabilitiesCents: number;
  /** Positive is paid to the leaver, negative is owed by it. */
  readonly netCents: number;
}

/** What a leaving member takes and owes, by a mix of factors (Minn. Stat. 123A.24 names three); each side is one line, half-up. */
export function exitShare(given: Exit): Outcome<ExitShare> {
  return answer(() => {
    const assets = readCost(given.assetsCents, 'The assets');
    const excluded = readCost(given.excludedAssetsCents, 'The excluded assets');
    const liabilities = readCost(given.liabilitiesCents, 'The liabilities');
    if (excluded > assets) return refuse('amount-mismatch', 'More assets are excluded than there are.', { gap: excluded - assets });
    if (typeof given.assetsGoWithLeaver !== 'boolean') return refuse('facts-invalid', 'The agreement must say whether assets go with a leaver.');
    const factors = readList(given.factors, 'The factors').map((value) => {
      const factor = readRecord(value, 'A factor');
      const name = readText(factor['name'], 'The name of a factor');
      const percent = readWeight(factor['percent'], `The percent of ${name}`);
      if (percent.n > percent.d * 100n) return refuse('facts-invalid', `The percent of ${name} is above 100.`);
      return { percent, part: readWeight(factor['part'], `The part of ${name}`) };
    });
    const whole = sum(factors.map((factor) => factor.part));
    if (whole.n === 0n) return refuse('plan-malformed', 'The parts of the factors add up to zero.');
    const mixed = divide(sum(factors.map((factor) => multiply(factor.percent, factor.part))), whole);
    const part = multiply(mixed, ratio(1n, 100n));
    const assetsCents = given.assetsGoWithLeaver ? halfUp(multiply(part, exact(assets - excluded))) : 0;
    const liabilitiesCents = halfUp(multiply(part, exact(liabilities)));
    return { part: toText(part), assetsCents, liabilitiesCents, netCents: assetsCents - liabilitiesCents };
  });
}
