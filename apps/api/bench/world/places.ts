import { Chance, idOf } from './chance.js';

/** 400 districts in 50 consortia, each in two: whatever the number of offerings, one in twenty is offered to a district. */
export const DISTRICTS = 400;
export const CONSORTIA = 50;
const BLOCK = DISTRICTS / CONSORTIA;
export const NOW = '2026-11-10T16:30:00Z';
export const FOUNDED = '2025-07-01T15:00:00Z';

type Row = Record<string, unknown>;
export interface Place { readonly n: number; readonly id: string; readonly name: string; readonly shortName: string; readonly zone: string; readonly consortia: readonly number[]; readonly students: number }
export interface Term { readonly id: string; readonly name: string; readonly year: string; readonly firstDay: string; readonly lastDay: string; readonly dropDate: string }

const first = ['Cedar', 'Willow', 'Sage', 'Camas', 'Lost', 'Bitter', 'Silver', 'Pine', 'Antelope', 'Clear', 'Granite', 'Elk', 'Otter', 'Falcon', 'Juniper', 'Badger', 'Marsh', 'Stone', 'Copper', 'Long'];
const second = ['Creek', 'Valley', 'Prairie', 'River', 'Butte', 'Meadow', 'Ridge', 'Hollow', 'Falls', 'Basin', 'Springs', 'Bench', 'Canyon', 'Crossing', 'Grove', 'Flat', 'Lake', 'Summit', 'Ford', 'Gap'];

function nameOf(n: number): string {
  return `${first[n % first.length]} ${second[Math.floor(n / first.length) % second.length]}`;
}

export const consortia = Array.from({ length: CONSORTIA }, (_, n) => ({ id: idOf('consortium', n), name: `${nameOf(n * 7 + 3)} Shared Schools ${n + 1}`, shortName: `${nameOf(n * 7 + 3)} ${n + 1}` }));

export const places: readonly Place[] = (() => {
  const chance = new Chance(7);
  return Array.from({ length: DISTRICTS }, (_, n) => {
    const home = Math.floor(n / BLOCK);
    return {
      n, id: idOf('party', n), name: `${nameOf(n)} School District ${n + 1}`, shortName: nameOf(n), zone: home % 8 === 7 ? 'America/Los_Angeles' : 'America/Boise',
      consortia: [home, (home + 1 + (n % BLOCK) * 6) % CONSORTIA], students: 60 + chance.below(900),
    };
  });
})();

/** Member districts of a consortium. */
export const membersOf: readonly (readonly Place[])[] = consortia.map((_, c) => places.filter((place) => place.consortia.includes(c)));

const years = [
  { name: '2026-27', firstDay: '2026-08-24', lastDay: '2027-05-27', terms: [['Semester 1 (fall)', '2026-08-24', '2027-01-14'], ['Semester 2 (spring)', '2027-01-19', '2027-05-27'], ['Full year', '2026-08-24', '2027-05-27']] },
  { name: '2027-28', firstDay: '2027-08-23', lastDay: '2028-05-25', terms: [['Semester 1 (fall)', '2027-08-23', '2028-01-13'], ['Semester 2 (spring)', '2028-01-18', '2028-05-25'], ['Full year', '2027-08-23', '2028-05-25']] },
] as const;
const closed = ['2026-09-07', '2026-10-12', '2026-11-25', '2026-11-26', '2026-11-27', '2026-12-23', '2026-12-24', '2026-12-30', '2026-12-31', '2027-01-18', '2027-02-15', '2027-03-22', '2027-03-23', '2027-03-24', '2027-03-25', '2027-09-06', '2027-11-24', '2027-11-25', '2027-12-23', '2028-01-17'];
const FOUR_DAYS = ['MON', 'TUE', 'WED', 'THU'];
export const weekdaysOf = (place: Place) => (place.n % 3 === 0 ? FOUR_DAYS : [...FOUR_DAYS, 'FRI']);

const dropDate = (day: string) => new Date(Date.parse(day) + 16 * 86_400_000).toISOString().slice(0, 10);
export const termsOf = (place: Place): Term[] => years.flatMap((year, y) => year.terms.map(([name, firstDay, lastDay], t) => ({ id: idOf('term', place.n * 6 + y * 3 + t), name, year: year.name, firstDay, lastDay, dropDate: dropDate(firstDay) })));

const pad = (n: number) => String(n).padStart(2, '0');
export const periodsOf = (place: Place) => Array.from({ length: 7 }, (_, i) => {
  const from = 8 * 60 + (place.n % 5) * 5 + i * 57 + (i > 3 ? 35 : 0);
  return { name: `Period ${i + 1}`, startsAt: `${pad(Math.floor(from / 60))}:${pad(from % 60)}`, endsAt: `${pad(Math.floor((from + 52) / 60))}:${pad((from + 52) % 60)}` };
});

/** People of a district: who books (two), who teaches. */
export const accountOf = (place: Place, who: 'counselor' | 'registrar' | 'teacher') => idOf('account', place.n * 3 + ['counselor', 'registrar', 'teacher'].indexOf(who));
const given = ['Ana', 'Ben', 'Cleo', 'Dale', 'Etta', 'Finn', 'Gwen', 'Hugo', 'Iris', 'Jonas', 'Kira', 'Leland', 'Maud', 'Nils', 'Opal', 'Pete', 'Rosa', 'Saul', 'Tess', 'Vern'];
const family = ['Abbott', 'Barnes', 'Cordero', 'Dunning', 'Echeverria', 'Fisk', 'Goodall', 'Hart', 'Ibarra', 'Jensen', 'Kerr', 'Lund', 'Moreno', 'Nye', 'Olsen', 'Pruitt', 'Quist', 'Rowe', 'Sandoval', 'Tully'];
export const personName = (n: number) => `${given[n % 20]} ${family[Math.floor(n / 20) % 20]}`;

/** Everything that stands before the first offering, table by table. */
export function placeRows(): [table: string, rows: Row[]][] {
  const who = ['counselor', 'registrar', 'teacher'] as const;
  const rules = [['seats.holdHours', 72], ['seats.maxPerHold', 8], ['seats.answerBusinessDays', 3]] as const;
  return [
    ['consortium', consortia.map((c) => ({ id: c.id, name: c.name, short_name: c.shortName, about: 'Made for measuring.', created_at: FOUNDED }))],
    ['party', places.map((p) => ({ id: p.id, kind: 'district', name: p.name, short_name: p.shortName, nces_lea_id: String(9_000_000 + p.n), time_zone: p.zone, lat: 44 + p.n / 100, lon: -116 }))],
    ['consortium_member', places.flatMap((p) => p.consortia.map((c) => ({ consortium_id: consortia[c]!.id, party_id: p.id, since: '2025-07-01' })))],
    ['school', places.map((p) => ({ id: idOf('school', p.n), party_id: p.id, nces_school_id: String(900_000_000_000 + p.n), name: `${p.shortName} High School`, level: 'High', lowest_grade: '07', highest_grade: '12', time_zone: p.zone, is_virtual: false }))],
    ['dated_count', places.map((p) => ({ id: idOf('count', p.n), party_id: p.id, measure: 'fall-membership', counted_on: '2025-10-01', source: 'invented for measuring' }))],
    ['dated_count_part', places.map((p) => ({ count_id: idOf('count', p.n), school_id: idOf('school', p.n), students: p.students }))],
    ['school_year', places.flatMap((p) => years.map((y, i) => ({ id: idOf('year', p.n * 2 + i), party_id: p.id, name: y.name, first_day: y.firstDay, last_day: y.lastDay, weekdays: weekdaysOf(p) })))],
    ['term', places.flatMap((p) => termsOf(p).map((t, i) => ({ id: t.id, school_year_id: idOf('year', p.n * 2 + Math.floor(i / 3)), code: `${t.year}/${t.name}`, name: t.name, first_day: t.firstDay, last_day: t.lastDay })))],
    ['no_school_day', places.flatMap((p) => years.flatMap((y, i) => closed.filter((day) => day >= y.firstDay && day <= y.lastDay).map((day) => ({ school_year_id: idOf('year', p.n * 2 + i), day, reason: 'No school' }))))],
    ['bell_period', places.flatMap((p) => periodsOf(p).map((b, ordinal) => ({ school_id: idOf('school', p.n), ordinal, days: weekdaysOf(p), name: b.name, starts_at: b.startsAt, ends_at: b.endsAt })))],
    ['account', places.flatMap((p) => who.map((w) => ({ id: accountOf(p, w), email: `${w}-${p.n}@bench.example`, display_name: personName(p.n * 3 + who.indexOf(w)), status: 'active', created_at: FOUNDED })))],
    ['role_assignment', places.flatMap((p) => who.map((w, i) => ({ id: idOf('role', p.n * 3 + i), account_id: accountOf(p, w), role: w, party_id: p.id, granted_at: FOUNDED })))],
    ['policy_version', [
      ...consortia.flatMap((c, n) => rules.map(([key, value], i) => ({ id: idOf('policy', n * 3 + i), consortium_id: c.id, key, value, effective_from: '2025-07-01', citation: 'Agreement, section 4', created_at: FOUNDED }))),
      ...places.map((p) => ({ id: idOf('policy', 1000 + p.n), party_id: p.id, key: 'spending.limits', value: { counselor: 75_000, registrar: 250_000, superintendent: null }, effective_from: '2025-07-01', citation: 'Board policy 7320', created_at: FOUNDED })),
    ]],
  ];
}
