import { type BenchDatabase, inside } from '../cluster.js';
import { places } from '../world/places.js';
import { type Person } from './people.js';

/** One request in both languages. */
export interface Asked { readonly product: string; readonly plain: string }
export interface Workload { readonly name: string; readonly path: string; readonly asked: readonly (readonly Asked[])[] }

const CARDS = 50;
/** Words as wide as people type them first: most pages are full. The third last is misspelled. */
const searches = ['math', 'ncaa', 'science', 'fall semester', 'language', 'full year', 'dual credit', 'algebra', 'spring', 'semister', 'english', 'history'];
const filters = [
  { name: 'GRADE', values: ['11'] }, { name: 'MODALITY', values: ['SYNCHRONOUS'] }, { name: 'SEATS', values: ['1+'] }, { name: 'DAY', values: ['MON'] }, { name: 'CREDIT', values: ['50'] },
  { name: 'TERM', values: ['2026-27 Semester 2 (spring)'] }, { name: 'PRICE', values: ['UP_TO_200', '200_TO_400'] }, { name: 'GRADE', values: ['9', '10'] },
];

const graphql = (documents: Record<string, string>, operationName: string, variables: object): string => JSON.stringify({ operationName, query: documents[operationName], variables });

function catalogues(documents: Record<string, string>, people: readonly Person[], inputs: readonly object[]): Asked[][] {
  return people.map(({ place }, i) => inputs.map((_, n) => {
    const input = { first: CARDS, homeDistrictId: place.id, ...inputs[(n + i * 5) % inputs.length] };
    return { product: graphql(documents, 'Catalogue', { input }), plain: JSON.stringify({ input }) };
  }));
}

/** Words and one filter. */
export const searching = (documents: Record<string, string>, people: readonly Person[]): Workload => ({
  name: 'catalogue: search + one filter', path: '/catalogue',
  asked: catalogues(documents, people, searches.flatMap((search, s) => [0, 3, 5].map((f) => ({ search, choices: [filters[(s + f) % filters.length]!] })))),
});

/** As it opens, and with one filter. */
export const landing = (documents: Record<string, string>, people: readonly Person[]): Workload => ({
  name: 'catalogue: landing page', path: '/catalogue', asked: catalogues(documents, people, filters.flatMap((filter) => [{}, { choices: [filter] }])),
});

/** Sections each reader may see: every third one with bookings of their own. */
export async function sections(database: BenchDatabase, documents: Record<string, string>, people: readonly Person[]): Promise<Workload> {
  const ids = await inside(database.admin, async (client) => {
    const lists: string[][] = [];
    for (const { place } of people) {
      const { rows } = await client.query<{ id: string }>(`
        (select c.offering_id as id from catalogue_card c where consortium_ids && (select array_agg(consortium_id) from consortium_member where party_id = $1) and owner_party_id <> $1 order by md5(c.offering_id::text) limit 40)
        union (select section_id from booking where home_party_id = $1 order by md5(id::text) limit 20) order by id`, [places[place.n]!.id]);
      lists.push(rows.map((row) => row.id));
    }
    return lists;
  });
  return {
    name: 'section page', path: '/section',
    asked: people.map(({ place }, i) => ids[i]!.map((id) => ({ product: graphql(documents, 'Section', { id, homeDistrictId: place.id }), plain: JSON.stringify({ id, homeDistrictId: place.id }) }))),
  };
}

/** One try for one seat. */
export const hold = (documents: Record<string, string>, input: object): Asked => ({ product: graphql(documents, 'HoldSeats', { input }), plain: JSON.stringify({ input }) });
