import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { canonicalJson, estimateSeats, type Json, type SeatPlan } from '@barnraise/cost-sharing';
import { type Around, cardOf, type NewSection } from '../../src/features/courses/section-card.rules.js';
import { Chance, idOf } from './chance.js';
import { accountOf, consortia, membersOf, periodsOf, personName, type Place, places, termsOf, weekdaysOf } from './places.js';

type Row = Record<string, unknown>;
interface Sced { readonly sced_code: string; readonly subject_area: string; readonly title: string; readonly description: string }

const demo = new URL('../../../../src/seed/data/', import.meta.url);
const areas = (JSON.parse(readFileSync(new URL('sced_areas.json', demo), 'utf8')) as { version: string; areas: { code: string; name: string }[] });
export const sced = parse(readFileSync(new URL('sced_v12.csv', demo)), { columns: true }) as Sced[];
const areaName = new Map(areas.areas.map((area) => [area.code, area.name]));

export const scedRows = (): Row[] => sced.map((c) => ({
  version: areas.version, code: c.sced_code, area_code: c.subject_area, area_name: areaName.get(c.subject_area) ?? c.subject_area, title: c.title, description: c.description,
}));

/** What small districts share, most wanted first: the code list in an order of its own, that stays the same. */
const taught = (() => {
  const chance = new Chance(11);
  const wanted = /algebra|statistic|spanish|calculus|biology|chemistry|physics|english|composition|history|government|psychology|computer|welding|agricult|nursing|french|economics|geometry|art/i;
  return sced.filter((c) => Number(c.sced_code.slice(2)) < 990).map((c) => ({ c, rank: chance.next() + (wanted.test(c.title) ? 0 : 1) })).sort((a, b) => a.rank - b.rank).map(({ c }) => c);
})();

function planOf(chance: Chance): SeatPlan {
  const kind = chance.next();
  const costCents = 400_000 + chance.below(1800) * 1_000;
  if (kind < 0.64) return { method: 'fixed-price-per-seat', priceCents: 12_000 + chance.below(660) * 100 };
  if (kind < 0.9) return { method: 'cost-recovery-over-seats', costCents, hostSeatsCount: chance.is(0.6), emptySeatsCount: chance.is(0.3), notToExceedPerSeatCents: chance.is(0.5) ? 20_000 + chance.below(500) * 100 : null };
  return kind < 0.95 ? { method: 'equally', costCents } : { method: 'by-dated-count', costCents, measure: 'fall-membership' };
}

const modalities = ['synchronous', 'synchronous', 'synchronous', 'hybrid', 'asynchronous', 'in_person'] as NewSection['modality'][];
const patterns = [['MON', 'TUE', 'WED', 'THU'], ['MON', 'WED'], ['TUE', 'THU'], ['MON', 'TUE', 'WED', 'THU', 'FRI'], ['MON', 'WED', 'FRI']];
const gradeSpans = [[9, 12], [10, 12], [11, 12], [9, 10], [7, 9], [12, 12]] as const;

function sectionOf(n: number, chance: Chance): { section: NewSection; around: Around; place: Place } {
  const place = places[n % places.length]!;
  const course = chance.popular(taught);
  const term = chance.from(terms[place.n]!);
  const modality = chance.from(modalities);
  const period = chance.from(periods[place.n]!);
  const days = modality === 'asynchronous' ? [] : chance.from(patterns).filter((day) => weekdaysOf(place).includes(day));
  const [gradeLow, gradeHigh] = chance.from(gradeSpans);
  const capacity = 6 + chance.below(24);
  const reservedSeats = chance.is(0.4) ? Math.min(4, capacity - 1) : 0;
  const plain = course.title.replace(/ \(.*\)$/, '');
  const title = chance.is(0.08) ? `AP ${plain}` : chance.is(0.08) ? `Honors ${plain}` : plain;
  const [one, two] = place.consortia as [number, number];
  const side = chance.next();
  const audience = (side < 0.35 ? [one] : side < 0.7 ? [two] : [one, two]).map((c) => consortia[c]!);
  const section: NewSection = {
    id: idOf('offering', n), teachingPartyId: place.id, schoolId: idOf('school', place.n), termId: term.id, teacher: { accountId: accountOf(place, 'teacher'), name: personName(place.n * 3 + 2) },
    scedVersion: areas.version, scedCode: course.sced_code, localCode: `${course.title.slice(0, 3).toUpperCase().replace(/[^A-Z]/g, 'X')}${100 + chance.below(800)}`, title,
    summary: `${plain} with students from neighboring districts, ${term.name.toLowerCase()}.`, syllabus: course.description.slice(0, 420), prerequisites: chance.is(0.3) ? 'Permission of the teacher' : null,
    gradeLow, gradeHigh, creditHundredths: term.name === 'Full year' ? 100 : chance.is(0.8) ? 50 : 25, modality, meetingDays: days, startsAt: days.length ? period.startsAt : null, endsAt: days.length ? period.endsAt : null,
    flags: [...(chance.is(0.15) ? ['Dual credit: Treasure Valley College, 3 credits'] : []), ...(chance.is(0.3) ? ['NCAA'] : [])],
    capacity, reservedSeats, reservedUntil: reservedSeats ? term.firstDay : null, dropDate: term.dropDate, teachingDropDate: term.dropDate, answersRequests: true, consortiumIds: audience.map((c) => c.id), plan: planOf(chance),
  };
  const around: Around = {
    area_code: course.subject_area, area_name: areaName.get(course.subject_area) ?? course.subject_area, sced_title: course.title, term_name: term.name, school_year: term.year, first_day: term.firstDay, last_day: term.lastDay,
    time_zone: place.zone, owner: { id: place.id, name: place.name, shortName: place.shortName },
    consortia: [...audience].sort((a, b) => (a.name < b.name ? -1 : 1)).map((c) => ({ id: c.id, name: c.shortName })),
  };
  return { section, around, place };
}

const counts = Object.fromEntries(places.map((p) => [p.id, { value: p.students, countedOn: '2025-10-01', source: 'invented for measuring' }]));
const terms = places.map(termsOf);
const periods = places.map(periodsOf);

/** Two bookings at most for every fifth section; their seats are counted where the database counts them. */
function bookingsOf(n: number, section: NewSection, place: Place, chance: Chance): { rows: Row[]; units: Record<string, number> } {
  const units: Record<string, number> = {};
  if (!chance.is(0.2)) return { rows: [], units };
  const consortium = chance.from(place.consortia.filter((c) => section.consortiumIds.includes(consortia[c]!.id)));
  const homes = membersOf[consortium]!.filter((home) => home.id !== place.id);
  const rows: Row[] = [];
  for (let k = 0; k < 2; k++) {
    const home = chance.from(homes);
    const seats = 1 + chance.below(3);
    const taken = Object.values(units).reduce((a, b) => a + b, 0);
    if (units[home.id] || taken + seats > section.capacity - section.reservedSeats) continue;
    const members = [place, home, ...homes.filter((p) => units[p.id])];
    const facts = {
      host: place.id, capacity: section.capacity, seats: { ...units }, names: Object.fromEntries(members.map((p) => [p.id, p.shortName])),
      ...(section.plan.method === 'by-dated-count' ? { counts: Object.fromEntries(members.map((p) => [p.id, counts[p.id]!])) } : {}),
    };
    const request = { member: home.id, seats };
    const result = estimateSeats(section.plan, facts, request);
    if (!result.ok) continue;
    const state = chance.is(0.65) ? 'accepted' : 'requested';
    const at = new Date(Date.parse('2026-10-01T15:00:00Z') + chance.below(38 * 86_400) * 1000).toISOString();
    rows.push({
      id: idOf('booking', n * 2 + k), section_id: section.id, home_party_id: home.id, teaching_party_id: place.id, consortium_id: consortia[consortium]!.id, state, seat_count: seats, created_at: at,
      created_by: accountOf(home, 'counselor'), due_at: state === 'requested' ? new Date(Date.parse(at) + 6 * 86_400_000).toISOString() : null, calculation_id: idOf('calculation', n * 2 + k),
      expected_cents: result.estimate.expectedCents, maximum_cents: result.estimate.maximumCents, input_hash: result.estimate.inputHash, input_text: canonicalJson({ facts, request: { member: home.id, seats } } as unknown as Json), trace_text: canonicalJson(result.estimate.trace as unknown as Json),
      seats: Array.from({ length: seats }, (_, i) => idOf('seat', (n * 2 + k) * 4 + i)),
    });
    units[home.id] = seats;
  }
  return { rows, units };
}

export interface Batch { readonly sections: Row[]; readonly bookings: Row[]; readonly labels: ReadonlyMap<string, string> }

/** Offerings from `from` up to `to`, each as one flat row that all its tables are filled from. */
export function batchOf(from: number, to: number): Batch {
  const sections: Row[] = [];
  const bookings: Row[] = [];
  const labels = new Map<string, string>();
  for (let n = from; n < to; n++) {
    const chance = new Chance(1_000_003 * (n + 1));
    const { section, around, place } = sectionOf(n, chance);
    const card = cardOf(section, around);
    const booked = bookingsOf(n, section, place, chance);
    const taken = Object.values(booked.units).reduce((a, b) => a + b, 0);
    for (const { key, label } of card.facets) labels.set(key, label);
    sections.push({
      ...section, teacherName: section.teacher!.name, teacherId: section.teacher!.accountId, planId: idOf('plan', n), firstDay: around.first_day, lastDay: around.last_day, zone: around.time_zone,
      taken, units: booked.units, priceCents: card.priceCents, facetKeys: card.facets.map((f) => f.key), words: card.words, body: card.body,
    });
    bookings.push(...booked.rows);
  }
  return { sections, bookings, labels };
}
