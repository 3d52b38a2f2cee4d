import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, type GraphQLOutputType, isListType, isNonNullType, isObjectType, isUnionType } from 'graphql';
import { SeatService } from '../../src/features/courses/index.js';
import { RosterService } from '../../src/features/rosters/index.js';
import { OfferingService } from '../../src/features/offerings/index.js';
import { type Client, testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { insertConsortium, insertDistrict } from '../factories/districts.js';
import { id } from '../factories/ids.js';
import { district, insertNeighborhood, north, person, principalOf, publish, school, west } from '../factories/neighborhood.js';
import { insertPerson } from '../factories/people.js';
import { ask, everyField, statementsOf } from './statements.js';

const FEW = 5;
const MANY = 50;

let db: TestDatabase;
let app: TestApp;
let counselor: Client;
let field: (type: string) => string;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  field = (type) => everyField(app.app.get(GraphQLSchemaHost).schema, type);
  for (let n = 0; n < MANY + 5; n++) await publish(db, app, 2_000_000 + n, { place: n % 2 ? 'council' : 'grangeville', capacity: 200, ...(n % 3 ? {} : { plan: { method: 'by-dated-count', costCents: 500_000, measure: 'fall-membership' } }) });
  // Its own list holds what one district shares: as many again as it lacks.
  for (let n = 0; n < MANY / 2; n++) await publish(db, app, 2_001_000 + n, { place: 'council' });
  const cambridge = await principalOf(db, person('cambridge', 'counselor'));
  for (let n = 0; n < MANY + 5; n++) {
    await app.app.get(SeatService).hold(cambridge, { idempotencyKey: `sql-counts-hold-${n}`, sectionId: id(2_000_001 + 2 * (n % 9)), homeDistrictId: district('cambridge'), seats: 1, fitReason: 'A quiet room.' });
  }
  await people();
  await districts();
  await studies();
  await drafts();
  await rosters();
  await grades();
  await classes();
  await lines();
  await needs();
  await rounds();
  await bids();
  await numberedOrders();
  await receivedRounds();
  await roundsBefore();
  await windows();
  counselor = await app.client().signInAs(person('cambridge', 'counselor'));
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

/** Cambridge gets colleagues who hold two roles each, mail and sessions. */
async function people(): Promise<void> {
  for (let n = 0; n < MANY + 5; n++) {
    await insertPerson(db.owner, { id: id(3_000_000 + n), roles: [{ role: 'teacher', partyId: district('cambridge') }, { role: 'counselor', partyId: district(n % 2 ? 'cambridge' : 'council') }] });
    await db.owner.query(`insert into mail (id, dedupe_key, account_id, to_address, subject, body, created_at) values ($1, $2, $3, 'someone@example.org', 'Subject', 'Text', app_now())`, [id(4_000_000 + n), `mail-${n}`, id(3_000_000 + n)]);
  }
  for (let n = 0; n < MANY - 1; n++) await app.client().signInAs(person('cambridge', 'registrar'));
  for (let n = 0; n < FEW - 1; n++) await app.client().signInAs(person('cambridge', 'teacher'));
}

/** Two consortia, of five and of fifty districts; a district of fifty schools in the larger one. */
async function districts(): Promise<void> {
  await insertConsortium(db.owner, { id: id(5), name: 'Five' });
  await insertConsortium(db.owner, { id: id(6), name: 'Fifty' });
  for (let n = 0; n < MANY; n++) await insertDistrict(db.owner, { id: id(5_000_000 + n), consortia: n < FEW ? [id(5), id(6)] : [id(6)] });
  await insertPerson(db.owner, { id: id(901), roles: [{ role: 'coordinator', consortiumId: id(5) }, { role: 'coordinator', consortiumId: id(6) }, { role: 'coordinator', consortiumId: west }] });
  for (const n of [0, 1]) await insertPerson(db.owner, { id: id(902 + n), roles: [{ role: 'registrar', partyId: id(5_000_000 + n) }] });
  for (const [n, partyId] of [...Array<string>(FEW).fill(id(5_000_000)), ...Array<string>(MANY).fill(id(5_000_001))].entries()) {
    await db.owner.query(`insert into school (id, party_id, name, level, time_zone) values ($1, $2, $3, 'High', 'America/Boise')`, [id(6_000_000 + n), partyId, `School ${n}`]);
    await db.owner.query(`insert into bell_period (school_id, ordinal, days, name, starts_at, ends_at) values ($1, 1, '{MON}', 'Period 1', '08:00', '08:50')`, [id(6_000_000 + n)]);
  }
}

/** Studies that all members see, in West; in each of the two consortia one in which every district has said what it would pay alone. */
async function studies(): Promise<void> {
  const study = async (study: string, consortiumId: string, members: readonly string[]): Promise<void> => {
    await db.owner.query(
      `insert into cost_study (id, consortium_id, author_account_id, title, audience, others_standing, revision, created_at, changed_at, shared_at) values ($1, $2, $3, 'Study', 'members', 'named', 1, app_now(), app_now(), app_now())`,
      [study, consortiumId, id(901)]);
    await db.owner.query('insert into cost_study_content (study_id, draft) values ($1, $2)', [study, JSON.stringify({ members })]);
    await db.owner.query(`insert into cost_study_frozen (study_id, facts) values ($1, '{"directory": {}}')`, [study]);
    await db.owner.query(
      `insert into stand_alone_figure (id, study_id, party_id, cents, source, confidence, entered_by, created_at) select gen_random_uuid(), $1, party, 100, 'A quote', 'quote', $3, app_now() from unnest($2::uuid[]) party`,
      [study, members, id(901)]);
  };
  for (let n = 0; n < MANY + 5; n++) await study(id(7_000_000 + n), west, [district('cambridge'), district('council')]);
  for (const rows of [FEW, MANY]) await study(id(7_100_000 + rows), id(rows === FEW ? 5 : 6), Array.from({ length: rows }, (_, n) => id(5_000_000 + n)));
}

/** Five drafts of Grangeville, fifty of Kamiah. */
async function drafts(): Promise<void> {
  for (const [n, place] of [...Array<'grangeville'>(FEW).fill('grangeville'), ...Array<'kamiah'>(MANY).fill('kamiah')].entries()) {
    await db.owner.query(
      `insert into course_draft (id, teaching_party_id, state, content, revision, written_by, created_at, changed_at) values ($1, $2, 'draft', '{"title": "Physics"}', 1, $3, app_now(), app_now())`,
      [id(8_000_000 + n), district(place), person(place, 'teacher')]);
  }
}

/** A class of Council with five seats of Cambridge and one with fifty, a student in each, the first of whom was looked up five times, and fifty times. */
async function rosters(): Promise<void> {
  for (const rows of [FEW, MANY]) {
    const [section, booking] = [id(2_003_000 + rows), id(9_000_000 + rows)];
    await publish(db, app, 2_003_000 + rows, { place: 'council', capacity: 200 });
    const seats = Array.from({ length: rows }, (_, n) => id(9_100_000 + rows * 100 + n));
    await db.owner.query(
      `insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since, plan_version_id, not_to_exceed_cents, budget_code, governing_policy_ids, drop_date, teaching_drop_date, calculation_id)
       select $1, $2, $3, s.teaching_party_id, $4, 'accepted', $5, '2026-07-01', $6, app_now(), s.plan_version_id, 1, 'B', '{}', s.drop_date, s.drop_date, (select id from share_calculation limit 1) from course_section s where s.id = $2`, [booking, section, district('cambridge'), west, rows, person('cambridge', 'counselor')]);
    await db.owner.query(`insert into seat (id, booking_id, section_id, ordinal, state) select seat, $2, $3, n, 'accepted' from unnest($1::uuid[]) with ordinality as s (seat, n)`, [seats, booking, section]);
    await db.owner.query(
      `insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since, plan_version_id, not_to_exceed_cents, budget_code, governing_policy_ids, drop_date, teaching_drop_date, calculation_id)
       select gen_random_uuid(), section_id, home_party_id, teaching_party_id, $2, 'accepted', 9, created_at, created_by, state_since, plan_version_id, 1, 'B', '{}', drop_date, teaching_drop_date, calculation_id from booking where id = $1`, [booking, id(rows === FEW ? 5 : 6)]);
    const students = seats.map((seatId, n) => ({ seatId, givenName: 'Given', familyName: 'Family', studentNumber: `S-${rows}-${n}`, gradeLevel: 10, schoolId: school('cambridge') }));
    await app.app.get(RosterService).place(await principalOf(db, person('cambridge', 'registrar')), { idempotencyKey: `sql-counts-place-${rows}`, bookingId: booking, students, emptied: [] });
    for (let n = 0; n < rows; n++) {
      const disclosure = id(9_200_000 + rows * 100 + n);
      await db.owner.query(`insert into disclosure (id, at, account_id, purpose, way) values ($1, app_now(), $2, 'teaching', 'screen')`, [disclosure, person('council', 'teacher')]);
      await db.owner.query(`insert into disclosed_name (disclosure_id, seat_id, booking_id, home_party_id, student_key, by_right) select $1, seat_id, booking_id, $3, student_key, 'teacher' from placement where seat_id = $2`, [disclosure, seats[0], district('cambridge')]);
    }
  }
}

/** The students of those two classes have grades, attested; Grangeville has five sheets and versions of its scale, Cambridge fifty, those two among them. */
async function grades(): Promise<void> {
  for (const rows of [FEW, MANY]) {
    const [section, booking] = [id(2_003_000 + rows), id(9_000_000 + rows)];
    const teacher = person('council', 'teacher');
    await db.owner.query(`insert into grade_sheet (booking_id, section_id, state, answer_by) values ($1, $2, 'attested', app_now() + interval '9 days')`, [booking, section]);
    await db.owner.query(`insert into grade_attestation (booking_id, number, attested_by, attested_at, sentence) values ($1, 1, $2, app_now(), 'I attest it')`, [booking, teacher]);
    await db.owner.query(`insert into seat_grade (seat_id, student_key, status, mark, version, entered_by, entered_at) select seat_id, student_key, 'completed', '91', 1, $2, app_now() from placement where booking_id = $1`, [booking, teacher]);
    await db.owner.query(`insert into attested_grade (booking_id, number, seat_id, status, mark) select booking_id, 1, seat_id, 'completed', '91' from placement where booking_id = $1`, [booking]);
    const place = rows === FEW ? 'grangeville' : 'cambridge';
    for (let n = 1; n <= rows; n++) {
      if (rows === FEW || n > 2) await db.owner.query(
        `with b as (insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since, plan_version_id, not_to_exceed_cents, budget_code, governing_policy_ids, drop_date, teaching_drop_date, calculation_id)
           select gen_random_uuid(), section_id, $2, teaching_party_id, consortium_id, 'rostered', 1, created_at, created_by, state_since, plan_version_id, 1, 'B', '{}', drop_date, teaching_drop_date, calculation_id from booking where id = $1 returning id, section_id)
         insert into grade_sheet (booking_id, section_id, state) select id, section_id, 'open' from b`, [booking, district(place)]);
      await db.owner.query(`insert into grade_setting (id, party_id, version, scale, set_by, set_at) values (gen_random_uuid(), $1, $2, '{"kind": "percent", "passAt": 60}', $3, app_now())`, [district(place), n, person(place, 'registrar')]);
    }
  }
}

/** The two classes of the rosters run: a mark of yesterday and a note for each seat. */
async function classes(): Promise<void> {
  for (const rows of [FEW, MANY]) {
    const [section, booking, teacher] = [id(2_003_000 + rows), id(9_000_000 + rows), person('council', 'teacher')];
    const day = `(today_at('America/Boise') - 1)`;
    await db.owner.query(`update course_section set first_day = ${day} - 1 where id = $1`, [section]);
    await db.owner.query(`insert into class_day (section_id, day, revision, marked_by, marked_at) values ($1, ${day}, 2, $2, app_now())`, [section, teacher]);
    await db.owner.query(`insert into attendance (seat_id, whose, day, section_id, booking_id, home_party_id, teaching_party_id, mark, revision, marked_by, marked_at) select id, marks_of(seat), ${day}, $1, $2, $3, $4, 'absent', 2, $5, app_now() from seat where booking_id = $2`, [section, booking, district('cambridge'), district('council'), teacher]);
    await db.owner.query(`insert into attendance_before (seat_id, whose, day, revision, mark, marked_by, marked_at) select id, marks_of(seat), ${day}, 1, 'present', $2, app_now() from seat where booking_id = $1`, [booking, teacher]);
    await db.owner.query(`insert into progress_note (id, seat_id, whose, section_id, booking_id, home_party_id, teaching_party_id, standing, note, written_by, written_at) select gen_random_uuid(), id, marks_of(seat), $1, $2, $3, $4, 'at_risk', 'A note', $5, app_now() from seat where booking_id = $2`, [section, booking, district('cambridge'), district('council'), teacher]);
  }
}

/** Cambridge waits for five sections, Council for fifty; in each of those lines somebody stood before it and left. */
async function lines(): Promise<void> {
  for (const [n, place] of [...Array<'cambridge'>(FEW).fill('cambridge'), ...Array<'council'>(MANY).fill('council')].entries()) {
    const section = id(2_000_000 + n);
    for (const who of place === 'council' ? (['cambridge', 'council'] as const) : (['council', 'cambridge'] as const)) {
      await db.owner.query(
        `insert into waitlist_entry (id, section_id, home_party_id, consortium_id, state, state_since, seats_wanted, seats_least, asked_at, asked_by, turn, offer_for, mapping_waits)
         values (gen_random_uuid(), $1, $2, $3, 'waiting', app_now(), 1, 1, app_now(), $4, nextval('waitlist_turn'), '72 hours', '120 hours')`, [section, district(who), west, person(who, 'counselor')]);
      if (who !== place) await db.owner.query(`update waitlist_entry set state = 'left' where section_id = $1 and home_party_id = $2`, [section, district(who)]);
    }
  }
}

/** Windows that were allotted: five and fifty of the two consortia, and one of West that holds what Cambridge and Council wait for. */
async function windows(): Promise<void> {
  const window = (windowId: string, consortiumId: string, year: string) => db.owner.query(
    `insert into request_window (id, consortium_id, school_year, state, opens_at, closes_at, opened_by, opened_on, closed_at, ended_at, rule) values ($1, $2, $3, 'allotted', '2020-01-01', '2020-02-01', $4, '2020-01-01', '2020-02-01', '2020-02-01', '{"contributorsFirst": true, "fairShares": true}')`,
    [windowId, consortiumId, year, id(901)]);
  for (const rows of [FEW, MANY]) {
    const consortiumId = id(rows === FEW ? 5 : 6);
    for (let n = 0; n < rows; n++) {
      await window(id(9_300_000 + rows * 100 + n), consortiumId, `${1900 + n}-00`);
      await db.owner.query(`insert into school_year (id, party_id, name, first_day, last_day, weekdays) values (gen_random_uuid(), $1, $2, '2090-01-01', '2099-01-01', '{MON}') on conflict do nothing`, [id(5_000_000 + (rows === FEW ? 0 : MANY - 1)), `${2100 + n}-00`]);
    }
    // What is asked for in one of five sections, and in one of fifty.
    await window(id(9_400_000 + rows), west, `${1800 + rows}-00`);
    await db.owner.query(
      `insert into window_section (window_id, section_id, seats, at) select $1, w.section_id, 3, app_now() from waitlist_entry w where w.home_party_id = $2 and w.state = 'waiting'`, [id(9_400_000 + rows), district(rows === FEW ? 'cambridge' : 'council')]);
    await db.owner.query(
      `insert into window_request (window_id, section_id, entry_id, home_party_id, turn, seats_asked, seats_least, contributes, seats_given, waits_seats, waits_place, trace)
       select $1, w.section_id, w.id, w.home_party_id, w.turn, 2, 1, false, 1, 1, 1, '{"rule": {"contributorsFirst": true, "fairShares": true}, "asked": 2, "least": 1, "seatsThere": 3, "askedAs": 1, "districtsAsking": 1, "contributes": false, "before": {"districts": 0, "seats": 0}, "group": {"districts": 1, "seats": 3}, "aheadByTime": 0, "belowLeast": false, "given": 1}'
         from waitlist_entry w where w.home_party_id = $2 and w.state = 'waiting'`, [id(9_400_000 + rows), district(rows === FEW ? 'cambridge' : 'council')]);
  }
}

/** Five needs of Grangeville, fifty of Kamiah, each of another year. */
async function needs(): Promise<void> {
  for (const [n, place] of [...Array<'grangeville'>(FEW).fill('grangeville'), ...Array<'kamiah'>(MANY).fill('kamiah')].entries()) {
    await db.owner.query(
      `insert into course_need (id, party_id, state, title, area_code, seats, grade_low, grade_high, school_year, until, posted_by, posted_at, state_since) values ($1, $2, 'open', 'Physics', '03', 4, 9, 12, $4, '2099-01-01', $3, app_now(), app_now())`,
      [id(8_100_000 + n), district(place), person(place, 'counselor'), `20${20 + (n % 60)}-00`]);
  }
}

/** Five rounds of West, fifty of North, each with somebody in it. */
async function rounds(): Promise<void> {
  const item = { key: 'item-1', name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 4200 }] } };
  for (const [n, place] of [...Array<'council'>(FEW).fill('council'), ...Array<'kamiah'>(MANY).fill('kamiah')].entries()) {
    const [round, consortium, by] = [id(8_200_000 + n), place === 'council' ? west : north, person(place, 'business_manager')];
    await db.owner.query(`insert into offering (id, kind, owner_party_id, state, title, summary, created_at) values ($1, 'pool', $2, 'draft', 'Paper', '', app_now())`, [round, district(place)]);
    await db.owner.query('insert into audience (offering_id, consortium_id) values ($1, $2)', [round, consortium]);
    await db.owner.query(`insert into pool_round (id, lead_party_id, consortium_id, route, state, sealed, aim, buy_up, locks_at, unapproved_counts, proposed_by, proposed_at, state_since) values ($1, $2, $3, 'contract', 'draft', false, 'best-price', false, '2099-01-01', 'nothing', $4, app_now(), app_now())`, [round, district(place), consortium, by]);
    await db.owner.query(`insert into round_item (round_id, key, ordinal, body, unit_sizes) values ($1, 'item-1', 0, $2, '{"case": 1}')`, [round, JSON.stringify(item)]);
    await db.owner.query(`update pool_round set state = 'open' where id = $1`, [round]);
    await db.owner.query(`insert into round_commitment (round_id, party_id, state, revision, at_most_cents, approved_cents, budget_code, committed_by, changed_at) values ($1, $2, 'committed', 1, 8400, 0, '100', $3, app_now())`, [round, district(place), by]);
    await db.owner.query(`insert into round_line (round_id, party_id, item_key, unit, minimum, maximum) values ($1, $2, 'item-1', 'case', 2, 2)`, [round, district(place)]);
    await db.owner.query(`update offering set state = 'closed' where id = $1`, [round]);
  }
  // One of each has five and fifty districts in it.
  for (const [round, others] of [[8_200_000, FEW - 1], [8_200_000 + FEW, MANY - 1]] as const) for (let n = 0; n < others; n++) {
    const values = [id(round), id(5_000_000 + n)];
    await db.owner.query(`insert into round_commitment (round_id, party_id, state, revision, at_most_cents, approved_cents, budget_code, committed_by, changed_at) values ($1, $2, 'committed', 1, 4200, 0, '100', $3, app_now())`, [...values, id(901)]);
    await db.owner.query(`insert into round_line (round_id, party_id, item_key, unit, minimum, maximum) values ($1, $2, 'item-1', 'case', 1, 1)`, values);
  }
}

/** The first round of each came by bids: five to one, fifty to the other. */
async function bids(): Promise<void> {
  for (const [round, rows, place] of [[id(8_200_000), FEW, 'council'], [id(8_200_000 + FEW), MANY, 'kamiah']] as const) {
    await db.owner.query(`insert into round_solicitation (round_id, estimates_due, number, published, published_on, bids_due) values ($1, app_now(), '7', 'Record', '2026-01-02', app_now())`, [round]);
    await db.owner.query(`insert into round_estimate (round_id, party_id, revision, lines, account_id, at) values ($1, $2, 1, '[{"item": "item-1", "unit": "case", "count": 2}]', $3, app_now())`, [round, district(place), person(place, 'business_manager')]);
    await db.owner.query(
      `insert into round_bid (round_id, id, revision, supplier, responsive, prices, recorded_by, recorded_at) select $1, gen_random_uuid(), 1, 'Mill ' || n, true, '[{"item": "item-1", "mode": "all-units", "tiers": [{"from": 1, "priceCents": 4200}]}]', $3, app_now() from generate_series(1, $2::int) n`,
      [round, rows, person(place, 'business_manager')]);
  }
}

/** In each of the two consortia a released round in which every district has an order. */
async function numberedOrders(): Promise<void> {
  const [lead, by] = [id(5_000_000), id(902)];
  for (const [many, consortium] of [[FEW, id(5)], [MANY, id(6)]] as const) {
    const round = id(8_300_000 + many);
    await db.owner.query(`insert into offering (id, kind, owner_party_id, state, title, summary, created_at) values ($1, 'pool', $2, 'closed', 'Paper', '', app_now())`, [round, lead]);
    await db.owner.query('insert into audience (offering_id, consortium_id) values ($1, $2)', [round, consortium]);
    await db.owner.query(`insert into pool_round (id, lead_party_id, consortium_id, route, state, sealed, aim, buy_up, locks_at, unapproved_counts, proposed_by, proposed_at, state_since) values ($1, $2, $3, 'contract', 'released', false, 'best-price', false, '2026-01-01', 'nothing', $4, app_now(), app_now())`, [round, lead, consortium, by]);
    await db.owner.query(`insert into round_item (round_id, key, ordinal, body, unit_sizes) values ($1, 'item-1', 0, $2, '{"case": 1}')`, [round, JSON.stringify({ key: 'item-1', name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 4200 }] } })]);
    for (let n = 0; n < many; n++) await db.owner.query(`insert into round_order (id, round_id, party_id, number, way, supplier, lines, total_cents, released_by, released_at) values ($1, $2, $3, $4, 'district', 'Paper Mill', '[]', 0, $5, app_now())`, [id(8_310_000 + many * 100 + n), round, id(5_000_000 + n), `sql-${many}-${n}`, by]);
  }
}

/** Two received rounds that Grangeville alone sees, with five lines and with fifty, each said to have come, billed once, and with what it would cost alone. */
async function receivedRounds(): Promise<void> {
  const [party, by] = [district('grangeville'), person('grangeville', 'business_manager')];
  for (const n of [FEW, MANY]) {
    const [round, items] = [id(8_500_000 + n), Array.from({ length: n }, (_, at) => `item-${at + 1}`)];
    await db.owner.query(`insert into offering (id, kind, owner_party_id, state, title, summary, created_at) values ($1, 'pool', $2, 'closed', 'Kits', '', app_now())`, [round, party]);
    await db.owner.query(`insert into pool_round (id, lead_party_id, consortium_id, route, state, sealed, aim, buy_up, locks_at, unapproved_counts, proposed_by, proposed_at, state_since) values ($1, $2, $3, 'contract', 'received', false, 'best-price', false, '2026-08-01', 'nothing', $4, app_now(), app_now())`, [round, party, west, by]);
    await db.owner.query(`insert into round_item (round_id, key, ordinal, body, unit_sizes) select $1, key, 0, jsonb_build_object('key', key, 'name', 'Kit', 'units', '[{"name": "kit"}]'::jsonb, 'orderUnit', 'kit', 'price', '{"unit": "kit", "mode": "all-units", "tiers": [{"from": 1, "priceCents": 900}]}'::jsonb), '{"kit": 1}' from unnest($2::text[]) key`, [round, items]);
    await db.owner.query(`insert into round_commitment (round_id, party_id, state, revision, at_most_cents, approved_cents, budget_code, committed_by, changed_at) values ($1, $2, 'committed', 1, 9000000, 0, '100', $3, app_now())`, [round, party, by]);
    await db.owner.query(`insert into round_line (round_id, party_id, item_key, unit, minimum, maximum) select $1, $2, key, 'kit', 2, 2 from unnest($3::text[]) key`, [round, party, items]);
    await db.owner.query(`insert into round_result (round_id, inputs_text, input_hash, result_text, total_cents, at) values ($1, '{}', '', '{"items": []}', 0, app_now())`, [round]);
    await db.owner.query(
      `insert into round_order (id, round_id, party_id, number, way, supplier, lines, total_cents, purchase_order_number, placed_by, placed_at, released_by, released_at)
       select $1::uuid, $1::uuid, $2::uuid, ($1::uuid)::text, 'district', 'Kit House', (select jsonb_agg(jsonb_build_object('party', $2::uuid, 'item', key, 'units', 2, 'cents', 1800, 'priceCents', 900, 'priceUnit', 'kit', 'school', null)) from unnest($3::text[]) key), 0, ($1::uuid)::text, $4::uuid, app_now(), $4::uuid, app_now()`, [round, party, items, by]);
    await db.owner.query(`insert into round_receipt (order_id, party_id, item_key, revision, good, damaged, substituted, complete, received_by, received_at) select $1, $2, key, 1, 2, 0, 0, true, $4, app_now() from unnest($3::text[]) key`, [round, party, items, by]);
    await db.owner.query(`insert into round_invoice (order_id, number, revision, day, lines, extras, total_cents, entered_by, entered_at) values ($1, '1', 1, '2026-09-01', '[]', '[]', 0, $2, app_now())`, [round, by]);
    await db.owner.query(`insert into round_baseline (round_id, party_id, item_key, revision, price_cents, source, confidence, stated_by, stated_at) select $1, $2, key, 1, 950, 'A quote', 'quote', $4, app_now() from unnest($3::text[]) key`, [round, party, items, by]);
    const differences = items.map((item) => ({ key: `${party}|${item}|quantity`, kind: 'quantity', party, item, name: null, cents: 900, billedUnits: 2, receivedUnits: 1, billedCents: 1800, agreedCents: 900, way: 'expected', reason: 'Broken' }));
    await db.owner.query(`insert into round_match (order_id, inputs_text, input_hash, result_text, billed_cents, final_cents, approved_by, approved_at) values ($1, '{}', '', $2, 180000, 90000, $3, app_now())`, [round, JSON.stringify({ lines: [], charges: [], others: [], differences }), by]);
    await db.owner.query(`insert into round_credit (order_id, key, number, revision, day, cents, recorded_by, recorded_at) select $1, key, 'CN', 1, '2026-09-20', 900, $3, app_now() from unnest($2::text[]) key`, [round, differences.map(({ key }) => key), by]);
  }
}

/** Grangeville's two received rounds started again; at their lock the members were asked about every item, and a district wrote down its reasons, again and again. */
async function roundsBefore(): Promise<void> {
  const [party, by] = [district('grangeville'), person('grangeville', 'business_manager')];
  for (const n of [FEW, MANY]) {
    const [round, again] = [id(8_500_000 + n), id(8_600_000 + n)];
    await db.owner.query(`insert into offering (id, kind, owner_party_id, state, title, summary, created_at) values ($1, 'pool', $2, 'closed', 'Kits', '', app_now())`, [again, party]);
    await db.owner.query(`insert into pool_round (id, lead_party_id, consortium_id, route, state, sealed, aim, buy_up, locks_at, unapproved_counts, proposed_by, proposed_at, state_since, copied_from) select $1, lead_party_id, consortium_id, route, 'received', sealed, aim, buy_up, locks_at, unapproved_counts, proposed_by, proposed_at, state_since, id from pool_round where id = $2`, [again, round]);
    await db.owner.query('insert into round_item (round_id, key, ordinal, body, unit_sizes) select $1, key, ordinal, body, unit_sizes from round_item where round_id = $2', [again, round]);
    await db.owner.query(`insert into round_asking (round_id, items, answers_by, inputs_text, input_hash, at) select $1, array_agg(key), app_now(), '{}', '', app_now() - interval '1 day' from round_item where round_id = $1`, [round]);
    await db.owner.query('insert into round_asked (round_id, party_id, at_most_cents) values ($1, $2, 9000000)', [round, party]);
    await db.owner.query(`insert into round_due_diligence (round_id, party_id, revision, answers, reason, account_id, at) select $1, $2, n, '[]', 'It was bid', $3, app_now() from generate_series(1, $4::int) n`, [again, party, by, n]);
  }
}

type Listing = readonly [name: string, query: (rows: number) => string, who: (rows: number) => Promise<Client>, rowsOf: (answer: Record<string, unknown>) => unknown[]];
const nodes = (answer: Record<string, unknown>) => answer['nodes'] as unknown[];
const theCounselor = async () => counselor;
const signedIn = (account: string) => app.client().signInAs(account);
const bookings = (side: string, place: 'cambridge' | 'council') => (rows: number) => `{ bookings(input: { side: ${side}, districtId: "${district(place)}", first: ${rows} }) ${field('BookingConnection')} }`;

const listings: readonly Listing[] = [
  ['catalogue', (rows) => `{ catalogue(input: { first: ${rows} }) ${field('Catalogue')} }`, theCounselor, nodes],
  ['catalogue, searched', (rows) => `{ catalogue(input: { search: "physics", first: ${rows}, choices: [{ name: KIND, values: ["COURSE"] }] }) ${field('Catalogue')} }`, theCounselor, nodes],
  ['bookings, HOME', bookings('HOME', 'cambridge'), theCounselor, nodes],
  ['bookings, TEACHING', bookings('TEACHING', 'council'), () => signedIn(person('council', 'registrar')), nodes],
  ['inbox', (rows) => `{ inbox(first: ${rows}) ${field('InboxConnection')} }`, theCounselor, nodes],
  ['people', (rows) => `{ people(input: { districtId: "${district('cambridge')}", first: ${rows} }) ${field('PersonConnection')} }`, theCounselor, nodes],
  ['mySessions', () => `{ mySessions ${field('Session')} }`, (rows) => signedIn(person('cambridge', rows === FEW ? 'teacher' : 'registrar')), (answer) => answer as unknown as unknown[]],
  ['outgoingMail', (rows) => `{ outgoingMail(first: ${rows}) ${field('MailConnection')} }`, theCounselor, nodes],
  ['consortium and its members', (rows) => `{ consortium(id: "${id(rows === FEW ? 5 : 6)}") ${field('Consortium')} }`, () => signedIn(id(901)), (answer) => answer['members'] as unknown[]],
  ['waitlistEntries', (rows) => `{ waitlistEntries(districtId: "${district(rows === FEW ? 'cambridge' : 'council')}") ${field('WaitlistEntry')} }`, (rows) => signedIn(person(rows === FEW ? 'cambridge' : 'council', 'counselor')), (answer) => answer as unknown as unknown[]],
  ['sharedSections', (rows) => `{ sharedSections(districtId: "${district('council')}", first: ${rows}) ${field('SectionConnection')} }`, () => signedIn(person('council', 'registrar')), nodes],
  ['courseDrafts', (rows) => `{ courseDrafts(districtId: "${district(rows === FEW ? 'grangeville' : 'kamiah')}") ${field('CourseDraft')} }`, (rows) => signedIn(person(rows === FEW ? 'grangeville' : 'kamiah', 'registrar')), (answer) => answer as unknown as unknown[]],
  ['roster and its seats', (rows) => `{ roster(bookingId: "${id(9_000_000 + rows)}") ${field('Roster')} }`, theCounselor, (answer) => answer['seats'] as unknown[]],
  ['runningClass and its seats', (rows) => `{ runningClass(sectionId: "${id(2_003_000 + rows)}") ${field('RunningClass')} }`, theCounselor, (answer) => answer['seats'] as unknown[]],
  ['attendanceDay and its seats', (rows) => `{ attendanceDay(sectionId: "${id(2_003_000 + rows)}", day: "2026-08-23") ${field('AttendanceDay')} }`, () => signedIn(person('council', 'registrar')), (answer) => answer['seats'] as unknown[]],
  ['disclosures of one student', (rows) => `{ disclosures(input: { districtId: "${district('cambridge')}", studentNumber: "S-${rows}-0" }) ${field('DisclosureReport')} }`, () => signedIn(person('cambridge', 'registrar')), (answer) => answer['entries'] as unknown[]],
  ['gradeBook and its seats', (rows) => `{ gradeBook(sectionId: "${id(2_003_000 + rows)}") ${field('GradeBook')} }`, () => signedIn(person('council', 'teacher')), (answer) => answer['seats'] as unknown[]],
  ['bookingGrades and its grades', (rows) => `{ bookingGrades(bookingId: "${id(9_000_000 + rows)}") ${field('BookingGrades')} }`, () => signedIn(person('cambridge', 'registrar')), (answer) => answer['grades'] as unknown[]],
  ['gradeSheets', (rows) => `{ gradeSheets(districtId: "${district(rows === FEW ? 'grangeville' : 'cambridge')}") ${field('GradeSheet')} }`, (rows) => signedIn(person(rows === FEW ? 'grangeville' : 'cambridge', 'registrar')), (answer) => answer as unknown as unknown[]],
  ['gradeSettings and its versions', (rows) => `{ gradeSettings(districtId: "${district(rows === FEW ? 'grangeville' : 'cambridge')}") ${field('GradeSettings')} }`, (rows) => signedIn(person(rows === FEW ? 'grangeville' : 'cambridge', 'registrar')), (answer) => answer['versions'] as unknown[]],
  ['seatRollUp', (rows) => `{ seatRollUp(consortiumId: "${id(rows === FEW ? 5 : 6)}") ${field('SeatRollUp')} }`, () => signedIn(id(901)), (answer) => answer['rows'] as unknown[]],
  ['siteFacilitators', (rows) => `{ siteFacilitators(districtId: "${id(rows === FEW ? 5_000_000 : 5_000_001)}") ${field('SiteFacilitator')} }`, (rows) => signedIn(id(rows === FEW ? 902 : 903)), (answer) => answer as unknown as unknown[]],
  ['courseNeeds', (rows) => `{ courseNeeds(districtId: "${district(rows === FEW ? 'grangeville' : 'kamiah')}") ${field('CourseNeed')} }`, (rows) => signedIn(person(rows === FEW ? 'grangeville' : 'kamiah', 'registrar')), (answer) => answer as unknown as unknown[]],
  ['neighborNeeds', () => `{ neighborNeeds ${field('NeighborNeed')} }`, (rows) => signedIn(person(rows === FEW ? 'cambridge' : 'grangeville', 'registrar')), (answer) => answer as unknown as unknown[]],
  ['purchasingRounds', () => `{ purchasingRounds ${field('Round')} }`, (rows) => signedIn(person(rows === FEW ? 'council' : 'kamiah', 'business_manager')), (answer) => answer as unknown as unknown[]],
  ['roundTakers', (rows) => `{ roundTakers(roundId: "${id(rows === FEW ? 8_200_000 : 8_200_000 + FEW)}") ${field('Taker')} }`, (rows) => signedIn(person(rows === FEW ? 'council' : 'kamiah', 'business_manager')), (answer) => answer as unknown as unknown[]],
  ['roundSolicitation and its bids', (rows) => `{ roundSolicitation(roundId: "${id(rows === FEW ? 8_200_000 : 8_200_000 + FEW)}") ${field('RoundSolicitation')} }`, (rows) => signedIn(person(rows === FEW ? 'council' : 'kamiah', 'business_manager')), (answer) => answer['bids'] as unknown[]],
  ['round and what was written down about its contract', (rows) => `{ round(id: "${id(8_600_000 + rows)}") ${field('Round')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => (answer['authority'] as { records: unknown[] }).records],
  ['roundAsking and its items', (rows) => `{ roundAsking(roundId: "${id(8_500_000 + rows)}") ${field('RoundAsking')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => answer['items'] as unknown[]],
  ['roundBefore and its lines', (rows) => `{ roundBefore(roundId: "${id(8_600_000 + rows)}") ${field('RoundBefore')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => answer['lines'] as unknown[]],
  ['roundNumbers and its districts', (rows) => `{ roundNumbers(roundId: "${id(8_300_000 + rows)}") ${field('RoundNumbers')} }`, () => signedIn(id(902)), (answer) => answer['districts'] as unknown[]],
  ['roundReceiving and its lines', (rows) => `{ roundReceiving(id: "${id(8_500_000 + rows)}") ${field('RoundReceiving')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => answer['lines'] as unknown[]],
  ['roundMatching and the lines of its order', (rows) => `{ roundMatching(id: "${id(8_500_000 + rows)}") ${field('RoundMatching')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => (answer['orders'] as { lines: unknown[] }[])[0]!.lines],
  ['roundSettlement and what each item would cost alone', (rows) => `{ roundSettlement(id: "${id(8_500_000 + rows)}") ${field('RoundSettlement')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => answer['baselines'] as unknown[]],
  ['roundSettlement and the credits that are expected', (rows) => `{ roundSettlement(id: "${id(8_500_000 + rows)}") ${field('RoundSettlement')} }`, () => signedIn(person('grangeville', 'business_manager')), (answer) => answer['credits'] as unknown[]],
  ['requestWindows', (rows) => `{ requestWindows(consortiumId: "${id(rows === FEW ? 5 : 6)}") ${field('RequestWindow')} }`, () => signedIn(id(901)), (answer) => answer as unknown as unknown[]],
  ['windowProgress', (rows) => `{ windowProgress(windowId: "${id(9_400_000 + rows)}") ${field('WindowProgress')} }`, theCounselor, (answer) => answer as unknown as unknown[]],
  ['windowRequests', (rows) => `{ windowRequests(districtId: "${district(rows === FEW ? 'cambridge' : 'council')}") ${field('WindowRequest')} }`, (rows) => signedIn(person(rows === FEW ? 'cambridge' : 'council', 'counselor')), (answer) => answer as unknown as unknown[]],
  ['windowYears', (rows) => `{ windowYears(consortiumId: "${id(rows === FEW ? 5 : 6)}") ${field('WindowYear')} }`, () => signedIn(id(901)), (answer) => answer as unknown as unknown[]],
  ['costStudies', (rows) => `{ costStudies(consortiumId: "${west}", first: ${rows}) ${field('CostStudyConnection')} }`, theCounselor, nodes],
  ['costStudy and what its districts would pay alone', (rows) => `{ costStudy(id: "${id(7_100_000 + rows)}") ${field('CostStudy')} }`, () => signedIn(id(901)), (answer) => answer['standAlone'] as unknown[]],
  ['district and its schools', (rows) => `{ district(id: "${id(rows === FEW ? 5_000_000 : 5_000_001)}") ${field('District')} }`, () => signedIn(id(901)), (answer) => answer['schools'] as unknown[]],
];

/** Queries that answer with several things and are not measured by themselves, and why. */
const unmeasured: Readonly<Record<string, string>> = {
  alternatives: 'three at most',
  booking: 'one of bookings',
  classRoster: 'one statement reads all bookings of a class',
  courseDraft: 'one of courseDrafts',
  gradeFile: 'the rows of a file that is looked at; they lie in no table',
  me: 'the roles of one person, read with the session',
  quoteSeats: 'one share, worked out and not stored',
  rosterFile: 'the rows of a file that is looked at; they lie in no table',
  roundItemsFile: 'the rows of a file that is looked at; they lie in no table',
  scedCourses: 'codes with their own words, nothing hangs on them',
  section: 'one of sharedSections',
  site: 'the people of the demo, the same ones always',
  subjectAreas: 'areas with their own words, nothing hangs on them',
};

/** A list of things, or a thing on which one hangs. */
function holdsList(type: GraphQLOutputType, seen: readonly string[] = []): boolean {
  const [bare, named] = [isNonNullType(type) ? type.ofType : type, getNamedType(type)];
  const things = isUnionType(named) ? named.getTypes() : isObjectType(named) ? [named] : [];
  if (isListType(bare) && things.length > 0) return true;
  return things.some((thing) => !seen.includes(thing.name) && Object.values(thing.getFields()).some((one) => holdsList(one.type, [...seen, thing.name])));
}

async function measured([, query, who, rowsOf]: Listing, rows: number): Promise<number> {
  const client = await who(rows);
  expect(rowsOf(await ask(client, query(rows)))).toHaveLength(rows);
  return statementsOf(db, () => ask(client, query(rows)));
}

describe('a list costs the same number of statements however many rows it shows', () => {
  const counts: string[] = [];
  afterAll(() => {
    process.stderr.write(`Statements per list, all fields asked for:\n${counts.join('\n')}\n`);
  });

  test.each(listings)('%s', async (...listing) => {
    const few = await measured(listing, FEW);
    const many = await measured(listing, MANY);
    counts.push(`  ${listing[0]}: ${few} for ${FEW} rows, ${many} for ${MANY}`);
    expect(few).toBeGreaterThan(0);
    expect(many).toBe(few);
  });

  test('and there is no list in the schema that is not measured here, or left out for a reason', () => {
    const queries = Object.values(app.app.get(GraphQLSchemaHost).schema.getQueryType()!.getFields());
    const here = new Set(listings.map(([, query]) => /^\{ (\w+)/.exec(query(FEW))![1]!));
    expect(queries.filter(({ name, type }) => holdsList(type) && !here.has(name)).map(({ name }) => name).sort()).toEqual(Object.keys(unmeasured));
  });

  test('a planted list that asks once per row is caught', async () => {
    const service = app.app.get(OfferingService);
    const batch = service.openCounts.bind(service);
    const planted = jest.spyOn(service, 'openCounts').mockImplementation(async (who, ids) => (await Promise.all(ids.map((one) => batch(who, [one])))).flat());
    try {
      const listing = listings.find(([name]) => name.startsWith('consortium'))!;
      expect(await measured(listing, MANY) - (await measured(listing, FEW))).toBeGreaterThanOrEqual(MANY - FEW);
    } finally {
      planted.mockRestore();
    }
  });
});
