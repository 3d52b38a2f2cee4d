import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type AloneFigure, compareContenders, type Directory, type SeenResult, type StudyDraft, studyOf } from '@barnraise/cost-sharing';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { coordinator, district, insertNeighborhood, insertPolicy, person, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { id } from '../../../test/factories/ids.js';
import { draftOf, LabDesk, type StudyAnswer } from '../../../test/lab.js';
import { standingsOf } from './standings.rules.js';
import { StandingsService } from './standings.service.js';

let db: TestDatabase;
let app: TestApp;
let author: LabDesk;
let neighbor: LabDesk;
let cora: LabDesk;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [author, neighbor, cora] = await Promise.all([LabDesk.of(app, 'cambridge'), LabDesk.of(app, 'council'), LabDesk.as(app, coordinator)]);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('working out what the members will see', () => {
  test('starts again when the study is saved meanwhile: what is frozen and what is seen are of one draft', async () => {
    const study = await author.create(draftOf(), 'Saved meanwhile');
    await author.share(study.id, 'COORDINATOR');
    const saved = draftOf({ items: [{ id: 'salary', name: 'Salary', amountCents: 3_333_333 }] });
    const thread = app.app.get(StandingsService);
    const standings = jest.spyOn(thread, 'standings').mockImplementationOnce(async (basis) => {
      await author.act('saveCostStudy', { id: study.id, revision: 1, title: 'Saved meanwhile', draft: JSON.stringify(saved) });
      return standingsOf(basis);
    });
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ __typename: 'CostStudy', audience: 'MEMBERS' });
    expect(standings).toHaveBeenCalledTimes(2);
    standings.mockRestore();
    const seen = JSON.parse((await neighbor.study(study.id))!.standings[0]!.results) as Extract<SeenResult, { ok: true }>[];
    expect(seen.filter(({ ok }) => ok).map(({ totalCents }) => totalCents)).toEqual([3_333_333, 3_333_333]);
  });

  test('is given up after a time: nobody is shown anything, and the next try may go well', async () => {
    const study = await author.create(draftOf(), 'Too long');
    await author.share(study.id, 'COORDINATOR');
    const thread = app.app.get(StandingsService);
    const inTime = thread.standings.bind(thread);
    const standings = jest.spyOn(thread, 'standings').mockImplementationOnce((basis) => inTime(basis, 0));
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ __typename: 'StudyNotWorkedOut', code: 'STUDY_NOT_WORKED_OUT', message: expect.stringContaining('takes too long') });
    standings.mockRestore();
    expect(await neighbor.study(study.id)).toBeNull();
    expect(await cora.study(study.id)).toMatchObject({ audience: 'COORDINATOR' });
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ audience: 'MEMBERS' });
  });
});

describe('seen by those who belong to several districts', () => {
  test('each of their districts stands there, as that district sees it', async () => {
    const both = id(902);
    await insertPerson(db.owner, { id: both, name: 'Bo Both', roles: [{ role: 'business_manager', partyId: district('council') }, { role: 'business_manager', partyId: district('grangeville') }] });
    const desk = await LabDesk.as(app, both);
    const study = await author.create(draftOf(), 'Two places');
    await author.share(study.id, 'COORDINATOR');
    await cora.share(study.id, 'MEMBERS');
    const alone = await neighbor.study(study.id);
    const { standings } = (await desk.study(study.id))!;
    expect(standings.map((standing) => standing.district.id).sort()).toEqual([district('council'), district('grangeville')].sort());
    expect(standings).toContainEqual(alone!.standings[0]);
    for (const { district: own, results } of standings) {
      for (const result of JSON.parse(results) as SeenResult[]) if (result.ok) expect(result.standings.flatMap(({ member }) => member ?? [])).toEqual([own.id]);
    }
  });
});

describe('limits by what districts would pay alone', () => {
  const limited = draftOf({ contenders: [{ name: 'At most alone', rule: { by: 'equally' }, limits: { atMostAlone: true } }, { name: 'Equally', rule: { by: 'equally' } }] });
  const sharesOf = (study: StudyAnswer) => {
    const results = compareContenders(studyOf(JSON.parse(study.draft!) as StudyDraft, JSON.parse(study.frozenDirectory!) as Directory, aloneIn(study), JSON.parse(study.frozenAlone!) as Record<string, AloneFigure>));
    return results.map((result) => result.ok && result.standings.map(({ member, cents, savingCents }) => [member, cents, savingCents]));
  };
  const aloneIn = (study: StudyAnswer) => Object.fromEntries(study.standAlone.map((figure): [string, AloneFigure] => [figure.district.id, { cents: figure.cents, source: figure.source, confidence: 'quote' }]));

  test('stay as they were frozen; savings follow the newest figures', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'lab.othersStanding', 'named', '2026-08-20');
    const study = await author.create(limited, 'At most alone');
    await author.share(study.id, 'COORDINATOR');
    await author.enter(study.id, 'cambridge', 20_000_00);
    await cora.share(study.id, 'MEMBERS');
    const frozen = (await neighbor.study(study.id))!;
    expect(JSON.parse(frozen.frozenAlone!)).toEqual({ [district('cambridge')]: expect.objectContaining({ cents: 20_000_00 }) });
    await author.enter(study.id, 'cambridge', 10_000_00);
    const later = (await neighbor.study(study.id))!;
    const [before, after] = [sharesOf(frozen)[0] || [], sharesOf(later)[0] || []];
    expect(before.find(([member]) => member === district('cambridge'))).toEqual([district('cambridge'), 20_000_00, 0]);
    expect(after.find(([member]) => member === district('cambridge'))).toEqual([district('cambridge'), 20_000_00, -10_000_00]);
  });

  test('rest on the figure of another district only for those who may see it', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'lab.othersStanding', 'hidden', '2026-08-21');
    const study = await author.create(limited, 'At most alone, hidden');
    await author.share(study.id, 'COORDINATOR');
    await author.enter(study.id, 'cambridge', 20_000_00);
    await db.owner.query(
      `insert into stand_alone_figure (id, study_id, party_id, cents, source, confidence, entered_by, created_at) values (gen_random_uuid(), $1, $2, 2718281, 'Told in the office', 'estimate', $3, app_now())`,
      [study.id, district('council'), person('council', 'business_manager')]);
    const parties = (answer: StudyAnswer | null) => Object.keys(JSON.parse(answer!.frozenAlone!) as object).sort();
    expect(parties(await cora.share(study.id, 'MEMBERS'))).toEqual([district('cambridge'), district('council')].sort());
    expect(parties(await author.study(study.id))).toEqual([district('cambridge')]);
  });
});
