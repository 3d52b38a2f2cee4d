import type { CostItem, Formula } from '../formula/formula.js';
import { COMPARED, OFFERED, type JointMethod } from '../games/joint.js';
import type { Driver, Weight } from '../plan/plan.js';
import { readCents, readCost, readList, readRecord, readText, readWeight } from '../plan/read.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import { driverOf, type ComposedCount } from './counts.js';
import type { AloneFigure, Contender, Study } from './study.js';

/** A count of one school year. */
export interface YearCount extends ComposedCount {
  /** The school year: "2026-27". */
  year: string;
}

/** What the author of a study writes down. Names and counts of members come from the directory, so that they stay true. */
export interface StudyDraft {
  about: string;
  /** A cost that is planned, or one that was paid. */
  kind: 'planned' | 'real';
  /** The school year it is about. */
  year: string;
  /** Districts of the consortium that would share, by key. */
  members: string[];
  /** Districts that are not members (yet), with counts as the author typed them. */
  guests: { key: string; name: string; counts: YearCount[] }[];
  items: CostItem[];
  /** Two to five ways to share; the first is the one in use, if one is. */
  contenders: Contender[];
  /** Measures typed in for this study. */
  typed: { measure: string; source: string; countedOn: string; values: Record<string, Weight> }[];
  /** Schools that counts leave out. */
  leftOut: string[];
  lastYearCents: Record<string, number>;
  /** What each group would pay by itself, where somebody has found out: "a+b". */
  groups: Record<string, number>;
}

/** What a study takes from the directory. */
export interface Directory {
  /** Everybody in the consortium, by name. */
  members: { key: string; name: string }[];
  /** Their counts by measure, all years. */
  counts: Record<string, YearCount[]>;
}

export const STUDENTS = 'fall-membership';
const MOST = { members: 60, guests: 5, items: 20, contenders: 5, typed: 6, text: 2_000, groups: 31 } as const;

/** Reads a draft from anywhere. A refusal names the field; `facts.field` is the path to it. */
export function readDraft(value: unknown): Outcome<{ draft: StudyDraft }> {
  return answer(() => {
    const given = readRecord(value, 'The study');
    const draft: StudyDraft = {
      about: short(given['about'] ?? '', 'What it is about', 'about'),
      kind: given['kind'] === 'real' ? 'real' : given['kind'] === 'planned' ? 'planned' : bad('Say whether the cost is planned or real.', 'kind'),
      year: schoolYear(given['year'], 'year'),
      members: texts(given['members'], 'Who would share', 'members', MOST.members),
      guests: most(given['guests'], 'The guests', 'guests', MOST.guests).map(guest),
      items: most(given['items'], 'The lines of the cost', 'items', MOST.items).map(item),
      contenders: most(given['contenders'], 'The ways to share', 'contenders', MOST.contenders).map(contender),
      typed: most(given['typed'], 'The measures typed in', 'typed', MOST.typed).map(typedMeasure),
      leftOut: texts(given['leftOut'], 'The schools left out', 'leftOut', 200),
      lastYearCents: amounts(given['lastYearCents'], 'Last year\'s shares', 'lastYearCents', MOST.members),
      groups: amounts(given['groups'], 'What groups would pay', 'groups', MOST.groups),
    };
    if (draft.items.length === 0) return bad('Add at least one line to the cost.', 'items');
    if (draft.contenders.length < 2) return bad('Compare at least two ways to share.', 'contenders');
    if (draft.members.length + draft.guests.length < 2) return bad('Choose at least two districts that would share.', 'members');
    const keys = [...draft.members, ...draft.guests.map(({ key }) => key)];
    if (new Set(keys).size !== keys.length) return bad('A district would share twice; take one away.', 'members');
    if (new Set(draft.items.map(({ id }) => id)).size !== draft.items.length) return bad('Two lines have the same id.', 'items');
    return { draft };
  });
}

/** The study that a draft makes with what the directory and the districts say now; limits by going alone hold to `frozenAlone` where it was frozen with that. */
export function studyOf(draft: StudyDraft, directory: Directory, alone: Record<string, AloneFigure>, frozenAlone?: Record<string, AloneFigure>): Study {
  const named = new Map(directory.members.map(({ key, name }) => [key, name]));
  const members = [...draft.members.map((key) => ({ key, name: named.get(key) ?? 'A district that left' })), ...draft.guests.map(({ key, name }) => ({ key, name }))];
  const keys = new Set(members.map(({ key }) => key));
  const leftOut = new Set(draft.leftOut);
  const measures = [...new Set([STUDENTS, ...Object.keys(directory.counts)])];
  const typed = draft.typed.map(({ measure, source, countedOn, values }): [string, Driver] => [
    measure, { measure, counts: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, source, countedOn }])) },
  ]);
  const labels = yearsOf(draft, directory);
  const years = labels.map((label) => ({
    label,
    measures: {
      ...Object.fromEntries(measures.map((measure): [string, Driver] => [measure, driverOf(measure.replaceAll('-', ' '), countsOfYear(draft, directory, measure, label), leftOut)])),
      ...Object.fromEntries(typed),
    },
  }));
  const within = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
  const groups = Object.keys(draft.groups).length === 0 ? {} : { groups: { kind: 'table' as const, members: [...keys], costs: draft.groups } };
  return {
    members, items: draft.items, contenders: draft.contenders, years, studentMeasure: STUDENTS,
    ...(Object.keys(draft.lastYearCents).length === 0 ? {} : { lastYearCents: within(draft.lastYearCents) }),
    alone: within(alone), ...(frozenAlone === undefined ? {} : { frozenAlone: within(frozenAlone) }), ...groups,
  };
}

/**
 * The years a study looks at: its own, or the newest counted before it, then the others from the newest on. Years are
 * those of the members: what an author typed for a guest makes no year that nobody else has.
 */
function yearsOf(draft: StudyDraft, directory: Directory): string[] {
  const members = Object.values(directory.counts).flat().filter((count) => draft.members.includes(count.member));
  const counts = members.length > 0 ? members : draft.guests.flatMap((guest) => guest.counts);
  const labels = [...new Set(counts.map(({ year }) => year))].sort().reverse();
  const first = labels.find((label) => label <= draft.year) ?? labels.at(-1) ?? draft.year;
  return [first, ...labels.filter((label) => label !== first)];
}

/**
 * Who counted what in a year, of those who share. For the study's own year a guest whose author has another year's
 * count stands with the newest there is: its date says so.
 */
export function countsOfYear(draft: StudyDraft, directory: Directory, measure: string, label: string): YearCount[] {
  const members = (directory.counts[measure] ?? []).filter((count) => count.year === label && draft.members.includes(count.member));
  if (measure !== STUDENTS) return members;
  const own = label === yearsOf(draft, directory)[0];
  const guests = draft.guests.flatMap(({ counts }) => {
    const [newest] = [...counts].sort((a, b) => (a.countedOn < b.countedOn ? 1 : -1));
    const count = counts.find(({ year }) => year === label) ?? (own ? newest : undefined);
    return count === undefined ? [] : [count];
  });
  return [...members, ...guests];
}

const bad = (message: string, field: string): never => refuse('plan-malformed', message, { field });

function short(value: unknown, at: string, field: string): string {
  return typeof value === 'string' && value.length <= MOST.text ? value : bad(`${at} must be a text of at most ${MOST.text} characters.`, field);
}
function schoolYear(value: unknown, field: string): string {
  const text = typeof value === 'string' ? value : '';
  const [, from, to] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  return from !== undefined && (Number(from) + 1) % 100 === Number(to) ? text : bad('Give the school year like 2026-27.', field);
}
function most(value: unknown, at: string, field: string, limit: number): readonly unknown[] {
  const list = readList(value, at);
  return list.length <= limit ? list : bad(`${at}: at most ${limit}, not ${list.length}.`, field);
}
const texts = (value: unknown, at: string, field: string, limit: number): string[] => most(value, at, field, limit).map((entry) => readText(entry, at));

function amounts(value: unknown, at: string, field: string, limit: number): Record<string, number> {
  const given = Object.entries(readRecord(value, at));
  if (given.length > limit) return bad(`${at}: at most ${limit}.`, field);
  return Object.fromEntries(given.map(([key, cents]) => [key, readCost(cents, at)]));
}

function guest(value: unknown): StudyDraft['guests'][number] {
  const given = readRecord(value, 'A guest');
  const key = readText(given['key'], 'The key of a guest');
  const counts = most(given['counts'], 'The counts of a guest', 'guests', 10).map((entry): YearCount => {
    const count = readRecord(entry, 'A count of a guest');
    const parts = most(count['parts'], 'The schools of a guest', 'guests', 200).map((part) => {
      const school = readRecord(part, 'A school of a guest');
      const students = school['students'];
      if (!Number.isSafeInteger(students) || (students as number) < 0) return bad('The students of a school are a whole number.', 'guests');
      return { school: readText(school['school'], 'The key of a school'), name: short(readText(school['name'], 'The name of a school'), 'The name of a school', 'guests'), students: students as number, virtual: school['virtual'] === true };
    });
    return { member: key, year: schoolYear(count['year'], 'guests'), countedOn: short(count['countedOn'], 'The count date of a guest', 'guests'), source: short(count['source'], 'The source of a count', 'guests'), parts };
  });
  return { key, name: short(readText(given['name'], 'The name of a guest'), 'The name of a guest', 'guests'), counts };
}

function item(value: unknown): CostItem {
  const given = readRecord(value, 'A line of the cost');
  const name = short(readText(given['name'], 'The name of a line'), 'The name of a line', 'items');
  return {
    id: readText(given['id'], 'The id of a line'), name, amountCents: readCents(given['amountCents'], `The amount of ${name}`, name),
    ...(given['among'] === undefined ? {} : { among: texts(given['among'], `Who is on ${name}`, 'items', MOST.members + MOST.guests) }),
    ...(given['rule'] === undefined ? {} : { rule: plain(given['rule'], 0) as NonNullable<CostItem['rule']> }),
  };
}

function contender(value: unknown): Contender {
  const given = readRecord(value, 'A way to share');
  const name = short(readText(given['name'], 'The name of a way to share'), 'The name of a way to share', 'contenders');
  if (given['joint'] !== undefined) {
    const joint = [...OFFERED, ...COMPARED].find((method) => method === given['joint']);
    return { name, joint: joint ?? (bad('This way of splitting a joint project is not known here.', 'contenders') as JointMethod) };
  }
  const limits = given['limits'] === undefined ? {} : { limits: plain(given['limits'], 0) as NonNullable<Formula['limits']> };
  return { name, rule: plain(given['rule'], 0) as Formula['rule'], ...limits };
}

function typedMeasure(value: unknown): StudyDraft['typed'][number] {
  const given = readRecord(value, 'A measure');
  const measure = short(readText(given['measure'], 'The name of a measure'), 'The name of a measure', 'typed');
  if (measure === STUDENTS) return bad('That measure comes from the districts\' own counts; give yours another name.', 'typed');
  const values = Object.entries(readRecord(given['values'], `The values of ${measure}`));
  if (values.length > MOST.members + MOST.guests) return bad(`The values of ${measure}: at most ${MOST.members + MOST.guests}.`, 'typed');
  for (const [, weight] of values) readWeight(weight, `A value of ${measure}`);
  return { measure, source: short(given['source'], `The source of ${measure}`, 'typed'), countedOn: short(given['countedOn'], `The date of ${measure}`, 'typed'), values: Object.fromEntries(values) as Record<string, Weight> };
}

/** A rule as it was given, if it is small plain JSON: what it means is read, and refused in words, where it is worked out. */
function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'boolean' || (typeof value === 'string' && value.length <= 200) || Number.isSafeInteger(value)) return value;
  if (depth > 6 || typeof value !== 'object' || value === null) return bad('A rule holds a value that no rule has.', 'contenders');
  if (Array.isArray(value)) return value.length <= 20 ? value.map((entry) => plain(entry, depth + 1)) : bad('A rule is too long.', 'contenders');
  const entries = Object.entries(value);
  return entries.length <= 20 ? Object.fromEntries(entries.map(([key, entry]) => [key, plain(entry, depth + 1)])) : bad('A rule is too long.', 'contenders');
}
