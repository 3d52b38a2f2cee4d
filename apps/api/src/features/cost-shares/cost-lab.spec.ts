import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareContenders, type ContenderResult, type SeenResult, type StudyDraft, studyOf } from '@barnraise/cost-sharing';
import pg from 'pg';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { coordinator, district, insertNeighborhood, insertPolicy, north, person, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { id } from '../../../test/factories/ids.js';
import { draftOf, LabDesk, STUDY, type StudyAnswer } from '../../../test/lab.js';

const fiscalAgent = id(901);
let db: TestDatabase;
let app: TestApp;
let author: LabDesk;
let colleague: LabDesk;
let neighbor: LabDesk;
let far: LabDesk;
let cora: LabDesk;
let fiscal: LabDesk;
let stranger: LabDesk;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPerson(db.owner, { id: fiscalAgent, name: 'Fay West', roles: [{ role: 'fiscal_agent', consortiumId: west }] });
  app = await testApp(db);
  [author, colleague, neighbor, far, cora, fiscal, stranger] = await Promise.all([
    LabDesk.of(app, 'cambridge'), LabDesk.of(app, 'cambridge', 'district_administrator'), LabDesk.of(app, 'council'), LabDesk.of(app, 'grangeville'),
    LabDesk.as(app, coordinator), LabDesk.as(app, fiscalAgent), LabDesk.of(app, 'kamiah'),
  ]);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

/** The next studies are shared under this policy. */
let day = 1;
async function othersStanding(policy: string): Promise<void> {
  await insertPolicy(db.owner, { consortiumId: west }, 'lab.othersStanding', policy, `2026-08-${String(day++).padStart(2, '0')}`);
}

async function sharedWithMembers(policy: string, draft: object = draftOf()): Promise<StudyAnswer> {
  await othersStanding(policy);
  const { id: study } = await author.create(draft, `A ${policy} study`);
  await author.share(study, 'COORDINATOR');
  const shared = await cora.share(study, 'MEMBERS');
  expect(shared).toMatchObject({ __typename: 'CostStudy', audience: 'MEMBERS', othersStanding: policy.toUpperCase() });
  return shared;
}

/** What the lab of a browser works out from what it is given. */
function worked(study: StudyAnswer): ContenderResult[] {
  return compareContenders(studyOf(JSON.parse(study.draft!) as StudyDraft, JSON.parse(study.frozenDirectory!) as never, {}));
}

/** Thirteen districts, most of them from nowhere. */
const crowd = { guests: Array.from({ length: 5 }, (_, n) => ({ key: `g${n}`, name: `Guest ${n}`, counts: [] })), members: [district('council'), district('cambridge'), district('grangeville'), ...Array.from({ length: 5 }, (_, n) => id(7_000 + n))] };

describe('a draft', () => {
  test('is its author\'s alone: in no list, by no address, for nobody else', async () => {
    const study = await author.create(draftOf(), 'Only mine');
    expect(study).toMatchObject({ audience: 'AUTHOR', revision: 1, mine: true, mayEdit: true, mayShareWith: ['COORDINATOR'], mayCopy: true, authorFor: 'Cambridge', authorName: 'Cambridge business manager', standAlone: [], mayEnterFor: [] });
    expect(JSON.parse(study.draft!)).toEqual(draftOf());
    expect(await author.titles()).toContain('Only mine');
    for (const other of [colleague, neighbor, far, cora, fiscal, stranger]) {
      expect(await other.study(study.id)).toBeNull();
      expect(await other.titles()).not.toContain('Only mine');
      for (const [operation, input] of [['saveCostStudy', { id: study.id, revision: 1, title: 'X', draft: study.draft }], ['copyCostStudy', { id: study.id, title: 'X' }], ['shareCostStudy', { id: study.id, with: 'MEMBERS' }], ['deleteCostStudy', { id: study.id }]] as const) {
        expect(await other.act(operation, input)).toMatchObject({ __typename: 'NotFound' });
      }
    }
    expect(await author.enter(study.id, 'cambridge', 1)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await author.act('deleteCostStudy', { id: study.id })).toMatchObject({ __typename: 'CostStudyDeleted', id: study.id });
    expect(await author.study(study.id)).toBeNull();
  });

  test('is written by those who answer for money, and by officers', async () => {
    for (const desk of [colleague, cora, fiscal]) expect(await desk.create(draftOf(), 'Mine')).toMatchObject({ __typename: 'CostStudy' });
    expect((await cora.create()).authorFor).toBe((await cora.create()).authorFor);
    expect(await (await LabDesk.of(app, 'cambridge', 'teacher')).create()).toMatchObject({ __typename: 'NotAllowed' });
    expect(await stranger.create(draftOf())).toMatchObject({ __typename: 'NotFound' });
    expect(await author.create(draftOf(), 'Elsewhere', north)).toMatchObject({ __typename: 'NotFound' });
    const may = (desk: LabDesk) => desk.client.get<object>('query ($id: ID!) { consortium(id: $id) { mayWriteStudies mayAdoptPresets } }', { id: west });
    expect(await Promise.all([author, cora, fiscal, await LabDesk.of(app, 'cambridge', 'teacher')].map(may))).toEqual([
      { mayWriteStudies: true, mayAdoptPresets: false }, { mayWriteStudies: true, mayAdoptPresets: true }, { mayWriteStudies: true, mayAdoptPresets: false }, { mayWriteStudies: false, mayAdoptPresets: false },
    ]);
  });

  test.each([
    ['no JSON', '{', 'input.draft'], ['text that cannot be kept', JSON.stringify(draftOf({ about: 'a\0b' })), 'input.draft'], ['half a character', JSON.stringify(draftOf({ about: '\ud800' })), 'input.draft'],
    ['no lines', JSON.stringify({ ...draftOf(), items: [] }), 'input.draft.items'], ['one way only', JSON.stringify({ ...draftOf(), contenders: [] }), 'input.draft.contenders'],
    ['a joint method for too many', JSON.stringify(draftOf({ ...crowd, contenders: [{ name: 'Least happy', joint: 'protect-the-least-happy' }, { name: 'Equally', rule: { by: 'equally' } }] })), 'input.draft.contenders'],
    ['many who told what groups pay', JSON.stringify(draftOf({ ...crowd, groups: { [district('council')]: 1 } })), 'input.draft.contenders'],
    ['many of another consortium, by the lines', JSON.stringify(draftOf(crowd)), 'input.draft.members'],
    ['a district of another consortium', JSON.stringify(draftOf({ members: [district('council'), district('kamiah')] })), 'input.draft.members'],
  ])('with %s is refused at its field, and nothing is kept', async (_what, draft, field) => {
    const before = await author.titles();
    expect(await author.act('createCostStudy', { consortiumId: west, title: 'Broken', draft })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field, message: expect.stringMatching(/\S/) }] });
    expect(await author.titles()).toEqual(before);
  });
});

describe('saving', () => {
  test('over an older revision is refused with the newer one, and nothing of either is lost', async () => {
    const study = await author.create();
    const first = await author.act('saveCostStudy', { id: study.id, revision: 1, title: 'First window', draft: JSON.stringify(draftOf({ about: 'first' })) });
    expect(first).toMatchObject({ __typename: 'CostStudy', revision: 2, title: 'First window' });
    const second = { id: study.id, revision: 1, title: 'Second window', draft: JSON.stringify(draftOf({ about: 'second' })) };
    expect(await author.act('saveCostStudy', second)).toMatchObject({ __typename: 'StudyChangedSince', code: 'STUDY_CHANGED_SINCE', now: 2 });
    expect(await author.study(study.id)).toMatchObject({ title: 'First window', revision: 2 });
    expect(await author.act('saveCostStudy', { ...second, revision: 2 })).toMatchObject({ revision: 3, title: 'Second window' });
  });

  test('twice at once: one is kept, the other is told', async () => {
    const study = await author.create();
    const answers = await Promise.all(['left', 'right'].map((about) => author.act('saveCostStudy', { id: study.id, revision: 1, title: about, draft: JSON.stringify(draftOf({ about })) })));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['CostStudy', 'StudyChangedSince']);
    const kept = answers.find(({ __typename }) => __typename === 'CostStudy')!;
    const now = (await author.study(study.id))!;
    expect([now.revision, now.title, (JSON.parse(now.draft!) as StudyDraft).about]).toEqual([2, kept.title, kept.title]);
  });

  test('again under the same key changes nothing; another input under it is refused', async () => {
    const study = await author.create();
    const idempotencyKey = randomUUID();
    const input = { idempotencyKey, id: study.id, revision: 1, title: 'Once', draft: JSON.stringify(draftOf()) };
    const [one, two] = [await author.act('saveCostStudy', input), await author.act('saveCostStudy', input)];
    expect([one.revision, two.revision]).toEqual([2, 2]);
    expect(two).toEqual(one);
    expect(await author.act('saveCostStudy', { ...input, title: 'Twice' })).toMatchObject({ __typename: 'KeyReused' });
    const create = { idempotencyKey: randomUUID(), consortiumId: west, title: 'Created once', draft: JSON.stringify(draftOf()) };
    expect((await author.act('createCostStudy', create)).id).toBe((await author.act('createCostStudy', create)).id);
    expect((await author.titles()).filter((title) => title === 'Created once')).toHaveLength(1);
  });
});

describe('sharing', () => {
  test('goes first to the coordinator, who alone shares with the members; then it stays as it is', async () => {
    await othersStanding('hidden');
    const study = await author.create(draftOf(), 'Step by step');
    expect(await author.share(study.id, 'MEMBERS')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await author.share(study.id, 'COORDINATOR')).toMatchObject({ audience: 'COORDINATOR', othersStanding: null, mayEdit: true, mayShareWith: [] });
    expect(await cora.study(study.id)).toMatchObject({ mine: false, mayEdit: false, mayCopy: true, mayShareWith: ['MEMBERS'], draft: expect.any(String) });
    for (const other of [colleague, neighbor, far, fiscal, stranger]) expect(await other.study(study.id)).toBeNull();
    expect(await cora.client.get('{ inbox { nodes { title studyId } } }')).toMatchObject({ nodes: expect.arrayContaining([{ title: 'A cost study to look at: Step by step', studyId: study.id }]) });

    // Its author may still word it; the coordinator may not, and shares only what was looked at.
    expect(await cora.act('saveCostStudy', { id: study.id, revision: 1, title: 'Mine now', draft: study.draft })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await author.act('saveCostStudy', { id: study.id, revision: 1, title: 'Step by step', draft: JSON.stringify(draftOf({ about: 'Better' })) })).toMatchObject({ revision: 2 });
    expect(await cora.share(study.id, 'MEMBERS', { revision: 1 })).toMatchObject({ __typename: 'StudyChangedSince', now: 2 });
    expect(await author.act('deleteCostStudy', { id: study.id })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await cora.share(study.id, 'MEMBERS', { revision: 2 })).toMatchObject({ audience: 'MEMBERS', othersStanding: 'HIDDEN', mayShareWith: [], mayEdit: false });

    expect(await author.act('saveCostStudy', { id: study.id, revision: 2, title: 'Too late', draft: study.draft })).toMatchObject({ __typename: 'StudyFrozen' });
    expect(await author.share(study.id, 'COORDINATOR')).toMatchObject({ __typename: 'StudyFrozen' });
    expect(await author.act('deleteCostStudy', { id: study.id })).toMatchObject({ __typename: 'StudyFrozen' });
    expect(await author.study(study.id)).toMatchObject({ title: 'Step by step', revision: 2, mayEdit: false });
    for (const desk of [author, neighbor, far]) {
      expect(await desk.client.get('{ inbox(first: 100) { nodes { kind title studyId } } }')).toMatchObject({ nodes: expect.arrayContaining([{ kind: 'NOTICE', title: 'A cost study is shared with the members: Step by step', studyId: study.id }]) });
    }
    expect(await stranger.study(study.id)).toBeNull();
  });

  test('by the coordinator of a study of her own goes to the members at once', async () => {
    await othersStanding('named');
    const study = await cora.create(draftOf(), 'From the office');
    expect(study).toMatchObject({ authorFor: expect.any(String), mayShareWith: ['COORDINATOR', 'MEMBERS'] });
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ audience: 'MEMBERS' });
  });

  test('twice at once happens once', async () => {
    const study = await author.create();
    await author.share(study.id, 'COORDINATOR');
    const answers = await Promise.all([cora.share(study.id, 'MEMBERS'), cora.share(study.id, 'MEMBERS')]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['CostStudy', 'StudyFrozen']);
  });
});

describe('shared with the members', () => {
  const secrets = () => [district('council'), district('grangeville'), 'Council', 'Grangeville'];

  test.each(['hidden', 'unnamed'] as const)('as %s: my district stands there by name, nothing tells of another', async (policy) => {
    const study = await sharedWithMembers(policy);
    await neighbor.enter(study.id, 'council', 31_415_92, { source: 'Whispered by Council' });
    const results = worked((await cora.study(study.id))!);
    // Newest first: the page of one is this study.
    const raw = await colleague.client.run(`query ($id: ID!, $west: ID!) { costStudy(id: $id) { ${STUDY} } costStudies(consortiumId: $west, first: 1) { nodes { ${STUDY} } } inbox(first: 100) { nodes { title detail } } }`, { id: study.id, west });
    const text = JSON.stringify(raw.data);
    expect(text).toContain(`A ${policy} study`);
    for (const secret of ['3141592', 'Whispered', 'Mileage', 'Salary', '2111111', '4321098']) expect(text).not.toContain(secret);
    const own = (await colleague.study(study.id))!;
    for (const secret of secrets()) expect(JSON.stringify(own)).not.toContain(secret);
    expect(own).toMatchObject({ draft: null, frozenDirectory: null, mayCopy: false, standAlone: [], mayEnterFor: [{ id: district('cambridge') }] });

    const seen = JSON.parse(own.standings[0]!.results) as Extract<SeenResult, { ok: true }>[];
    for (const [n, result] of results.entries()) {
      if (!result.ok) throw new Error(result.refusal.message);
      const mine = result.standings.find((row) => row.member === district('cambridge'))!;
      const others = result.standings.filter((row) => row !== mine).map(({ cents }) => cents);
      expect(seen[n]!.standings.filter((row) => row.member !== null)).toEqual([mine]);
      expect(seen[n]!.standings.filter((row) => row.member === null).map(({ cents }) => cents)).toEqual(policy === 'hidden' ? [others[0]! + others[1]!] : [...others].sort((a, b) => b - a));
      if (policy === 'hidden') for (const cents of others) expect(JSON.stringify(own)).not.toContain(String(cents));
    }
    expect(await colleague.act('copyCostStudy', { id: study.id, title: 'Peek' })).toMatchObject({ __typename: 'NotAllowed' });
    // The author wrote the whole; of the others' figures she sees none. The coordinator sees both.
    expect(await author.study(study.id)).toMatchObject({ draft: expect.any(String), standAlone: [] });
    expect((await cora.study(study.id))!.standAlone).toMatchObject([{ cents: 31_415_92, district: { shortName: 'Council' } }]);
    expect(await fiscal.study(study.id)).toMatchObject({ draft: null, standings: [], standAlone: [] });
  });

  test('as named: everybody sees all, and may copy it', async () => {
    const study = await sharedWithMembers('named');
    await neighbor.enter(study.id, 'council', 31_415_92);
    for (const desk of [colleague, far, fiscal]) expect(await desk.study(study.id)).toMatchObject({ draft: expect.any(String), standings: [], standAlone: [{ cents: 31_415_92, district: { shortName: 'Council' } }] });
    const copy = await far.act('copyCostStudy', { id: study.id, title: 'Ours' });
    expect(copy).toMatchObject({ audience: 'AUTHOR', authorFor: 'Grangeville', mine: true, revision: 1, draft: (await far.study(study.id))!.draft, standAlone: [] });
    expect(await author.study(copy.id)).toBeNull();
  });

  test('by whoever its rows are read: the database alone keeps the walls', async () => {
    const study = await sharedWithMembers('hidden');
    const privateOne = await author.create();
    await neighbor.enter(study.id, 'council', 27_182_81);
    const seenBy = async (account: string): Promise<Record<string, number>> => {
      const session = new pg.Client({ connectionString: db.serverUrl });
      await session.connect();
      try {
        await session.query('begin');
        await session.query('select enter($1)', [account]);
        const { rows } = await session.query(
          `select (select count(*)::int from cost_study where id = any ($1)) as studies, (select count(*)::int from cost_study_content where study_id = any ($1)) as contents,
                  (select count(*)::int from cost_study_frozen where study_id = any ($1)) as frozen, (select count(*)::int from cost_study_standing where study_id = any ($1)) as standings,
                  (select count(*)::int from stand_alone_figure where study_id = any ($1)) as figures`, [[study.id, privateOne.id]]);
        return rows[0];
      } finally {
        await session.end();
      }
    };
    expect(await seenBy(person('cambridge', 'business_manager'))).toEqual({ studies: 2, contents: 2, frozen: 1, standings: 1, figures: 0 });
    expect(await seenBy(person('cambridge', 'counselor'))).toEqual({ studies: 1, contents: 0, frozen: 0, standings: 1, figures: 0 });
    expect(await seenBy(person('council', 'teacher'))).toEqual({ studies: 1, contents: 0, frozen: 0, standings: 1, figures: 1 });
    expect(await seenBy(coordinator)).toEqual({ studies: 1, contents: 1, frozen: 1, standings: 3, figures: 1 });
    expect(await seenBy(fiscalAgent)).toEqual({ studies: 1, contents: 0, frozen: 0, standings: 0, figures: 0 });
    expect(await seenBy(person('kamiah', 'business_manager'))).toEqual({ studies: 0, contents: 0, frozen: 0, standings: 0, figures: 0 });
  });
});

describe('what a district would pay alone', () => {
  test('is its own people\'s word, the newest counts, and its saving follows', async () => {
    const study = await sharedWithMembers('hidden');
    expect(await colleague.enter(study.id, 'council', 1)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await stranger.enter(study.id, 'kamiah', 1)).toMatchObject({ __typename: 'NotFound' });
    expect(await (await LabDesk.of(app, 'cambridge', 'teacher')).enter(study.id, 'cambridge', 1)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await colleague.enter(study.id, 'cambridge', 1, { obtainedOn: '2026-02-31' })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.obtainedOn' }] });
    await colleague.enter(study.id, 'cambridge', 20_000_00);
    const own = await colleague.enter(study.id, 'cambridge', 25_000_00, { source: 'Accounts of 2025-26', confidence: 'OWN_ACCOUNTS', obtainedOn: '2026-06-30' });
    expect(own.standAlone).toMatchObject([{ cents: 25_000_00, source: 'Accounts of 2025-26', confidence: 'OWN_ACCOUNTS', obtainedOn: '2026-06-30' }]);
    for (const result of JSON.parse(own.standings[0]!.results) as Extract<SeenResult, { ok: true }>[]) {
      const mine = result.standings.find((row) => row.member === district('cambridge'))!;
      expect(mine.savingCents).toBe(25_000_00 - mine.cents);
    }
    const { rows } = await db.owner.query('select cents::int from stand_alone_figure where study_id = $1 order by created_at', [study.id]);
    expect(rows).toEqual([{ cents: 20_000_00 }, { cents: 25_000_00 }]);
  });

  test('is not said by a district that takes no part', async () => {
    const study = await sharedWithMembers('named', draftOf({ members: [district('council'), district('cambridge')], lastYearCents: {} }));
    expect(await far.study(study.id)).toMatchObject({ mayEnterFor: [], draft: expect.any(String) });
    expect(await far.enter(study.id, 'grangeville', 1)).toMatchObject({ __typename: 'NotAllowed' });
  });
});

describe('ways to share that members agreed on', () => {
  const formula = { rule: { by: 'share-of', measure: 'fall-membership' } };
  const adopt = (desk: LabDesk, input: object) => desk.client.get<{ __typename: string; id: string; key: string; words: string[]; problems?: { field: string }[] }>(
    'mutation ($input: AdoptPlanPresetInput!) { adoptPlanPreset(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field } } ... on PlanPreset { id key name formula words effectiveFrom citation } } }',
    { input: { idempotencyKey: randomUUID(), consortiumId: west, name: 'By students', formula: JSON.stringify(formula), effectiveFrom: '2026-08-01', citation: 'Agreement 7.2', ...input } });
  const presets = (desk: LabDesk) => desk.client.get<{ planPresets: { key: string; name: string; formula: string; effectiveFrom: string }[] }>('query ($id: ID!) { consortium(id: $id) { planPresets { id key name formula words effectiveFrom citation } } }', { id: west }).then(({ planPresets }) => planPresets);

  test('stand by the day they were agreed for, each version after the other', async () => {
    expect(await adopt(cora, {})).toMatchObject({ __typename: 'PlanPreset', key: 'plan.preset.by-students', words: ['The cost is shared by fall membership.'] });
    expect(await adopt(cora, { effectiveFrom: '2026-08-20', formula: JSON.stringify({ ...formula, limits: { maximumPercent: 40 } }), citation: 'Amendment 1' })).toMatchObject({ __typename: 'PlanPreset' });
    expect(await adopt(cora, { effectiveFrom: '2027-07-01', formula: JSON.stringify({ rule: { by: 'equally' } }) })).toMatchObject({ effectiveFrom: '2027-07-01', words: ['The cost is shared equally.'] });
    expect(await presets(author)).toMatchObject([{ key: 'plan.preset.by-students', name: 'By students', effectiveFrom: '2026-08-20', citation: 'Amendment 1' }]);
    expect(await adopt(cora, { effectiveFrom: '2026-08-20' })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.effectiveFrom' }] });
  });

  test('are written down by the coordinator alone, and only what can be worked out', async () => {
    for (const desk of [author, fiscal]) expect(await adopt(desk, { name: 'Mine' })).toMatchObject({ __typename: 'NotAllowed' });
    for (const bad of ['{', '[]', '{"rule":{"by":"whim"}}', '{"rule":{"by":"equally"},"limits":{"maximumCents":1.5}}']) expect(await adopt(cora, { name: 'Bad', formula: bad })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.formula' }] });
    expect(await adopt(cora, { name: 'Bad', effectiveFrom: '2026-02-31' })).toMatchObject({ problems: [{ field: 'input.effectiveFrom' }] });
    expect((await presets(stranger).catch(() => null))).toBeNull();
  });

  test('govern no booking: what a booking remembers are the rules of bookings', async () => {
    const { rows } = await db.owner.query(`select count(*)::int as n from policy_version where key like 'plan.preset.%'`);
    expect(rows[0].n).toBeGreaterThan(2);
    const words = await author.client.get<{ policies: { key: string; words: string; valueWords: string }[] }>('query ($id: ID!) { consortium(id: $id) { policies { key words valueWords } } }', { id: west });
    expect(words.policies).toContainEqual({ key: 'plan.preset.by-students', words: 'A way to share: By students', valueWords: 'The cost is shared by fall membership.' });
  });
});

test('counts of all members in all years, by school', async () => {
  const { countYears } = await author.client.get<{ countYears: object[] }>('query ($id: ID!) { consortium(id: $id) { countYears { districtId schoolYear countedOn source parts { schoolId schoolName students virtual } } } }', { id: west });
  expect(countYears).toContainEqual({ districtId: district('council'), schoolYear: '2025-26', countedOn: '2025-10-01', source: 'Test count', parts: [{ schoolId: expect.any(String), schoolName: 'Council High School', students: 240, virtual: false }] });
  expect(countYears).toHaveLength(3);
});

describe('what was shared stays, also for the owner of the tables', () => {
  test.each(['cost_study_frozen', 'cost_study_standing', 'stand_alone_figure'])('%s is never changed', async (table) => {
    for (const sql of [`update ${table} set study_id = study_id`, `delete from ${table}`, `truncate ${table} cascade`]) await expect(db.owner.query(sql)).rejects.toThrow('is append-only');
  });
  test('nor is a study or its content', async () => {
    await author.share((await author.create()).id, 'COORDINATOR');
    for (const sql of [`update cost_study set title = 'X' where audience = 'members'`, `delete from cost_study where audience = 'members'`, `update cost_study set audience = 'author', shared_at = null where audience = 'coordinator'`]) {
      await expect(db.owner.query(sql)).rejects.toThrow(/stays/);
    }
    await expect(db.owner.query(`update cost_study_content c set draft = '{}' from cost_study s where s.id = c.study_id and s.audience = 'members'`)).rejects.toThrow(/stays/);
  });
});
