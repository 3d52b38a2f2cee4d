import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { id } from '../../../test/factories/ids.js';
import { coordinator, district, insertNeighborhood, north, publish, type SectionWishes, west } from '../../../test/factories/neighborhood.js';
import { DistrictService } from '../districts/index.js';
import { FacetName } from './catalogue.type.js';
import { FacetIndex } from './facet.index.js';

interface Page {
  nodes: { id: string; title: string; consortia: string[]; seatsLeft: number; myShare: { expectedCents: number } | null }[];
  total: { value: number };
  searchedFor: string | null;
  facets: { name: string; values: { value: string; count: { value: number } }[] }[];
}
interface Choice { name: string; values: string[] }

let db: TestDatabase;
/** Two processes on one database. */
let first: TestApp;
let second: TestApp;
let readers: Record<'council' | 'grangeville' | 'kamiah' | 'office', readonly [Client, Client]>;
const consortiaOf = { council: [west], grangeville: [west, north], kamiah: [north], office: [west] };

let next = 1000;
const section = (wishes: SectionWishes = {}, app = first) => publish(db, app, next++, wishes);

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  [first, second] = await Promise.all([testApp(db), testApp(db)]);
  const both = (account: string) => Promise.all([first.client().signInAs(account), second.client().signInAs(account)]);
  readers = { council: await both(id(1100)), grangeville: await both(id(1300)), kamiah: await both(id(1400)), office: await both(coordinator) };
  await section({ course: 0, capacity: 2 });
  await section({ course: 1, term: 'spring', plan: { method: 'equally', costCents: 900_00 } });
  await section({ course: 2, place: 'grangeville', consortiumIds: [west, north], meetingDays: ['TUE', 'THU'] });
  await section({ course: 3, place: 'grangeville', consortiumIds: [north], gradeLow: 11, creditHundredths: 50 });
  await section({ course: 0, place: 'kamiah', consortiumIds: [north], plan: { method: 'fixed-price-per-seat', priceCents: 300_00 } });
  await section({ course: 1, place: 'cambridge', capacity: 5, plan: { method: 'by-dated-count', costCents: 400_00, measure: 'fall-membership' } });
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await db.drop();
});

const look = (client: Client, input: object = {}) => client.get<Page>(
  `query ($input: CatalogueInput!) { catalogue(input: $input) { nodes { id title consortia seatsLeft myShare { expectedCents } } total { value } searchedFor facets { name values { value count { value } } } } }`,
  { input: { first: 100, ...input } });
const titles = (page: Page) => page.nodes.map(({ title }) => title.replace(/ \d+$/, '')).sort();

describe('a search forgives', () => {
  test.each([
    ['physics', ['Physics'], null],
    ['phisics', ['Physics'], 'physics'],
    ['phyiscs', ['Physics'], 'physics'],
    ['algbra', ['Algebra II', 'Algebra II'], 'algebra'],
    ['Spanihs grangevile', ['Spanish I'], 'spanish grangevile'],
    ['the', ['Algebra II', 'Algebra II', 'Physics', 'Spanish I'], null],
    ['xylophonist', [], null],
  ])('"%s" finds %j; searched for: %s', async (search, expected, searchedFor) => {
    const page = await look(readers.council[0], { search });
    expect(titles(page)).toEqual(expected);
    expect(page.total.value).toBe(expected.length);
    expect(page.searchedFor).toBe(searchedFor);
  });

  test.each(["'", '"', '\\', '%', ':*', '!&|()', '@' + west, '<->'])('%j is only text', async (search) => {
    expect((await look(readers.kamiah[0], { search })).nodes.every(({ consortia }) => consortia.includes('Clearwater'))).toBe(true);
  });
});

test('a text that no database can hold is answered where it was typed', async () => {
  const { errors } = await readers.council[0].run('query ($input: CatalogueInput!) { catalogue(input: $input) { searchedFor } }', { input: { first: 5, search: 'a\0b' } });
  expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', problems: [{ field: 'input.search', message: 'This text holds a character that cannot be kept. Type it again instead of pasting it.' }] });
});

describe('an audience sees what its consortia share, and nothing else', () => {
  test.each([
    ['council', ['Algebra II', 'Algebra II', 'Physics', 'Spanish I']],
    ['grangeville', ['Algebra II', 'Algebra II', 'Animal Science', 'Physics', 'Physics', 'Spanish I']],
    ['kamiah', ['Animal Science', 'Physics', 'Spanish I']],
    ['office', ['Algebra II', 'Algebra II', 'Physics', 'Spanish I']],
  ] as const)('%s', async (reader, expected) => {
    const page = await look(readers[reader][0]);
    expect(titles(page)).toEqual(expected);
    expect(page.total.value).toBe(expected.length);
    const names: string[] = consortiaOf[reader].map((one) => (one === west ? 'West Central' : 'Clearwater'));
    expect(page.nodes.every(({ consortia }) => consortia.length > 0 && consortia.every((name) => names.includes(name)))).toBe(true);
  });

  test('a card says what one more seat costs my district; nothing for my own, nothing without a district', async () => {
    const shares = async (reader: keyof typeof readers) => Object.fromEntries((await look(readers[reader][0])).nodes.map(({ id: card, myShare }) => [card, myShare?.expectedCents ?? null]));
    expect(await shares('council')).toMatchObject({ [id(1000)]: null, [id(1002)]: 150_00, [id(1005)]: Math.round((400_00 * 240) / 360) });
    expect(Object.values(await shares('office'))).toEqual([null, null, null, null]);
  });
});

/** The counts as plain SQL gives them, straight from the cards. */
async function counted(consortia: string[], search: string | null, choices: readonly Choice[]): Promise<{ total: number; facets: Record<string, number> }> {
  const visible = `visible as (
    select facet_keys || case when units_left <= 0 then '{SEATS:FULL}' when units_left >= 5 then '{SEATS:1+,SEATS:5+}' else '{SEATS:1+}'::text[] end as keys
      from catalogue_card join availability using (offering_id) where open and consortium_ids && $1 and ($2::text is null or title_key like $2 || '%'))`;
  const where = (except: string | null) => choices.filter(({ name }) => name !== except).map(({ name, values }) => `keys && array[${values.map((value) => `'${name}:${value}'`).join()}]`).join(' and ') || 'true';
  const parts = Object.values(FacetName).map((name) => `select key, count(*)::int as n from visible, unnest(keys) key where ${where(name)} and key like '${name}:%' group by key`);
  const { rows } = await db.owner.query<{ key: string; n: number }>(`with ${visible} select '' as key, count(*)::int as n from visible where ${where(null)} union all ${parts.join(' union all ')}`, [consortia, search]);
  const facets = Object.fromEntries(rows.map(({ key, n }) => [key, n]));
  const { '': total = 0, ...rest } = facets;
  return { total, facets: rest };
}
const shown = (page: Page) => Object.fromEntries(page.facets.flatMap(({ name, values }) => values.filter(({ count }) => count.value > 0).map(({ value, count }) => [`${name}:${value}`, count.value])));

const values: Record<string, string[]> = {
  KIND: ['COURSE'], AREA: ['03', '02', '06', '99'], GRADE: ['9', '11', '12'], CREDIT: ['50', '100'], MODALITY: ['SYNCHRONOUS'], TERM: ['2026-27 Fall', '2026-27 Spring'], DAY: ['MON', 'TUE', 'FRI'],
  DISTRICT: [district('council'), district('grangeville'), district('kamiah')], SEATS: ['1+', '5+', 'FULL'], PRICE: ['UP_TO_200', '200_TO_400', 'SHARED'],
};
const choice = fc.constantFrom(...Object.keys(values)).chain((name) => fc.record({ name: fc.constant(name), values: fc.uniqueArray(fc.constantFrom(...values[name]!), { minLength: 1, maxLength: 3 }) }));
const step = fc.record({
  write: fc.constantFrom('hold', 'cancel', 'publish', 'nothing'), through: fc.nat(1), reads: fc.nat(1), which: fc.nat(100),
  reader: fc.constantFrom('council', 'grangeville', 'kamiah', 'office'), search: fc.constantFrom(null, null, 'physics', 'spanish'), choices: fc.uniqueArray(choice, { selector: ({ name }) => name, maxLength: 3 }),
});

describe('counts beside a page', () => {
  test('are what SQL counts, whatever is chosen, right after a write through either process', async () => {
    const apps = [first, second];
    const desks = await Promise.all(apps.map((app) => Desk.of(app, 'cambridge', 'counselor')));
    const { rows: sections } = await db.owner.query<{ id: string }>(`select offering_id as id from audience where consortium_id = $1`, [west]);
    const held: string[] = [];
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
      for (const { write, through, reads, which, reader, search, choices } of steps) {
        if (write === 'hold') {
          const answer = await desks[through]!.hold(sections[which % sections.length]!.id, 1 + (which % 3), { fitReason: 'From the library.' });
          if (answer.__typename === 'Booking') held.push(answer.id);
        } else if (write === 'cancel' && held.length > 0) await desks[through]!.step('cancelSeats', { bookingId: held.splice(which % held.length, 1)[0] });
        else if (write === 'publish') await section({ course: (which % 4) as 0, consortiumIds: which % 2 ? [west] : [west, north], place: 'grangeville', capacity: 1 + (which % 8) }, apps[through]);
        const page = await look(readers[reader][reads]!, { ...(search ? { search } : {}), choices });
        expect({ total: page.total.value, facets: shown(page) }).toEqual(await counted(consortiaOf[reader], search, choices));
        expect(page.nodes).toHaveLength(page.total.value);
      }
    }), { numRuns: 12 });
  });

  test('stay right when a slow reader brings older news after newer', async () => {
    const desk = await Desk.of(second, 'cambridge', 'counselor');
    const sectionId = await section({ capacity: 2 });
    const full = (page: Page) => shown(page)['SEATS:FULL'] ?? 0;
    const before = full(await look(readers.office[0]));
    const service = first.app.get(DistrictService);
    const counts = service.countsOn.bind(service);
    const gates: (() => void)[] = [];
    const slowed = jest.spyOn(service, 'countsOn').mockImplementation(async (...asked) => {
      const answer = await counts(...asked);
      await new Promise<void>((open) => gates.push(open));
      return answer;
    });
    const atGate = async (n: number) => {
      while (gates.length < n) await new Promise((turn) => setTimeout(turn, 5));
    };
    try {
      await desk.hold(sectionId, 1);
      const slow = look(readers.council[0]); // read one seat left, and waits with it
      await atGate(1);
      await desk.hold(sectionId, 1);
      expect(full(await look(readers.office[0]))).toBe(before + 1);
      const slower = look(readers.council[0]);
      await atGate(2);
      gates[0]!();
      await slow;
      gates[1]!();
      expect(full(await slower)).toBe(before + 1);
    } finally {
      slowed.mockRestore();
    }
    expect(full(await look(readers.council[0]))).toBe(before + 1);
  });

  test('in the index: older news change nothing, closed stays closed', () => {
    const index = new FacetIndex();
    const total = () => index.count([west], null, new Map()).total;
    index.apply([7, ['KIND:COURSE'], [west], 3, 4]);
    index.apply([7, null, [west], 3, 5]);
    index.apply([7, ['KIND:COURSE'], [west], 3, 4]);
    expect(total()).toBe(0);
    index.apply([70_000, null, [west], 0, 9]);
    index.apply([70_000, ['KIND:COURSE'], [west], 0, 8]);
    expect(total()).toBe(0);
    index.apply([70_000, ['KIND:COURSE'], [west], 0, 9]);
    expect(total()).toBe(1);
  });
});

test('a word is mended to what some open card of mine holds, whichever card brought it', async () => {
  const show = (card: string, open: boolean) =>
    db.owner.query('update catalogue_card set open = $2, version = version + 1, changed_xid = pg_current_xact_id() where offering_id = $1', [card, open]);
  const cards = [await section({ course: 3, term: 'spring' }), await section({ course: 3, term: 'spring' })];
  await db.owner.query(`insert into catalogue_word (word) values ('zoology') on conflict do nothing`);
  for (const card of cards) await db.owner.query(`update catalogue_card set search = search || to_tsvector('english', 'zoology') where offering_id = $1`, [card]);
  const found = async () => {
    const { total, searchedFor } = await look(readers.council[0], { search: 'zoolgy' });
    return [total.value, searchedFor];
  };
  expect(await found()).toEqual([2, 'zoology']);
  for (const card of cards) {
    await show(card, false);
    expect(await found()).toEqual([1, 'zoology']);
    await show(card, true);
  }
  for (const card of cards) await show(card, false);
  expect(await found()).toEqual([0, null]);
  await show(cards[1]!, true);
  expect(await found()).toEqual([1, 'zoology']);
});
