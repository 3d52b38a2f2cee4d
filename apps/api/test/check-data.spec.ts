import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Check, checks, runChecks } from '../src/checks/index.js';
import { testApp, type TestApp } from './app.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { insertSchool, insertTerm } from './factories/calendars.js';
import { insertMapping, insertSection } from './factories/courses.js';
import { allotWindows } from './factories/windows.js';
import { id } from './factories/ids.js';
import { insertPerson } from './factories/people.js';
import { draftOf, LabDesk } from './lab.js';
import { openWorkerDatabase, Sql } from '../src/platform/jobs/jobs.js';
import { lockDueRounds } from '../src/features/pools/index.js';
import { insertPolicy } from './factories/neighborhood.js';
import { act, type Answer, newKey } from './storms/graph.js';
import { type Home, raiseWorld, type Someone, type World } from './storms/world.js';

let db: TestDatabase;
let app: TestApp;
let world: World;
const bookings: Record<string, string> = {};

const does = (who: Someone, operation: string, input: object): Promise<Answer> => act(app.url, who, operation, { ...input, idempotencyKey: newKey() });

/** A student of the home district in the first seat, whose name its registrar opens once. */
async function placeOne(bookingId: string, { registrar }: { registrar: Someone }): Promise<void> {
  const { rows } = await db.owner.query<{ seat: string; school: string | null; home: string }>(
    'select e.id as seat, b.home_party_id as home, (select id from school where party_id = b.home_party_id limit 1) as school from booking b join seat e on e.booking_id = b.id where b.id = $1', [bookingId]);
  const { seat, home } = rows[0]!;
  const school = rows[0]!.school ?? id(9100);
  await db.owner.query(`insert into school (id, party_id, name, level, time_zone) values ($1, $2, 'Home High', 'High', 'America/Boise') on conflict do nothing`, [school, home]);
  const client = await app.client().signInAs(registrar.accountId);
  const students = [{ seatId: seat, givenName: 'Quill', familyName: 'Ortega', studentNumber: '88', gradeLevel: 10, schoolId: school }];
  expect(await client.get('mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename } }', { input: { bookingId, students, emptied: [], idempotencyKey: newKey() } })).toEqual({ __typename: 'Roster' });
  expect(await client.get('mutation ($input: OpenNamesInput!) { openNames(input: $input) { __typename } }', { input: { bookingId, purpose: 'RECORDS', way: 'SCREEN' } })).toEqual({ __typename: 'OpenedNames' });
}

/** A booking in every state but those only a clock or an approver makes. */
beforeAll(async () => {
  db = await freshDatabase();
  app = await testApp(db);
  world = await raiseWorld(db, { homes: 3, sections: 2 });
  const [home] = world.homes;
  const [sectionId] = world.sections;
  const homeDistrictId = home!.partyId;
  const mapping = await does(home!.counselor, 'mapCourse', { sectionId, homeDistrictId, localCode: 'C1', localTitle: 'Chemistry', creditHundredths: 50 });
  await does(home!.registrar, 'approveMapping', { mappingId: mapping.id });
  for (const [state, steps] of Object.entries({ held: [], requested: ['requestSeats'], accepted: ['requestSeats', 'acceptSeats'], denied: ['requestSeats', 'denySeats'], cancelled: ['cancelSeats'] })) {
    let answer = await does(home!.counselor, 'holdSeats', { sectionId, homeDistrictId, seats: 2 });
    for (const operation of steps) {
      const who = operation === 'acceptSeats' || operation === 'denySeats' ? world.answerers[0]! : home!.counselor;
      answer = await does(who, operation, { bookingId: answer.id, ...(operation === 'requestSeats' ? { notToExceedCents: 60_000, budgetCode: '100-515' } : {}) });
    }
    expect(answer).toMatchObject({ type: 'Booking', state: state.toUpperCase() });
    bookings[state] = answer.id!;
  }
  let rostered = await does(home!.counselor, 'holdSeats', { sectionId, homeDistrictId, seats: 1 });
  rostered = await does(home!.counselor, 'requestSeats', { bookingId: rostered.id, notToExceedCents: 60_000, budgetCode: '100-515' });
  await does(world.answerers[0]!, 'acceptSeats', { bookingId: rostered.id });
  bookings.rostered = rostered.id!;
  await placeOne(rostered.id!, home!);
  const teaching = await app.client().signInAs(world.answerers[0]!.accountId);
  const { rows: [seat] } = await db.owner.query<{ id: string }>('select id from seat where booking_id = $1', [rostered.id]);
  expect(await teaching.get('mutation ($input: SaveGradesInput!) { saveGrades(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: newKey(), sectionId, grades: [{ seatId: seat!.id, typed: '91', lastAttended: null, version: 0 }] } })).toEqual({ __typename: 'GradeBook' });
  // Attested on the last day, as if it had come.
  await db.owner.query(`with a as (insert into grade_attestation (booking_id, number, attested_by, attested_at, sentence) values ($1, 1, $2, app_now(), 'I attest it') returning booking_id),
    g as (insert into attested_grade (booking_id, number, seat_id, status, mark) select a.booking_id, 1, $3, 'completed', '91' from a)
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, title, detail, created_at) select gen_random_uuid(), 'ACCEPT_GRADES', false, $4, '{registrar}', array[$4::uuid], booking_id, 'Grades', 'Grades', app_now() from a`,
    [rostered.id, world.answerers[0]!.accountId, seat!.id, homeDistrictId]);
  await db.owner.query(`update grade_sheet set state = 'attested', answer_by = app_now() + interval '10 days' where booking_id = $1`, [rostered.id]);
  const waiting = await does(home!.counselor, 'mapCourse', { sectionId: world.sections[1], homeDistrictId, localCode: 'C2', localTitle: 'Physics', creditHundredths: 50 });
  bookings.mapping = waiting.id!;
  bookings.waiting = (await does(home!.counselor, 'holdSeats', { sectionId: world.sections[1], homeDistrictId, seats: 1 })).id!;
});
/** A full section with one offer taken, one open, and somebody who still waits. */
beforeAll(async () => {
  const [first, second, third] = world.homes;
  const { teachingId, schoolId, termId, consortiumId } = world;
  const sectionId = await insertSection(db.owner, { id: id(150), planId: id(550), teachingPartyId: teachingId, schoolId, termId, consortiumIds: [consortiumId], capacity: 2 });
  const join = (home: Home) => does(home.counselor, 'joinWaitlist', { sectionId, homeDistrictId: home.partyId, seats: 1 });
  const held = await does(first!.counselor, 'holdSeats', { sectionId, homeDistrictId: first!.partyId, seats: 2 });
  expect(held).toMatchObject({ state: 'HELD' });
  await join(second!);
  await join(third!);
  await does(first!.counselor, 'cancelSeats', { bookingId: held.id });
  const { rows } = await db.owner.query<{ id: string }>(`select id from booking where section_id = $1 and home_party_id = $2 and state = 'held'`, [sectionId, second!.partyId]);
  await insertMapping(db.owner, { sectionId, homePartyId: second!.partyId, proposedBy: second!.counselor.accountId });
  expect(await does(second!.counselor, 'requestSeats', { bookingId: rows[0]!.id, notToExceedCents: 60_000, budgetCode: '100-515' })).toMatchObject({ state: 'REQUESTED' });
  expect(await does(first!.counselor, 'joinWaitlist', { sectionId, homeDistrictId: first!.partyId, seats: 1 })).toMatchObject({ type: 'WaitlistEntry', state: 'WAITING' });
});
/** A study shared with the members, who do not see each other, and a figure in it; a draft; a preset; a section with a new plan. */
beforeAll(async () => {
  const [home] = world.homes;
  const [manager, coordinator, planner] = [id(9001), id(9002), id(9003)];
  await insertPerson(db.owner, { id: manager, roles: [{ role: 'business_manager', partyId: home!.partyId }] });
  await insertPerson(db.owner, { id: coordinator, roles: [{ role: 'coordinator', consortiumId: world.consortiumId }] });
  await insertPerson(db.owner, { id: planner, roles: [{ role: 'business_manager', partyId: world.teachingId }] });
  const [author, cora, teaching] = await Promise.all([manager, coordinator, planner].map((account) => LabDesk.as(app, account)));
  const draft = draftOf({ members: [home!.partyId, world.teachingId], items: [{ id: 'a', name: 'Director', amountCents: 90_001 }], contenders: [{ name: 'Equally', rule: { by: 'equally' } }, { name: 'By miles', rule: { by: 'share-of', measure: 'miles' } }],
    typed: [{ measure: 'miles', source: 'Odometer', countedOn: '2026-05-01', values: { [home!.partyId]: 3, [world.teachingId]: 4 } }], lastYearCents: {} });
  const study = await author!.create(draft, 'A shared director', world.consortiumId);
  await author!.share(study.id, 'COORDINATOR');
  expect(await cora!.share(study.id, 'MEMBERS')).toMatchObject({ othersStanding: 'HIDDEN' });
  expect(await author!.act('enterStandAlone', { studyId: study.id, districtId: home!.partyId, cents: 5, source: 'A quote', confidence: 'QUOTE' })).toMatchObject({ __typename: 'CostStudy' });
  await author!.create(draft, 'A draft', world.consortiumId);
  expect(await cora!.act('adoptPlanPreset', { consortiumId: world.consortiumId, name: 'Equally', formula: '{"rule":{"by":"equally"}}', effectiveFrom: '2026-01-01', citation: 'Agreement 7' })).toMatchObject({ __typename: 'PlanPreset' });
  expect(await does(home!.counselor, 'postNeed', { districtId: home!.partyId, need: { title: 'Physics', scedCode: null, areaCode: '03', seats: 4, gradeLow: 9, gradeHigh: 12, schoolYear: '2026-27', term: null, modality: null, days: [], times: [], note: null, until: '2027-06-01' } })).toMatchObject({ type: 'CourseNeed' });
  expect(await teaching!.act('setSectionPlan', { sectionId: world.sections[0], plan: JSON.stringify({ method: 'equally', costCents: 100_00 }) })).toMatchObject({ __typename: 'Section' });
});
/** A round that was locked, with its commitments, and released. */
beforeAll(async () => {
  const { partyId } = world.homes[0]!;
  const manager = id(9014);
  await insertPerson(db.owner, { id: manager, roles: [{ role: 'business_manager', partyId }] });
  await insertPolicy(db.owner, { partyId }, 'spending.limits', { counselor: null, registrar: null, business_manager: null }, '2026-01-02');
  await insertPolicy(db.owner, { consortiumId: world.consortiumId }, 'rounds.dueDiligence', 'required', '2026-01-02');
  const client = await app.client().signInAs(manager);
  const desk = {
    act: (operation: string, input: object) => client.get<{ __typename: string; id: string }>(
      `mutation ($input: ${{ proposeRound: 'ProposeRoundInput', openRound: 'OpenRoundInput', commitToRound: 'CommitToRoundInput', releaseRound: 'ReleaseRoundInput' }[operation]}!) { ${operation}(input: $input) { __typename ... on Refusal { message } ... on Round { id } } }`, { input: { idempotencyKey: newKey(), ...input } }),
  };
  const round = await desk.act('proposeRound', { districtId: partyId, consortiumId: world.consortiumId, round: {
    title: 'Paper', locksAt: new Date(Date.now() + 86_400_000).toISOString(), sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State', contractNumber: '7', clause: 'Any agency.', termEnds: '2099-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }],
    items: [{ name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 4200 }] }] } });
  expect(await desk.act('openRound', { roundId: round.id, revision: 1 })).toMatchObject({ __typename: 'Round' });
  expect(await desk.act('commitToRound', { roundId: round.id, districtId: partyId, budgetCode: '100', lines: [{ itemKey: 'item-1', unit: 'case', minimum: 2, maximum: 3 }], dueDiligence: { reason: 'Bid by the state', answers: [] } })).toMatchObject({ __typename: 'Round' });
  await db.owner.query(`alter table pool_round disable trigger user; update pool_round set locks_at = app_now(); alter table pool_round enable trigger user`);
  const worker = await openWorkerDatabase(db.workerUrl);
  expect(await lockDueRounds(new Sql(worker.pool), console)).toBe(1);
  expect(await desk.act('releaseRound', { roundId: round.id, way: 'DISTRICT', supplier: 'Paper Mill' })).toMatchObject({ __typename: 'Round' });
  await worker.close();
});
/** A round that came to its contract by asking for bids, and was awarded. */
beforeAll(async () => {
  const { partyId } = world.homes[0]!;
  const [manager, head] = [id(9014), id(9015)];
  await insertPerson(db.owner, { id: head, roles: [{ role: 'superintendent', partyId }] });
  const [client, board] = [await app.client().signInAs(manager), await app.client().signInAs(head)];
  const does = (by: typeof client, operation: string, input: object) => by.get<{ __typename: string; id: string }>(
    `mutation ($input: ${operation[0]!.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { __typename ... on Refusal { message } ... on Round { id } } }`, { input: { idempotencyKey: newKey(), ...input } });
  const { id: roundId } = await does(client, 'proposeRound', { districtId: partyId, consortiumId: world.consortiumId, round: {
    title: 'Toner', route: 'SOLICITATION', stateCode: 'ID', locksAt: new Date(Date.now() + 86_400_000).toISOString(), sealed: false, aim: 'BEST_PRICE', buyUp: false,
    items: [{ name: 'Toner', specification: 'Black', units: [{ name: 'box' }], orderUnit: 'box', priceUnit: 'box', mode: 'ALL_UNITS', tiers: [] }] } });
  expect(await does(client, 'gatherEstimates', { roundId, revision: 1, estimatesDue: new Date(Date.now() + 3_600_000).toISOString() })).toMatchObject({ __typename: 'Round' });
  expect(await does(client, 'giveEstimate', { roundId, districtId: partyId, lines: [{ itemKey: 'item-1', unit: 'box', count: 4 }] })).toMatchObject({ __typename: 'Round' });
  const passed = (column: string) => db.owner.query(`alter table round_solicitation disable trigger user; update round_solicitation set ${column} = app_now(); alter table round_solicitation enable trigger user`);
  await passed('estimates_due');
  expect(await does(client, 'askForBids', { roundId, number: 'B-1', published: 'Record', publishedOn: '2026-01-02', bidsDue: new Date(Date.now() + 3_600_000).toISOString(), documents: [] })).toMatchObject({ __typename: 'Round' });
  await passed('bids_due');
  expect(await does(client, 'recordBid', { roundId, supplier: 'Ink Mill', responsive: true, prices: [{ itemKey: 'item-1', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 5100 }] }] })).toMatchObject({ __typename: 'Round' });
  const { bids } = await client.get<{ bids: { id: string }[] }>('query ($id: ID!) { roundSolicitation(roundId: $id) { bids { id } } }', { id: roundId });
  expect(await does(board, 'awardRound', { roundId, bidId: bids[0]!.id, bidRevision: 1, boardOn: '2026-01-02', minutes: '7', reason: 'The only one.', contractNumber: 'T-1', clause: 'Any.', termEnds: '2099-06-30' })).toMatchObject({ __typename: 'Round' });
});
/** Two rounds of which too little was committed: one was answered, released and its number corrected; one still asks. */
beforeAll(async () => {
  const [{ partyId }] = world.homes as [Home, ...Home[]];
  const client = await app.client().signInAs(id(9014));
  const worker = await openWorkerDatabase(db.workerUrl);
  const does = (operation: string, type: string, input: object, done: string) => client.get<{ __typename: string; id: string }>(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { message } ... on ${done} } }`, { input: { idempotencyKey: newKey(), ...input } });
  const paper = { name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 4200 }], threshold: 20 };
  const asked = async () => {
    const { id: roundId } = await does('proposeRound', 'ProposeRoundInput', { districtId: partyId, consortiumId: world.consortiumId, round: {
      title: 'Paper', locksAt: new Date(Date.now() + 86_400_000).toISOString(), sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State', contractNumber: '7', clause: 'Any agency.', termEnds: '2099-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }], belowThreshold: 'ASK', belowDays: 3, items: [paper] } }, 'Round { id }');
    expect(await does('openRound', 'OpenRoundInput', { roundId, revision: 1 }, 'Round { id }')).toMatchObject({ __typename: 'Round' });
    expect(await does('commitToRound', 'CommitToRoundInput', { roundId, districtId: partyId, budgetCode: '100', lines: [{ itemKey: 'item-1', unit: 'case', minimum: 2, maximum: 3 }], dueDiligence: { reason: 'Bid by the state', answers: [] } }, 'Round { id }')).toMatchObject({ __typename: 'Round' });
    await db.owner.query('alter table pool_round disable trigger user');
    await db.owner.query('update pool_round set locks_at = app_now() where id = $1', [roundId]);
    await db.owner.query('alter table pool_round enable trigger user');
    expect(await lockDueRounds(new Sql(worker.pool), console)).toBe(1);
    return roundId;
  };
  const roundId = await asked();
  expect(await does('answerRound', 'AnswerRoundInput', { roundId, districtId: partyId, yes: true }, 'RoundAsking { roundId }')).toMatchObject({ __typename: 'RoundAsking' });
  expect(await lockDueRounds(new Sql(worker.pool), console)).toBe(1);
  expect(await does('releaseRound', 'ReleaseRoundInput', { roundId, way: 'LEAD', supplier: 'Paper Mill', purchaseOrderNumber: 'PO-181' }, 'Round { id }')).toMatchObject({ __typename: 'Round' });
  const { rows } = await db.owner.query<{ id: string }>('select id from round_order where round_id = $1', [roundId]);
  expect(await does('correctOrder', 'CorrectOrderInput', { orderId: rows[0]!.id, purchaseOrderNumber: 'PO-118' }, 'RoundNumbers { roundId }')).toMatchObject({ __typename: 'RoundNumbers' });
  await asked();
  await worker.close();
});
/** A round that went all the way: what came, what was billed, what it came to. */
beforeAll(async () => {
  const { partyId } = world.homes[0]!;
  const client = await app.client().signInAs(id(9014));
  const acts: Record<string, readonly [input: string, type: string]> = {
    proposeRound: ['ProposeRoundInput', 'Round'], openRound: ['OpenRoundInput', 'Round'], commitToRound: ['CommitToRoundInput', 'Round'], releaseRound: ['ReleaseRoundInput', 'Round'], stateBaseline: ['StateBaselineInput', 'RoundSettlement'],
    recordReceipt: ['RecordReceiptInput', 'RoundReceiving'], closeReceiving: ['RoundStepInput', 'RoundReceiving'], enterInvoice: ['EnterInvoiceInput', 'RoundMatching'], decideDifference: ['DecideDifferenceInput', 'RoundMatching'], approveInvoices: ['ApproveInvoicesInput', 'RoundMatching'],
    settleRound: ['RoundStepInput', 'RoundSettlement'], recordCredit: ['RecordCreditInput', 'RoundSettlement'],
  };
  const does = async (operation: string, input: object): Promise<string> => {
    const [inputType, type] = acts[operation]!;
    const done = await client.get<{ __typename: string; id: string }>(`mutation ($input: ${inputType}!) { ${operation}(input: $input) { __typename ... on Refusal { message } ... on ${type} { id } } }`, { input: { idempotencyKey: newKey(), ...input } });
    expect(done).toMatchObject({ __typename: type });
    return done.id;
  };
  const roundId = await does('proposeRound', { districtId: partyId, consortiumId: world.consortiumId, round: {
    title: 'Kits', locksAt: new Date(Date.now() + 86_400_000).toISOString(), sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State', contractNumber: '8', clause: 'Any agency.', termEnds: '2099-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }],
    items: [{ name: 'Kit', units: [{ name: 'kit' }], orderUnit: 'kit', priceUnit: 'kit', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 900 }] }] } });
  await does('openRound', { roundId, revision: 1 });
  await does('commitToRound', { roundId, districtId: partyId, budgetCode: '100', lines: [{ itemKey: 'item-1', unit: 'kit', minimum: 5, maximum: 5 }], dueDiligence: { reason: 'Bid by the state', answers: [] } });
  await does('stateBaseline', { roundId, districtId: partyId, itemKey: 'item-1', revision: 0, priceCents: 950, source: 'A quote', confidence: 'QUOTE' });
  await db.owner.query(`alter table pool_round disable trigger user; update pool_round set locks_at = app_now() where id = '${roundId}'; alter table pool_round enable trigger user`);
  const worker = await openWorkerDatabase(db.workerUrl);
  expect(await lockDueRounds(new Sql(worker.pool), console)).toBe(1);
  await worker.close();
  await does('releaseRound', { roundId, way: 'LEAD', supplier: 'Kit House', purchaseOrderNumber: 'L-1' });
  const orderId = (await db.owner.query<{ id: string }>('select id from round_order where round_id = $1', [roundId])).rows[0]!.id;
  await does('recordReceipt', { roundId, orderId, districtId: partyId, itemKey: 'item-1', revision: 0, good: 4, damaged: 1, substituted: 0, complete: true });
  await does('closeReceiving', { roundId });
  await does('enterInvoice', { roundId, orderId, number: '1', revision: 0, day: '2026-09-01', lines: [{ districtId: partyId, itemKey: 'item-1', units: 5, cents: 4500 }], extras: [] });
  await does('decideDifference', { roundId, orderId, key: `${partyId}|item-1|quantity`, cents: 900, way: 'EXPECTED', reason: 'Broken' });
  await does('approveInvoices', { roundId, orderId, finalCents: 3600 });
  await does('settleRound', { roundId });
  await does('recordCredit', { roundId, orderId, key: `${partyId}|item-1|quantity`, number: 'CN-1', revision: 0, day: '2026-09-20', cents: 800 });
});
/** A window of next year that was allotted: a section of three seats that two asked for too many of. */
beforeAll(async () => {
  const { consortiumId, homes } = world;
  const teachingPartyId = homes[2]!.partyId;
  const schoolId = await insertSchool(db.owner, { id: id(9009), partyId: teachingPartyId });
  const office = id(9004);
  await insertPerson(db.owner, { id: office, roles: [{ role: 'coordinator', consortiumId }] });
  const termId = await insertTerm(db.owner, { id: id(9005), schoolYearId: id(9006), partyId: teachingPartyId, schoolYear: '2027-28' });
  const sectionId = await insertSection(db.owner, { id: id(9007), planId: id(9008), teachingPartyId, schoolId, termId, consortiumIds: [consortiumId], capacity: 3 });
  bookings.windowed = sectionId;
  const client = await app.client().signInAs(office);
  const { closesOn } = (await db.owner.query<{ closesOn: string }>(`select (app_now()::date + 90)::text as "closesOn"`)).rows[0]!;
  const opened = await client.get('mutation ($input: OpenRequestWindowInput!) { openRequestWindow(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: newKey(), consortiumId, schoolYear: '2027-28', opensOn: '2026-01-01', closesOn } });
  expect(opened).toEqual({ __typename: 'RequestWindow' });
  for (const home of homes.slice(0, 2)) expect(await does(home.counselor, 'joinWaitlist', { sectionId, homeDistrictId: home.partyId, seats: 3, fewest: 1 })).toMatchObject({ state: 'WAITING' });
  await db.owner.query(`update request_window set closes_at = app_now()`);
  await allotWindows(db);
  expect((await db.owner.query('select seats_given from window_request order by turn')).rows).toEqual([{ seats_given: 2 }, { seats_given: 1 }]);
});
/** A class that runs: a day marked and corrected, a note on a seat, a day that is announced to be off. */
beforeAll(async () => {
  const { rows } = await db.owner.query<{ today: string; yesterday: string; soon: string; seat: string }>(
    `select today_at('America/Boise')::text as today, (today_at('America/Boise') - 1)::text as yesterday, (today_at('America/Boise') + 5)::text as soon, (select id from seat where booking_id = $1) as seat`, [bookings.rostered]);
  const { today, yesterday, soon, seat } = rows[0]!;
  await db.owner.query(`update school_year set first_day = $1::date - 30, last_day = $1::date + 300, weekdays = '{MON,TUE,WED,THU,FRI,SAT,SUN}' where party_id = $2`, [today, world.teachingId]);
  await db.owner.query(`update course_section set first_day = $1::date - 30 where id = $2`, [today, world.sections[0]]);
  const registrar = await app.client().signInAs(world.answerers[0]!.accountId);
  const sectionId = world.sections[0]!;
  const teaches = async (operation: string, input: object) => expect(await registrar.get(`mutation ($input: ${operation[0]!.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { __typename ... on Refusal { message } } }`, { input: { ...input, idempotencyKey: newKey() } })).toEqual({ __typename: 'RunningClass' });
  await teaches('setMeetingLink', { sectionId, url: 'https://meet.example.org/room' });
  await teaches('markClass', { sectionId, day: yesterday, revision: 0, exceptions: [{ seatId: seat, mark: 'ABSENT' }] });
  await teaches('markClass', { sectionId, day: yesterday, revision: 1, exceptions: [] });
  await teaches('noteProgress', { seatId: seat, standing: 'AT_RISK', note: 'Two labs are missing.' });
  await teaches('announceChange', { sectionId, day: soon, kind: 'NO_CLASS', reason: 'In-service day' });
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

/** Runs within a transaction that is never committed; `plant` may take down any wall first. */
async function findingsAfter(plant: readonly string[], chosen: readonly Check[] = checks): Promise<string[]> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    for (const sql of plant) await client.query(sql);
    const findings = await runChecks(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows, chosen);
    return findings.flatMap(({ check, violations }) => violations.map(({ id, found }) => `${check.name} ${id}: ${found}`));
  } finally {
    await client.end();
  }
}

test('what the services wrote breaks nothing, and every check has rows to look at', async () => {
  expect(await findingsAfter([])).toEqual([]);
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  await client.query('begin');
  const looked = await runChecks(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows, checks);
  await client.end();
  expect(looked.filter((finding) => finding.looked === 0).map(({ check }) => check.name)).toEqual([]);
});

describe('each check can fail', () => {
  const of = (state: string): string => `'${bookings[state]}'`;
  const unguarded = (table: string): string => `alter table ${table} disable trigger user`;
  const without = (table: string, ...constraints: string[]): string[] => constraints.map((name) => `alter table ${table} drop constraint "${name}" cascade`);
  const plants: Record<string, () => readonly string[]> = {
    'seats-taken': () => ['update course_section set seats_taken = seats_taken + 1 where seats_taken < capacity'],
    'own-seats-taken': () => ['update course_section set own_seats_taken = 1 where seats_taken > 0'],
    'never-oversold': () => [...without('course_section', 'seats_never_oversold'), 'update course_section set capacity = 1'],
    'units-left': () => ['update availability set units_left = units_left + 1'],
    'units-by-party': () => [`update availability set units_by_party = '{}'`],
    'state-of-seats': () => [`update seat set state = 'cancelled' where booking_id = ${of('accepted')} and ordinal = 1`],
    'seat-count': () => [`delete from seat where booking_id = ${of('requested')} and ordinal = 2`],
    governed: () => [`update booking set governing_policy_ids = array[gen_random_uuid()] where id = ${of('accepted')}`],
    'spending-authorized': () => [...without('booking', 'booking_spending_authorized'), `update booking set budget_code = ' ' where id = ${of('requested')}`],
    'maximum-covered': () => [`update booking set not_to_exceed_cents = 1 where id = ${of('accepted')}`],
    'hold-has-clock': () => [...without('booking', 'booking_hold_has_clock'), `update booking set hold_expires_at = null where id = ${of('held')}`],
    'answer-has-deadline': () => [`update booking set due_at = null where id = ${of('requested')}`],
    'waits-for-mapping': () => [`update course_mapping set state = 'approved' where id = ${of('mapping')}`],
    'two-sides': () => [`update booking set teaching_party_id = home_party_id where id = ${of('held')}`],
    'roles-in-one-place': () => [...without('role_assignment', 'role_in_its_place'), `update role_assignment set consortium_id = '${world.consortiumId}'`],
    'calculation-of-its-booking': () => [`update booking set calculation_id = (select calculation_id from booking where id = ${of('held')}) where id = ${of('accepted')}`],
    'recomputed-the-same': () => [unguarded('cost_plan_version'), `update cost_plan_version set plan = '{"method": "fixed-price-per-seat", "priceCents": 1}'`],
    'studies-are-whole': () => [`delete from cost_study_content where study_id in (select id from cost_study where audience = 'author')`, unguarded('cost_study_content'), 'delete from cost_study_content'],
    'standings-of-participants': () => [unguarded('cost_study_standing'), `delete from cost_study_standing where party_id = '${world.teachingId}'`],
    'standings-worked-out-the-same': () => [unguarded('cost_study_content'), `update cost_study_content set draft = jsonb_set(draft, '{items,0,amountCents}', '90002')`],
    'figures-of-participants': () => [unguarded('cost_study_content'), `update cost_study_content set draft = jsonb_set(draft, '{members}', '[]')`],
    'cards-tell-the-plan': () => [`update catalogue_card set plan = '{"method": "equally", "costCents": 1}'`],
    'placed-in-given-seats': () => [unguarded('booking'), `update booking set state = 'denied' where id = ${of('rostered')}`],
    'marked-when-it-met': () => ['update class_change set day = (select day from class_day)'],
    'marks-of-their-seat': () => ['update attendance set teaching_party_id = home_party_id'],
    'marks-of-who-sits-there': () => [`update class_student set student_key = 'somebody'`],
    'withdrawn-stand-in-the-sheet': () => [`update placement set left_on = '2026-01-01'`],
    'corrections-in-order': () => ['update attendance set revision = revision - 1'],
    'changes-were-told': () => [`update inbox_item set done_at = app_now() where kind = 'class.changed'`],
    'names-end': () => [`update course_section set last_day = '2020-01-02', first_day = '2020-01-01', drop_date = '2020-01-01', teaching_drop_date = '2020-01-01'`],
    'sheets-tell-their-answer': () => [`update grade_sheet set state = 'open', answer_by = null where booking_id = ${of('rostered')}`],
    'attested-on-their-scale': () => [unguarded('attested_grade'), `update attested_grade set mark = '101'`],
    'grades-wait-in-an-inbox': () => [`update inbox_item set done_at = app_now() where kind = 'ACCEPT_GRADES'`],
    'disclosures-say-whose': () => [unguarded('disclosed_name'), 'delete from disclosed_name'],
    'allotted-as-published': () => [unguarded('window_request'), `update window_request set turn = 100 - turn, seats_given = 0, waits_seats = seats_asked, waits_place = 1 where seats_given > 0`],
    'given-was-offered': () => [unguarded('booking'), `update booking set waitlist_entry_id = null where section_id = '${bookings.windowed}'`],
    'windows-tell-their-end': () => [`update request_window set state = 'cancelled', closed_at = null, rule = null`],
    'asked-until-the-close': () => [`update inbox_item set done_at = null where kind = 'ASK_IN_WINDOW'`],
    'seats-waiting': () => ['update course_section set seats_waiting = seats_waiting + 1'],
    'nobody-waits-beside-free-seats': () => [`update course_section set capacity = capacity + 10`],
    'offers-are-holds': () => [`update waitlist_entry set state = 'waiting' where state = 'offered'`],
    'taken-with-seats': () => [unguarded('waitlist_entry'), `update waitlist_entry set state = 'taken' where state = 'waiting'`],
    'lines-end-with-courses': () => [unguarded('offering'), `update offering set state = 'cancelled'`],
    'waiting-without-gaps': () => [unguarded('event'), `delete from event where subject_type = 'waitlist' and facts->>'before' is null`],
    'begun-by-a-hold': () => [unguarded('event'), `delete from event where subject_id = ${of('held')}`],
    'story-ends-here': () => [unguarded('event'), `delete from event where subject_id = ${of('accepted')} and kind = 'booking.accepted'`],
    'story-without-gaps': () => [unguarded('event'), `delete from event where subject_id = ${of('accepted')} and kind = 'booking.requested'`],
    'tasks-of-the-living': () => [`update inbox_item set done_at = null where subject_id = ${of('accepted')} and not is_notice`],
    'one-task-each': () => [`update inbox_item set done_at = app_now() where subject_id = ${of('requested')}`],
    'receipts-are-kept': () => [`update command_receipt set outcome = jsonb_build_object('id', gen_random_uuid()) where operation = 'denySeats'`],
    'one-hold-per-key': () => [`update command_receipt set outcome = jsonb_build_object('id', ${of('held')}) where operation = 'holdSeats'`],
    'words-of-cards': () => [`delete from consortium_word where word in (select min(word) from consortium_word)`],
    'cards-of-offerings': () => ['update catalogue_card set open = false'],
    'needs-tell-their-end': () => [`update course_need set state = 'withdrawn'`],
    'rounds-locked-the-same': () => [unguarded('round_result'), `update round_result set inputs_text = replace(inputs_text, '4200', '4201')`],
    'rounds-from-their-commitments': () => ['update round_line set minimum = 1'],
    'rounds-end-with-a-result': () => [unguarded('round_share'), 'update round_share set cents = cents + 1'],
    'rounds-within-what-was-authorized': () => ['update round_commitment set at_most_cents = 1'],
    'rounds-ask-what-was-missing': () => [unguarded('round_asked'), 'update round_asked set at_most_cents = 1'],
    'rounds-keep-to-their-answers': () => [unguarded('round_answer'), 'update round_answer set yes = false'],
    'answers-wait-in-an-inbox': () => [`update inbox_item set done_at = app_now() where kind = 'ANSWER_ROUND'`],
    'releases-wait-in-an-inbox': () => [`update inbox_item set kind = 'RELEASE_ORDERS' where kind = 'ANSWER_ROUND'`],
    'numbers-keep-their-history': () => [unguarded('round_order_number'), `update round_order_number set new_number = 'X'`],
    'receipts-above-the-order-say-why': () => [unguarded('round_receipt'), 'update round_receipt set good = good + 1'],
    'credits-answer-what-was-expected': () => [unguarded('round_credit'), `update round_credit set key = 'charge|freight'`],
    'receipts-keep-their-revisions': () => [unguarded('round_receipt'), 'update round_receipt set revision = revision + 1'],
    'goods-wait-in-an-inbox': () => [`update inbox_item set done_at = null where kind = 'RECEIVE_GOODS'`],
    'receiving-waits-in-an-inbox': () => [`update inbox_item set done_at = null where kind = 'CLOSE_RECEIVING'`],
    'deliveries-shared-the-same': () => [unguarded('round_delivery_part'), `update round_delivery_part set lines = jsonb_set(lines, '{0,keeps}', '5')`],
    'deliveries-from-their-receipts': () => [unguarded('round_receipt'), 'update round_receipt set good = good + 1'],
    'orders-matched-the-same': () => [unguarded('round_match'), 'update round_match set final_cents = final_cents + 1'],
    'matching-waits-in-an-inbox': () => [`update inbox_item set done_at = null where kind = 'MATCH_INVOICE'`],
    'rounds-settled-the-same': () => [unguarded('share_calculation'), `update share_calculation set trace_text = replace(trace_text, '3600', '3601') where purpose = 'settlement'`],
    'settlements-add-up': () => [unguarded('round_settlement'), 'update round_settlement set total_cents = total_cents + 1'],
    'orders-carry-what-is-owed': () => [unguarded('round_order'), 'update round_order set total_cents = total_cents + 1'],
    'orders-wait-in-an-inbox': () => [`update inbox_item set done_at = app_now() where kind = 'PLACE_ORDER'`],
    'commitments-have-their-reason': () => [unguarded('round_due_diligence'), 'delete from round_due_diligence'],
    'due-diligence-in-turn': () => [unguarded('round_due_diligence'), 'update round_due_diligence set revision = 3'],
    'commitments-keep-their-versions': () => ['update round_commitment set revision = 2'],
    'commitments-wait-in-an-inbox': () => [`update inbox_item set kind = 'APPROVE_COMMITMENT', subject_id = round_id where kind = 'PLACE_ORDER'`],
    'prices-come-from-the-award': () => [unguarded('round_item'), `update round_item set body = jsonb_set(body, '{price,tiers,0,priceCents}', '1') where round_id in (select round_id from round_solicitation)`],
    'solicitations-stand-where-their-round-does': () => [unguarded('round_solicitation'), 'update round_solicitation set bid_id = null, bid_revision = null, board_on = null, minutes = null, reason = null, awarded_by = null, awarded_at = null'],
    'estimates-without-gaps': () => [unguarded('round_estimate'), 'update round_estimate set revision = 2'],
    'estimates-wait-in-an-inbox': () => [`update inbox_item set done_at = null where kind = 'GIVE_ESTIMATE'`],
    'sections-of-offerings': () => [`update course_section set teaching_party_id = '${world.homes[0]!.partyId}'`],
  };

  test('there is a planted violation for each', () => {
    expect(Object.keys(plants).sort()).toEqual(checks.map(({ name }) => name).sort());
  });

  test.each(checks.map((check) => [check.name, check] as const))('%s', async (name, check) => {
    const found = await findingsAfter(plants[name]!(), [check]);
    expect(found).not.toEqual([]);
  });
});

describe('the command', () => {
  const run = (url: string) => spawnSync(process.execPath, [fileURLToPath(new URL('../dist/check-data.js', import.meta.url))], { env: { ...process.env, NODE_OPTIONS: '', MIGRATION_DATABASE_URL: url }, encoding: 'utf8' });

  test('says what holds, and what does not, with its id', async () => {
    const whole = run(db.ownerUrl);
    expect(whole.stdout).toContain(`all ${checks.length} checks hold`);
    expect(whole.status).toBe(0);
    await db.owner.query('update course_section set seats_taken = seats_taken + 1 where id = $1', [world.sections[0]]);
    const broken = run(db.ownerUrl);
    await db.owner.query('update course_section set seats_taken = seats_taken - 1 where id = $1', [world.sections[0]]);
    expect(broken.stdout).toContain(`${world.sections[0]}: the counter says 8, the seats say 7`);
    expect(broken.status).toBe(1);
  });

  test('refuses a login that sees only a part', () => {
    const veiled = run(db.serverUrl);
    expect(veiled.stderr).toMatch(/sees only some of the rows/);
    expect(veiled.status).toBe(2);
  });
});
