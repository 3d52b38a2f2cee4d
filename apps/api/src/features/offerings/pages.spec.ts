import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { district, insertNeighborhood, person, publish } from '../../../test/factories/neighborhood.js';
import { CatalogueSort } from './catalogue.type.js';

interface Page { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
type Ask = (first: number, after: string | null) => Promise<Page>;

let db: TestDatabase;
let app: TestApp;
let reader: Client;
let counselor: Desk;
let next = 1000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  reader = await app.client().signInAs(person('council', 'registrar'));
  counselor = await Desk.of(app, 'cambridge', 'counselor');
  // Few titles, days, prices and capacities: nearly every card ties with others.
  for (let n = 0; n < 24; n++) {
    await publish(db, app, next++, {
      title: ['Physics', 'Chemistry'][n % 2]!, term: n % 3 ? 'fall' : 'spring', capacity: 3 + (n % 2),
      plan: n % 4 ? { method: 'fixed-price-per-seat', priceCents: 100_00 } : { method: 'equally', costCents: 900_00 },
    });
  }
  for (let n = 0; n < 14; n++) await counselor.hold(`00000000-0000-7000-8000-00000000${1000 + (n % 12)}`, 1);
  await db.owner.query(`update booking set created_at = date_trunc('minute', created_at) + (number % 3) * interval '1 second'`);
  await db.owner.query(`update inbox_item set due_at = date_trunc('minute', due_at)`);
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

const cards = (sort: CatalogueSort, search?: string): Ask => (first, after) =>
  reader.get('query ($input: CatalogueInput!) { catalogue(input: $input) { nodes { id } pageInfo { hasNextPage endCursor } } }', { input: { sort, first, ...(after ? { after } : {}), ...(search ? { search } : {}) } });
const bookings: Ask = (first, after) =>
  counselor.client.get('query ($input: BookingsInput!) { bookings(input: $input) { nodes { id } pageInfo { hasNextPage endCursor } } }', { input: { side: 'HOME', districtId: district('cambridge'), first, ...(after ? { after } : {}) } });
const inbox: Ask = (first, after) => counselor.client.get('query ($first: Int, $after: String) { inbox(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }', { first, after });
const people: Ask = (first, after) =>
  counselor.client.get('query ($input: PeopleInput!) { people(input: $input) { nodes { id } pageInfo { hasNextPage endCursor } } }', { input: { districtId: district('cambridge'), first, after } });

/** Reads to the end, page by page; between two pages something may happen. */
async function walk(ask: Ask, size: number, between?: (page: number) => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; ; page++) {
    const { nodes, pageInfo } = await ask(size, after);
    seen.push(...nodes.map(({ id }) => id));
    expect(nodes.length <= size && (nodes.length === size || !pageInfo.hasNextPage)).toBe(true);
    if (!pageInfo.hasNextPage) return seen;
    after = pageInfo.endCursor;
    await between?.(page);
  }
}

const lists: readonly [string, Ask, number][] = [
  ...Object.values(CatalogueSort).map((sort): [string, Ask, number] => [`the catalogue by ${sort}`, cards(sort), 24]),
  ['a search by best match', cards(CatalogueSort.BEST_MATCH, 'physics science'), 24],
  ['bookings', bookings, 14],
  ['the inbox', inbox, 14],
  ['people', people, 5],
];

describe('pages follow one another without a repetition or a gap', () => {
  test.each(lists)('%s, however large a page is and however many rows tie', async (_name, ask, size) => {
    const whole = (await ask(100, null)).nodes.map(({ id }) => id);
    expect(new Set(whole).size).toBe(size);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 11 }), async (pageSize) => {
      expect(await walk(ask, pageSize)).toEqual(whole);
    }), { numRuns: 4 });
  });

  test.each(Object.values(CatalogueSort))('the catalogue by %s, while sections appear and seats go: what stays as it was is met once', async (sort) => {
    const before = (await cards(sort)(100, null)).nodes.map(({ id }) => id);
    const touched = new Set<string>();
    const met = await walk(cards(sort), 5, async (page) => {
      const taken = before[(page * 7 + 3) % before.length]!;
      touched.add(taken);
      await counselor.hold(taken, 1);
      if (page % 2) await publish(db, app, next++, { title: 'Physics' });
    });
    expect(touched.size).toBeGreaterThan(2);
    const moves = sort === CatalogueSort.MOST_SEATS ? touched : new Set<string>();
    const still = met.filter((id) => !moves.has(id));
    expect(new Set(still).size).toBe(still.length);
    expect(still.filter((id) => before.includes(id))).toEqual(before.filter((id) => !moves.has(id)));
  });
});

describe('a place in a list that this list never gave', () => {
  const cursor = (...values: string[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
  const known = '00000000-0000-7000-8000-000000001000';
  test.each<readonly [string, string, object?]>([
    ['not a cursor', 'nonsense'], ['of another length', cursor('2026-08-31')], ['of a day that does not exist', cursor('2026-99-99', known)], ['of another sort', cursor('-7', known)],
    ['of an id that is none', cursor('2026-08-31', 'x')],
    ['of a search that sorted by day', cursor('2026-08-31', known), { search: 'physics' }], ['of a search that sorted by match', cursor('-7', known), { search: 'the' }],
  ])('%s is refused in words', async (_name, after, more = { sort: 'STARTS_SOONEST' }) => {
    const { errors, data } = await reader.run('query ($input: CatalogueInput!) { catalogue(input: $input) { nodes { id } } }', { input: { first: 5, after, ...more } });
    expect(data).toBeNull();
    expect(errors![0]).toMatchObject({ message: 'This place in the list is not known. Start again from the first page.', extensions: { code: 'INVALID_INPUT' } });
  });

  test('of bookings, with an instant that does not exist', async () => {
    await expect(bookings(5, cursor('2026-99-99 99:99:99+00', known))).rejects.toThrow('This place in the list is not known.');
  });
});
