import { canonicalJson, type Json } from '@barnraise/cost-sharing';
import { purchasingRound, type RoundFacts, type RoundStep } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { type Fill, fillRound, type Item, type Round } from '@barnraise/pool-pricing';
import { chargesAtMostCents } from './charge-bound.rules.js';
import { lockRound, type Locked, type ShareLine } from './round-lock.rules.js';
import { atMostCents } from './round.rules.js';
import { quantityWords } from './round.words.js';

export type BelowThreshold = 'end' | 'extend' | 'ask';

/** A line of what a yes comes to, should everyone say yes. */
export type IfAllLine = Pick<ShareLine, 'itemKey' | 'quantityWords' | 'priceWords' | 'cents'>;
/** `cents`: for the items that are asked about; `allCents`: for all the district takes then. */
export interface IfAll { readonly cents: number; readonly allCents: number; readonly lines: readonly IfAllLine[] }
/** What one district is asked. Of a sealed round nothing that others move. */
export interface Question { readonly party: string; readonly atMostCents: number; readonly ifAll: IfAll | null; readonly words: string }
export interface Asking { readonly items: readonly string[]; readonly inputsText: string; readonly inputHash: string; readonly questions: readonly Question[] }

/** A round that is due, as the database hands it over: at its lock, or once its answers are in. */
export interface DueRound {
  readonly state: 'open' | 'asking';
  readonly sealed: boolean;
  readonly below: BelowThreshold;
  readonly extended: boolean;
  readonly locks_at: Date;
  readonly at: Date;
  /** What went in: at the lock as it is then, later as it was frozen. */
  readonly inputs: Round;
  readonly asked: readonly string[] | null;
  readonly answers_by: Date | null;
  readonly answers: readonly Answer[] | null;
}
export interface Answer { readonly party: string; readonly yes: boolean | null }
export type Due = { readonly step: 'extend' } | { readonly step: 'ask'; readonly asking: Asking } | { readonly step: 'lock' | 'fail'; readonly result: Locked };

/** What the clock does with a round that is due. The machine has the last word. */
export function decideDue(due: DueRound): Due {
  const decided = due.state === 'open' ? atItsLock(due) : { atLock: 'settle' as const, act: closed(due) };
  const facts: Partial<RoundFacts> = {
    locksAtMs: due.locks_at.getTime(), extended: due.extended, atLock: decided.atLock, reached: decided.act.step === 'lock',
    allAnswered: due.answers?.every(({ yes }) => yes !== null) ?? false, ...(due.answers_by ? { answersByMs: due.answers_by.getTime() } : {}),
  };
  const step: RoundStep = decided.act.step;
  const decision = purchasingRound.step(due.state, step, { actor: { side: 'clock', roles: [] }, nowMs: due.at.getTime(), clock: null, facts });
  if (!decision.ok) throw new Error(`The clock may not ${purchasingRound.table.steps[step].does}: ${decision.message}`);
  return decided.act;
}

function atItsLock({ inputs, sealed, below, extended }: DueRound): { readonly atLock: RoundFacts['atLock']; readonly act: Due } {
  const fill = below === 'end' || !fillRound(inputs).ok ? null : filled(inputs);
  if (fill && below === 'extend' && !extended && fill.items.some(({ lines, missingToThreshold }) => lines.length > 0 && missingToThreshold > 0)) return { atLock: 'extend', act: { step: 'extend' } };
  const items = fill && below === 'ask' ? belowOf(inputs, fill) : [];
  if (fill && items.length > 0) return { atLock: 'ask', act: { step: 'ask', asking: askingOf(inputs, items, sealed) } };
  return { atLock: 'settle', act: lockedOf(lockRound(inputs, sealed)) };
}

const lockedOf = (result: Locked): Due => ({ step: result.state === 'locked' ? 'lock' : 'fail', result });

function filled(inputs: Round): Fill {
  const answer = fillRound(inputs);
  if (!answer.ok) throw new Error(`A round cannot be filled: ${answer.refusal.field}: ${answer.refusal.message}`);
  return answer.fill;
}

/** What would be ordered, but for its threshold. */
const belowOf = (inputs: Round, fill: Fill): string[] => inputs.items.map(({ key }) => key).filter((key) => fill.items.some(({ item, state }) => item === key && state === 'below-threshold'));

/** What goes in once it was asked: those items without their thresholds, of whoever said yes; everything else as it was. */
export function answeredInputs(inputs: Round, asked: readonly string[], yes: ReadonlySet<string>): Round {
  return {
    ...inputs,
    items: inputs.items.map((item) => (asked.includes(item.key) ? (Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'threshold')) as unknown as Item) : item)),
    commitments: inputs.commitments.filter(({ district, item }) => !asked.includes(item) || yes.has(district)),
  };
}

/** Who is asked what: whoever committed to an item that stayed below its threshold. */
export function askingOf(inputs: Round, asked: readonly string[], sealed: boolean): Asking {
  const items = new Map(inputs.items.map((item) => [item.key, item]));
  const fill = filled(inputs);
  const parties = inputs.districts.map(({ key }) => key).filter((key) => inputs.commitments.some(({ district, item }) => district === key && asked.includes(item)));
  const all = sealed ? null : lockRound(answeredInputs(inputs, asked, new Set(parties)), false);
  const missing = (keys: readonly string[]) => keys.map((key) => {
    const item = items.get(key)!;
    return sealed ? `${item.name} stayed below its threshold.` : `${item.name} stayed ${quantityWords(item, fill.items.find((one) => one.item === key)!.missingToThreshold)} below its threshold.`;
  }).join(' ');
  return {
    items: asked, inputsText: canonicalJson(inputs as unknown as Json), inputHash: fill.inputHash,
    questions: parties.map((party) => {
      const own = inputs.commitments.filter(({ district, item }) => district === party && asked.includes(item)).map((line) => ({ ...line, notToExceedCents: line.notToExceed?.cents ?? null }));
      const most = atMostCents(own, items) + chargesAtMostCents(own, items, inputs.charges ?? [], inputs.rules.buyUp);
      const share = all?.shares.find((one) => one.party === party) ?? null;
      const lines = share?.lines.filter(({ itemKey }) => asked.includes(itemKey)).map(({ itemKey, quantityWords: quantity, priceWords, cents }): IfAllLine => ({ itemKey, quantityWords: quantity, priceWords, cents })) ?? [];
      const beside = share?.lines.filter(({ charge, ofItem }) => charge !== undefined && (ofItem == null || asked.includes(ofItem))) ?? [];
      // Of a sealed round it hears of what it committed to, and of nothing else.
      const why = missing(sealed ? asked.filter((key) => own.some(({ item }) => item === key)) : asked);
      const ifAll = share && { cents: [...lines, ...beside].reduce((sum, { cents }) => sum + cents, 0), allCents: share.cents, lines };
      return { party, atMostCents: most, ifAll, words: `${why} ${ifAll ? `If everyone still takes it, your district pays ${formatCents(ifAll.cents)}${beside.length > 0 ? ' with freight and fees' : ''}` : 'If you still take it, your district pays what the others make possible'}, in no case more than ${formatCents(most)}. Without a yes it is not bound.` };
    }),
  };
}

/** Worked out again, from what was frozen and who said yes; each is told what its own answer came to. */
function closed({ inputs, sealed, asked, answers }: DueRound): Due {
  const given = new Map((answers ?? []).map(({ party, yes }) => [party, yes]));
  const result = lockRound(answeredInputs(inputs, asked ?? [], new Set([...given].flatMap(([party, yes]) => (yes === true ? [party] : [])))), sealed);
  const words = result.state === 'failed' ? 'The members were asked, and it did not come to an order. Nobody owes anything.' : result.words;
  return lockedOf({ ...result, words, shares: result.shares.map((share) => ({ ...share, words: toldOf(given.get(share.party), result.state === 'failed' ? words : share.words) })) });
}

function toldOf(answer: boolean | null | undefined, words: string): string {
  if (answer === undefined) return words;
  return `${answer === null ? 'No answer of your district came in time, so what it was asked about does not bind it.' : answer ? 'Your district said yes.' : 'Your district said no.'} ${words}`;
}
