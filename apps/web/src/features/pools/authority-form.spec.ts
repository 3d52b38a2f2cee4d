import { expect, test } from '@jest/globals';
import { diligenceValues, documentsOf, documentValues, fieldOfDiligence, lastRecord, NO_DOCUMENTS, readDiligence } from './authority-form.js';
import { type Round } from './words.js';

const record = { district: { id: 'd', shortName: 'D' }, revision: 1, answers: [{ key: 'price', answer: 'YES', note: null }], reason: 'Bid by the state', writtenBy: null, at: '', roundTitle: 'Paper before' };
const round = (over: object = {}) => ({ authority: { documents: [], questions: [{ key: 'price' }, { key: 'term' }], records: [], before: [record], reasonRequired: true, ...over } }) as unknown as Round;

test('what was written about the same contract stands there, and what was written here comes first', () => {
  expect(diligenceValues(round(), 'd')).toEqual({ reason: 'Bid by the state', 'check-price': 'YES', 'note-price': '', 'check-term': '', 'note-term': '' });
  expect(lastRecord(round({ records: [{ ...record, reason: 'Here' }] }), 'd')).toMatchObject({ here: true, record: { reason: 'Here' } });
  expect(lastRecord(round(), 'other')).toBeNull();
});

test('a reason is missed where it is required, and a no without a note', () => {
  expect(readDiligence({}, round(), true).problems.map(({ field }) => field)).toEqual(['reason']);
  expect(readDiligence({}, round(), false)).toEqual({ record: null, problems: [] });
  expect(readDiligence({ reason: 'Why', 'check-term': 'NO' }, round(), true).problems.map(({ field }) => field)).toEqual(['note-term']);
  const { record: sent } = readDiligence({ reason: ' Why ', 'check-term': 'NO', 'note-term': 'Renewed' }, round(), true);
  expect(sent).toEqual({ reason: 'Why', answers: [{ key: 'term', answer: 'NO', note: 'Renewed' }] });
  expect(['input.dueDiligence.answers.0.note', 'input.record.answers.0.answer', 'input.record.reason', 'input.lines.0.maximum'].map((path) => fieldOfDiligence(path, sent))).toEqual(['note-term', 'check-term', 'reason', null]);
});

test('an award is asked for first; rows that say nothing are not sent', () => {
  expect(documentValues(round())).toBe(NO_DOCUMENTS);
  const wrong: string[] = [];
  const rows = JSON.stringify([{ kind: 'AWARD', title: '', address: ' https://a.example.org/1 ' }, { kind: 'OTHER', title: '', address: '' }, { kind: 'OTHER', title: 'Prices', address: 'a.example.org' }]);
  expect(documentsOf(rows, (field) => wrong.push(field)).map(({ address }) => address)).toEqual(['https://a.example.org/1', 'a.example.org']);
  expect(wrong).toEqual(['documents-2-address']);
});
