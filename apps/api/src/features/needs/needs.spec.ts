import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { coordinator, district, insertNeighborhood, insertPolicy, north, NOW, ownPace, person, principalOf, publish, setClock, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type LineRow } from './need.reader.js';

let db: TestDatabase;
let app: TestApp;
let counselor: Client;
let teacher: Client;

/** Five more members of West, so that sums can be large enough to be told. */
const others = Array.from({ length: 5 }, (_, n) => id(50 + n));

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  for (const [n, other] of others.entries()) {
    await insertDistrict(db.owner, { id: other, name: `Far ${n + 1}`, consortia: [west] });
    await insertPerson(db.owner, { id: id(5_000 + n), roles: [{ role: 'counselor', partyId: other }] });
  }
  app = await testApp(db);
  counselor = await app.client().signInAs(person('cambridge', 'counselor'));
  teacher = await app.client().signInAs(person('council', 'teacher'));
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});
beforeEach(async () => {
  await db.owner.query('delete from course_need');
});

interface Need { __typename: string; id: string; state: string; message?: string; problems?: { field: string; message: string }[]; seats: number; seatsBooked: number; title: string; area: { name: string }; sced: { code: string } | null; wishWords: string; mayChange: boolean }
interface Line { key: string; title: string; districtCount: number | null; districtNames: string[]; districtWords: string; studentWords: string | null; wishWords: string }
const NEED = 'id state title area { name } sced { code } seats seatsBooked wishWords mayChange';
const content = (over: object = {}) => ({
  title: 'AP Physics, first year', scedCode: '03151', areaCode: null, seats: 8, gradeLow: 11, gradeHigh: 12, schoolYear: '2026-27', term: 'FALL', modality: null, days: ['MON', 'WED'], times: ['MORNING'], note: 'For the robotics club', until: '2026-12-01', ...over,
});
const send = (client: Client, operation: string, type: string, input: object): Promise<Need> =>
  client.get(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on CourseNeed { ${NEED} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const post = (client: Client, districtId: string, over: object = {}): Promise<Need> => send(client, 'postNeed', 'PostNeedInput', { districtId, need: content(over) });
const neighbors = (client: Client, search: string | null = null): Promise<Line[]> => client.get('query ($s: String) { neighborNeeds(search: $s) { key title districtCount districtNames districtWords studentWords wishWords } }', { s: search });
const own = (client: Client, districtId: string): Promise<Need[]> => client.get(`query ($d: ID!) { courseNeeds(districtId: $d) { ${NEED} } }`, { d: districtId });

interface Posted { readonly district: number; readonly code: string | null; readonly area: string; readonly seats: number; readonly day?: string }
/** Needs of the five other districts, straight into the table. */
async function insertNeeds(needs: readonly Posted[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { district: n, code, area, seats, day } of needs) {
    const { rows } = await db.owner.query<{ id: string }>(
      `insert into course_need (id, party_id, state, title, area_code, sced_version, sced_code, seats, grade_low, grade_high, school_year, days, until, posted_by, posted_at, state_since)
       values (gen_random_uuid(), $1, 'open', 'hush', $2, $3, $4, $5, 9, 12, '2026-27', $6, '2026-12-01', $7, app_now(), app_now()) returning id`,
      [others[n], area, code && '12', code, seats, day ? [day] : [], id(5_000 + n)]);
    ids.push(rows[0]!.id);
  }
  return ids;
}
const told = async (account: string): Promise<LineRow[]> => app.app.get(UnitOfWork).run(await principalOf(db, account), (tx) => tx.query<LineRow & Record<string, unknown>>('select * from neighbor_needs()'));

describe('a need', () => {
  test('is posted, changed and taken back by those who book; its words are read by its own district alone', async () => {
    const need = await post(counselor, district('cambridge'));
    expect(need).toMatchObject({ __typename: 'CourseNeed', state: 'OPEN', seats: 8, seatsBooked: 0, area: { name: 'Life and Physical Sciences' }, sced: { code: '03151' }, wishWords: 'Grades 11–12, fall, Mondays or Wednesdays, mornings', mayChange: true });
    expect(await post(counselor, district('cambridge'))).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('already') });
    expect(await send(counselor, 'changeNeed', 'ChangeNeedInput', { needId: need.id, need: content({ seats: 5, days: [], times: [], term: null, note: '' }) })).toMatchObject({ seats: 5, wishWords: 'Grades 11–12' });
    expect(await own(await app.client().signInAs(person('cambridge', 'teacher')), district('cambridge'))).toMatchObject([{ id: need.id, mayChange: false }]);
    expect(await own(teacher, district('cambridge'))).toEqual([]);
    expect(await teacher.get('query ($id: ID!) { courseNeed(id: $id) { id } }', { id: need.id })).toBeNull();
    expect(await send(counselor, 'withdrawNeed', 'NeedStepInput', { needId: need.id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await send(counselor, 'changeNeed', 'ChangeNeedInput', { needId: need.id, need: content() })).toMatchObject({ __typename: 'StepNotPossible' });
    await expect(db.owner.query(`update course_need set state = 'open' where id = $1`, [need.id])).rejects.toThrow('stays as it is');
    // What was taken back may be posted again.
    expect(await post(counselor, district('cambridge'))).toMatchObject({ state: 'OPEN' });
  });

  test.each([
    ['no course and no area', { scedCode: null }, 'scedCode'], ['grades upside down', { gradeLow: 12, gradeHigh: 9 }, 'gradeHigh'], ['a year that is none', { schoolYear: '2026-28' }, 'schoolYear'],
    ['a day that is none', { until: '2026-02-31' }, 'until'], ['a day after that year', { until: '2027-07-01' }, 'until'], ['no students', { seats: 0 }, 'seats'], ['no words', { title: '  ' }, 'title'],
  ])('with %s is refused beside the field', async (_what, over, field) => {
    const answer = await post(counselor, district('cambridge'), over);
    expect(answer.__typename).toBe('InvalidInput');
    expect(answer.problems!.map((problem) => problem.field.split('.').at(-1))).toEqual([field]);
  });

  test('whose last day has passed is refused with what to do, and an unknown code is no course', async () => {
    expect(await post(counselor, district('cambridge'), { until: '2026-08-23' })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('lies ahead') });
    expect(await post(counselor, district('cambridge'), { until: '2026-08-24' })).toMatchObject({ state: 'OPEN' });
    expect(await post(counselor, district('cambridge'), { scedCode: '03999' })).toMatchObject({ __typename: 'NotFound' });
    expect(await post(counselor, district('council'))).toMatchObject({ __typename: 'NotAllowed' });
  });

  test('of the same course, asked for twice at once, is posted once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(counselor, district('cambridge'))));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['CourseNeed', 'StepNotPossible', 'StepNotPossible', 'StepNotPossible']);
  });
});

describe('those who could meet it', () => {
  test('hear of it, not from whom; when it ends the news goes', async () => {
    await publish(db, app, 7001, ownPace);
    const need = await post(counselor, district('cambridge'));
    const inbox = async () => (await teacher.get<{ nodes: { title: string; detail: string; needId: string | null }[] }>('{ inbox(first: 100) { nodes { title detail needId } } }')).nodes.filter(({ needId }) => needId === need.id);
    expect(await inbox()).toEqual([{ title: 'A neighbor looks for Physics', detail: expect.not.stringMatching(/Cambridge|8/), needId: need.id }]);
    // Cambridge teaches none of it and asked itself; Kamiah is in no consortium of its.
    for (const place of ['cambridge', 'kamiah'] as const) {
      const { nodes } = await (await app.client().signInAs(person(place, 'teacher'))).get<{ nodes: { needId: string | null }[] }>('{ inbox(first: 100) { nodes { needId } } }');
      expect(nodes.filter(({ needId }) => needId === need.id)).toEqual([]);
    }
    await send(counselor, 'changeNeed', 'ChangeNeedInput', { needId: need.id, need: content({ scedCode: '06101' }) });
    expect(await inbox()).toEqual([]);
  });

  test('begin a draft with it: its title, what enough want alike, and the code for who may code', async () => {
    await insertNeeds([0, 1, 2].map((n) => ({ district: n, code: '03151', area: '03', seats: 3, day: 'TUE' })));
    const [line] = await neighbors(teacher);
    const start = (client: Client, key = line!.key, idempotencyKey: string = randomUUID()) => client.get<{ __typename: string; id: string; content: object; sced: { code: string } | null }>(
      'mutation ($input: StartDraftFromNeedInput!) { startDraftFromNeed(input: $input) { __typename ... on CourseDraft { id content { title gradeLow gradeHigh meetingDays teacherAccountId } sced { code } } } }',
      { input: { idempotencyKey, districtId: district('council'), needKey: key } });
    const key = randomUUID();
    const draft = await start(teacher, line!.key, key);
    expect(draft).toMatchObject({ __typename: 'CourseDraft', content: { title: 'Physics', gradeLow: 9, gradeHigh: 12, meetingDays: ['TUE'], teacherAccountId: person('council', 'teacher') }, sced: null });
    expect(await start(await app.client().signInAs(person('council', 'registrar')))).toMatchObject({ sced: { code: '03151' } });
    await db.owner.query('delete from course_need');
    // The same act again gets its first answer, although the line is gone.
    expect((await start(teacher, line!.key, key)).id).toBe(draft.id);
    expect(await start(teacher)).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('a need ends by itself', () => {
  test('met by accepted seats of the same course, as soon as there are enough', async () => {
    const sectionId = await publish(db, app, 7002, ownPace);
    const desk = await Desk.of(app, 'cambridge', 'counselor');
    const registrar = await Desk.of(app, 'council', 'registrar');
    const before = await desk.hold(sectionId, 2);
    await (await Desk.of(app, 'cambridge', 'registrar')).approveMapping((await desk.map(sectionId)).id);
    const need = await post(counselor, district('cambridge'), { seats: 5 });
    const take = async (booking: string) => {
      await desk.request(booking, 500_00);
      await registrar.step('acceptSeats', { bookingId: booking });
      await db.owner.query('select sweep_needs(100)');
      return (await own(counselor, district('cambridge')))[0]!;
    };
    expect(await take(before.id)).toMatchObject({ state: 'OPEN', seatsBooked: 2 });
    expect(await take((await desk.hold(sectionId, 3)).id)).toMatchObject({ id: need.id, state: 'MET', seatsBooked: 5 });
    expect((await desk.inbox()).map(({ title }) => title)).toContain('Found: AP Physics, first year');
    expect((await db.owner.query('select kind, facts from event where subject_id = $1 order by seq', [need.id])).rows).toEqual([
      { kind: 'need.posted', facts: { before: null, after: 'open' } }, { kind: 'need.met', facts: { before: 'open', after: 'met', seats: 5 } }]);
  });

  test('out of date the moment its day is over where it was posted, whether or not the sweeper came by', async () => {
    await insertNeeds([0, 1, 2].map((n) => ({ district: n, code: '03151', area: '03', seats: 3 })));
    await setClock(db, '2026-12-02T06:59:00Z');
    expect(await told(person('cambridge', 'teacher'))).toHaveLength(1);
    await db.owner.query('select sweep_needs(100)');
    expect((await db.owner.query(`select from course_need where state = 'open'`)).rowCount).toBe(3);
    await setClock(db, '2026-12-02T07:00:00Z');
    expect(await told(person('cambridge', 'teacher'))).toEqual([]);
    // Two sweepers at once end each once.
    await Promise.all([db.owner.query('select sweep_needs(100)'), db.owner.query('select sweep_needs(100)')]);
    expect((await db.owner.query(`select from course_need where state = 'expired'`)).rowCount).toBe(3);
    expect((await db.owner.query(`select from event where kind = 'need.expired'`)).rowCount).toBe(3);
    await setClock(db, NOW);
  });
});

describe('what neighbors are told', () => {
  test('below three districts: that there is one, and nothing else', async () => {
    await insertNeeds([{ district: 0, code: '03151', area: '03', seats: 17 }, { district: 1, code: '03151', area: '03', seats: 40 }]);
    const lines = await neighbors(counselor);
    expect(lines).toEqual([{ key: '2026-27/03/03151', title: 'Physics', districtCount: null, districtNames: [], districtWords: 'One or more districts', studentWords: null, wishWords: '' }]);
    expect(await neighbors(counselor, 'phys')).toHaveLength(1);
    expect(await neighbors(counselor, 'spanish')).toEqual([]);
  });

  test('from three on: who, how many in steps, and what enough want alike', async () => {
    await insertNeeds([{ district: 0, code: '03151', area: '03', seats: 2, day: 'MON' }, { district: 1, code: '03151', area: '03', seats: 3, day: 'MON' }, { district: 2, code: '03151', area: '03', seats: 4, day: 'MON' }, { district: 3, code: '03151', area: '03', seats: 4, day: 'FRI' }]);
    expect(await neighbors(counselor)).toEqual([expect.objectContaining({ districtCount: 4, districtWords: '4 districts', districtNames: ['Far 1', 'Far 2', 'Far 3', 'Far 4'], studentWords: '10 or more students', wishWords: 'Grades 9–12, Mondays' })]);
    // For one of them the other three stand behind the line, and its own is not in it.
    expect(await neighbors(await app.client().signInAs(id(5_003)))).toEqual([expect.objectContaining({ districtCount: 3, studentWords: 'fewer than 10 students' })]);
    expect(await neighbors(await app.client().signInAs(coordinator))).toEqual([expect.objectContaining({ districtCount: 4 })]);
    expect(await neighbors(await app.client().signInAs(person('kamiah', 'counselor')))).toEqual([]);
  });

  test('courses that too few look for are added up by area, once enough look for something in it', async () => {
    await db.owner.query(`insert into sced_course (version, code, area_code, area_name, title, description) values ('12', '03101', '03', 'Life and Physical Sciences', 'Chemistry', '') on conflict do nothing`);
    await insertNeeds([{ district: 0, code: '03151', area: '03', seats: 5 }, { district: 1, code: '03101', area: '03', seats: 6 }, { district: 2, code: null, area: '03', seats: 9 }]);
    expect((await neighbors(counselor)).map(({ title, districtWords, studentWords }) => [title, districtWords, studentWords])).toEqual([
      ['Courses in Life and Physical Sciences', '3 districts', '20 or more students'], ['Chemistry', 'One or more districts', null], ['Physics', 'One or more districts', null]]);
  });

  test('members may ask for more districts than three, never for fewer; of two consortia the stricter counts', async () => {
    await insertNeeds([0, 1, 2].map((n) => ({ district: n, code: '03151', area: '03', seats: 3 })));
    const count = async (account: string) => (await told(account))[0]!.district_count;
    const [cambridge, grangeville] = [person('cambridge', 'teacher'), person('grangeville', 'teacher')];
    await insertPolicy(db.owner, { consortiumId: west }, 'needs.namedFrom', 2, '2026-07-01');
    expect(await count(cambridge)).toBe(3);
    await insertPolicy(db.owner, { consortiumId: north }, 'needs.namedFrom', 4, '2026-07-01');
    expect([await count(cambridge), await count(grangeville)]).toEqual([3, null]);
    await insertPolicy(db.owner, { consortiumId: west }, 'needs.namedFrom', 4, '2026-08-01');
    expect(await count(cambridge)).toBeNull();
    await insertPolicy(db.owner, { consortiumId: west }, 'needs.namedFrom', 3, '2026-08-02');
  });
});

describe('nothing can be taken from anything', () => {
  const areas = [['03', '03151'], ['03', '03101'], ['03', null], ['06', '06101'], ['06', null]] as const;
  const posted = fc.uniqueArray(fc.record({ district: fc.nat(4), place: fc.nat(4), seats: fc.integer({ min: 1, max: 30 }) }), { minLength: 1, maxLength: 18, selector: ({ district: d, place }) => `${d}/${place}` })
    .map((needs) => needs.map(({ district: n, place, seats }): Posted => ({ district: n, area: areas[place]![0], code: areas[place]![1], seats })));
  const viewer = person('cambridge', 'teacher');
  const shown = async () => JSON.stringify(await told(viewer));

  /** The line that counts a need: its course where three look for it, else what is left of the area. */
  const lineOf = (needs: readonly Posted[], need: Posted): string => {
    const alike = new Set(needs.filter(({ code }) => need.code !== null && code === need.code).map((one) => one.district));
    return alike.size >= 3 ? need.code! : need.area;
  };
  const firstStep = (needs: number): number => {
    let step = 10;
    while (step < 2 * needs) step *= 2;
    return step;
  };

  test('every need is counted in one line; a line is told only for three districts and more, in steps', async () => {
    await fc.assert(fc.asyncProperty(posted, async (needs) => {
      await db.owner.query('delete from course_need');
      await insertNeeds(needs);
      const lines = await told(viewer);
      const numbered = lines.filter((line) => line.district_count !== null);
      const groups = new Map<string, Posted[]>();
      for (const need of needs) groups.set(lineOf(needs, need), [...(groups.get(lineOf(needs, need)) ?? []), need]);
      const enough = [...groups].filter(([, group]) => new Set(group.map((one) => one.district)).size >= 3);
      expect(numbered.map((line) => line.code ?? line.area_code).sort()).toEqual(enough.map(([line]) => line).sort());
      for (const line of numbered) {
        const group = groups.get(line.code ?? line.area_code)!;
        const students = group.reduce((sum, { seats }) => sum + seats, 0);
        const first = firstStep(group.length);
        expect(line.district_count).toBe(new Set(group.map((one) => one.district)).size);
        expect([line.at_least, line.below]).toEqual(students < first ? [null, first] : [students < 2 * first ? first : 2 * first, null]);
      }
      for (const line of lines.filter((one) => one.district_count === null)) expect(line).toMatchObject({ district_names: [], at_least: null, below: null, grade_low: null, terms: [], days: [], times: [] });
    }), { numRuns: 40 });
  }, 120_000);

  test('whatever is told, each district behind it may look for one student or for several times as many as there are needs', async () => {
    await fc.assert(fc.asyncProperty(posted, fc.nat(), async (needs, pick) => {
      await db.owner.query('delete from course_need');
      const ids = await insertNeeds(needs);
      const before = await shown();
      const chosen = pick % needs.length;
      const line = lineOf(needs, needs[chosen]!);
      const group = needs.flatMap((need, n) => (lineOf(needs, need) === line ? [n] : []));
      const sum = group.reduce((total, n) => total + needs[n]!.seats, 0);
      const first = firstStep(group.length);
      const [least, most] = sum < first ? [0, first - 1] : sum < 2 * first ? [first, 2 * first - 1] : [2 * first, Infinity];
      const enough = new Set(group.map((n) => needs[n]!.district)).size >= 3;
      // Another world: this need is `mine`, the others share a sum that the line tells alike.
      const worlds = enough ? [1, Math.min(most - (group.length - 1), 150)] : [1, 200];
      if (enough) expect(worlds[1]! - worlds[0]!).toBeGreaterThanOrEqual(group.length - 1);
      for (const mine of worlds) {
        const rest = group.filter((n) => n !== chosen);
        const wanted = enough ? Math.max(least - mine, rest.length) : rest.length;
        await db.owner.query('update course_need set seats = $2 where id = $1', [ids[chosen], mine]);
        for (const [k, n] of rest.entries()) await db.owner.query('update course_need set seats = $2 where id = $1', [ids[n], Math.max(1, Math.floor(wanted / rest.length) + (k < wanted % rest.length ? 1 : 0))]);
        expect(await shown()).toBe(before);
      }
    }), { numRuns: 40 });
  }, 120_000);

  test("one's own needs change nothing of what one is told", async () => {
    await insertNeeds([0, 1, 2].map((n) => ({ district: n, code: '03151', area: '03', seats: 3 })));
    const before = await shown();
    await post(counselor, district('cambridge'), { seats: 150 });
    expect(await shown()).toBe(before);
  });
});
