import { formatCents } from '@barnraise/money';

/** Whether a district has to write down why it uses a contract before its commitment to a purchasing round counts. */
export const DUE_DILIGENCE = 'rounds.dueDiligence';
export const dueDiligenceRules = ['asked', 'required'] as const;
export type DueDiligenceRule = (typeof dueDiligenceRules)[number];
export const dueDiligenceWords: Readonly<Record<DueDiligenceRule, string>> = {
  asked: 'asked for; a commitment counts without it', required: 'required: without it no commitment counts',
};

/** From which sums on more than a price list is needed. */
export const BID_THRESHOLDS = 'rounds.bidThresholds';
export interface BidThreshold {
  /** Reached by this sum; one cent above whole dollars says "more than". */
  readonly fromCents: number;
  /** What is needed then: "written bids from at least three vendors". */
  readonly needs: string;
  /** The law that says so. */
  readonly law: string;
  /** When it is not needed after all; null where nothing is said. */
  readonly unless: string | null;
  /** It is about federal money. */
  readonly federal: boolean;
}

/** "$100,000 or more", "more than $250,000". */
export function fromWords(cents: number): string {
  const dollars = (whole: number) => formatCents(whole).replace(/\.00$/, '');
  return cents % 100 === 1 ? `more than ${dollars(cents - 1)}` : `${dollars(cents)} or more`;
}

export const bidThresholdWords = ({ fromCents, needs, law, federal }: BidThreshold): string => `${fromWords(fromCents)}${federal ? ' where federal money pays' : ''}: ${needs} (${law})`;

const isThreshold = (value: unknown): value is Partial<BidThreshold> & Pick<BidThreshold, 'fromCents' | 'needs' | 'law'> => {
  const one = value as Partial<BidThreshold> | null;
  return typeof one === 'object' && one !== null && Number.isSafeInteger(one.fromCents) && one.fromCents! > 0 && typeof one.needs === 'string' && typeof one.law === 'string';
};

/** Thresholds as a policy version holds them, the lowest first. What is none is left out. */
export function readThresholds(value: unknown): BidThreshold[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(isThreshold).map(({ fromCents, needs, law, unless, federal }) => ({ fromCents, needs, law, unless: unless ?? null, federal: federal === true })).sort((a, b) => a.fromCents - b.fromCents);
}

/** A rule of purchasing in words, line by line. */
export function purchasingWords(key: string, value: unknown): string[] | null {
  if (key === DUE_DILIGENCE) return [dueDiligenceWords[value as DueDiligenceRule] ?? JSON.stringify(value)];
  if (key === BID_THRESHOLDS) return readThresholds(value).map(bidThresholdWords);
  return null;
}

export const purchasingRules: Readonly<Record<string, string>> = {
  [DUE_DILIGENCE]: 'The written reason of each district before its commitment to a purchasing round counts',
  [BID_THRESHOLDS]: 'From which sums on a purchase needs bids, all parts of a round together',
};
