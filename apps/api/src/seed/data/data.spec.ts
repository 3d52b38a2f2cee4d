import { readFileSync } from 'node:fs';
import { purchasingRound } from '@barnraise/lifecycle';
import { describe, expect, it } from '@jest/globals';
import type {
  BoundariesFile, BookingRow, BookingsFile, CalendarsFile, CountsFile, DistrictsFile, PeopleFile, PoliciesFile,
  ScedAreasFile, SectionRow, SectionsFile, StudiesFile, WaitlistFile, Weekday,
} from './shapes.js';
import { type DraftsFile } from './drafts.shapes.js';
import { type NeedsFile } from './needs.shapes.js';
import { type AuthorityFile } from './authority.shapes.js';
import { type ReceivedRoundsFile } from './received-rounds.shapes.js';
import { type RoundRow, type RoundsFile } from './rounds.shapes.js';
import { type SolicitationsFile } from './solicitations.shapes.js';
import { type WindowsFile } from './windows.shapes.js';

const text = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
const json = <T>(name: string): T => JSON.parse(text(name)) as T;

const { consortia, districts } = json<DistrictsFile>('districts.json');
const boundaries = json<BoundariesFile>('boundaries.json');
const { counts, outsider } = json<CountsFile>('counts.json');
const { areas } = json<ScedAreasFile>('sced_areas.json');
const calendars = json<CalendarsFile>('calendars.json');
const { people } = json<PeopleFile>('people.json');
const { sections } = json<SectionsFile>('sections.json');
const { policies } = json<PoliciesFile>('policies.json');
const { bookings, courseMappings } = json<BookingsFile>('bookings.json');
const sced = new Set(text('sced_v12.csv').split('\n').slice(1).filter(Boolean).map((line) => line.slice(0, 5)));

function indexed<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  const map = new Map(rows.map((row) => [key(row), row]));
  expect(map.size).toBe(rows.length);
  return map;
}
function found<T>(map: Map<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`"${key}" resolves to nothing`);
  return value;
}
/** Failures read as a list of sentences. */
const none: string[] = [];
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

const district = indexed(districts, (d) => d.key);
const school = indexed(districts.flatMap((d) => d.schools.map((s) => ({ ...s, district: d.key }))), (s) => s.ncessch);
const person = indexed(people, (p) => p.key);
const section = indexed(sections, (s) => s.key);
const consortium = indexed(consortia, (c) => c.key);
const calendar = indexed(calendars.districts, (c) => c.district);
const bell = indexed(calendars.bellSchedules, (b) => b.school);
const term = indexed(
  calendars.districts.flatMap((c) => c.years.flatMap((y) => y.terms.map((t) => ({ ...t, district: c.district, year: y })))),
  (t) => t.key,
);
const mapping = indexed(courseMappings, (m) => `${m.homeDistrict} ${m.section}`);

const WEEK: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekday = (date: string) => WEEK[new Date(`${date}T12:00:00Z`).getUTCDay()]!;
const now = Date.parse(calendars.demoNow);
const HOUR = 3_600_000;

const isMember = (key: string, of: string) => found(consortium, of).members.some((m) => m.district === key);
const rolesIn = (key: string, of: string) =>
  found(person, key).roles.flatMap((r) => ('district' in r && r.district === of ? [r.role] : []));
const localDay = (at: string, zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));

function inForce(scope: string, policy: string, day: string) {
  return policies
    .filter((p) => p.policy === policy && Object.values(p.scope)[0] === scope && p.effectiveFrom <= day)
    .sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0]?.value;
}
function isSchoolDay(key: string, date: string): boolean {
  const year = found(calendar, key).years.find((y) => y.firstDay <= date && date <= y.lastDay);
  return year !== undefined && year.schoolDays.includes(weekday(date))
    && !year.noSchool.some((n) => n.from <= date && date <= n.to);
}

describe('districts and schools', () => {
  it('write every NCES identifier as text of its length', () => {
    expect(districts.filter((d) => !/^16\d{5}$/.test(d.leaid) || !/^ID-\d{3}$/.test(d.stateLeaid) || !/^\d{2}$/.test(d.localeCode))).toEqual([]);
    const ids = [...districts.map((d) => d.leaid), ...school.keys(), ...counts.flatMap((c) => c.composition.map((x) => x.ncessch))];
    expect(ids.filter((id: unknown) => typeof id !== 'string')).toEqual([]);
    expect([...school.values()].filter((s) => !/^16\d{10}$/.test(s.ncessch) || !/^\d{3}-\d{4}$/.test(s.stateSchoolId) || !/^83\d{3}$/.test(s.zip))).toEqual([]);
    expect([...school.values()].filter((s) => !s.ncessch.startsWith(found(district, s.district).leaid))).toEqual([]);
  });

  it('leave no missing-value mark behind', () => {
    const marks: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (value === -1 || value === -2 || value === -3) marks.push(path);
      if (value !== null && typeof value === 'object') for (const [k, v] of Object.entries(value)) walk(v, `${path}.${k}`);
    };
    walk(districts, 'districts');
    walk({ counts, outsider }, 'counts');
    expect(marks).toEqual([]);
  });

  it('add up to the totals that NCES prints', () => {
    const printed = {
      council: 294, cambridge: 146, midvale: 161, 'meadows-valley': 136, cascade: 206, 'mccall-donnelly': 1369,
      'mountain-view': 1126, cottonwood: 435, highland: 171, kamiah: 387, nezperce: 169, 'salmon-river': 157,
    };
    expect(Object.fromEntries(districts.map((d) => [d.key, d.enrollment]))).toEqual(printed);
    expect(Object.fromEntries(districts.map((d) => [d.key, sum(d.schools.map((s) => s.enrollment))]))).toEqual(printed);
  });

  it('keep Pacific time north of the Salmon River and Mountain time south of it', () => {
    const pacific = districts.filter((d) => d.timeZone === 'America/Los_Angeles').map((d) => d.key).sort();
    expect(pacific).toEqual(['cottonwood', 'highland', 'kamiah', 'mountain-view', 'nezperce']);
    expect([...school.values()].filter((s) => s.timeZone !== found(district, s.district).timeZone)).toEqual([]);
  });

  it('form two consortia that share exactly Mountain View', () => {
    for (const c of consortia) for (const m of c.members) found(district, m.district);
    expect(consortia.map((c) => c.members.length)).toEqual([7, 6]);
    const both = districts.filter((d) => consortia.every((c) => isMember(d.key, c.key))).map((d) => d.key);
    expect(both).toEqual(['mountain-view']);
    expect(districts.filter((d) => !consortia.some((c) => isMember(d.key, c.key)))).toEqual([]);
  });
});

describe('boundaries', () => {
  it('hold one small, closed shape for each district', () => {
    expect(text('boundaries.json').length).toBeLessThanOrEqual(60_000);
    expect(boundaries.districts.map((b) => b.leaid).sort()).toEqual(districts.map((d) => d.leaid).sort());
    for (const b of boundaries.districts) {
      for (const ring of b.polygons.flat()) {
        expect(ring.length).toBeGreaterThanOrEqual(4);
        expect(ring[0]).toEqual(ring.at(-1));
        for (const [x, y] of ring) {
          expect([x, y]).toEqual([Number(x.toFixed(4)), Number(y.toFixed(4))]);
          expect(x >= b.bbox[0] && x <= b.bbox[2] && y >= b.bbox[1] && y <= b.bbox[3]).toBe(true);
        }
      }
    }
  });

  it('put every school inside its own district', () => {
    const inside = (x: number, y: number, ring: [number, number][]) => ring.reduce((odd, [xi, yi], i) => {
      const [xj, yj] = ring[(i + ring.length - 1) % ring.length]!;
      return yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi ? !odd : odd;
    }, false);
    const shapes = indexed(boundaries.districts, (b) => b.district);
    const outside = [...school.values()].filter((s) => !found(shapes, s.district).polygons.some((p) => inside(s.longitude, s.latitude, p[0]!)));
    expect(outside.map((s) => s.name)).toEqual([]);
  });

  it('share the points of their common borders', () => {
    const points = new Map<string, Set<string>>();
    for (const b of boundaries.districts) for (const p of b.polygons.flat(2)) {
      const key = p.join();
      points.set(key, (points.get(key) ?? new Set()).add(b.district));
    }
    const shared = (a: string, b: string) => [...points.values()].filter((s) => s.has(a) && s.has(b)).length;
    for (const [a, b] of [['council', 'mccall-donnelly'], ['meadows-valley', 'mccall-donnelly'], ['cottonwood', 'highland'], ['cambridge', 'midvale'], ['mountain-view', 'kamiah']]) {
      expect(shared(a!, b!)).toBeGreaterThan(4);
    }
  });
});

describe('counts', () => {
  it('give each district three dated years whose composition adds up', () => {
    for (const d of districts) {
      const own = counts.filter((c) => c.district === d.key);
      expect(own.map((c) => c.schoolYear)).toEqual(['2022-23', '2023-24', '2024-25']);
      for (const c of own) {
        expect(c.leaid).toBe(d.leaid);
        expect(sum(c.composition.map((s) => s.students))).toBe(c.students);
        expect(c.composition.map((s) => s.ncessch)).toEqual(d.schools.map((s) => s.ncessch));
        expect(c.source).toBe(c.schoolYear === '2023-24' ? 'NCES CCD 2023-24' : 'invented for the demo');
        expect(c.countDate.slice(0, 4)).toBe(c.schoolYear.slice(0, 4));
        expect(Math.abs(c.students / d.enrollment - 1)).toBeLessThanOrEqual(0.05);
      }
      expect(own[1]!.composition).toEqual(d.schools.map((s) => ({ ncessch: s.ncessch, students: s.enrollment })));
    }
  });

  it('show the outsider whose virtual school outweighs the rest', () => {
    expect(outsider.students).toBe(8704);
    expect(sum(outsider.composition.map((c) => c.students))).toBe(8704);
    expect(outsider.composition.filter((c) => c.virtual).map((c) => c.students)).toEqual([7751]);
    expect(districts.some((d) => d.leaid === outsider.leaid)).toBe(false);
  });
});

describe('SCED', () => {
  it('has every code of version 12, each in a named area', () => {
    expect(sced.size).toBe(1785);
    expect(sum(areas.map((a) => a.courses))).toBe(1785);
    const codes = new Set(areas.map((a) => a.code));
    expect([...sced].filter((code) => !/^\d{5}$/.test(code) || !codes.has(code.slice(0, 2)))).toEqual([]);
  });
});

describe('calendars', () => {
  it('cover both school years of every district, with terms that begin and end on school days', () => {
    for (const d of districts) {
      const own = found(calendar, d.key);
      expect(own.timeZone).toBe(d.timeZone);
      expect(own.years.map((y) => y.schoolYear)).toEqual(['2026-27', '2027-28']);
      for (const y of own.years) {
        for (const n of y.noSchool) expect(n.from <= n.to && n.from >= y.firstDay && n.to <= y.lastDay).toBe(true);
        for (const t of y.terms) {
          expect([t.key, isSchoolDay(d.key, t.start), isSchoolDay(d.key, t.end)]).toEqual([t.key, true, true]);
          expect(t.start < t.end && t.start >= y.firstDay && t.end <= y.lastDay).toBe(true);
        }
        const parts = y.terms.filter((t) => t.kind !== 'year');
        parts.slice(1).forEach((t, i) => expect(t.start > parts[i]!.end).toBe(true));
      }
    }
  });

  it('give each high school a bell whose periods follow one another, on exactly its school days', () => {
    const high = [...school.values()].filter((s) => s.highestGrade === '12');
    expect(high.filter((s) => !bell.has(s.ncessch)).map((s) => s.name)).toEqual([]);
    for (const b of calendars.bellSchedules) {
      expect(found(school, b.school).district).toBe(b.district);
      expect(b.timeZone).toBe(found(school, b.school).timeZone);
      expect(b.variants.flatMap((v) => v.days).sort()).toEqual([...found(calendar, b.district).years[0]!.schoolDays].sort());
      for (const v of b.variants) {
        expect(v.periods.some((p) => p.kind === 'lunch')).toBe(true);
        expect(new Set(v.periods.map((p) => p.key)).size).toBe(v.periods.length);
        v.periods.forEach((p, i) => {
          expect(p.start < p.end).toBe(true);
          if (i > 0) expect(v.periods[i - 1]!.end <= p.start).toBe(true);
        });
      }
    }
  });

  it('start the demo on a Tuesday morning', () => {
    expect(weekday(calendars.demoNow.slice(0, 10))).toBe('tue');
    expect(calendars.demoNow).toBe('2026-11-10T09:30:00-07:00');
  });
});

describe('people', () => {
  it('have roles that resolve, unique addresses that reach nobody, and no telephone', () => {
    expect(new Set(people.map((p) => p.email)).size).toBe(people.length);
    expect(new Set(people.map((p) => p.name)).size).toBe(people.length);
    for (const p of people) {
      expect(p.key).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(p.roles.length).toBeGreaterThan(0);
      const orgs = p.roles.map((r) => ('district' in r ? found(district, r.district).key : found(consortium, r.consortium).key));
      expect(orgs.map((org) => `@${org}.example`)).toContain(p.email.slice(p.email.indexOf('@')));
      if (p.school !== null) expect(orgs).toContain(found(school, p.school).district);
    }
    for (const file of ['people', 'sections', 'bookings', 'policies', 'calendars', 'districts']) {
      expect(text(`${file}.json`)).not.toMatch(/(?<!\d)(\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)/);
    }
  });

  it('fill every role that the walks need', () => {
    const missing: string[] = [];
    const needs = ['counselor', 'registrar', 'business_manager', 'superintendent', 'district_administrator', 'teacher'] as const;
    for (const d of districts) for (const role of needs) {
      if (!people.some((p) => rolesIn(p.key, d.key).includes(role))) missing.push(`${d.key} lacks a ${role}`);
    }
    for (const c of consortia) for (const role of ['coordinator', 'fiscal_agent']) {
      const holders = people.filter((p) => p.roles.some((r) => 'consortium' in r && r.consortium === c.key && r.role === role));
      if (holders.length !== 1) missing.push(`${c.key} has ${holders.length} of ${role}`);
    }
    expect(missing).toEqual(none);
    expect(people.filter((p) => p.roles.some((r) => r.role === 'procurement_officer')).length).toBe(3);
    const featured = people.filter((p) => p.featured);
    expect(featured.length >= 9 && featured.length <= 10).toBe(true);
    expect(people.filter((p) => p.featured !== (p.tryThis !== null))).toEqual([]);
  });
});

describe('sections', () => {
  it('resolve their school, teacher, term, code and audience', () => {
    for (const s of sections) {
      expect(found(school, s.school).district).toBe(s.teachingDistrict);
      expect(rolesIn(s.teacher, s.teachingDistrict)).toContain('teacher');
      expect(found(term, s.term).district).toBe(s.teachingDistrict);
      expect([s.key, sced.has(s.scedCode)]).toEqual([s.key, true]);
      expect(s.audience).toEqual(consortia.filter((c) => isMember(s.teachingDistrict, c.key)).map((c) => c.key));
    }
  });

  it('keep their numbers in bounds', () => {
    for (const s of sections) {
      expect(s.capacity >= 6 && s.capacity <= 24 && s.seatsReserved >= 0 && s.seatsReserved < s.capacity).toBe(true);
      expect([0.5, 1]).toContain(s.credit);
      expect(s.grades.low >= 6 && s.grades.low <= s.grades.high && s.grades.high <= 12).toBe(true);
      expect(s.syllabus.length >= 5 && s.syllabus.length <= 8).toBe(true);
      expect(found(term, s.term).start < s.dropDate && s.dropDate < found(term, s.term).end).toBe(true);
      expect([s.key, isSchoolDay(s.teachingDistrict, s.dropDate)]).toEqual([s.key, true]);
      const cents = Object.entries(s.costPlan).filter(([name, value]) => name.endsWith('Cents') && value !== null).map(([, value]) => value);
      expect(cents.every((c) => Number.isSafeInteger(c) && Number(c) > 0)).toBe(true);
    }
  });

  it('meet exactly in class periods of their school’s bell, and not at all when asynchronous', () => {
    for (const s of sections) {
      expect(s.meetings.length === 0).toBe(s.modality === 'asynchronous');
      expect(new Set(s.meetings.map((m) => m.day)).size).toBe(s.meetings.length);
      for (const m of s.meetings) {
        const variant = found(bell, s.school).variants.find((v) => v.days.includes(m.day));
        const classes = variant!.periods.filter((p) => p.kind === 'class');
        const first = classes.findIndex((p) => p.key === m.periods[0]);
        const taken = classes.slice(first, first + m.periods.length);
        expect(taken.map((p) => p.key)).toEqual(m.periods);
        expect([s.key, m.day, m.start, m.end]).toEqual([s.key, m.day, taken[0]!.start, taken.at(-1)!.end]);
      }
    }
  });

  it('never ask a teacher to be in two rooms at once', () => {
    const clashes: string[] = [];
    sections.forEach((a, i) => sections.slice(i + 1).forEach((b) => {
      const [ta, tb] = [found(term, a.term), found(term, b.term)];
      if (a.teacher !== b.teacher || ta.start > tb.end || tb.start > ta.end) return;
      if (a.meetings.some((m) => b.meetings.some((n) => m.day === n.day && m.start < n.end && n.start < m.end))) clashes.push(`${a.key} and ${b.key}`);
    }));
    expect(clashes).toEqual(none);
  });
});

describe('policies', () => {
  it('cite something, resolve their scope, and never have two values on one day', () => {
    indexed(policies, (p) => p.key);
    for (const p of policies) {
      if ('consortium' in p.scope) found(consortium, p.scope.consortium);
      else found(district, p.scope.district);
      expect(p.key).toBe(`${Object.values(p.scope)[0]}/${p.policy}/${p.effectiveFrom}`);
      expect(p.citation.document && p.citation.section && p.citation.words).toBeTruthy();
    }
    const today = calendars.demoNow.slice(0, 10);
    expect(consortia.map((c) => ['seats.holdHours', 'seats.answerBusinessDays', 'seats.maxPerHold'].map((p) => inForce(c.key, p, today)))).toEqual([[48, 2, 12], [48, 2, 12]]);
    expect(districts.filter((d) => inForce(d.key, 'spending.limitsCents', '2026-04-01') === undefined)).toEqual([]);
  });
});

describe('waitlist', () => {
  it('names sections, districts of their consortia, and people who may ask for them, after the last hold', () => {
    for (const row of json<WaitlistFile>('waitlist.json').waitlist) {
      expect(found(section, row.section).audience.some((key) => isMember(row.homeDistrict, key))).toBe(true);
      expect(rolesIn(row.who, row.homeDistrict).some((role) => role === 'counselor' || role === 'registrar')).toBe(true);
      expect(row.fewest).toBeLessThanOrEqual(row.seats);
      expect(Date.parse(row.at)).toBeLessThan(now);
    }
  });
});

describe('purchasing rounds', () => {
  const committers = ['procurement_officer', 'business_manager'];
  it('are led and joined by members, through people who buy, each to a school of its own, in time', () => {
    const { authority, rounds: bought } = json<AuthorityFile>('authority.json');
    for (const row of [...json<RoundsFile>('rounds.json').rounds, ...bought, ...json<RoundsFile>('received-rounds.json').rounds]) {
      const law = authority[row.key] ?? authority['else']!;
      expect([row.key, law.documents.some(({ kind }) => kind === 'award'), law.documents.every(({ address }) => /^https:\/\/[\w.]+\.example\.org\//.test(address))]).toEqual([row.key, true, true]);
      expect([row.key, isMember(row.lead, 'seven-rivers'), rolesIn(row.by, row.lead).some((role) => committers.includes(role))]).toEqual([row.key, true, true]);
      indexed(row.commitments, (c) => c.district);
      for (const c of row.commitments) {
        expect([row.key, c.by, isMember(c.district, 'seven-rivers'), rolesIn(c.by, c.district).some((role) => committers.includes(role)), found(school, c.school).district]).toEqual([row.key, c.by, true, true, c.district]);
        expect([row.key, c.by, row.openedAt !== null && row.openedAt < c.at && c.at < row.round.locksAt && Date.parse(c.at) < now]).toEqual([row.key, c.by, true]);
      }
      expect([row.key, row.lockedAt === null]).toEqual([row.key, row.cancelledAt !== undefined || Date.parse(row.round.locksAt) > now]);
    }
  });
});

describe('of rounds', () => {
  it('there is one in each state there is', () => {
    const taken = (row: RoundRow, key: string) => sum(row.commitments.flatMap(({ lines }) => lines.flatMap((line) => (line.itemKey === key ? [line.maximum] : []))));
    const atLock = (row: RoundRow) => (row.round.items.every((item, n) => taken(row, `item-${n + 1}`) >= (item.threshold ?? 0)) ? 'locked' : row.round.belowThreshold === 'ask' && (row.answers ?? []).length < row.commitments.length ? 'asking' : 'failed');
    const stateOf = (row: RoundRow) => (row.released ? 'released' : row.lockedAt ? atLock(row) : row.cancelledAt ? 'cancelled' : row.openedAt ? 'open' : 'draft');
    const states = new Set([
      ...[...json<RoundsFile>('rounds.json').rounds, ...json<AuthorityFile>('authority.json').rounds].map(stateOf),
      ...json<ReceivedRoundsFile>('received-rounds.json').rounds.map(({ ends }) => (ends.settled ? 'settled' : 'received')),
      ...json<SolicitationsFile>('solicitations.json').solicitations.map(({ asked, awarded }) => (awarded ? 'awarded' : asked ? 'solicited' : 'estimates')),
    ]);
    expect([...states].sort()).toEqual(Object.keys(purchasingRound.table.states).sort());
  });
});

describe('solicitations', () => {
  const leaders = ['procurement_officer', 'business_manager', 'district_administrator'];
  it('are led, estimated and awarded by members, through people who may, each part after the one before', () => {
    for (const row of json<SolicitationsFile>('solicitations.json').solicitations) {
      expect([row.key, isMember(row.lead, 'seven-rivers'), rolesIn(row.by, row.lead).some((role) => leaders.includes(role))]).toEqual([row.key, true, true]);
      indexed(row.estimates, (one) => one.district);
      for (const one of row.estimates) expect([row.key, one.by, isMember(one.district, 'seven-rivers'), rolesIn(one.by, one.district).some((role) => leaders.includes(role)), one.lines.every(({ itemKey }) => row.round.items[Number(itemKey.slice(5)) - 1])]).toEqual([row.key, one.by, true, true, true]);
      const times = [row.at, row.gathered.at, ...row.estimates.map(({ at }) => at), ...(row.asked ? [row.gathered.due, row.asked.at, row.asked.bidsDue] : []), ...row.bids.map(({ at }) => at), ...(row.awarded ? [row.awarded.at] : [])];
      expect([row.key, times.every((at, n) => n === 0 || times[n - 1]! < at), Date.parse(times.at(-1)!) < now]).toEqual([row.key, true, true]);
      if (row.awarded) expect([row.awarded.by, rolesIn(row.awarded.by, row.lead).some((role) => ['superintendent', 'district_administrator'].includes(role)), row.bids.some(({ key, responsive }) => key === row.awarded!.bid && responsive)]).toEqual([row.awarded.by, true, true]);
    }
  });
});

describe('bookings', () => {
  const NEXT: Record<string, string[]> = {
    held: ['awaiting_approval', 'requested', 'expired', 'cancelled'],
    awaiting_approval: ['requested', 'cancelled'],
    requested: ['accepted', 'denied', 'cancelled'],
    accepted: ['dropped'],
    denied: [], cancelled: [], expired: [], dropped: [],
  };
  const LIVE = new Set(['held', 'awaiting_approval', 'requested', 'accepted']);
  const limit = (b: BookingRow, who: string, at: string): number => {
    const home = found(district, b.homeDistrict);
    const limits = inForce(home.key, 'spending.limitsCents', localDay(at, home.timeZone)) as Record<string, number | null>;
    return Math.max(0, ...rolesIn(who, home.key).map((role) => (role in limits ? limits[role] ?? Infinity : 0)));
  };
  const of = (b: BookingRow): SectionRow => found(section, b.section);

  /** The newest count on or before a day. */
  const newest = (key: string, day: string) => counts.filter((c) => c.district === key && c.countDate <= day).sort((a, b) => b.countDate.localeCompare(a.countDate))[0]!.students;
  /** What the booking could cost if nobody but this home district and the teaching district took part. */
  const most = (b: BookingRow): number => {
    const { costPlan: plan, capacity, seatsReserved, teachingDistrict } = of(b);
    if (plan.method === 'fixed-price-per-seat') return plan.priceCents * b.seats;
    if (plan.method === 'equally') return Math.ceil(plan.costCents / 2);
    if (plan.method === 'by-dated-count') {
      const [own, theirs] = [newest(b.homeDistrict, b.at.slice(0, 10)), newest(teachingDistrict, b.at.slice(0, 10))];
      return Math.ceil((plan.costCents * own) / (own + theirs));
    }
    const host = plan.hostSeatsCount ? seatsReserved : 0;
    const over = plan.emptySeatsCount ? capacity - seatsReserved + host : b.seats + host;
    const share = Math.ceil((plan.costCents * b.seats) / over);
    return plan.notToExceedPerSeatCents === null ? share : Math.min(share, plan.notToExceedPerSeatCents * b.seats);
  };

  it('resolve every key, and book only what the home district may see', () => {
    indexed(bookings, (b) => b.key);
    for (const b of bookings) {
      expect(of(b).teachingDistrict).not.toBe(b.homeDistrict);
      expect(of(b).audience).toContain(b.consortium);
      const joined = found(consortium, b.consortium).members;
      for (const key of [b.homeDistrict, of(b).teachingDistrict]) {
        expect(joined.find((m) => m.district === key)!.since <= b.at.slice(0, 10)).toBe(true);
      }
      expect(rolesIn(b.who, b.homeDistrict).some((r) => r === 'counselor' || r === 'registrar')).toBe(true);
    }
  });

  it('move in time, by allowed steps, each by a person of the right side', () => {
    for (const b of bookings) {
      expect([b.key, b.steps[0]!.step, b.steps[0]!.at, b.steps[0]!.by]).toEqual([b.key, 'held', b.at, b.who]);
      expect(b.steps.at(-1)!.step).toBe(b.status);
      b.steps.forEach((s, i) => {
        expect(s.at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00Z$/);
        expect(Date.parse(s.at) < now).toBe(true);
        if (i > 0) {
          expect(s.at > b.steps[i - 1]!.at).toBe(true);
          expect([b.key, NEXT[b.steps[i - 1]!.step]]).toEqual([b.key, expect.arrayContaining([s.step])]);
        }
        expect((s.by === null)).toBe(s.step === 'expired');
        const side = s.step === 'accepted' || s.step === 'denied' ? of(b).teachingDistrict : b.homeDistrict;
        if (s.by !== null) expect([b.key, s.step, rolesIn(s.by, side).length > 0]).toEqual([b.key, s.step, true]);
      });
    }
  });

  it('never exceed the seats, at any point of their history', () => {
    for (const s of sections) {
      const moves = bookings.filter((b) => b.section === s.key).flatMap((b) => [
        { at: b.at, seats: b.seats },
        ...b.steps.filter((x) => !LIVE.has(x.step)).map((x) => ({ at: x.at, seats: -b.seats })),
      ]).sort((a, b) => a.at.localeCompare(b.at) || a.seats - b.seats);
      let taken = 0;
      for (const m of moves) {
        taken += m.seats;
        expect([s.key, m.at, taken >= 0 && taken <= s.capacity - s.seatsReserved]).toEqual([s.key, m.at, true]);
      }
    }
  });

  it('obey the policy versions of their own day', () => {
    for (const b of bookings) {
      const day = localDay(b.at, found(consortium, b.consortium).timeZone);
      expect(b.seats >= 1 && b.seats <= Number(inForce(b.consortium, 'seats.maxPerHold', day))).toBe(true);
      const end = Date.parse(b.at) + Number(inForce(b.consortium, 'seats.holdHours', day)) * HOUR;
      const waits = mapping.get(`${b.homeDistrict} ${b.section}`)?.status !== 'approved';
      const next = b.steps[1];
      if (next?.step === 'expired') expect(Date.parse(next.at)).toBe(end);
      else if (next) expect(Date.parse(next.at) <= end).toBe(true);
      else expect([b.key, waits || end > now]).toEqual([b.key, true]);
    }
  });

  it('bind nobody beyond their limit, and promise at least what the plan can cost', () => {
    for (const b of bookings) {
      for (const s of b.steps) {
        if (s.step === 'requested') expect([b.key, limit(b, s.by!, s.at) >= b.notToExceedCents]).toEqual([b.key, true]);
        if (s.step === 'awaiting_approval') expect([b.key, limit(b, s.by!, s.at) < b.notToExceedCents]).toEqual([b.key, true]);
      }
      expect([b.key, b.notToExceedCents >= most(b)]).toEqual([b.key, true]);
      expect(Number.isSafeInteger(b.notToExceedCents) && b.budgetCode !== '').toBe(true);
    }
  });

  it('are requested only once the course is mapped', () => {
    for (const m of courseMappings) {
      expect(m.scedCode).toBe(found(section, m.section).scedCode);
      expect(found(term, found(section, m.section).term).year.schoolYear).toBe(m.schoolYear);
      expect(rolesIn(m.proposedBy, m.homeDistrict).length).toBeGreaterThan(0);
      expect(m.status === 'approved').toBe(m.decidedBy !== null && m.decidedAt !== null);
      if (m.decidedBy !== null) {
        expect(rolesIn(m.decidedBy, m.homeDistrict).length).toBeGreaterThan(0);
        expect(m.decidedBy).not.toBe(m.proposedBy);
        expect(m.proposedAt < m.decidedAt! && Date.parse(m.decidedAt!) < now).toBe(true);
      } else expect(Date.parse(m.proposedAt) < now).toBe(true);
    }
    for (const b of bookings) for (const s of b.steps.filter((x) => x.step === 'requested')) {
      expect([b.key, found(mapping, `${b.homeDistrict} ${b.section}`).decidedAt! < s.at]).toEqual([b.key, true]);
    }
  });

  it('show every state that the pages must draw', () => {
    const left = (s: SectionRow) => s.capacity - s.seatsReserved - sum(bookings.filter((b) => b.section === s.key && LIVE.has(b.status)).map((b) => b.seats));
    expect(new Set(bookings.map((b) => b.status)).size).toBe(8);
    expect(sections.filter((s) => left(s) === 0).length).toBeGreaterThanOrEqual(4);
    expect(sections.filter((s) => left(s) === 1).map((s) => s.key)).toContain('mccall-donnelly-physics-s27');
    expect(bookings.filter((b) => b.status === 'held' && now - Date.parse(b.at) > 47 * HOUR && now - Date.parse(b.at) < 48 * HOUR).length).toBeGreaterThanOrEqual(1);
    expect(courseMappings.filter((m) => m.status === 'pending').length).toBeGreaterThanOrEqual(3);
  });
});

describe('drafts of courses', () => {
  const { drafts } = json<DraftsFile>('drafts.json');

  it('are written by a teacher of their district, for one of its schools and terms that is still to come, before now', () => {
    indexed(drafts, (d) => d.key);
    for (const d of drafts) {
      expect([d.key, rolesIn(d.by, d.district)]).toEqual([d.key, expect.arrayContaining(['teacher'])]);
      const terms = found(calendar, d.district).years.flatMap((y) => y.terms);
      expect([d.key, terms.some((t) => t.key === d.content.term && Date.parse(t.start) > now)]).toEqual([d.key, true]);
      expect([d.key, sections.some((s) => s.school === d.content.school && s.teachingDistrict === d.district)]).toEqual([d.key, true]);
      expect([d.key, Date.parse(d.at) < now && (d.submittedAt === null || (d.submittedAt > d.at && Date.parse(d.submittedAt) < now))]).toEqual([d.key, true]);
      expect((d.content.consortia ?? []).filter((c) => !isMember(d.district, c))).toEqual([]);
    }
  });
});

describe('needs', () => {
  const { needs } = json<NeedsFile>('needs.json');

  it('are posted by those who book, for a course of the code list, before now and for later', () => {
    indexed(needs, (n) => n.key);
    for (const n of needs) {
      expect([n.key, rolesIn(n.by, n.district).some((role) => ['counselor', 'registrar'].includes(role))]).toEqual([n.key, true]);
      expect([n.key, sced.has(n.need.scedCode ?? '')]).toEqual([n.key, true]);
      expect([n.key, Date.parse(n.at) < now && Date.parse(n.need.until) > now && (n.takenBackAt === null || (n.takenBackAt > n.at && Date.parse(n.takenBackAt) < now))]).toEqual([n.key, true]);
    }
    // One line that is told with names and numbers, and some that are not.
    const open = needs.filter((n) => n.takenBackAt === null);
    const districts = (code: string) => new Set(open.filter((n) => n.need.scedCode === code).map((n) => n.district)).size;
    expect([...new Set(open.map((n) => n.need.scedCode!))].map(districts)).toEqual(expect.arrayContaining([1, 4]));
  });
});

describe('request windows', () => {
  const { windows } = json<WindowsFile>('windows.json');

  it('hold requests of members for sections of their year, made while they are open; one is allotted, one collects', () => {
    indexed(windows.flatMap((w) => w.requests), (r) => r.key);
    for (const w of windows) for (const r of w.requests) {
      const asked = found(section, r.section);
      expect([r.key, asked.term.includes(w.schoolYear) && asked.audience.includes(w.consortium) && isMember(r.homeDistrict, w.consortium) && asked.teachingDistrict !== r.homeDistrict]).toEqual([r.key, true]);
      expect([r.key, rolesIn(r.who, r.homeDistrict).includes('counselor') && r.fewest <= r.seats && r.at > w.at && Date.parse(r.at) < now && r.at.slice(0, 10) <= w.closesOn]).toEqual([r.key, true]);
    }
    expect(windows.map((w) => w.closedAt === null)).toEqual([false, true]);
  });
});

describe('studies', () => {
  const { presets, studies } = json<StudiesFile>('studies.json');

  it('resolve their districts, schools and people, each in the right place', () => {
    indexed(studies, (s) => s.key);
    for (const s of studies) {
      const roles = found(person, s.author).roles;
      expect([s.key, roles.some((r) => ('consortium' in r && r.consortium === s.consortium) || ('district' in r && isMember(r.district, s.consortium)))]).toEqual([s.key, true]);
      if (s.sharedAt !== null) expect(roles).toContainEqual({ role: 'coordinator', consortium: s.consortium });
      const named = [...s.draft.members, ...s.draft.items.flatMap((i) => i.among ?? []), ...s.draft.typed.flatMap((t) => Object.keys(t.values)), ...Object.keys(s.draft.lastYearCents)];
      expect(named.filter((key) => !s.draft.members.includes(key as (typeof s.draft.members)[number]) || !isMember(key, s.consortium))).toEqual([]);
      expect([s.key, Date.parse(s.at) < now && (s.sharedAt === null || s.sharedAt > s.at)]).toEqual([s.key, true]);
      for (const f of s.figures) {
        expect(s.draft.members).toContain(f.district);
        expect([f.by, rolesIn(f.by, f.district).some((r) => ['business_manager', 'superintendent', 'district_administrator'].includes(r))]).toEqual([f.by, true]);
        expect([s.key, s.sharedAt !== null && f.at > s.sharedAt && Date.parse(f.at) < now]).toEqual([s.key, true]);
      }
    }
  });

  it('cite what was adopted, by the coordinator, never two versions on one day', () => {
    indexed(presets, (p) => `${p.consortium}/${p.name}/${p.effectiveFrom}`);
    for (const p of presets) {
      expect(found(person, p.by).roles).toContainEqual({ role: 'coordinator', consortium: p.consortium });
      expect(p.citation).toMatch(/\S/);
    }
  });

  it('say of invented counts and measures that they are invented', () => {
    expect(counts.filter((c) => c.schoolYear !== '2023-24' && c.source !== 'invented for the demo')).toEqual([]);
    expect(studies.flatMap((s) => s.draft.typed).filter((t) => !t.source.includes('invented'))).toEqual([]);
  });
});
