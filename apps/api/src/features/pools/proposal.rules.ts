import { type Item } from '@barnraise/pool-pricing';
import { isUsualDay } from '../../platform/graphql/page.js';
import { type ItemCodeInput } from './proposal.input.js';
import { type ItemCode } from './proposal.type.js';
import { type RoundContentInput } from './round.input.js';

/** A code as it was typed, from which list, in which version. The price engine reads past it. */
export interface StoredCode { readonly code: string; readonly list: string; readonly version: string | null }
export type CodedItem = Item & { readonly commodity?: StoredCode };

export const codeOf = (input: ItemCodeInput | null | undefined): { commodity?: StoredCode } => (input == null ? {} : { commodity: { code: input.code.trim(), list: input.list.trim(), version: input.version?.trim() || null } });

export const asCodes = (items: readonly CodedItem[]): ItemCode[] => items.flatMap(({ key, commodity }) => (commodity ? [{ itemKey: key, ...commodity }] : []));

/** "NIGP 2024: 645-33". */
export const codeWords = ({ code, list, version }: StoredCode): string => `${list}${version === null ? '' : ` ${version}`}: ${code}`;

/** What is wrong with the days and the codes of a proposal, each beside its field. */
export function deliveryProblems(round: RoundContentInput, wrong: (field: string, message: string) => void): void {
  const { deliveryFrom: from, deliveryUntil: until } = round;
  if (from != null && !isUsualDay(from)) wrong('deliveryFrom', 'There is no such day.');
  else if (from != null && round.locksAt.getTime() > Date.parse(`${from}T23:59:59Z`)) wrong('deliveryFrom', 'Choose a day after the lock: nothing is ordered before it.');
  if (until != null && !isUsualDay(until)) wrong('deliveryUntil', 'There is no such day.');
  else if (from != null && until != null && until < from) wrong('deliveryUntil', 'The last day of delivery is not before the first.');
  for (const [n, { code }] of round.items.entries()) {
    if (code != null && code.code.trim() === '') wrong(`items.${n}.code.code`, 'Type the code.');
    if (code != null && code.list.trim() === '') wrong(`items.${n}.code.list`, 'Say from which list the code is: NIGP, UNSPSC.');
  }
}
