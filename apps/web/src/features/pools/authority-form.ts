import { webAddress } from '@barnraise/lifecycle';
import { type RoundContentInput } from '../../generated/pools/rounds.js';
import { type Problem } from '../../platform/form.js';
import { type Round } from './words.js';

type Kind = NonNullable<RoundContentInput['documents']>[number]['kind'];
/** A document as it stands in the fields. */
export interface DocumentValues {
  kind: Kind;
  title: string;
  address: string;
}

export const documentKinds: readonly { value: Kind; label: string }[] = [
  { value: 'AWARD', label: 'Award' }, { value: 'SOLICITATION', label: 'Solicitation' }, { value: 'CLAUSE', label: 'Cooperative-use clause' }, { value: 'PRICE_LIST', label: 'Price list' }, { value: 'OTHER', label: 'Something else' },
];
export const emptyDocument = (kind: Kind = 'OTHER'): DocumentValues => ({ kind, title: '', address: '' });
export const readDocuments = (text: string): DocumentValues[] => JSON.parse(text) as DocumentValues[];

/** What stands in the fields to begin with: an award is always asked for. */
export function documentValues(round: Pick<Round, 'authority'>): string {
  const kept = round.authority.documents.map(({ kind, title, address }): DocumentValues => ({ kind, title, address }));
  return JSON.stringify(kept.some(({ kind }) => kind === 'AWARD') ? kept : [emptyDocument('AWARD'), ...kept]);
}
export const NO_DOCUMENTS = JSON.stringify([emptyDocument('AWARD')]);

/** What is sent: rows that say nothing are none. */
export function documentsOf(text: string, wrong: (field: string, message: string) => void): { kind: Kind; title: string | null; address: string }[] {
  const rows = readDocuments(text).map((one, n) => ({ ...one, n })).filter(({ title, address }) => title.trim() !== '' || address.trim() !== '');
  for (const { n, address } of rows) if (webAddress(address, URL) === null) wrong(`documents-${n}-address`, 'Write the whole address of the document, beginning with https://');
  return rows.map(({ kind, title, address }) => ({ kind, title: title.trim() || null, address: webAddress(address, URL) ?? address.trim() }));
}

/** What was just saved, until it is read again. */
export const authoritySaved = (before: Round['authority'], { stateCode, federal, expectedCents, documents }: RoundContentInput): Round['authority'] => ({
  ...before, stateCode: stateCode ?? null, federal: federal === true, expectedCents: expectedCents ?? null,
  documents: (documents ?? []).map(({ kind, title, address }) => ({ __typename: 'RoundDocument', kind, title: title ?? documentKinds.find(({ value }) => value === kind)!.label, address })),
});

// ---------------------------------------------------------------- what a district writes down

type Record_ = Round['authority']['records'][number];
type Answer = Record_['answers'][number]['answer'];
export const answerWords: Record<Answer, string> = { YES: 'Yes', NO: 'No', NOT_APPLICABLE: 'Not applicable' };
const check = (key: string): string => `check-${key}`;
const note = (key: string): string => `note-${key}`;
export const diligenceFields = { check, note };

/** What was written down last: here, or about the same contract in another round. */
export function lastRecord(round: Round, districtId: string): { record: Record_; here: boolean } | null {
  const of = (list: readonly Record_[]) => list.find(({ district }) => district.id === districtId);
  const here = of(round.authority.records);
  const before = of(round.authority.before);
  return here ? { record: here, here: true } : before ? { record: before, here: false } : null;
}

export function diligenceValues(round: Round, districtId: string): Record<string, string> {
  const last = lastRecord(round, districtId)?.record ?? null;
  const values: Record<string, string> = { reason: last?.reason ?? '' };
  for (const { key } of round.authority.questions) {
    const answered = last?.answers.find((one) => one.key === key);
    values[check(key)] = answered?.answer ?? '';
    values[note(key)] = answered?.note ?? '';
  }
  return values;
}

export interface Diligence {
  reason: string;
  answers: { key: string; answer: Answer; note: string | null }[];
}

/** As it is sent; null where nothing is written and nothing has to be. */
export function readDiligence(values: Record<string, string>, round: Round, required: boolean): { record: Diligence | null; problems: Problem[] } {
  const said = (field: string) => (values[field] ?? '').trim();
  const answers = round.authority.questions.flatMap(({ key }) => (said(check(key)) === '' ? [] : [{ key, answer: said(check(key)) as Answer, note: said(note(key)) || null }]));
  const problems: Problem[] = answers.filter((one) => one.answer === 'NO' && one.note === null).map(({ key }) => ({ field: note(key), message: 'A no needs a note: what did you do about it?' }));
  const reason = said('reason');
  if (reason === '' && (required || answers.length > 0)) problems.unshift({ field: 'reason', message: 'Write why your district uses this contract' });
  return { record: problems.length > 0 || reason === '' ? null : { reason, answers }, problems };
}

/** "input.dueDiligence.answers.0.note" is the note of the first question that was sent; null for what is about something else. */
export function fieldOfDiligence(path: string, sent: Diligence | null): string | null {
  const match = /answers\.(\d+)\.(\w+)$/.exec(path);
  const key = match ? sent?.answers[Number(match[1])]?.key : undefined;
  if (key !== undefined) return match![2] === 'note' ? note(key) : check(key);
  return /\.reason$/.test(path) ? 'reason' : null;
}
