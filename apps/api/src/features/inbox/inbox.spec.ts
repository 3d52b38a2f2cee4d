import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, moveClock, type TestDatabase } from '../../../test/database.js';
import { insertConsortium, insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { insertPerson } from '../../../test/factories/people.js';
import { nobody } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InboxService, type NewInboxItem, type NewNotice, type NewTask } from './inbox.service.js';

const [CONSORTIUM, HOME, TEACHING, FAR] = [id(1), id(11), id(12), id(13)];
const [COUNSELOR, TEACHER, ANSWERER, STRANGER, COORDINATOR] = [id(21), id(22), id(23), id(24), id(25)];
const SUBJECT = id(99);
const INBOX = `query ($first: Int, $after: String) { inbox(first: $first, after: $after) {
  nodes { id kind title detail nextStep dueAt dueRule createdAt bookingId sectionId placeName } pageInfo { hasNextPage endCursor } } }`;
const DISMISS = 'mutation ($id: ID!) { dismissNotice(input: { id: $id }) { __typename ... on NoticeDismissed { id } } }';

interface Inbox { nodes: { id: string; kind: string; title: string; placeName: string; dueAt: string | null; nextStep: string | null }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

let db: TestDatabase;
let app: TestApp;
let inbox: InboxService;
let [counselor, teacher, answerer, stranger, coordinator]: Client[] = [];

const act = <T>(accountId: string, work: () => Promise<T>) => app.app.get(UnitOfWork).run({ ...nobody, accountId }, work);
const push = (accountId: string, ...items: NewInboxItem[]) => act(accountId, () => inbox.push(items));
const task = (over: Partial<NewTask> = {}): NewTask => ({
  isNotice: false, kind: 'ANSWER_REQUEST', partyId: TEACHING, consortiumId: null, roles: ['counselor', 'registrar'], sides: [HOME, TEACHING], subjectId: SUBJECT, title: 'Task', detail: 'Detail', nextStep: 'Answer', ...over,
});
const notice = (over: Partial<NewNotice> = {}): NewNotice => ({
  isNotice: true, kind: 'booking.accepted', partyId: TEACHING, consortiumId: null, roles: ['counselor'], sides: [HOME, TEACHING], subjectId: SUBJECT, title: 'Notice', detail: 'Detail', ...over,
});
const seen = async (client: Client | undefined) => (await client!.get<Inbox>(INBOX, { first: 100 })).nodes;
const titles = async (client: Client | undefined) => (await seen(client)).map(({ title }) => title);
const openTasks = (client: Client | undefined) => client!.get<{ openTasks: number }>('{ me { openTasks } }').then((me) => me.openTasks);

beforeAll(async () => {
  db = await freshDatabase();
  await insertConsortium(db.owner, { id: CONSORTIUM, name: 'Payette' });
  await insertConsortium(db.owner, { id: id(2) });
  await insertDistrict(db.owner, { id: HOME, name: 'Council', consortia: [CONSORTIUM] });
  await insertDistrict(db.owner, { id: TEACHING, name: 'Cambridge', consortia: [CONSORTIUM] });
  await insertDistrict(db.owner, { id: FAR, consortia: [id(2)] });
  await insertPerson(db.owner, { id: COUNSELOR, roles: [{ role: 'counselor', partyId: HOME }] });
  await insertPerson(db.owner, { id: TEACHER, roles: [{ role: 'teacher', partyId: TEACHING }] });
  await insertPerson(db.owner, { id: ANSWERER, roles: [{ role: 'counselor', partyId: TEACHING }, { role: 'registrar', partyId: TEACHING }] });
  await insertPerson(db.owner, { id: STRANGER, roles: [{ role: 'counselor', partyId: FAR }] });
  await insertPerson(db.owner, { id: COORDINATOR, roles: [{ role: 'coordinator', consortiumId: CONSORTIUM }] });
  app = await testApp(db);
  inbox = app.app.get(InboxService);
  [counselor, teacher, answerer, stranger, coordinator] = await Promise.all([COUNSELOR, TEACHER, ANSWERER, STRANGER, COORDINATOR].map((account) => app.client().signInAs(account)));
});
beforeEach(async () => {
  await db.owner.query('delete from inbox_dismissal');
  await db.owner.query('delete from inbox_item');
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('an item', () => {
  test('reaches the people of a place in its roles, once each, and nobody else', async () => {
    await push(COUNSELOR, task({ title: 'Answer Council', dueAt: new Date('2030-01-07T17:00:00Z'), dueRule: 'two business days', bookingId: id(31), sectionId: id(32) }));
    expect(await seen(answerer)).toEqual([{
      id: expect.any(String), kind: 'ANSWER_REQUEST', title: 'Answer Council', detail: 'Detail', nextStep: 'Answer', dueAt: '2030-01-07T17:00:00.000Z', dueRule: 'two business days',
      createdAt: expect.any(String), bookingId: id(31), sectionId: id(32), placeName: 'Cambridge',
    }]);
    for (const other of [counselor, teacher, stranger, coordinator]) expect(await seen(other)).toEqual([]);
    expect([await openTasks(answerer), await openTasks(counselor), await openTasks(teacher)]).toEqual([1, 0, 0]);
  });

  test('for a consortium reaches who acts for it, not its member districts, behind the guards neither', async () => {
    await push(COUNSELOR, task({ partyId: null, consortiumId: CONSORTIUM, roles: ['coordinator', 'counselor'], title: 'For the consortium' }));
    expect(await seen(coordinator)).toMatchObject([{ title: 'For the consortium', placeName: 'Payette' }]);
    expect(await seen(counselor)).toEqual([]);
    expect(await act(COUNSELOR, () => app.app.get(UnitOfWork).tx.query('select id from inbox_item'))).toEqual([]);
  });

  test('is put only where one shares a consortium, and only as a side of it', async () => {
    for (const item of [task({ partyId: FAR, sides: [HOME] }), task({ sides: [TEACHING] }), task({ sides: [] })]) await expect(push(COUNSELOR, item)).rejects.toThrow('row-level security');
    await expect(push(STRANGER, task({ sides: [FAR] }))).rejects.toThrow('row-level security');
    expect((await db.owner.query('select from inbox_item')).rowCount).toBe(0);
  });

  test('comes with many others in one statement', async () => {
    await db.owner.query('select pg_stat_statements_reset()');
    await push(COUNSELOR, ...Array.from({ length: 40 }, (_, n) => task({ title: `Task ${n}` })));
    const { rows } = await db.owner.query(`select calls::int, rows::int from pg_stat_statements where query like 'insert into inbox_item%' and dbid = (select oid from pg_database where datname = current_database())`);
    expect(rows).toEqual([{ calls: 1, rows: 40 }]);
    await expect(push(COUNSELOR)).resolves.toBeUndefined();
  });
});

describe('the order', () => {
  test('is tasks by their clock, tasks without one, then notices, newest first', async () => {
    await push(COUNSELOR, notice({ title: 'older notice' }));
    await db.owner.query(`update inbox_item set created_at = created_at - interval '1 day'`);
    await push(COUNSELOR, notice({ title: 'newer notice' }), task({ title: 'no clock' }), task({ title: 'late', dueAt: new Date('2031-01-01') }), task({ title: 'soon', dueAt: new Date('2029-01-01') }), task({ title: 'overdue', dueAt: new Date('2020-01-01') }));
    expect(await titles(answerer)).toEqual(['overdue', 'soon', 'late', 'no clock', 'newer notice', 'older notice']);
    expect((await seen(answerer)).map(({ kind }) => kind).slice(-2)).toEqual(['NOTICE', 'NOTICE']);
  });

  test('is kept over pages, whole and without repeats, though many clocks are the same', async () => {
    const dueAt = new Date('2030-01-07T17:00:00Z');
    await push(COUNSELOR, ...Array.from({ length: 23 }, (_, n) => (n % 3 ? task({ title: `t${n}`, dueAt }) : notice({ title: `n${n}` }))));
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Inbox = await answerer!.get<Inbox>(INBOX, { first: 4, after });
      expect(page.nodes.length).toBeGreaterThan(0);
      paged.push(...page.nodes.map(({ title }) => title));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(paged).toEqual(await titles(answerer));
    expect(new Set(paged).size).toBe(23);
  });

  test.each(['nonsense', Buffer.from('["2","; drop table inbox_item"]').toString('base64url'), Buffer.from('[1]').toString('base64url')])('answers a cursor that is none of ours (%s) with a mistake of the caller', async (after) => {
    const { errors } = await answerer!.run(INBOX, { after });
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'INVALID_INPUT' }) })]);
  });

  test('costs the same number of statements for 5 and for 50 items', async () => {
    await push(COUNSELOR, ...Array.from({ length: 55 }, () => task()));
    const count = async (first: number) => {
      await db.owner.query('select pg_stat_statements_reset()');
      expect((await answerer!.get<Inbox>(INBOX, { first })).nodes).toHaveLength(first);
      const { rows: [row] } = await db.owner.query<{ n: number }>(
        `select sum(calls)::int as n from pg_stat_statements s join pg_roles r on r.oid = s.userid and r.rolname = 'barnraise_test_server' where toplevel and dbid = (select oid from pg_database where datname = current_database())`);
      return row!.n;
    };
    await count(5);
    const [five, fifty] = [await count(5), await count(50)];
    expect(fifty).toBe(five);
    expect(five).toBeGreaterThan(3);
  });
});

describe('settling', () => {
  test('takes items of its kinds out of every inbox, whichever side acts', async () => {
    await push(COUNSELOR, task({ title: 'answer' }), task({ title: 'request', kind: 'REQUEST_HELD_SEATS' }), task({ title: 'other booking', subjectId: id(98) }), notice({ title: 'told' }));
    expect(await act(COUNSELOR, () => inbox.settle(SUBJECT, ['ANSWER_REQUEST']))).toBe(1);
    expect((await titles(answerer)).sort()).toEqual(['other booking', 'request', 'told']);
    expect(await act(COUNSELOR, () => inbox.settle(SUBJECT, ['ANSWER_REQUEST']))).toBe(0);
    expect(await act(ANSWERER, () => inbox.settle(SUBJECT, ['ANSWER_REQUEST', 'REQUEST_HELD_SEATS']))).toBe(1);
    expect(await openTasks(answerer)).toBe(1);
  });

  test('is not for who is no side of it', async () => {
    await push(COUNSELOR, task());
    expect(await act(STRANGER, () => inbox.settle(SUBJECT, ['ANSWER_REQUEST']))).toBe(0);
    expect(await act(COORDINATOR, () => inbox.settle(SUBJECT, ['ANSWER_REQUEST']))).toBe(0);
    expect(await openTasks(answerer)).toBe(1);
  });
});

describe('a notice', () => {
  test('is dismissed by each for themselves', async () => {
    const colleague = await app.client().signInAs(await insertPerson(db.owner, { id: id(26), roles: [{ role: 'counselor', partyId: TEACHING }] }));
    await push(COUNSELOR, notice());
    const [item] = await seen(answerer);
    expect(await answerer!.get(DISMISS, { id: item!.id })).toEqual({ __typename: 'NoticeDismissed', id: item!.id });
    expect(await answerer!.get(DISMISS, { id: item!.id })).toEqual({ __typename: 'NoticeDismissed', id: item!.id });
    expect(await seen(answerer)).toEqual([]);
    expect(await seen(colleague)).toHaveLength(1);
  });

  test('of others is not found, and a task is not dismissed', async () => {
    await push(COUNSELOR, notice(), task());
    const [aTask, aNotice] = await seen(answerer);
    for (const other of [counselor, teacher, stranger]) expect(await other!.get(DISMISS, { id: aNotice!.id })).toEqual({ __typename: 'NotFound' });
    expect(await answerer!.get(DISMISS, { id: aTask!.id })).toEqual({ __typename: 'NotAllowed' });
    expect(await answerer!.get(DISMISS, { id: 'nonsense' })).toEqual({ __typename: 'NotFound' });
    expect(await app.client().get(DISMISS, { id: aNotice!.id })).toEqual({ __typename: 'NotAllowed' });
    expect(await openTasks(answerer)).toBe(1);
  });
});

describe('mail to be read in the product', () => {
  test('is there in the demo alone, newest first, page by page', async () => {
    const MAIL = 'query ($after: String) { outgoingMail(first: 2, after: $after) { nodes { to subject text } pageInfo { hasNextPage endCursor } } }';
    const other = await freshDatabase();
    const demo = await testApp(other);
    try {
      await insertPerson(other.owner, { id: id(1), email: 'robin@example.org' });
      for (let n = 1; n <= 3; n++) await other.owner.query(`select post_mail($1, $2, $3, $4, 'Text')`, [id(50 + n), String(n), id(1), `Mail ${n}`]);
      type Page = { nodes: { to: string; subject: string; text: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      expect((await demo.client().get<Page>(MAIL)).nodes).toEqual([]);
      await moveClock(other, 0);
      const first = await demo.client().get<Page>(MAIL);
      expect(first.nodes).toEqual([{ to: 'robin@example.org', subject: 'Mail 3', text: 'Text' }, { to: 'robin@example.org', subject: 'Mail 2', text: 'Text' }]);
      const second = await demo.client().get<Page>(MAIL, { after: first.pageInfo.endCursor });
      expect(second).toMatchObject({ nodes: [{ subject: 'Mail 1' }], pageInfo: { hasNextPage: false } });
    } finally {
      await demo.stop();
      await other.drop();
    }
  });
});
