import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { coordinator, district, insertNeighborhood, ownPace, person, publish, school, setClock, NOW, west } from '../../../test/factories/neighborhood.js';
import { id as fixed } from '../../../test/factories/ids.js';

let db: TestDatabase;
let app: TestApp;
let teacher: Client;
let registrar: Client;
let administrator: Client;
let counselor: Desk;
let next = 4000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [teacher, registrar, administrator] = await Promise.all((['teacher', 'registrar', 'district_administrator'] as const).map((job) => app.client().signInAs(person('council', job)))) as [Client, Client, Client];
  counselor = await Desk.of(app, 'cambridge', 'counselor');
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

interface Draft {
  __typename: string; id: string; state: string; revision: number; code?: string; message?: string; missing?: { page: string; field: string; message: string }[];
  content: Record<string, unknown>; problems: { page: string; field: string; message: string }[]; nextSteps: { step: string; blockedBy: string | null }[]; sced: { code: string } | null;
  namingAgreed: boolean | null; mineToAnswer: boolean; amendsSectionId: string | null; reason: string | null; preview: { title: string; teacherName: string | null; costTerms: string[]; seatsLeft: number } | null;
}
const CONTENT = 'title summary syllabus prerequisites flags modality schoolId termId meetingDays startsAt endsAt dropDate teachingDropDate gradeLow gradeHigh creditHundredths capacity reservedSeats reservedUntil answersRequests cost priceCents costCents ownSeatsCount emptySeatsCount notToExceedPerSeatCents localCode teacherAccountId consortiumIds';
const DRAFT = `id state revision amendsSectionId content { ${CONTENT} } problems { page field message } nextSteps { step blockedBy } sced { code } namingAgreed mineToAnswer reason preview { title teacherName costTerms seatsLeft }`;
const inputs: Record<string, string> = {
  startCourseDraft: 'StartCourseDraftInput', saveCourseDraft: 'SaveCourseDraftInput', codeCourse: 'CodeCourseInput', submitCourseDraft: 'CourseDraftStepInput', returnCourseDraft: 'ReturnCourseDraftInput',
  publishCourseDraft: 'CourseDraftStepInput', discardCourseDraft: 'CourseDraftStepInput', answerNaming: 'AnswerNamingInput',
};
const incomplete = new Set(['submitCourseDraft', 'publishCourseDraft']);
const act = (client: Client, operation: string, input: object): Promise<Draft> =>
  client.get(`mutation ($input: ${inputs[operation]}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on CourseDraft { ${DRAFT} } ${incomplete.has(operation) ? '... on DraftIncomplete { missing { page field message } }' : ''} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } });
const read = (client: Client, id: string): Promise<Draft | null> => client.get(`query ($id: ID!) { courseDraft(id: $id) { __typename ${DRAFT} } }`, { id });
const start = (client: Client, more: object = {}): Promise<Draft> => act(client, 'startCourseDraft', { districtId: district('council'), ...more });
const save = (client: Client, draft: Draft, content: object): Promise<Draft> => act(client, 'saveCourseDraft', { draftId: draft.id, revision: draft.revision, content: { ...draft.content, ...content } });
const fall = fixed(11 * 10_000 + 1);

const whole = () => ({
  title: 'Physics', summary: 'Forces and waves.', syllabus: '1. Forces\n2. Waves', prerequisites: null, flags: ['NCAA'], modality: 'SYNCHRONOUS', schoolId: school('council'), termId: fall,
  meetingDays: ['MON', 'WED'], startsAt: '08:00', endsAt: '08:50', dropDate: '2026-09-18', teachingDropDate: '2026-09-11', gradeLow: 9, gradeHigh: 12, creditHundredths: 100, capacity: 10, reservedSeats: 2,
  answersRequests: true, reservedUntil: '2026-08-28', cost: 'COST_RECOVERY', priceCents: null, costCents: 3_000_00, ownSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: 600_00, localCode: 'PHY-1',
  teacherAccountId: person('council', 'teacher'), consortiumIds: [west],
});
/** From nothing to a draft that waits for approval. */
async function submitted(): Promise<Draft> {
  const draft = await save(teacher, await start(teacher), whole());
  return act(teacher, 'submitCourseDraft', { draftId: draft.id });
}
const code = (draft: Draft, client = registrar) => act(client, 'codeCourse', { draftId: draft.id, scedVersion: '12', scedCode: '03151' });
const sectionOf = (client: Client, id: string): Promise<{ id: string; state: string; title: string; teacherName: string | null; seatsLeft: number; capacity: number; costTerms: string[]; dropDate: string; teachingDropDate: string; nextSteps: { step: string; blockedBy: string | null }[] } | null> =>
  client.get('query ($id: ID!) { section(id: $id) { id state title teacherName seatsLeft capacity costTerms dropDate teachingDropDate nextSteps { step blockedBy } } }', { id });
const inCatalogue = async (id: string): Promise<boolean> => (await counselor.client.get<{ nodes: { id: string }[] }>('{ catalogue(input: { first: 100 }) { nodes { id } } }')).nodes.some((node) => node.id === id);
const inbox = async (client: Client): Promise<{ title: string; detail: string; kind: string; draftId: string | null; bookingId: string | null }[]> =>
  (await client.get<{ nodes: never[] }>('{ inbox(first: 100) { nodes { title detail kind draftId bookingId } } }')).nodes;

describe('a teacher drafts, the registrar codes and approves', () => {
  test('from an empty draft to a course that a neighbor finds; every save is kept', async () => {
    const draft = await start(teacher);
    expect(draft).toMatchObject({ __typename: 'CourseDraft', state: 'DRAFT', revision: 1, content: { title: null, teacherAccountId: person('council', 'teacher') }, sced: null, preview: null });
    expect(new Set(draft.problems.map(({ page }) => page))).toEqual(new Set(['ABOUT', 'WHEN', 'SEATS', 'COST', 'PEOPLE']));
    const half = await save(teacher, draft, { title: 'Physics', summary: 'Forces and waves.' });
    expect(await read(teacher, draft.id)).toMatchObject({ revision: 2, content: { title: 'Physics', syllabus: null } });
    expect(await act(teacher, 'submitCourseDraft', { draftId: draft.id })).toMatchObject({ __typename: 'DraftIncomplete', missing: half.problems });

    const full = await save(teacher, half, whole());
    expect(full).toMatchObject({ problems: [], preview: { title: 'Physics', teacherName: null, seatsLeft: 8 } });
    expect((await sectionOf(counselor.client, draft.id))).toBeNull();
    await act(teacher, 'submitCourseDraft', { draftId: draft.id });
    expect(await inbox(registrar)).toContainEqual(expect.objectContaining({ kind: 'APPROVE_COURSE', title: 'Approve Physics to be shared', draftId: draft.id }));

    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('no course code') });
    expect(await code(full)).toMatchObject({ state: 'SUBMITTED', sced: { code: '03151' } });
    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject({ state: 'PUBLISHED', problems: [] });
    expect(await inbox(registrar)).not.toContainEqual(expect.objectContaining({ draftId: draft.id }));

    expect(await sectionOf(counselor.client, draft.id)).toMatchObject({
      state: 'OPEN', title: 'Physics', teacherName: null, capacity: 10, seatsLeft: 8, dropDate: '2026-09-18', teachingDropDate: '2026-09-11',
      costTerms: expect.arrayContaining(['The section costs $3,000.00, recovered over its seats.', 'No seat costs another district more than $600.00; Council carries what is above.']),
    });
    expect(await inCatalogue(draft.id)).toBe(true);
    expect((await counselor.hold(draft.id, 2, { fitReason: 'It works for us.' })).__typename).toBe('Booking');
    const { rows } = await db.owner.query<{ kind: string; facts: object }>(`select kind, facts from event where subject_id = $1 and kind like 'draft.%' order by seq`, [draft.id]);
    expect(rows.map(({ kind }) => kind)).toEqual(['draft.begun', 'draft.submitted', 'draft.coded', 'draft.published']);
    expect(rows.at(-1)!.facts).toMatchObject({ approvedOwnWork: false });
  });

  test('one person may be both, and it is logged', async () => {
    const draft = await save(registrar, await start(registrar), { ...whole(), teacherAccountId: null });
    await code(draft);
    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject({ state: 'PUBLISHED' });
    const { rows } = await db.owner.query(`select facts from event where subject_id = $1 and kind = 'draft.published'`, [draft.id]);
    expect(rows[0].facts).toMatchObject({ approvedOwnWork: true });
    // What somebody else is still writing waits for them.
    const theirs = await save(teacher, await start(teacher), whole());
    await code(theirs);
    expect(await act(registrar, 'publishCourseDraft', { draftId: theirs.id })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('still writing') });
  });

  test('returned with a reason, corrected, sent again; discarded for good', async () => {
    const draft = await submitted();
    expect(await act(registrar, 'returnCourseDraft', { draftId: draft.id, reason: 'Name the textbook.' })).toMatchObject({ state: 'RETURNED', reason: 'Name the textbook.' });
    expect(await inbox(teacher)).toContainEqual(expect.objectContaining({ title: 'Physics needs a correction before it is shared', detail: 'Name the textbook.', draftId: draft.id }));
    const again = await save(teacher, (await read(teacher, draft.id))!, { syllabus: 'Hewitt, chapters 1 to 12' });
    expect(again.state).toBe('DRAFT');
    expect(await act(teacher, 'submitCourseDraft', { draftId: draft.id })).toMatchObject({ state: 'SUBMITTED' });
    expect(await act(teacher, 'discardCourseDraft', { draftId: draft.id })).toMatchObject({ state: 'DISCARDED' });
    expect(await act(teacher, 'saveCourseDraft', { draftId: draft.id, revision: 9, content: again.content })).toMatchObject({ __typename: 'StepNotPossible' });
    await expect(db.owner.query(`update course_draft set state = 'draft' where id = $1`, [draft.id])).rejects.toThrow('stays as it is');
  });

  test('what is chosen twice is kept once; a change of a published section stays in its school and term', async () => {
    const draft = await save(teacher, await start(teacher), { ...whole(), consortiumIds: [west, west], meetingDays: ['MON', 'MON', 'WED'], flags: ['NCAA', ' ', 'NCAA'] });
    expect(draft.content).toMatchObject({ consortiumIds: [west], meetingDays: ['MON', 'WED'], flags: ['NCAA'] });
    await act(teacher, 'submitCourseDraft', { draftId: draft.id });
    await code(draft);
    expect((await act(registrar, 'publishCourseDraft', { draftId: draft.id })).state).toBe('PUBLISHED');
    const amends = await start(registrar, { amendsSectionId: draft.id });
    const moved = await save(registrar, amends, { termId: fixed(11 * 10_000 + 2), schoolId: null, dropDate: '2027-02-01' });
    expect(moved.content).toMatchObject({ termId: fall, schoolId: school('council') });
    expect(moved.problems).toEqual([expect.objectContaining({ field: 'dropDate' })]);
  });

  test('two windows: the second save is told, and overwrites nothing', async () => {
    const draft = await start(teacher);
    await save(teacher, draft, { title: 'First' });
    expect(await save(registrar, draft, { title: 'Second' })).toMatchObject({ __typename: 'DraftChanged' });
    expect((await read(teacher, draft.id))!.content['title']).toBe('First');
  });

  test.each([
    ['when', { termId: null }, 'termId'], ['when', { endsAt: '07:00' }, 'endsAt'], ['when', { dropDate: '2027-03-01' }, 'dropDate'], ['when', { schoolId: school('cambridge') }, 'schoolId'], ['when', { dropDate: '2026-09-31' }, 'dropDate'], ['when', { teachingDropDate: '2026-11-31' }, 'teachingDropDate'],
    ['seats', { gradeLow: 12, gradeHigh: 9 }, 'gradeHigh'], ['seats', { capacity: 0, reservedSeats: null }, 'capacity'], ['seats', { reservedSeats: 11 }, 'reservedSeats'], ['seats', { reservedUntil: null }, 'reservedUntil'],
    ['seats', { reservedUntil: '2026-08-20' }, 'reservedUntil'], ['cost', { notToExceedPerSeatCents: null }, 'notToExceedPerSeatCents'], ['cost', { costCents: -1 }, 'costCents'], ['cost', { cost: 'AS_IT_IS' }, 'cost'],
    ['people', { teacherAccountId: person('cambridge', 'teacher') }, 'teacherAccountId'], ['people', { consortiumIds: [] }, 'consortiumIds'], ['people', { consortiumIds: [fixed(2)] }, 'consortiumIds'], ['about', { title: '  ' }, 'title'],
  ])('on the page %s: %j keeps it from being sent, at its field', async (page, wrong, field) => {
    const draft = await save(teacher, await start(teacher), { ...whole(), ...wrong });
    expect(draft.problems).toEqual([expect.objectContaining({ page: page.toUpperCase(), field })]);
    expect(await act(teacher, 'submitCourseDraft', { draftId: draft.id })).toMatchObject({ __typename: 'DraftIncomplete' });
  });
});

describe('the name of a teacher', () => {
  test('appears only after that teacher agreed, and goes when they change their mind', async () => {
    const draft = await submitted();
    await code(draft);
    await act(administrator, 'publishCourseDraft', { draftId: draft.id });
    const asked = (await inbox(teacher)).filter((item) => item.kind === 'ANSWER_NAMING' && item.draftId === draft.id);
    expect(asked).toHaveLength(1);
    expect((await sectionOf(counselor.client, draft.id))!.teacherName).toBeNull();
    expect(await act(registrar, 'answerNaming', { draftId: draft.id, agreed: true })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await act(teacher, 'answerNaming', { draftId: draft.id, agreed: true })).toMatchObject({ namingAgreed: true });
    expect((await sectionOf(counselor.client, draft.id))!.teacherName).toBe('Council teacher');
    const found = await counselor.client.get<{ nodes: { id: string; teacherName: string | null }[] }>('{ catalogue(input: { first: 100 }) { nodes { id teacherName } } }');
    expect(found.nodes.find(({ id }) => id === draft.id)!.teacherName).toBe('Council teacher');
    expect((await inbox(teacher)).filter((item) => item.kind === 'ANSWER_NAMING' && item.draftId === draft.id)).toEqual([]);
    await act(teacher, 'answerNaming', { draftId: draft.id, agreed: false });
    expect((await sectionOf(counselor.client, draft.id))!.teacherName).toBeNull();
  });
});

describe('what is published', () => {
  const amendments = async (sectionId: string): Promise<Draft> => start(registrar, { amendsSectionId: sectionId });
  const life = (client: Client, operation: 'closeSection' | 'reopenSection' | 'cancelSection', input: object): Promise<{ __typename: string; state: string; message?: string }> =>
    client.get(`mutation ($input: ${operation === 'cancelSection' ? 'CancelSectionInput' : 'SectionStepInput'}!) { ${operation}(input: $input) { __typename ... on Section { id state } ... on Refusal { code message } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
  const accepted = async (sectionId: string, seats = 2) => {
    await (await Desk.of(app, 'cambridge', 'registrar')).approveMapping((await counselor.map(sectionId)).id);
    const held = await counselor.hold(sectionId, seats);
    await counselor.request(held.id, 500_00);
    return (await Desk.of(app, 'council', 'registrar')).step('acceptSeats', { bookingId: held.id });
  };

  test('is changed under its bookings: what was accepted keeps its price and its drop date, and its district is told', async () => {
    const sectionId = await publish(db, app, next++, ownPace);
    const before = await accepted(sectionId);
    const draft = await amendments(sectionId);
    expect(draft).toMatchObject({ amendsSectionId: sectionId, content: { title: expect.any(String), cost: 'FIXED_PRICE', priceCents: 150_00, capacity: 10 }, sced: { code: '03151' } });
    // Whoever comes second goes on with the same.
    expect((await amendments(sectionId)).id).toBe(draft.id);
    const changed = await save(registrar, draft, { title: 'Physics, improved', priceCents: 300_00, dropDate: '2026-09-01', teachingDropDate: '2026-09-01', capacity: 4 });
    expect(await act(registrar, 'publishCourseDraft', { draftId: changed.id })).toMatchObject({ state: 'PUBLISHED' });
    expect(await sectionOf(counselor.client, sectionId)).toMatchObject({ title: 'Physics, improved', capacity: 4, seatsLeft: 2, dropDate: '2026-09-01', costTerms: ['Each seat costs the home district $300.00.', 'Council carries the empty seats.'] });
    const after = await counselor.client.get<{ estimate: { maximumCents: number }; section: { dropDate: string } }>('query ($id: ID!) { booking(id: $id) { estimate { maximumCents } section { dropDate } } }', { id: before.id });
    expect(after).toMatchObject({ estimate: { maximumCents: 300_00 }, section: { dropDate: '2026-09-18' } });
    expect(await inbox(counselor.client)).toContainEqual(expect.objectContaining({ title: 'Council changed Physics, improved', bookingId: before.id }));
    // The day after its new drop date the old acceptance may still be given back.
    await setClock(db, '2026-09-10T15:00:00Z');
    expect((await (await Desk.of(app, 'cambridge', 'counselor')).step('dropSeats', { bookingId: before.id, owedCents: 0 })).state).toBe('DROPPED');
    await setClock(db, NOW);
  });

  test('takes nobody in once its last day has passed where it is taught, and leaves the catalogue by itself', async () => {
    const sectionId = await publish(db, app, next++, ownPace);
    const before = await accepted(sectionId);
    const endAt = async (instant: string) => {
      await setClock(db, instant);
      await Promise.all([db.owner.query('select end_sections(100)'), db.owner.query('select end_sections(100)')]);
      const desk = await Desk.of(app, 'cambridge', 'counselor');
      const { nodes } = await desk.client.get<{ nodes: { id: string }[] }>('{ catalogue(input: { first: 100 }) { nodes { id } } }');
      return { desk, shown: nodes.some((card) => card.id === sectionId) };
    };
    expect((await endAt('2026-12-19T06:59:00Z')).shown).toBe(true); // 11:59 PM in Council
    const { desk, shown } = await endAt('2026-12-19T07:00:00Z');
    expect(shown).toBe(false);
    expect((await desk.hold(sectionId, 1)).__typename).toBe('SectionNotOpen');
    expect(await desk.client.get('query ($id: ID!) { booking(id: $id) { state } }', { id: before.id })).toEqual({ state: 'ACCEPTED' });
    expect((await db.owner.query(`select 1 from event where subject_id = $1 and kind = 'section.closed'`, [sectionId])).rowCount).toBe(1);
    const late = await app.client().signInAs(person('council', 'registrar'));
    expect(await life(late, 'reopenSection', { sectionId })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('last day has passed') });
    await db.owner.query('update course_section set over = false');
    await setClock(db, NOW);
  });

  test('never has fewer seats than are taken', async () => {
    const sectionId = await publish(db, app, next++, ownPace);
    await accepted(sectionId, 3);
    const draft = await save(registrar, await amendments(sectionId), { capacity: 2 });
    expect(draft.problems).toEqual([expect.objectContaining({ field: 'capacity', message: expect.stringContaining('3 seats are already taken') })]);
    // Taken while the change was on its way: the database says so under its lock.
    const raced = await save(registrar, draft, { capacity: 3 });
    await counselor.hold(sectionId, 1);
    expect(await act(registrar, 'publishCourseDraft', { draftId: raced.id })).toMatchObject({ __typename: 'DraftIncomplete' });
    await expect(db.owner.query('update course_section set capacity = 1 where id = $1', [sectionId])).rejects.toThrow('seats_never_oversold');
  });

  test('keeps no more seats back for its own students while others ask for them in a request window; fewer it may', async () => {
    const sectionId = await publish(db, app, next++, { ...ownPace, reservedSeats: 3, reservedUntil: '2026-08-28' });
    const window = randomUUID();
    await db.owner.query(
      `insert into request_window (id, consortium_id, school_year, state, opens_at, closes_at, opened_by, opened_on) select $1, $2, '2026-27', 'collecting', t, t + interval '30 days', $3, t from (select app_now() as t) now`, [window, west, coordinator]);
    let draft = await save(registrar, await amendments(sectionId), { reservedSeats: 4 });
    const refused = { __typename: 'StepNotPossible', message: expect.stringContaining('may shrink, but neither grow nor be kept for longer. It is 3 now, until Fri, Aug 28, 2026.') };
    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject(refused);
    draft = await save(registrar, draft, { reservedSeats: 3, reservedUntil: '2026-08-29' });
    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject(refused);
    draft = await save(registrar, draft, { reservedSeats: 2, reservedUntil: '2026-08-28' });
    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject({ state: 'PUBLISHED' });
    await db.owner.query(`update request_window set state = 'cancelled', ended_at = app_now() where id = $1`, [window]);
    draft = await save(registrar, await amendments(sectionId), { reservedSeats: 4 });
    expect(await act(registrar, 'publishCourseDraft', { draftId: draft.id })).toMatchObject({ state: 'PUBLISHED' });
  });

  test('is closed and opened again; bookings stay, new seats do not come', async () => {
    const sectionId = await publish(db, app, next++, ownPace);
    const before = await accepted(sectionId);
    expect(await life(registrar, 'closeSection', { sectionId })).toMatchObject({ state: 'CLOSED' });
    expect(await inCatalogue(sectionId)).toBe(false);
    expect((await counselor.hold(sectionId, 1)).__typename).toBe('SectionNotOpen');
    expect((await counselor.client.get<{ state: string }>('query ($id: ID!) { booking(id: $id) { state } }', { id: before.id })).state).toBe('ACCEPTED');
    expect(await life(registrar, 'closeSection', { sectionId })).toMatchObject({ __typename: 'StepNotPossible' });
    expect(await life(registrar, 'reopenSection', { sectionId })).toMatchObject({ state: 'OPEN' });
    expect((await counselor.hold(sectionId, 1)).__typename).toBe('Booking');
    expect(await life(teacher, 'closeSection', { sectionId })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await life(await app.client().signInAs(person('cambridge', 'registrar')), 'closeSection', { sectionId })).toMatchObject({ __typename: 'NotAllowed' });
  });

  test('is canceled: every booking ends, every home district is told, and nothing comes back', async () => {
    const sectionId = await publish(db, app, next++, ownPace);
    const bookings = [await accepted(sectionId), await counselor.hold(sectionId, 1), await (await Desk.of(app, 'grangeville', 'counselor')).hold(sectionId, 3)];
    expect(await life(registrar, 'cancelSection', { sectionId, reason: 'The teacher leaves.' })).toMatchObject({ state: 'CANCELLED' });
    for (const [n, booking] of bookings.entries()) {
      const client = n < 2 ? counselor.client : (await Desk.of(app, 'grangeville', 'counselor')).client;
      expect(await client.get('query ($id: ID!) { booking(id: $id) { state reason history { sentence } } }', { id: booking.id })).toMatchObject({ state: 'CANCELLED', reason: 'The teacher leaves.', history: expect.arrayContaining([{ sentence: 'The teaching district canceled the section; these seats cost nothing.' }]) });
    }
    expect(await inbox(counselor.client)).toContainEqual(expect.objectContaining({ detail: 'The teacher leaves. Your 2 seats, Fall, cost you nothing. See what else fits.', bookingId: bookings[0]!.id }));
    const { rows } = await db.owner.query(`select s.seats_taken, a.units_by_party, (select count(*)::int from seat where section_id = s.id and takes_capacity(state)) as live from course_section s join availability a on a.offering_id = s.id where s.id = $1`, [sectionId]);
    expect(rows[0]).toEqual({ seats_taken: 0, units_by_party: {}, live: 0 });
    expect(await life(registrar, 'reopenSection', { sectionId })).toMatchObject({ __typename: 'StepNotPossible' });
    expect(await amendments(sectionId)).toMatchObject({ __typename: 'StepNotPossible' });
    await expect(db.owner.query(`update offering set state = 'open' where id = $1`, [sectionId])).rejects.toThrow('does not go from');
    const other = await publish(db, app, next++, ownPace);
    await accepted(other);
    await expect(db.owner.query(`update offering set state = 'cancelled' where id = $1`, [other])).rejects.toThrow('still booked');
  });

  test('leaves its home districts with what else fits: the same course first, with seats enough, at the same time', async () => {
    const sectionId = await publish(db, app, next++, { ...ownPace, course: 1 });
    const booking = await counselor.hold(sectionId, 2);
    const [same, area, small, other] = [
      await publish(db, app, next++, { ...ownPace, place: 'grangeville', course: 1 }), await publish(db, app, next++, { ...ownPace, place: 'grangeville', course: 0 }),
      await publish(db, app, next++, { ...ownPace, place: 'grangeville', course: 1, capacity: 1 }), await publish(db, app, next++, { ...ownPace, place: 'grangeville', course: 1, term: 'spring' }),
    ];
    await life(registrar, 'cancelSection', { sectionId, reason: 'Too few.' });
    const found = await counselor.client.get<{ id: string; fitSentence: string }[]>('query ($id: ID!) { alternatives(bookingId: $id) { id fitSentence seatsLeft } }', { id: booking.id });
    expect(found[0]).toMatchObject({ id: same, seatsLeft: 10, fitSentence: expect.stringMatching(/\S/) });
    for (const id of [area, small, other, sectionId]) expect(found.map((one) => one.id)).not.toContain(id);
    const stranger = await app.client().signInAs(person('kamiah', 'counselor'));
    expect(await stranger.get('query ($id: ID!) { alternatives(bookingId: $id) { id } }', { id: booking.id })).toEqual([]);
  });

  test('is copied for another term: the words stay, the days are chosen anew', async () => {
    const sectionId = await publish(db, app, next++, { flags: ['NCAA'] });
    expect((await start(teacher, { copyOfSectionId: sectionId })).content).toMatchObject({ title: expect.stringContaining('Physics'), flags: ['NCAA'], termId: null, dropDate: null, startsAt: '08:00', cost: 'FIXED_PRICE', priceCents: 150_00 });
    expect(await start(await app.client().signInAs(person('cambridge', 'teacher')), { districtId: district('cambridge'), copyOfSectionId: sectionId })).toMatchObject({ __typename: 'NotFound' });
  });
});

test('a course code is found by words and by number', async () => {
  const search = (words: string) => registrar.get<{ code: string }[]>('query ($s: String!) { scedCourses(search: $s) { code } }', { s: words });
  expect((await search('algebra')).map(({ code: found }) => found)).toEqual(['02052']);
  expect((await search('06101')).map(({ code: found }) => found)).toEqual(['06101']);
  expect(await search('%_')).toEqual([]);
});
