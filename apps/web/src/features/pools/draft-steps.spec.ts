import { expect, test } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { drafts } from '../../platform/drafts.js';
import { clashes, useBasis } from './draft-basis.js';
import { standOf, stepOf, stepOfMissing, stillMissing, unsavedSteps } from './draft-steps.js';
import { contractOn, defaults, itemsOf, readWhat, type Contract } from './quick-form.js';
import { contentOf, type RoundValues } from './round-form.js';

const saved: RoundValues = { ...defaults, route: 'CONTRACT', title: 'Paper', lockDay: '2026-11-24', items: itemsOf('Paper', 'case', '42') };
const clause = { __typename: 'RoundMissing', code: 'CLAUSE', field: 'clause', words: 'Clause' } as const;
const specification = { __typename: 'RoundMissing', code: 'SPECIFICATION', field: 'items.0.specification', words: 'What' } as const;

test('every field has its step, and what is missing leads to it', () => {
  expect(['title', 'items-3-tiers-0-price', 'documents-0-address', 'stateCode', 'charges-0-name', 'belowDays'].map(stepOf)).toEqual(['what', 'items', 'right', 'right', 'rules', 'rules']);
  expect([clause, specification, { ...clause, code: 'LOCK_AHEAD' as const, field: 'locksAt' }].map(stepOfMissing)).toEqual(['right', 'items', 'what']);
});

test('what was typed since is no longer missing, and never complete before it is saved', () => {
  const typed = { ...saved, clause: 'All may order.' };
  expect(stillMissing([clause, specification], typed, saved)).toEqual([specification]);
  const said = { missing: [] as never[], problems: [], unsaved: unsavedSteps(typed, saved) };
  expect(['what', 'right', 'check'].map((step) => standOf(step as 'what', said).words)).toEqual(['complete', 'not saved', 'not saved']);
  expect(standOf('check', { ...said, unsaved: new Set() }).words).toBe('ready');
  expect(standOf('right', { ...said, missing: [clause] }).words).toBe('1 missing');
});

test('another route or another day of the lock leaves nothing said of the contract', () => {
  expect(stillMissing([clause], { ...saved, route: 'SOLICITATION' }, saved)).toEqual([]);
  expect(unsavedSteps({ ...saved, route: 'SOLICITATION' }, saved)).toEqual(new Set(['what', 'items', 'right']));
  expect(unsavedSteps({ ...saved, lockDay: '2026-12-01' }, saved)).toEqual(new Set(['what', 'right']));
});

test('a unit is typed with the item; the defaults are a whole proposal', () => {
  expect(['Copy paper per case', 'Copy paper, by the Case', 'Snow shovels', 'Paper per'].map(readWhat)).toEqual([
    { title: 'Copy paper', unit: 'case' }, { title: 'Copy paper', unit: 'case' }, { title: 'Snow shovels', unit: 'piece' }, { title: 'Paper per', unit: 'piece' },
  ]);
  expect(contentOf(saved).content).toMatchObject({ title: 'Paper', items: [{ name: 'Paper', orderUnit: 'case', tiers: [{ from: 1, priceCents: 42_00 }] }] });
});

test('the contract of our newest round, of those that run on the day', () => {
  const one = (id: string, over: Partial<Contract> = {}): Contract => ({ __typename: 'Round', id, title: id, state: 'LOCKED', locksAt: `2026-0${id}-01T00:00:00Z`, lead: { __typename: 'DistrictName', id: 'us' }, leadAgency: 'A', contractNumber: 'N', clause: 'C', termEnds: '2027-06-30', ceilingCents: null, ...over });
  const rounds = [one('3'), one('5'), one('6', { lead: { __typename: 'DistrictName', id: 'them' } }), one('7', { state: 'DRAFT' }), one('8', { clause: null }), one('9', { termEnds: '2026-11-23' })];
  expect(contractOn(rounds, 'us', '2026-11-24')?.id).toBe('5');
  expect(contractOn(rounds, 'us', '2027-07-01')).toBeNull();
});

test('a colleague’s save is told field by field where one typed over it, and never elsewhere', () => {
  const theirs = { ...saved, title: 'Paper and toner', clause: 'All of Idaho.', items: itemsOf('Paper', 'case', '41'), buyUp: 'yes' };
  const typed = { ...theirs, clause: 'All may order.', items: itemsOf('Card stock', 'case', '42'), leadAgency: 'State' };
  expect(clashes(typed, theirs, { revision: 1, values: saved }).map(({ name, saved: read, mine }) => [name, read, mine])).toEqual([['Items', 'Paper ($41 from 1)', 'Card stock ($42 from 1)'], ['Clause', 'All of Idaho.', 'All may order.']]);
  // Of what lay here before its basis was kept, everything is told.
  expect(clashes(typed, theirs, { revision: 0, values: null }).map(({ field }) => field)).toEqual(['items', 'leadAgency', 'clause']);
});

test('what was typed stays on the revision it was begun on: over a colleague’s save, and over a reload', () => {
  drafts.dropAll();
  const show = (revision: number, dirty: boolean) => renderHook(({ now, typed }) => useBasis('round.draft.r', { revision: now, values: { ...saved, title: `Paper ${now}` } }, typed), { initialProps: { now: revision, typed: dirty } });
  const page = show(1, false);
  page.rerender({ now: 2, typed: false });
  expect(page.result.current[0].revision).toBe(2);
  page.rerender({ now: 2, typed: true });
  page.rerender({ now: 3, typed: true });
  expect(page.result.current[0]).toMatchObject({ revision: 2, values: { title: 'Paper 2' } });
  page.unmount();
  const again = show(4, true);
  expect(again.result.current[0]).toMatchObject({ revision: 2, values: { title: 'Paper 2' } });
  again.rerender({ now: 4, typed: false });
  expect(again.result.current[0].revision).toBe(4);
  again.unmount();
  expect(show(5, true).result.current[0]).toEqual({ revision: 0, values: null });
});
