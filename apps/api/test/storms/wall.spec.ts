import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { canonicalJson, estimateSeats, type Json, type SeatPlan } from '@barnraise/cost-sharing';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../database.js';
import { id } from '../factories/ids.js';
import { brokenIn } from './after.js';
import { raiseWorld, type Someone, type World } from './world.js';

/** What PostgreSQL says: no right, a constraint, a row that must not change. */
const [NO_RIGHT, CHECK, NOT_NULL, TWICE, APPEND_ONLY] = ['42501', '23514', '23502', '23505', '23001'];
const CAPACITY = 4;

let db: TestDatabase;
let world: World;
let mine: string;
let theirs: string;
let neighbor: Someone;
let sectionId: string;

beforeAll(async () => {
  db = await freshDatabase();
  world = await raiseWorld(db, { homes: 2, capacity: CAPACITY });
  [mine, theirs] = [world.homes[0]!.partyId, world.homes[1]!.partyId];
  neighbor = world.homes[1]!.counselor;
  sectionId = world.sections[0]!;
});
afterAll(() => db.drop());

/** One transaction under the login of a server or worker, as somebody; rolled back unless it is to be kept. */
async function as<T>(url: string, accountId: string | null, work: (client: pg.Client) => Promise<T>, end: 'commit' | 'rollback' = 'rollback'): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    if (accountId) await client.query('select enter($1)', [accountId]);
    const result = await work(client);
    await client.query(end);
    return result;
  } finally {
    await client.end();
  }
}

/** The error's code, or how many rows it did. */
async function attempt(url: string, sql: string, values: unknown[] = [], accountId: string | null = world.homes[0]!.counselor.accountId): Promise<string> {
  return as(url, accountId, (client) => client.query(sql, values)).then(({ rowCount }) => `${rowCount} rows`, (error: { code: string }) => error.code);
}

const HOLD = `select hold_seats($1, $2, $3, $4::uuid[], $5, $6, '48 hours', '{}', '{}', null, null, $7) as answer`;
const holdValues = (home: string, seatIds: unknown, over: { section?: string; booking?: string } = {}): unknown[] =>
  [over.booking ?? randomUUID(), over.section ?? sectionId, home, seatIds, world.consortiumId, id(500), null];

interface Held { readonly refused?: string; readonly left?: number; readonly at?: string }
const hold = async (client: pg.Client, home: string, seats: number, booking: string = randomUUID()): Promise<Held> =>
  (await client.query<{ answer: Held }>(HOLD, holdValues(home, Array.from({ length: seats }, () => randomUUID()), { booking }))).rows[0]!.answer;

describe('a server\'s login cannot write what only the three functions write', () => {
  const forged: readonly (readonly [string, string])[] = [
    ['raise the capacity', 'update course_section set capacity = 100'],
    ['lower the counter', 'update course_section set seats_taken = 0'],
    ['open the reserved block', 'update course_section set reserved_released = true'],
    ['drop a section', 'delete from course_section'],
    ['write a booking', `insert into booking (id) values (gen_random_uuid())`],
    ['accept a booking', `update booking set state = 'accepted'`],
    ['make a hold last', `update booking set hold_expires_at = 'infinity'`],
    ['drop a booking', 'delete from booking'],
    ['write a seat', `insert into seat (id) values (gen_random_uuid())`],
    ['move a seat', `update seat set state = 'cancelled'`],
    ['drop a seat', 'delete from seat'],
    ['change what the catalogue says is left', 'update availability set units_left = 100'],
    ['read the counters of everybody', 'select * from availability'],
    ['teach the lifecycle a move', `insert into booking_move values ('expired', 'accepted', 'home')`],
    ['move the counters by hand', `select shift_seats('${id(100)}', '${id(1000)}', -1)`],
    ['end holds by hand', `select end_overdue_holds('${id(100)}')`],
    ['jump a waitlist', 'update waitlist_entry set turn = 0'],
    ['offer seats by hand', `select promote_waiting('${id(100)}')`],
    ['say that nobody waits', 'update course_section set seats_waiting = 0'],
    ['sweep', 'select sweep_sections(10)'],
    ['move the clock', 'update installation set clock_offset_ms = 1'],
    ['change the past', `update event set facts = '{}'`],
    ['forget the past', 'delete from event'],
    ['forget all of the past', 'truncate event'],
    ['tell a lie under another name', `insert into event (id, at, actor_account_id, kind, subject_type, subject_id) values (gen_random_uuid(), now(), '${id(14)}', 'x', 'booking', gen_random_uuid())`],
    ['forget a receipt', 'delete from command_receipt'],
    ['give a receipt another input', `update command_receipt set input_hash = ''`],
    ['change a calculation', 'update share_calculation set maximum_cents = 1'],
    ['change a plan', `update cost_plan_version set plan = '{}'`],
    ['become the owner', 'set role barnraise_test_owner'],
    ['switch the triggers off', `set session_replication_role = 'replica'`],
    ['take the wall down', 'alter table booking disable row level security'],
  ];
  test.each(forged)('%s', async (_, sql) => {
    expect(await attempt(db.serverUrl, sql)).toBe(NO_RIGHT);
  });

  test.each([
    ['take seats', HOLD, () => holdValues(mine, [randomUUID()])],
    ['move seats', `select move_seats($1, 'held', 'cancelled', 'home', '{}')`, () => [randomUUID()]],
    ['write a booking', `update booking set state = 'accepted'`, () => []],
    ['write a counter', 'update course_section set seats_taken = 0', () => []],
    ['change the past', 'delete from event', () => []],
  ] as const)('and the worker\'s cannot %s either', async (_, sql, values) => {
    expect(await attempt(db.workerUrl, sql, values())).toBe(NO_RIGHT);
  });

  test('a section cannot begin with counters of its own', async () => {
    const copy = (taken: number): string => `insert into course_section select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'seats_taken', ${taken}))).* from course_section s`;
    expect(await attempt(db.serverUrl, copy(-5), [], world.answerers[0]!.accountId)).toBe(NO_RIGHT);
    expect(await attempt(db.serverUrl, copy(1), [], world.answerers[0]!.accountId)).toBe(NO_RIGHT);
  });

  test('the owner of the tables cannot change the past, nor oversell', async () => {
    await db.owner.query(`insert into event (id, at, kind, subject_type, subject_id) values (gen_random_uuid(), app_now(), 'section.opened', 'section', $1)`, [sectionId]);
    for (const sql of [`update event set facts = '{"a": 1}'`, 'delete from event', 'truncate event', `update cost_plan_version set plan = '{}'`, 'delete from cost_plan_version']) {
      expect(await attempt(db.ownerUrl, sql, [], null)).toBe(APPEND_ONLY);
    }
    for (const sql of [`update course_section set seats_taken = ${CAPACITY + 1}`, 'update course_section set seats_taken = -1', 'update course_section set own_seats_taken = seats_taken + 1']) {
      expect(await attempt(db.ownerUrl, sql, [], null)).toBe(CHECK);
    }
  });
});

describe('the functions take no seats they should not', () => {
  test.each([
    ['for another district', () => holdValues(theirs, [randomUUID()]), NO_RIGHT],
    ['for no district', () => holdValues(null as never, [randomUUID()]), NO_RIGHT],
    ['none', () => holdValues(mine, []), CHECK],
    ['an unknown number', () => holdValues(mine, null), CHECK],
    ['without ids', () => holdValues(mine, [null]), NOT_NULL],
    ['the same one twice', () => holdValues(mine, [id(9), id(9)]), TWICE],
  ] as const)('%s', async (_, values, code) => {
    expect(await attempt(db.serverUrl, HOLD, values())).toBe(code);
  });

  test('nor where nobody of the district was asked', async () => {
    const answer = await as(db.serverUrl, world.homes[0]!.counselor.accountId, async (client) => (await client.query<{ answer: Held }>(HOLD, holdValues(mine, [randomUUID()], { section: id(999) }))).rows[0]!.answer);
    expect(answer).toEqual({ refused: 'not_found' });
  });

  test('nor on another plan than the section\'s, nor for longer than can be waited for', async () => {
    const answer = await as(db.serverUrl, world.homes[0]!.counselor.accountId, async (client) => (await client.query<{ answer: Held }>(HOLD, holdValues(mine, [randomUUID()]).map((value) => (value === id(500) ? id(501) : value)))).rows[0]!.answer);
    expect(answer).toEqual({ refused: 'other_plan' });
    for (const span of ['100 years', '-1 hours', '0 hours']) expect(await attempt(db.serverUrl, HOLD.replace('48 hours', span), holdValues(mine, [randomUUID()]))).toBe(CHECK);
  });

  test('nor more than there are, whoever one says one is', async () => {
    const answers = await as(db.serverUrl, null, async (client) => {
      const all: Held[] = [];
      for (const home of [mine, theirs, mine, theirs, mine]) {
        await client.query(`select set_config('barnraise.account', $1, true), set_config('barnraise.parties', $2, true)`, [world.homes[0]!.counselor.accountId, `{${home}}`]);
        all.push(await hold(client, home, 1));
      }
      return all;
    });
    expect(answers.map(({ refused }) => refused ?? 'held')).toEqual(['held', 'held', 'held', 'held', 'full']);
  });

  test('nor out of tables of one\'s own', async () => {
    const answer = await as(db.serverUrl, world.homes[0]!.counselor.accountId, async (client) => {
      for (const name of ['course_section', 'booking', 'seat', 'availability', 'audience']) await client.query(`create temporary table ${name} (id uuid, capacity int default 1000)`);
      await client.query(`create function pg_temp.app_now() returns timestamptz language sql as 'select timestamptz ''2000-01-01'''`);
      const held = await hold(client, mine, CAPACITY + 1);
      return { held, year: (await client.query<{ year: number }>('select extract(year from public.app_now())::int as year')).rows[0]!.year };
    });
    expect(answer.held).toMatchObject({ refused: 'full', left: CAPACITY });
  });
});

describe('a step is taken by its own side, from where it stands', () => {
  let booking: string;
  beforeEach(async () => {
    booking = randomUUID();
    await as(db.serverUrl, world.homes[0]!.counselor.accountId, (client) => hold(client, mine, 1, booking), 'commit');
  });
  const move = (from: string, to: string, side: string, who: Someone, facts: object = {}): Promise<unknown> =>
    as(db.serverUrl, who.accountId, async (client) => (await client.query<{ answer: { refused?: string; state?: string } }>('select move_seats($1, $2, $3, $4, $5) as answer', [booking, from, to, side, JSON.stringify(facts)])).rows[0]!.answer)
      .catch((error: { code: string }) => error.code);

  test('not by a stranger, not by the wrong side, not by the clock', async () => {
    const home = world.homes[0]!.counselor;
    expect(await move('held', 'cancelled', 'home', neighbor)).toBe(NO_RIGHT);
    expect(await move('held', 'cancelled', 'teaching', home)).toBe(NO_RIGHT);
    expect(await move('requested', 'accepted', 'teaching', home)).toBe(NO_RIGHT);
    expect(await move('held', 'expired', 'clock', home)).toBe(NO_RIGHT);
    expect(await move('held', 'accepted', 'teaching', world.answerers[0]!)).toEqual({ refused: 'state', state: 'held' });
    await as(db.serverUrl, home.accountId, (client) => client.query(`select move_seats($1, 'held', 'cancelled', 'home', '{}')`, [booking]), 'commit');
  });

  test('and writes only what is its own to write: the home side its money, the teaching side no word of it', async () => {
    const home = world.homes[0]!.counselor;
    const { rows: [found] } = await db.owner.query<{ plan: SeatPlan; host: string }>('select v.plan, b.teaching_party_id as host from booking b join cost_plan_version v on v.id = b.plan_version_id where b.id = $1', [booking]);
    const input = { facts: { host: found!.host, capacity: CAPACITY, seats: {} }, request: { member: mine, seats: 1 } };
    const result = estimateSeats(found!.plan, input.facts, input.request);
    if (!result.ok) throw new Error(result.refusal.message);
    const { expectedCents, maximumCents, inputHash, trace } = result.estimate;
    await db.owner.query(`insert into share_calculation (id, plan_version_id, subject_id, purpose, home_party_id, teaching_party_id, expected_cents, maximum_cents, input_hash, input_text, trace_text, created_at)
      select $2, plan_version_id, id, 'estimate', home_party_id, teaching_party_id, $3, $4, $5, $6, $7, app_now() from booking where id = $1`,
    [booking, id(700), expectedCents, maximumCents, inputHash, canonicalJson(input as unknown as Json), canonicalJson(trace as unknown as Json)]);
    await db.owner.query('update booking set calculation_id = $2 where id = $1', [booking, id(700)]);
    expect(await move('held', 'requested', 'home', home, { notToExceedCents: maximumCents - 1, budgetCode: '100-1' })).toBe(CHECK);
    const step = (who: Someone, ...values: string[]) => as(db.serverUrl, who.accountId, (client) => client.query('select move_seats($1, $2, $3, $4, $5)', [booking, ...values]), 'commit');
    await step(home, 'held', 'requested', 'home', JSON.stringify({ notToExceedCents: maximumCents, budgetCode: '100-1', note: 'ours' }));
    await step(world.answerers[0]!, 'requested', 'accepted', 'teaching', JSON.stringify({ notToExceedCents: 99_999_999, budgetCode: 'STOLEN', note: 'theirs', policyIds: [id(1)], calculationId: id(1) }));
    const { rows } = await db.owner.query('select not_to_exceed_cents, budget_code, note, calculation_id, governing_policy_ids = array(select id from policy_version where consortium_id = b.consortium_id order by key) as by_rule from booking b where id = $1', [booking]);
    expect(rows).toEqual([{ not_to_exceed_cents: String(maximumCents), budget_code: '100-1', note: 'ours', calculation_id: id(700), by_rule: true }]);
    await step(home, 'accepted', 'cancelled', 'home', '{}');
  });

  test('not from a state it is no longer in, and not without the authority to spend', async () => {
    const home = world.homes[0]!.counselor;
    expect(await move('requested', 'cancelled', 'home', home)).toEqual({ refused: 'state', state: 'held' });
    expect(await move(null as never, 'cancelled', 'home', home)).toEqual({ refused: 'state', state: 'held' });
    expect(await move('held', 'requested', 'home', home)).toBe(CHECK);
    expect(await move('held', 'requested', 'home', home, { notToExceedCents: -1, budgetCode: 'x' })).toBe(CHECK);
    expect(await move('held', 'held', 'home', home)).toEqual({ refused: 'state', state: 'held' });
    await as(db.serverUrl, home.accountId, (client) => client.query(`select move_seats($1, 'held', 'cancelled', 'home', '{}')`, [booking]), 'commit');
  });
});

test('after all that the counters are what they count', async () => {
  const counted = (await brokenIn(db)).filter((line) => /^(seats-taken|own-seats-taken|never-oversold|units-left|units-by-party|state-of-seats|seat-count) /.test(line));
  expect(counted).toEqual([]);
});
