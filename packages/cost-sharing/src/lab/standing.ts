import type { ContenderResult, Standing } from './compare.js';

/** What members may see of each other's standing in a study that was shared with them: the consortium's policy. */
export type OthersStanding = 'named' | 'unnamed' | 'hidden';

/** A row that may have lost its member. */
export interface SeenStanding extends Omit<Standing, 'member'> {
  readonly member: string | null;
}
export type SeenResult =
  | { readonly name: string; readonly ok: true; readonly totalCents: number; readonly standings: readonly SeenStanding[]; readonly overrunLowersABill: boolean; readonly years: readonly { readonly label: string; readonly ownCents: Readonly<Record<string, number>> }[] }
  | { readonly name: string; readonly ok: false; readonly message: string };

/**
 * Results as one district sees them: its own rows named, the others' as the policy says. Unnamed
 * rows come by amount, so that their order tells nobody's name, and keep only their share; hidden
 * ones become one row. Traces, plans and counts name everybody, so none is given.
 */
export function seenBy(own: ReadonlySet<string>, results: readonly ContenderResult[], policy: Exclude<OthersStanding, 'named'>): SeenResult[] {
  return results.map((result): SeenResult => {
    // A refusal may name a district and its gap.
    if (!result.ok) return { name: result.name, ok: false, message: 'This way cannot be worked out with the figures of the study; its author can see why.' };
    const mine = result.standings.filter((row) => own.has(row.member));
    const others = result.standings.filter((row) => !own.has(row.member));
    const years = result.years.map(({ label, cents }) => ({ label, ownCents: Object.fromEntries(mine.flatMap(({ member }) => (cents === null ? [] : [[member, cents[member]!]]))) }));
    const seen = policy === 'unnamed' ? others.map((row) => row.cents).sort((a, b) => b - a).map((cents) => unnamed('Another member', cents)) : together(others);
    return { name: result.name, ok: true, totalCents: result.totalCents, standings: [...mine, ...seen], overrunLowersABill: result.overrunFalls.length > 0, years };
  });
}

const unnamed = (name: string, cents: number): SeenStanding => ({ member: null, name, cents, changeCents: null, perStudentCents: null, savingCents: null, overrunCents: null });

const together = (others: readonly Standing[]): SeenStanding[] =>
  others.length === 0 ? [] : [unnamed(others.length === 1 ? 'The other member' : `The ${others.length} other members together`, others.reduce((all, row) => all + row.cents, 0))];
