import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mondayToFriday, addDays, isBusinessDay } from '@barnraise/timetable';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { district, insertNeighborhood, insertPolicy, NOW, person, principalOf, setClock, west } from '../../../test/factories/neighborhood.js';
import { mailServer, type MailServer } from '../../../test/mail-server.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Ids } from '../../platform/ids/ids.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../../platform/jobs/jobs.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { InboxMail } from './inbox-mail.job.js';
import { InboxService, type NewNotice, type NewTask } from './inbox.service.js';
import { mailJobs } from './mail.job.js';
import { reminderDue } from './reminder.rules.js';

const BASE = 'https://barnraise.example';
const ids = new Ids();

let db: TestDatabase;
let app: TestApp;
let workers: WorkerDatabase;
let inboxes: InboxMail;
let server: MailServer | undefined;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  workers = await openWorkerDatabase(db.workerUrl);
  inboxes = new InboxMail(new Sql(workers.pool), BASE);
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  for (const table of ['pgboss.job', 'mail', 'mail_stop', 'reminder', 'digest', 'inbox_dismissal', 'inbox_item', 'mail_preference']) await db.owner.query(`delete from ${table}`);
  await setClock(db, NOW);
});
afterAll(async () => {
  await workers?.close();
  await app?.stop();
  await db?.drop();
});

const who = { counselor: person('cambridge', 'counselor'), registrar: person('cambridge', 'registrar'), teacher: person('cambridge', 'teacher') };
const act = async (by: string, item: Partial<NewTask> | Partial<NewNotice>): Promise<void> => {
  const common = { partyId: district('cambridge'), consortiumId: null, roles: ['counselor', 'registrar'], sides: [district('cambridge')], subjectId: ids.next(), detail: 'Four seats.' };
  await app.app.get(UnitOfWork).run(await principalOf(db, by), () => app.app.get(InboxService).push([(item.isNotice
    ? { kind: 'NOTICE', title: 'News', ...common, ...item } : { kind: 'ANSWER_REQUEST', isNotice: false, title: 'A task', nextStep: 'Answer the request', ...common, ...item }) as NewTask]));
};
const task = (over: Partial<NewTask> = {}) => act(who.teacher, over);
const news = (over: Partial<NewNotice> = {}) => act(who.teacher, { isNotice: true, ...over });
const choose = async (account: string, over: object) =>
  (await app.client().signInAs(account)).get('mutation ($input: ChooseMailInput!) { chooseMail(input: $input) { __typename ... on MailPreference { tasks bookings news reminders } } }', { input: { tasks: 'AT_ONCE', bookings: 'AT_ONCE', news: 'DAILY', reminders: true, ...over } });
const mails = async () => (await db.owner.query<{ account_id: string; subject: string; body: string; dedupe_key: string; stop: string | null }>('select account_id, subject, body, dedupe_key, stop from mail order by subject, account_id')).rows;
const to = async (account: string) => (await mails()).filter((mail) => mail.account_id === account);

describe('at once', () => {
  test('come tasks and what became of seats; other news waits for the morning, and nobody is told of their own act', async () => {
    await act(who.counselor, { title: 'Answer Council' });
    await news({ title: 'Accepted', bookingId: ids.next() });
    await news({ title: 'A study was shared' });
    expect(await inboxes.tell()).toBe(3);
    expect(await inboxes.tell()).toBe(0);
    expect((await to(who.counselor)).map(({ subject }) => subject)).toEqual(['Accepted']);
    expect((await to(who.registrar)).map(({ subject, stop }) => [subject, stop])).toEqual([['Accepted', 'bookings'], ['Answer Council', null]]);
    expect((await to(who.registrar))[1]!.body).toBe(`Answer Council\nFour seats.\n\nAnswer the request: ${BASE}/\n\nFor Cambridge. What comes by mail, and when, is yours to choose: ${BASE}/account\n`);
  });

  test('comes only what each person chose', async () => {
    expect(await choose(who.counselor, { tasks: 'DAILY', bookings: 'NEVER', news: 'AT_ONCE' })).toMatchObject({ tasks: 'DAILY', bookings: 'NEVER', news: 'AT_ONCE', reminders: true });
    await task();
    await news({ title: 'Accepted', bookingId: ids.next() });
    await news({ title: 'A study was shared' });
    await inboxes.tell();
    expect((await to(who.counselor)).map(({ subject }) => subject)).toEqual(['A study was shared']);
  });

  test('says until when on the clock of the district, with weekday and zone, and leads to what it is about', async () => {
    const bookingId = ids.next();
    await task({ bookingId, dueAt: new Date('2026-08-26T23:00:00Z'), dueRule: '2 business days, Cambridge calendar' });
    await inboxes.tell();
    expect((await to(who.registrar))[0]!.body).toContain(`Until Wed, Aug 26, 2026, 5:00 PM MDT (2 business days, Cambridge calendar).\n\nAnswer the request: ${BASE}/bookings/${bookingId}\n`);
  });

  test('twice at the same time writes nothing twice, with a job for each mail', async () => {
    for (let n = 0; n < 40; n++) await task({ title: `Task ${n}` });
    const rounds = async () => {
      while ((await inboxes.tell()) > 0);
    };
    await Promise.all([rounds(), rounds(), rounds()]);
    expect(await mails()).toHaveLength(80);
    expect((await db.owner.query(`select from pgboss.job where name = 'deliver'`)).rowCount).toBe(80);
  });
});

describe('a morning', () => {
  const morning = '2026-08-25T12:30:00Z';

  test('brings one mail with what waits and what is new, at half past six where one works, once', async () => {
    await choose(who.counselor, { tasks: 'DAILY' });
    await task({ title: 'Answer Council', dueAt: new Date('2026-08-26T23:00:00Z') });
    await news({ title: 'A study was shared', studyId: '018f0000-0000-7000-8000-000000000001' });
    await setClock(db, '2026-08-25T12:29:00Z');
    await inboxes.digest();
    expect((await to(who.counselor))).toEqual([]);
    await setClock(db, morning);
    await Promise.all([inboxes.digest(), inboxes.digest()]);
    await inboxes.digest();
    const [mail, ...more] = await to(who.counselor);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Barnraise this morning: 1 task waits, 1 piece of news', stop: 'digest' });
    expect(mail!.body).toContain('- Answer Council\n  Four seats.\n  Until Wed, Aug 26, 2026, 5:00 PM MDT.');
    expect(mail!.body).toContain(`${BASE}/money/studies/018f0000-0000-7000-8000-000000000001`);
    // The registrar has tasks at once: only the news is in the morning's mail.
    expect((await to(who.registrar)).map(({ subject }) => subject)).toEqual(['Barnraise this morning: 1 piece of news']);
    // The next morning has no news; the task still waits for who wants tasks so.
    await setClock(db, '2026-08-26T12:30:00Z');
    await inboxes.digest();
    expect((await to(who.counselor)).map(({ subject }) => subject).sort()).toEqual(['Barnraise this morning: 1 task waits', 'Barnraise this morning: 1 task waits, 1 piece of news']);
    expect(await to(who.registrar)).toHaveLength(1);
  });

  test('comes later in a district farther west, and never on a weekend', async () => {
    await news({ partyId: district('grangeville'), sides: [district('cambridge')], roles: ['counselor'] });
    await setClock(db, '2026-08-25T13:29:00Z');
    await inboxes.digest();
    expect(await mails()).toEqual([]);
    await setClock(db, '2026-08-25T13:30:00Z');
    await inboxes.digest();
    expect(await to(person('grangeville', 'counselor'))).toHaveLength(1);
    await setClock(db, '2026-08-29T15:00:00Z');
    await news();
    await inboxes.digest();
    expect(await to(who.counselor)).toEqual([]);
  });

  test('holds nothing that is done, put away, or no longer for its reader', async () => {
    await news({ title: 'Put away' });
    await db.owner.query('insert into inbox_dismissal select id, $1, app_now() from inbox_item', [who.counselor]);
    await news({ title: 'For registrars', roles: ['registrar'] });
    await news({ title: 'For counselors', roles: ['counselor'] });
    await task({ title: 'Done', roles: ['counselor'] });
    await db.owner.query(`update inbox_item set done_at = app_now() where title = 'Done'`);
    await choose(who.counselor, { tasks: 'DAILY' });
    await db.owner.query(`update role_assignment set ended_at = app_now() where account_id = $1`, [who.registrar]);
    await setClock(db, morning);
    await inboxes.digest();
    await db.owner.query(`update role_assignment set ended_at = null where account_id = $1`, [who.registrar]);
    expect(await to(who.registrar)).toEqual([]);
    expect((await to(who.counselor)).map(({ body }) => body.match(/^- .*$/gm))).toEqual([['- For counselors']]);
  });

  test('of a week is a Monday, with all of the week', async () => {
    await choose(who.counselor, { news: 'WEEKLY' });
    await setClock(db, '2026-08-25T15:00:00Z');
    await news({ title: 'On Tuesday' });
    for (const day of ['26', '27', '28']) {
      await setClock(db, `2026-08-${day}T13:00:00Z`);
      await inboxes.digest();
    }
    await news({ title: 'On Friday' });
    expect(await to(who.counselor)).toEqual([]);
    await setClock(db, '2026-08-31T12:30:00Z');
    await inboxes.digest();
    const [mail] = await to(who.counselor);
    expect(mail).toMatchObject({ subject: 'Barnraise this week: 2 pieces of news' });
    expect(mail!.body.match(/^- .*$/gm)).toEqual(['- On Friday', '- On Tuesday']);
  });
});

describe('a reminder', () => {
  // Labor Day, Monday, September 7: the business day before Tuesday is Friday.
  const due = new Date('2026-09-08T23:00:00Z');
  const remindAt = async (instant: string) => {
    await setClock(db, instant);
    await inboxes.remind();
    return (await to(who.registrar)).map(({ subject }) => subject);
  };

  test('comes one business day before and on the day, once each, by the district calendar', async () => {
    await task({ title: 'Answer Council', dueAt: due });
    expect(await remindAt('2026-09-04T12:29:00Z')).toEqual([]);
    expect(await remindAt('2026-09-04T12:30:00Z')).toEqual(['Due soon: Answer Council']);
    expect(await remindAt('2026-09-07T15:00:00Z')).toHaveLength(1);
    expect(await remindAt('2026-09-08T12:30:00Z')).toEqual(['Due soon: Answer Council', 'Due today: Answer Council']);
    await Promise.all([inboxes.remind(), inboxes.remind()]);
    expect(await remindAt('2026-09-08T22:59:00Z')).toHaveLength(2);
    expect(await to(who.counselor)).toHaveLength(2);
    expect((await to(who.counselor))[0]!.stop).toBe('reminders');
  });

  test('is not sent once the task is done, nor to who wants none; one that was missed is not made up for on the day', async () => {
    await choose(who.counselor, { reminders: false });
    await task({ title: 'Answer Council', dueAt: due });
    await task({ title: 'Done', dueAt: due });
    await db.owner.query(`update inbox_item set done_at = app_now() where title = 'Done'`);
    expect(await remindAt('2026-09-08T14:00:00Z')).toEqual(['Due today: Answer Council']);
    expect(await to(who.counselor)).toEqual([]);
  });

  test('follows a clock that is moved, and the days that members or the district agreed on', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'reminders.daysBefore', [3], '2026-08-01');
    await task({ title: 'Answer Council', dueAt: due });
    // Three business days before Tuesday the 8th, over Labor Day and a weekend: Wednesday the 2nd.
    expect(await remindAt('2026-09-02T12:30:00Z')).toEqual(['Due soon: Answer Council']);
    await db.owner.query('update inbox_item set due_at = $1', [new Date('2026-09-14T23:00:00Z')]);
    expect(await remindAt('2026-09-08T12:30:00Z')).toHaveLength(1);
    expect(await remindAt('2026-09-09T12:30:00Z')).toHaveLength(2);
    await insertPolicy(db.owner, { partyId: district('cambridge') }, 'reminders.daysBefore', [0], '2026-09-09');
    expect(await remindAt('2026-09-14T12:30:00Z')).toEqual(['Due soon: Answer Council', 'Due soon: Answer Council', 'Due today: Answer Council']);
  });

  test('whatever the calendar: never before the task was there, never after its end, never twice for one lead time, at most the last one missed', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-08-03', n));
    const minute = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const moment = fc.tuple(day, minute).map(([d, m]) => `${d} ${m}`);
    fc.assert(fc.property(moment, moment, moment, fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), fc.uniqueArray(day, { maxLength: 8 }), (a, b, nowLocal, leads, closedDays) => {
      const [createdLocal, dueLocal] = a < b ? [a, b] : [b, a];
      const calendar = { zone: 'America/Boise', weekdays: mondayToFriday, closedDays };
      const days = reminderDue({ createdLocal, dueLocal }, nowLocal, leads, calendar);
      if (nowLocal >= dueLocal || nowLocal < createdLocal) return expect(days).toBeNull();
      if (days === null) return;
      expect(leads).toContain(days);
      // As many business days lie from the reminder's day to the day before it is due.
      let on = dueLocal.slice(0, 10);
      for (let left = days; left > 0; ) {
        on = addDays(on, -1);
        if (isBusinessDay(on, calendar)) left--;
      }
      expect(`${on} 06:30` <= nowLocal && `${on} 06:30` > createdLocal).toBe(true);
      // A shorter lead time whose moment has come as well would have been the one.
      for (const shorter of leads.filter((lead) => lead < days)) expect(reminderDue({ createdLocal, dueLocal }, nowLocal, [shorter], calendar)).toBeNull();
    }), { numRuns: 2_000 });
  });
});

describe('what is on its way', () => {
  const deliver = async () => {
    const jobs = mailJobs(new Sql(workers.pool), new Mailer(server!.url, 'office@barnraise.example'), BASE);
    for (const { id } of (await db.owner.query<{ id: string }>('select id from mail order by id')).rows) await jobs.deliver({ mailId: id });
  };

  test('is not delivered once the task is done, or its reader has left', async () => {
    server = await mailServer();
    await task({ title: 'Done meanwhile' });
    await task({ title: 'Still open', roles: ['registrar'] });
    await inboxes.tell();
    await db.owner.query(`update inbox_item set done_at = app_now() where title = 'Done meanwhile'`);
    await db.owner.query('update role_assignment set ended_at = app_now() where account_id = $1', [who.registrar]);
    await deliver();
    await db.owner.query('update role_assignment set ended_at = null where account_id = $1', [who.registrar]);
    expect(server.accepted).toEqual([]);
    expect((await db.owner.query('select from mail where dropped_at is not null and sent_at is null')).rowCount).toBe(3);
  });

  test('can be ended by one press in a mail program; a look at the link ends nothing', async () => {
    server = await mailServer();
    await news({ title: 'Accepted', bookingId: ids.next(), roles: ['counselor'] });
    await inboxes.tell();
    await deliver();
    const header = (key: string) => server!.accepted[0]!.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const link = new URL(/^<(.*)>$/.exec(header('list-unsubscribe')!)![1]!);
    expect(link.origin + link.pathname).toBe(`${BASE}/mail/stop`);
    const chosen = async () => (await app.client().signInAs(who.counselor)).get('{ mailPreference { tasks bookings news reminders } }');
    const before = { tasks: 'AT_ONCE', bookings: 'AT_ONCE', news: 'DAILY', reminders: true };
    const look = await fetch(`${app.url}/mail/stop${link.search}`, { redirect: 'manual' });
    expect([look.status, look.headers.get('location')]).toEqual([302, '/account']);
    expect(await chosen()).toEqual(before);
    const press = (search: string) => fetch(`${app.url}/mail/stop${search}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect(await (await press(`?token=${'0'.repeat(64)}&kind=bookings`)).json()).toEqual({ stopped: false });
    expect(await (await press(link.search.replace('bookings', 'everything'))).json()).toEqual({ stopped: false });
    expect(await (await press(link.search)).json()).toEqual({ stopped: true });
    expect(await chosen()).toEqual({ ...before, bookings: 'NEVER' });
  });
});

test('what one chose is nobody else’s to see or change', async () => {
  await choose(who.counselor, { news: 'NEVER' });
  const other: Client = await app.client().signInAs(who.registrar);
  expect(await other.get('{ mailPreference { news leaves morningWords } }')).toEqual({ news: 'DAILY', leaves: false, morningWords: '6:30 AM on the clock of your district' });
  await expect(app.app.get(UnitOfWork).run(await principalOf(db, who.registrar), (tx) => tx.query('select * from mail_stop'))).rejects.toThrow('permission denied');
});
