import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Email } from 'postal-mime';
import { testApp, type TestApp, testConfig } from '../test/app.js';
import { freshDatabase, type TestDatabase } from '../test/database.js';
import { insertDistrict } from '../test/factories/districts.js';
import { id } from '../test/factories/ids.js';
import { insertPerson } from '../test/factories/people.js';
import { mailServer, type MailServer } from '../test/mail-server.js';
import { until } from '../test/until.js';
import { nobody } from './platform/auth/principal.js';
import { type Config } from './platform/config/config.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';
import { Events } from './platform/events/events.js';
import { InboxService } from './features/inbox/index.js';
import { startWorker, type Worker } from './worker.js';

const [DISTRICT, NEIGHBOR] = [id(11), id(12)];
const FIXTURE = fileURLToPath(new URL('../test/fixtures/worker.mjs', import.meta.url));

let db: TestDatabase;
let app: TestApp;
let server: MailServer | undefined;
let worker: Worker | undefined;

beforeAll(async () => {
  db = await freshDatabase();
  for (const district of [DISTRICT, NEIGHBOR]) await insertDistrict(db.owner, { id: district });
  await insertPerson(db.owner, { id: id(21), email: 'counselor@example.org', roles: [{ role: 'counselor', partyId: DISTRICT }, { role: 'registrar', partyId: DISTRICT }] });
  await insertPerson(db.owner, { id: id(22), email: 'registrar@example.org', roles: [{ role: 'registrar', partyId: DISTRICT }] });
  await insertPerson(db.owner, { id: id(23), email: 'teacher@example.org', roles: [{ role: 'teacher', partyId: DISTRICT }] });
  await insertPerson(db.owner, { id: id(24), email: 'neighbor@example.org', roles: [{ role: 'counselor', partyId: NEIGHBOR }] });
  await insertPerson(db.owner, { id: id(25), email: 'invited@example.org', status: 'invited', roles: [{ role: 'counselor', partyId: DISTRICT }] });
  app = await testApp(db);
});
afterEach(async () => {
  await worker?.stop();
  await server?.stop();
  worker = server = undefined;
  for (const table of ['pgboss.job', 'mail', 'reminder', 'digest', 'inbox_item']) await db.owner.query(`delete from ${table}`);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

const config = (over: Partial<Config> = {}) => testConfig(db, { LOG_LEVEL: 'silent', ...(server ? { SMTP_URL: server.url } : {}), ...over });
const work = async (over: Partial<Config> = {}) => (worker = await startWorker(config(over)));
/** What a service does that waits for people: a task in their inbox, by the act of a teacher. */
const tell = (over: object = {}) => app.app.get(UnitOfWork).run({ ...nobody, accountId: id(23) }, () =>
  app.app.get(InboxService).push([{ kind: 'ANSWER_REQUEST', isNotice: false, partyId: DISTRICT, consortiumId: null, roles: ['counselor', 'registrar'], sides: [DISTRICT], subjectId: id(90), title: 'Seats asked for', detail: 'Four of them.', nextStep: 'Answer the request', ...over }]));
/** A mail of an account, and the job that delivers it. */
const post = (mailId: string) => app.app.get(UnitOfWork).run(nobody, async (tx) => {
  await tx.query('select post_mail($1, $2, $3, $4, $5)', [mailId, mailId, id(21), 'A link', 'https://barnraise.example/reset?token=abc_DEF-123 and on']);
  await app.app.get(Events).send('deliver', { mailId });
});
const mails = async () => (await db.owner.query<{ to_address: string; sent_at: Date | null; body: string }>('select to_address, sent_at, body from mail order by to_address')).rows;
const allDone = () => until(async () => (await db.owner.query(`select from pgboss.job where state <> 'completed'`)).rowCount === 0);
/** As if a minute had passed for a job whose worker died: it expires; what waits to be tried again may be tried now. */
const aMinuteLater = () => db.owner.query(`update pgboss.job set started_on = started_on - interval '61 seconds', start_after = start_after - interval '10 minutes'`);

describe('telling', () => {
  test('mails each active person who holds one of the roles there, once', async () => {
    server = await mailServer();
    await tell();
    await work();
    await until(async () => (await mails()).filter(({ sent_at }) => sent_at).length === 2);
    expect([...server.recipients].sort()).toEqual(['counselor@example.org', 'registrar@example.org']);
    expect(server.accepted[0]).toMatchObject({ subject: 'Seats asked for' });
  });

  test('by two workers at once writes nothing twice', async () => {
    for (let n = 0; n < 8; n++) await tell({ subjectId: id(700 + n) });
    const second = await startWorker(config());
    try {
      await work();
      await until(async () => (await mails()).length === 16);
      await allDone();
    } finally {
      await second.stop();
    }
    expect((await db.owner.query(`select from pgboss.job where name = 'deliver'`)).rowCount).toBe(16);
  });

  test('is all or nothing: no mail is written without the job that delivers it', async () => {
    await tell();
    await db.owner.query(`alter table pgboss.job add constraint no_deliveries check (name <> 'deliver')`);
    await work();
    await sleep(2_500);
    expect(await mails()).toEqual([]);
    expect((await db.owner.query('select from inbox_item where told_at is null')).rowCount).toBe(1);
    await db.owner.query('alter table pgboss.job drop constraint no_deliveries');
    await until(async () => (await mails()).length === 2);
    await allDone();
    expect((await db.owner.query(`select from pgboss.job where name = 'deliver'`)).rowCount).toBe(2);
  });

  test('what was rolled back is never told', async () => {
    await expect(app.app.get(UnitOfWork).run({ ...nobody, accountId: id(23) }, async () => {
      await app.app.get(InboxService).push([{ kind: 'NOTICE', isNotice: true, partyId: DISTRICT, consortiumId: null, roles: ['counselor'], sides: [DISTRICT], subjectId: id(91), title: 'No', detail: 'No' }]);
      throw new Error('on purpose');
    })).rejects.toThrow('on purpose');
    expect((await db.owner.query('select from inbox_item')).rowCount).toBe(0);
  });
});

describe('delivering', () => {
  test('without a mail server keeps mail to be read', async () => {
    await post(id(61));
    await work();
    await allDone();
    expect(await mails()).toEqual([{ to_address: 'counselor@example.org', sent_at: null, body: 'https://barnraise.example/reset?token=abc_DEF-123 and on' }]);
  });

  test('sends a link once and then forgets its token', async () => {
    server = await mailServer();
    await post(id(62));
    await work();
    await until(async () => (await mails())[0]!.sent_at !== null);
    expect(server.accepted.map(({ text }) => text?.trim())).toEqual(['https://barnraise.example/reset?token=abc_DEF-123 and on']);
    expect((await mails())[0]!.body).toBe('https://barnraise.example/reset?token=… and on');
  });

  test('sends nothing twice when its job runs twice, nor with two workers', async () => {
    server = await mailServer();
    for (let n = 0; n < 12; n++) await post(id(600 + n));
    const second = await startWorker(config());
    try {
      await work();
      await until(async () => (await mails()).every(({ sent_at }) => sent_at));
      await db.owner.query(`update pgboss.job set state = 'retry', completed_on = null`);
      await allDone();
    } finally {
      await second.stop();
    }
    expect(server.accepted).toHaveLength(12);
  });

  test('tries again when the mail server refused', async () => {
    let refusals = 0;
    server = await mailServer({ onMail: () => (refusals++ === 0 ? Object.assign(new Error('Try later'), { responseCode: 451 }) : undefined) });
    await post(id(63));
    await work();
    await until(async () => (await db.owner.query(`select from pgboss.job where state = 'retry' and start_after > now() + interval '5 seconds'`)).rowCount === 1);
    expect((await mails())[0]!.sent_at).toBeNull();
    await aMinuteLater();
    await until(async () => (await mails())[0]!.sent_at !== null);
    expect(server.accepted).toHaveLength(1);
  });
});

describe('a worker that is killed', () => {
  let child: ChildProcess | undefined;
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  const begin = () => {
    const { WORKER_DATABASE_URL, DATABASE_URL, SMTP_URL } = config();
    child = spawn(process.execPath, [FIXTURE], { env: { PATH: process.env['PATH'], DATABASE_URL, WORKER_DATABASE_URL, SMTP_URL, LOG_LEVEL: 'error' }, stdio: ['ignore', 'inherit', 'inherit'] });
  };
  const kill = async () => {
    const gone = once(child!, 'exit');
    child!.kill('SIGKILL');
    await gone;
  };

  test('between writing a mail and having sent it loses nothing: the next one sends it, the same mail by its Message-ID', async () => {
    const seen: Email[] = [];
    let answer = (): void => undefined;
    const killed = new Promise<void>((resolve) => (answer = resolve));
    // The first time the server holds the whole mail and says nothing yet: the worst moment there is.
    server = await mailServer({ onMail: (mail) => (seen.push(mail) === 1 ? killed : undefined) });
    await post(id(64));
    begin();
    await until(async () => seen.length === 1, 20_000);
    await kill();
    answer();
    expect((await mails())[0]!.sent_at).toBeNull();

    await aMinuteLater();
    await work();
    await until(async () => (await db.owner.query(`select from pgboss.job where state = 'retry'`)).rowCount === 1);
    await aMinuteLater();
    await until(async () => (await mails())[0]!.sent_at !== null);
    expect(seen).toHaveLength(2);
    expect(seen[1]!.messageId).toBe(seen[0]!.messageId);
    expect(seen[0]!.messageId).toContain(id(64));
  });

  test('again and again, at any moment, tells everybody everything, and nothing twice', async () => {
    const got = new Set<string>();
    server = await mailServer({ onMail: async (mail) => {
      await sleep(15);
      got.add(mail.messageId!);
    } });
    for (let n = 0; n < 30; n++) await tell({ subjectId: id(800 + n), title: `Task ${n}` });
    for (const more of [1, 4, 7, 2]) {
      const before = got.size;
      begin();
      await until(async () => got.size >= before + more, 20_000);
      await kill();
      await aMinuteLater();
    }
    expect(got.size).toBeLessThan(60);
    await work();
    await until(async () => {
      await aMinuteLater();
      await db.owner.query(`update pgboss.job set state = 'retry' where state = 'active' and started_on < now() - interval '60 seconds'`);
      return (await mails()).length === 60 && (await mails()).every(({ sent_at }) => sent_at);
    }, 30_000);
    // One mail for each person and task; what a server took from a dying worker came again only as the same mail.
    expect(got.size).toBe(60);
    expect(new Set(server.accepted.map(({ subject, to }) => `${subject} to ${to?.[0]?.address}`)).size).toBe(60);
  }, 60_000);
});

describe('the worker', () => {
  test('sweeps what is due under its own login', async () => {
    await db.owner.query('select pg_stat_statements_reset()');
    await work();
    const sweeps = async () => (await db.owner.query<{ n: number }>(
      `select coalesce(sum(calls), 0)::int as n from pg_stat_statements s join pg_roles r on r.oid = s.userid and r.rolname = 'barnraise_test_worker'
        where query like 'select sweep_sections%' and dbid = (select oid from pg_database where datname = current_database())`)).rows[0]!.n;
    await until(async () => (await sweeps()) >= 2);
  });

  test('outlives its connections, and work of one kind that always fails', async () => {
    await db.owner.query('alter function sweep_sections(int) rename to sweep_sections_away');
    try {
      await work();
      const pids = async () => (await db.owner.query<{ pid: number }>(`select pid from pg_stat_activity where usename = 'barnraise_test_worker' and datname = current_database()`)).rows.map(({ pid }) => pid);
      // Its first look at the queues may still be on the way.
      let old: number[] = [];
      await until(async () => (old = await pids()).length > 0);
      await db.owner.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [old]);
      // All of them are gone and it has come back by itself: a job met in between would come back only when it expires.
      await until(async () => {
        const now = await pids();
        return now.length > 0 && !now.some((pid) => old.includes(pid));
      });
      await tell();
      await until(async () => (await mails()).length === 2);
    } finally {
      await db.owner.query('alter function sweep_sections_away(int) rename to sweep_sections');
    }
  });

  test('stops when what it began is done, and leaves no connection', async () => {
    let begun = false;
    server = await mailServer({ onMail: async () => {
      begun = true;
      await sleep(400);
    } });
    await post(id(65));
    const stopping = await work();
    await until(async () => begun);
    await stopping.stop();
    expect((await mails())[0]!.sent_at).not.toBeNull();
    const { rows } = await db.owner.query(`select state from pgboss.job`);
    expect(rows).toEqual([{ state: 'completed' }]);
    await until(async () => (await db.owner.query(`select from pg_stat_activity where usename = 'barnraise_test_worker' and datname = current_database()`)).rowCount === 0);
  });

  test('refuses a login that stands above the walls', async () => {
    await expect(startWorker(config({ WORKER_DATABASE_URL: db.ownerUrl }))).rejects.toThrow(/WORKER_DATABASE_URL signs in as "barnraise_test_owner", who owns tables/);
  });
});
