import { type ContenderResult, type LabFairness, type Standing } from '@barnraise/cost-sharing';
import { exact, formatCents, halfUp } from '@barnraise/money';

export type Worked = Extract<ContenderResult, { ok: true }>;

/** `A`, `A and B`, `A, B and C`. */
export const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

export interface Verdict {
  tone: 'good' | 'warn' | 'plain';
  title: string;
  detail: string;
}

const ROUND = 'Odd cents alone can do that: it is less than a cent for each of them.';

/** Whether somebody would do better by leaving, as a sentence for a board. */
export function fairnessWords(fairness: LabFairness | null, nameOf: (member: string) => string): Verdict {
  if (fairness === null) {
    return {
      tone: 'plain',
      title: 'Whether a group would do better by itself is not known.',
      detail: 'Say who is on which line of the cost, or enter what each group would pay by itself, and it is worked out.',
    };
  }
  if (fairness.worst === null && fairness.by === 'shared-lines') {
    return {
      tone: 'good',
      title: 'No group pays more than the lines it needs.',
      detail: 'Everybody is on every line, so by itself any group would need all of them at their full cost, and no group pays more than that here. Where a smaller group could do with less, enter what it would pay, and that is looked at too.',
    };
  }
  if (fairness.worst === null) {
    return { tone: 'good', title: 'Nobody would do better by leaving.', detail: 'No district and no group of districts would pay less by itself than its shares here.' };
  }
  const { members, gapCents, withinOddCents } = fairness.worst;
  const gap = formatCents(halfUp(exact(gapCents)));
  const who = members.map(nameOf);
  if (withinOddCents) return { tone: 'good', title: 'Nobody would do better by leaving.', detail: `${listed(who)} would pay ${gap} less by ${who.length === 1 ? 'itself' : 'themselves'}. ${ROUND}` };
  const title = `${listed(who)} would do better by ${who.length === 1 ? 'itself' : 'themselves'}: by ${gap}.`;
  if (fairness.possible === false) {
    const groups = fairness.conflict.map((group) => listed(group.members.map(nameOf)));
    return {
      tone: 'warn',
      title: `No split can satisfy everyone. Here ${title.charAt(0)}${title.slice(1)}`,
      detail: groups.length === 0 ? 'What groups would pay by themselves adds up to less than the whole.' : `What these would pay by themselves adds up to less than the whole: ${groups.join('; ')}.`,
    };
  }
  const other = fairness.possible === null ? 'Whether another split could satisfy everyone is not known for so many.' : 'Another way to share, or a maximum, can satisfy everyone.';
  return { tone: 'warn', title, detail: `${who.length === 1 ? 'It pays' : 'Together they pay'} that much more here than alone. ${other}` };
}

export interface Gains {
  gain: { name: string; cents: number }[];
  lose: { name: string; cents: number }[];
  same: number;
}

/** Who pays less and who more than before: than last year where anybody has a share of it, else than under another way. */
export function gainsOf(standings: readonly Standing[], against: ReadonlyMap<string, number> | null): Gains {
  const changes = standings.flatMap((row) => {
    const cents = against === null ? row.changeCents : against.has(row.member) ? row.cents - against.get(row.member)! : null;
    return cents === null ? [] : [{ name: row.name, cents }];
  });
  return {
    gain: changes.filter(({ cents }) => cents < 0).sort((a, b) => a.cents - b.cents),
    lose: changes.filter(({ cents }) => cents > 0).sort((a, b) => b.cents - a.cents),
    same: changes.filter(({ cents }) => cents === 0).length,
  };
}

/** "+$120.00", "−$3.50", "no change". */
export const changeWords = (cents: number): string => (cents === 0 ? 'no change' : `${cents > 0 ? '+' : ''}${formatCents(cents)}`);

/** Dollars without cents, for a picture. */
export const roughly = (cents: number): string => formatCents(Math.round(cents / 100) * 100).slice(0, -3);
