import { webAddress } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { type Item } from '@barnraise/pool-pricing';
import { type FieldProblem } from '../../platform/graphql/refusals.js';
import { type BidThreshold, bidThresholdWords, fromWords, type ThresholdsInForce } from '../agreements/index.js';
import { type DueDiligenceInput, type RoundDocumentInput } from './authority.input.js';
import { type BidWarning, CheckAnswer, DocumentKind, PooledBasis } from './authority.type.js';

const STATES = new Set('AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(' '));

const kindWords: Readonly<Record<DocumentKind, string>> = { [DocumentKind.SOLICITATION]: 'Solicitation', [DocumentKind.AWARD]: 'Award', [DocumentKind.CLAUSE]: 'Cooperative-use clause', [DocumentKind.PRICE_LIST]: 'Price list', [DocumentKind.OTHER]: 'Document' };
export interface StoredDocument { readonly kind: DocumentKind; readonly title: string; readonly address: string }

export const documentOf = ({ kind, title, address }: RoundDocumentInput): StoredDocument => ({ kind, title: title?.trim() || kindWords[kind], address: webAddress(address, URL) ?? address.trim() });

/** What is wrong with what a proposal says of its authority. */
export function authorityProblems(round: { readonly stateCode?: string | null; readonly documents?: readonly RoundDocumentInput[] | null }): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (round.stateCode != null && !STATES.has(round.stateCode)) problems.push({ field: 'input.round.stateCode', rule: 'together', message: 'Choose a state.' });
  for (const [n, { address }] of (round.documents ?? []).entries()) if (webAddress(address, URL) === null) problems.push({ field: `input.round.documents.${n}.address`, rule: 'together', message: 'Enter the whole address, beginning with https://.' });
  return problems;
}

// ---------------------------------------------------------------- the checklist

export const FEDERAL = 'federal';
const questions = [
  { key: 'competitive', words: 'Was the solicitation competitive?', hint: 'More than one supplier could bid, and the bids were compared: the solicitation and the award say so.' },
  { key: 'advertised', words: 'Was it advertised as our law asks?', hint: 'Where and for how long it was announced.' },
  { key: 'term', words: 'Is the award within its term when we buy?', hint: 'Its last day, and whether it was renewed.' },
  { key: 'covers', words: 'Does its clause cover us?', hint: 'It names agencies like ours, in our state, and these goods. A contract that is silent may not be usable.' },
  { key: 'price', words: 'Did we compare the price with one of our own?', hint: 'What we paid last, or a quote of today: which, and from when.' },
] as const;
const federalQuestion = { key: FEDERAL, words: 'Were the federal rules checked?', hint: '2 CFR 200.318 to 200.327, where our part is paid from a federal award. Else it is not applicable.' };
export const questionsOf = (federal: boolean) => (federal ? [...questions, federalQuestion] : [...questions]);

export interface StoredAnswer { readonly key: string; readonly answer: CheckAnswer; readonly note: string | null }
export interface StoredRecord { readonly answers: readonly StoredAnswer[]; readonly reason: string }

/** A record as it is kept: in the order of the questions, without empty notes. */
export const recordOf = (input: DueDiligenceInput, federal: boolean): StoredRecord => ({
  reason: input.reason.trim(), answers: questionsOf(federal).flatMap(({ key }) => input.answers.filter((one) => one.key === key).map(({ answer, note }) => ({ key, answer, note: note?.trim() || null }))),
});

/** What is wrong with it, beside its fields under `path`. */
export function recordProblems(input: DueDiligenceInput, federal: boolean, path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field: `${path}.${field}`, rule: 'together', message });
  const known = new Set<string>(questionsOf(federal).map(({ key }) => key));
  if (input.reason.trim() === '') wrong('reason', 'Write why your district uses this contract.');
  for (const [n, { key, answer, note }] of input.answers.entries()) {
    if (!known.delete(key)) wrong(`answers.${n}.key`, 'That question is not asked here, or answered twice.');
    else if (answer === CheckAnswer.NO && !note?.trim()) wrong(`answers.${n}.note`, 'A no needs a note: what did you do about it?');
  }
  return problems;
}

// ---------------------------------------------------------------- thresholds of all parts together

/** What a round comes to at the least if it comes to an order at all; null where no item says. */
export function leastOrderCents(items: readonly Item[], sizes: (units: Item['units']) => Readonly<Record<string, number>>): number | null {
  const needed = items.flatMap((item) => {
    // What is asked for in bids has no price yet.
    if (!item.threshold || item.price.tiers.length === 0) return [];
    const size = sizes(item.units);
    const units = item.threshold.count * size[item.threshold.unit]!;
    const tierSize = size[item.price.tierUnit ?? item.price.unit]!;
    const { priceCents } = item.price.tiers.findLast(({ from }) => from * tierSize <= units) ?? item.price.tiers[0]!;
    return [Math.floor((units * (item.price.mode === 'all-units' ? priceCents : Math.min(...item.price.tiers.map((tier) => tier.priceCents)))) / size[item.price.unit]!)];
  });
  return needed.length === 0 ? null : needed.reduce((sum, cents) => sum + cents, 0);
}

/** The highest threshold that a sum passes, of those that concern it. */
export function passed(cents: number, thresholds: readonly BidThreshold[], federal: boolean): BidThreshold | null {
  return thresholds.filter((one) => one.fromCents <= cents && (federal || !one.federal)).sort((a, b) => a.fromCents - b.fromCents).at(-1) ?? null;
}

export interface Pooled { readonly cents: number; readonly largestCents: number | null; readonly basis: PooledBasis }
const begins: Readonly<Record<PooledBasis, (sum: string) => string>> = {
  [PooledBasis.EXPECTED]: (sum) => `Together this is expected to come to ${sum}`, [PooledBasis.NOW]: (sum) => `Together this comes to ${sum} as it stands`, [PooledBasis.AT_LOCK]: (sum) => `Together this came to ${sum} at the lock`,
};

/** A threshold that all parts together pass; null while they do not. */
export function bidWarning(pooled: Pooled, rules: ThresholdsInForce, round: { readonly federal: boolean; readonly documents: readonly StoredDocument[]; readonly leadAgency: string | null }): BidWarning | null {
  const threshold = passed(pooled.cents, rules.thresholds, round.federal);
  if (threshold === null) return null;
  const alone = pooled.largestCents !== null && pooled.largestCents >= threshold.fromCents;
  const parts = pooled.largestCents === null ? '' : alone ? ' The largest part alone comes to that as well.' : ' No district’s part comes to that alone.';
  const shown = round.documents.filter(({ kind }) => kind === DocumentKind.SOLICITATION || kind === DocumentKind.AWARD).map(({ title }) => title);
  const shows = shown.length > 0 ? `This round says it was${round.leadAgency ? `, by ${round.leadAgency}` : ''}: ${shown.join('; ')}.` : 'Nothing here shows yet that it was.';
  return {
    cents: pooled.cents, basis: pooled.basis, alone,
    words: `${begins[pooled.basis](formatCents(pooled.cents))}: for ${fromWords(threshold.fromCents)} the law asks for ${threshold.needs}.${parts}`,
    unlessWords: threshold.unless === null ? '' : `Unless ${threshold.unless}. ${shows}`,
    citation: `${threshold.law}. ${rules.citation}.`,
  };
}

export const ruleLines = (rules: ThresholdsInForce | null, federal: boolean): string[] => (rules?.thresholds ?? []).filter((one) => federal || !one.federal).map(bidThresholdWords);
