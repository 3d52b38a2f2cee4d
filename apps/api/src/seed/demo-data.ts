import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import {
  type BookingsFile, type BoundariesFile, type CalendarsFile, type CountsFile, type DistrictsFile, type PeopleFile, type PoliciesFile, type ScedAreasFile, type ScedRow, type SectionsFile, type StudiesFile, type WaitlistFile,
} from './data/shapes.js';
import { type DraftsFile } from './data/drafts.shapes.js';
import { type AuthorityFile } from './data/authority.shapes.js';
import { type WindowsFile } from './data/windows.shapes.js';
import { type GradesFile } from './data/grades.shapes.js';
import { type NeedsFile } from './data/needs.shapes.js';
import { type ReceivedRoundsFile } from './data/received-rounds.shapes.js';
import { type RoundsFile } from './data/rounds.shapes.js';
import { type SolicitationsFile } from './data/solicitations.shapes.js';

// The same folder from the sources and from the built files: data is read, never compiled.
const folder = new URL('../../src/seed/data/', import.meta.url);
const json = <Shape>(name: string): Shape => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Shape;

/** Everything the demo is made from. Sources and licenses: data/README.md. */
export function readDemoData() {
  const over = json<GradesFile>('grades.json');
  const calendars = json<CalendarsFile>('calendars.json');
  const bought = json<AuthorityFile>('authority.json');
  const booked = json<BookingsFile>('bookings.json');
  return {
    ...json<DistrictsFile>('districts.json'),
    boundaries: json<BoundariesFile>('boundaries.json').districts,
    counts: json<CountsFile>('counts.json').counts,
    outsider: json<CountsFile>('counts.json').outsider,
    areas: json<ScedAreasFile>('sced_areas.json'),
    sced: parse(readFileSync(new URL('sced_v12.csv', folder)), { columns: true }) as ScedRow[],
    calendars: { ...calendars, districts: calendars.districts.map((one) => (one.district === over.district ? { ...one, years: [...over.years, ...one.years.map((year) => ({ ...year, terms: [...year.terms, ...over.terms.filter((term) => term.year === year.key)] }))] } : one)) },
    people: json<PeopleFile>('people.json').people,
    policies: json<PoliciesFile>('policies.json').policies,
    sections: [...json<SectionsFile>('sections.json').sections, ...over.sections],
    bookings: [...booked.bookings, ...over.bookings],
    courseMappings: [...booked.courseMappings, ...over.courseMappings],
    grades: over,
    waitlist: json<WaitlistFile>('waitlist.json').waitlist,
    drafts: json<DraftsFile>('drafts.json').drafts,
    windows: json<WindowsFile>('windows.json').windows,
    needs: json<NeedsFile>('needs.json').needs,
    rounds: [...json<RoundsFile>('rounds.json').rounds, ...bought.rounds, ...json<ReceivedRoundsFile>('received-rounds.json').rounds],
    authority: bought.authority,
    solicitations: json<SolicitationsFile>('solicitations.json').solicitations,
    receivedRounds: json<ReceivedRoundsFile>('received-rounds.json').rounds,
    presets: json<StudiesFile>('studies.json').presets,
    studies: json<StudiesFile>('studies.json').studies,
  };
}
export type DemoData = ReturnType<typeof readDemoData>;

/** The instant at which the demo's clock starts. */
export const demoNow = (): Date => new Date(json<CalendarsFile>('calendars.json').demoNow);

/** When the demo's tables were laid, as far as ids are concerned. */
export const FOUNDED = new Date('2025-07-01T15:00:00Z');
