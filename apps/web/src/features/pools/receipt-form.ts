import { type ReceivingPartsFragment } from '../../generated/pools/receiving.js';
import { wholeOf } from '../../platform/amounts.js';
import { type Draft } from '../../platform/drafts.js';
import { type Problem } from '../../platform/form.js';
import { counted } from './words.js';

export type Receiving = ReceivingPartsFragment;
export type Line = Receiving['lines'][number];

export const lineKey = (line: Line): string => `${line.orderId} ${line.district.id} ${line.itemKey}`;
export const receiptName = (line: Line): string => `round.receipt.${lineKey(line)}`;
const MOST_TIMES = 10;
const KINDS = ['good', 'damaged', 'substituted'] as const;
export type Kind = (typeof KINDS)[number];
/** Where the unit of the order holds several of the smallest, both are asked for. */
export const isTwofold = (line: Line): boolean => line.orderUnitHolds > 1;

/** What stands in the fields before anything is typed: what was said last. */
export function receiptValues(line: Line): Draft {
  const { receipt } = line;
  const field = (kind: Kind): [string, string][] => {
    const units = receipt?.[kind] ?? 0;
    const rest = units % line.orderUnitHolds;
    return [[`${kind}Whole`, units === rest ? '' : String((units - rest) / line.orderUnitHolds)], [`${kind}Rest`, rest === 0 ? '' : String(rest)]];
  };
  return { different: '', ...Object.fromEntries(KINDS.flatMap(field)), substitute: receipt?.substitute ?? '', accepted: receipt?.accepted == null ? '' : receipt.accepted ? 'yes' : 'no', more: receipt && !receipt.complete ? 'yes' : 'no', note: receipt?.note ?? '' };
}

export interface Said { good: number; damaged: number; substituted: number; substitute: string | null; accepted: boolean | null; complete: boolean; note: string | null }

/** What was typed, in the smallest unit, and what in it can't be read. */
export function readReceipt(values: Draft, line: Line): { said: Said; problems: Problem[] } {
  const problems: Problem[] = [];
  const number = (field: string): number => {
    const text = (values[field] ?? '').trim();
    const units = text === '' ? 0 : wholeOf(text);
    if (units === null) problems.push({ field, message: 'Write a whole number' });
    return units ?? 0;
  };
  const [good, damaged, substituted] = KINDS.map((kind) => number(`${kind}Whole`) * line.orderUnitHolds + number(`${kind}Rest`)) as [number, number, number];
  const substitute = (values['substitute'] ?? '').trim() || null;
  if (substituted > 0 && substitute === null) problems.push({ field: 'substitute', message: 'Say what came instead' });
  if (substituted > 0 && !values['accepted']) problems.push({ field: 'accepted', message: 'Say whether you keep it' });
  const came = good + damaged + substituted;
  // An empty form says nothing: that nothing came has to be said.
  if (came === 0 && values['more'] !== 'yes' && problems.length === 0 && KINDS.every((kind) => !values[`${kind}Whole`]?.trim() && !values[`${kind}Rest`]?.trim())) problems.push({ field: 'goodWhole', message: 'Write how many came; 0 if none did' });
  if (came > MOST_TIMES * line.ordered) {
    const most = KINDS.toSorted((a, b) => ({ good, damaged, substituted })[b] - ({ good, damaged, substituted })[a])[0]!;
    problems.push({ field: `${most}Whole`, message: `At most ten times the ${line.orderedWords} that were ordered can be written down. Check the number.` });
  } else if (came > line.ordered && (values['note'] ?? '').trim() === '') problems.push({ field: 'note', message: 'Say how more than was ordered came about' });
  return { problems, said: { good, damaged, substituted, substitute: substituted > 0 ? substitute : null, accepted: substituted > 0 ? values['accepted'] === 'yes' : null, complete: values['more'] !== 'yes', note: (values['note'] ?? '').trim() || null } };
}

/** More came than was ordered: then it is said why. */
export const isOver = (said: Said, line: Line): boolean => said.good + said.damaged + said.substituted > line.ordered;
/** The path of a problem as the field it was typed into. */
export const fieldOfReceipt = (path: string): string => path.replace(/^input\./, '').replace(/^(good|damaged|substituted)$/, '$1Whole');

/** What is not accounted for: "2 cases and 4 reams are missing". Null where all is. */
export function missingWords(said: Said, line: Line): string | null {
  const missing = line.ordered - said.good - said.damaged - said.substituted;
  if (missing === 0) return null;
  const units = Math.abs(missing);
  const [whole, rest] = [Math.floor(units / line.orderUnitHolds), units % line.orderUnitHolds];
  const amount = [...(whole > 0 ? [counted(whole, line.orderUnit)] : []), ...(rest > 0 ? [counted(rest, line.unit)] : [])].join(' and ');
  return missing > 0 ? `${amount} of ${line.orderedWords} ${said.complete ? 'did not come' : 'still to come'}.` : `${amount} more than was ordered. Nobody pays for that unless it is accepted.`;
}
