import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { isAlive, takeLock } from '../../lib/lock.mjs';
import { type Postgres, startThrowAwayPostgres } from '../src/index.js';
import { readPidFile, signal, waitUntil } from '../src/processes.js';
import { kill9 } from './owner.js';

const CHECK = fileURLToPath(new URL('./fixtures/check-data.mjs', import.meta.url));
const START = fileURLToPath(new URL('./fixtures/start.mjs', import.meta.url));
const APP = fileURLToPath(new URL('./fixtures/app/', import.meta.url));

// Nothing of our own environment but what is needed; and, as under npm, an end when the test run ends.
const LONE = { PATH: process.env['PATH'], npm_lifecycle_event: 'start' };
const parent = mkdtempSync(path.join(os.tmpdir(), 'barnraise-start-'));
const root = path.join(parent, 'root');
const dataDir = path.join(root, '.data');
const running = new Set<ChildProcess>();
let port = 0;

interface Started {
  process: ChildProcess;
  output: () => string;
  exit: Promise<number | NodeJS.Signals>;
}

function start(env: Record<string, string> = {}, command: [string, ...string[]] = [process.execPath, START, root]): Started {
  const child = spawn(command[0], command.slice(1), { env: { ...LONE, PORT: String(port), ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const exit = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  void exit.then(() => running.delete(child));
  return { process: child, output: () => output, exit };
}

async function up(started: Started): Promise<void> {
  const isUp = await waitUntil(() => started.output().includes('Data in') || started.process.exitCode !== null, 20_000);
  if (!isUp || started.process.exitCode !== null) throw new Error(`It did not come up:\n${started.output()}`);
}

async function get(where: string): Promise<{ visits: number; pid: number; demo: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${where}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { visits: number; pid: number; demo: string };
}

/** What a browser would do: try again until it works. */
async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (const deadline = performance.now() + 15_000; ; await sleep(50)) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

const postgresPid = (): number => readPidFile(path.join(dataDir, 'postgres/cluster'))?.pid ?? 0;

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const found = (probe.address() as net.AddressInfo).port;
  probe.close();
  await once(probe, 'close');
  return found;
}

beforeAll(async () => {
  mkdirSync(path.join(root, 'apps/api/dist'), { recursive: true });
  mkdirSync(path.join(root, 'apps/web/dist'), { recursive: true });
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  for (const name of ['main', 'migrate', 'seed', 'check-data']) writeFileSync(path.join(root, `apps/api/dist/${name}.js`), `await import(${JSON.stringify(path.join(APP, `${name}.mjs`))});\n`);
  spawn('chmod', ['-R', 'go+rX', parent]);
  port = await freePort();
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }));

describe('a start', () => {
  it('comes up, says where and for whom, and stops with everything it started', async () => {
    const first = start();
    await up(first);
    expect(first.output()).toContain(`Barnraise is up: http://localhost:${port}`);
    expect(first.output()).toMatch(/password raise-the-barn[\s\S]*Ada Quill +counselor +Council +ada@council\.example/);
    expect(await get('/visit')).toMatchObject({ visits: 1, demo: 'true', owner: false });
    const pids = [(await get('/')).pid, postgresPid()];

    const second = start();
    expect(await second.exit).toBe(1);
    expect(second.output()).toMatch(new RegExp(`already runs on the data in ${dataDir} \\(process ${first.process.pid}, http://localhost:${port}\\)`));
    const elsewhere = start({ DATA_DIR: path.join(parent, 'other') });
    expect(await elsewhere.exit).toBe(1);
    expect(elsewhere.output()).toMatch(new RegExp(`PORT is ${port}, and that is in use by process ${pids[0]} \\(.*\\)\\. Stop that, or take another port: PORT=${port + 1} npm start`));

    first.process.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('comes up again in a moment, with what was there', async () => {
    const began = performance.now();
    const again = start();
    await up(again);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(await get('/')).toMatchObject({ visits: 1 });
    expect(again.output()).not.toContain('Migrating');
    // Ctrl-C: the terminal signals the whole group.
    process.kill(-(again.process.pid as number), 'SIGINT');
    expect(await again.exit).toBe(0);
  });

  it('raises again whichever part is killed, and loses nothing that was acknowledged', async () => {
    const started = start();
    await up(started);
    const { visits, pid } = await get('/visit');
    process.kill(pid, 'SIGKILL');
    const next = await eventually(() => get('/visit'));
    expect(next.pid).not.toBe(pid);
    expect(next.visits).toBe(visits + 1);
    expect(started.output()).toContain('The server ended by itself (SIGKILL); starting it again');

    process.kill(postgresPid(), 'SIGKILL');
    expect(await waitUntil(() => started.output().includes('PostgreSQL is back'), 10_000)).toBe(true);
    expect((await eventually(() => get('/visit'))).visits).toBe(visits + 2);
    // A closed terminal.
    started.process.kill('SIGHUP');
    expect(await started.exit).toBe(0);
  });

  describe.each([['waits for its database', ''], ['ends without its database', '1']])('with a server that %s', (_what, FIXTURE_NEEDS_DATABASE) => {
    it.each([['PostgreSQL is killed while the server comes back', 'server', 'database'], ['the server is killed while PostgreSQL comes back', 'database', 'server']] as const)('raises both when %s', async (_what, first, second) => {
      const started = start({ FIXTURE_NEEDS_DATABASE });
      await up(started);
      const { visits, pid } = await get('/visit');
      const pids = { server: pid, database: postgresPid() };
      signal(pids[first], 'SIGKILL');
      expect(await waitUntil(() => started.output().includes('ended by itself'), 10_000)).toBe(true);
      signal(pids[second], 'SIGKILL');
      const next = await eventually(() => get('/visit'));
      expect(next.visits).toBe(visits + 1);
      expect([next.pid === pids.server, postgresPid() === pids.database]).toEqual([false, false]);
      started.process.kill('SIGTERM');
      expect(await started.exit).toBe(0);
    });
  });

  it('counts no end against the server that its database caused', async () => {
    const started = start({ FIXTURE_NEEDS_DATABASE: '1' });
    await up(started);
    const { visits } = await get('/visit');
    // One more end of the server than may be its own.
    for (const part of ['server', 'database', 'server', 'database', 'server', 'database']) {
      const { pid } = await eventually(() => get('/'));
      signal(part === 'server' ? pid : postgresPid(), 'SIGKILL');
      expect(await waitUntil(() => !isAlive(pid), 10_000)).toBe(true);
    }
    expect((await eventually(() => get('/visit'))).visits).toBe(visits + 1);
    started.process.kill('SIGTERM');
    expect(await started.exit).toBe(0);
  }, 90_000);

  it('takes everything with it when it is killed itself, and the next one goes on', async () => {
    const killed = start();
    await up(killed);
    const { visits, pid } = await get('/visit');
    const database = postgresPid();
    await kill9(killed.process);
    // At once, while the old parts are still ending.
    const next = start();
    await up(next);
    expect([pid, database].map(isAlive)).toEqual([false, false]);
    expect((await get('/')).visits).toBe(visits);
    next.process.kill('SIGTERM');
    expect(await next.exit).toBe(0);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('stops when npm, which started it, gets a %s and says nothing to anyone', async (how) => {
    const npm = start({}, ['/bin/sh', '-c', '"$0" "$@"; true', process.execPath, START, root]);
    await up(npm);
    const pids = [(await get('/')).pid, postgresPid()];
    process.kill(npm.process.pid as number, how);
    expect(await waitUntil(() => !pids.some(isAlive), 10_000)).toBe(true);
    await npm.exit;
    expect(npm.output()).toContain('Stopped');
  });

  it('migrates again when the product was built again', async () => {
    const program = path.join(root, 'apps/api/dist/migrate.js');
    writeFileSync(program, `${readFileSync(program, 'utf8')}// another build\n`);
    const started = start();
    await up(started);
    expect(started.output()).toMatch(/Migrating[\s\S]*migrated[\s\S]*nothing to do/);
    started.process.kill('SIGTERM');
    expect(await started.exit).toBe(0);
  });

  it('gives up on a server that cannot start, showing why', async () => {
    const started = start({ FIXTURE_CRASH: '1' });
    expect(await started.exit).toBe(1);
    expect(started.output()).toMatch(/The server ended while starting\. The end of its log[\s\S]*the roof is missing/);
    expect(postgresPid()).toBe(0);
  });

  it('serves from a PostgreSQL of yours', async () => {
    const theirs = await startThrowAwayPostgres();
    const admin = new pg.Client({ connectionString: theirs.adminUrl });
    await admin.connect();
    await admin.query(`CREATE ROLE their_owner LOGIN CREATEROLE PASSWORD '${new URL(theirs.url('x', 'their_owner')).password}'`);
    await admin.query('CREATE DATABASE theirs OWNER their_owner');
    await admin.end();
    const started = start({
      DATA_DIR: path.join(parent, 'not-needed'),
      DATABASE_URL: theirs.url('theirs', 'their_api'),
      WORKER_DATABASE_URL: theirs.url('theirs', 'their_jobs'),
      MIGRATION_DATABASE_URL: theirs.url('theirs', 'their_owner'),
    });
    await up(started);
    expect(await get('/visit')).toMatchObject({ visits: 1, demo: 'false', owner: false });
    started.process.kill('SIGTERM');
    expect(await started.exit).toBe(0);
    expect(isAlive(theirs.pid)).toBe(true);
    await theirs.stop();
  });
});

describe('the check of the data', () => {
  const check = (env: Record<string, string> = {}): Started => start(env, [process.execPath, CHECK, root]);

  it('asks the database of the product that runs on the data, and else starts it for as long as it takes', async () => {
    const started = start();
    await up(started);
    const { visits, pid } = await get('/visit');
    const beside = check();
    expect(await beside.exit).toBe(3);
    expect(beside.output()).toBe(`${visits} visits, says barnraise_owner\n`);
    expect((await get('/')).pid).toBe(pid);
    started.process.kill('SIGTERM');
    expect(await started.exit).toBe(0);

    const alone = check();
    expect(await alone.exit).toBe(3);
    expect(alone.output()).toMatch(new RegExp(`Starting PostgreSQL\n${visits} visits, says barnraise_owner\n$`));
    expect(postgresPid()).toBe(0);
  });

  it('asks the database of an address that is given', async () => {
    const theirs = await startThrowAwayPostgres();
    const admin = new pg.Client({ connectionString: theirs.adminUrl });
    await admin.connect();
    await admin.query('CREATE TABLE visit ()');
    await admin.end();
    const asked = check({ MIGRATION_DATABASE_URL: theirs.adminUrl });
    expect(await asked.exit).toBe(3);
    expect(asked.output()).toBe('0 visits, says postgres\n');
    await theirs.stop();
  });

  it('says what to do where there is no data, or it is just coming or going', async () => {
    const none = check({ DATA_DIR: path.join(parent, 'none') });
    expect(await none.exit).toBe(2);
    expect(none.output()).toBe(`\nThere is no data in ${path.join(parent, 'none')} yet: npm start makes it. For other data, set DATA_DIR to its folder or MIGRATION_DATABASE_URL to its address.\n`);
    const unlock = await takeLock(path.join(dataDir, 'lock'));
    const early = check();
    expect(await early.exit).toBe(2);
    expect(early.output()).toBe(`\nBarnraise is just starting or stopping on the data in ${dataDir} (process ${process.pid}). Ask again when it is up, or when it is gone.\n`);
    unlock();
  });
});

describe('a start with a PostgreSQL of yours that can not be used', () => {
  let theirs: Postgres;
  let good: Record<'DATABASE_URL' | 'WORKER_DATABASE_URL' | 'MIGRATION_DATABASE_URL', string>;
  const but = (address: string, change: Partial<URL>): string => Object.assign(new URL(address), change).href;

  beforeAll(async () => {
    theirs = await startThrowAwayPostgres();
    const admin = new pg.Client({ connectionString: theirs.adminUrl });
    await admin.connect();
    for (const [name, may] of [['an_owner', 'CREATEROLE'], ['a_guest', '']]) await admin.query(`CREATE ROLE ${name} LOGIN ${may} PASSWORD '${new URL(theirs.url('x', name)).password}'`);
    await admin.query('CREATE DATABASE theirs OWNER an_owner');
    await admin.end();
    good = { DATABASE_URL: theirs.url('theirs', 'an_api'), WORKER_DATABASE_URL: theirs.url('theirs', 'a_worker'), MIGRATION_DATABASE_URL: theirs.url('theirs', 'an_owner') };
  });
  afterAll(() => theirs.stop());

  it.each<[what: string, name: keyof typeof good, wrong: (address: string) => string, says: RegExp]>([
    ['nobody listens', 'MIGRATION_DATABASE_URL', (address) => but(address, { port: '1' }), /^MIGRATION_DATABASE_URL can't be used: nothing listens at 127\.0\.0\.1:1\. Check/m],
    ['nobody listens to the server', 'DATABASE_URL', (address) => but(address, { port: '1' }), /^DATABASE_URL can't be used: nothing listens at 127\.0\.0\.1:1\. Check/m],
    ['nobody listens to the worker', 'WORKER_DATABASE_URL', (address) => but(address, { port: '1' }), /^WORKER_DATABASE_URL can't be used: nothing listens at 127\.0\.0\.1:1\. Check/m],
    ['there is no such machine', 'MIGRATION_DATABASE_URL', (address) => but(address, { hostname: 'nowhere.invalid' }), /^MIGRATION_DATABASE_URL can't be used: no machine called nowhere\.invalid can be found\. Check/m],
    ['the password is another', 'MIGRATION_DATABASE_URL', (address) => but(address, { password: 'secret' }), /^MIGRATION_DATABASE_URL can't be used: .*password authentication failed.*\. Check/m],
    ['the database is missing', 'MIGRATION_DATABASE_URL', (address) => but(address, { pathname: '/gone' }), /^MIGRATION_DATABASE_URL can't be used: .*"gone" does not exist\. Check/m],
    ['the login may not migrate', 'MIGRATION_DATABASE_URL', () => theirs.url('theirs', 'a_guest'), /^The database of MIGRATION_DATABASE_URL could not be migrated[\s\S]*permission denied[\s\S]*may create roles\./m],
  ])('is refused by name where %s', async (_what, name, wrong, says) => {
    const env = { ...good, [name]: wrong(good[name]) };
    const refused = start({ DATA_DIR: path.join(parent, 'not-needed'), ...env });
    expect(await refused.exit).toBe(1);
    expect(refused.output()).toMatch(says);
    for (const address of Object.values(env)) expect(refused.output()).not.toContain(new URL(address).password);
    expect(refused.output()).not.toMatch(/^\s+at /m);
  });
});

describe('a start that is told nonsense', () => {
  const url = 'postgres://someone:secret@127.0.0.1/barnraise';
  it.each<[what: string, env: Record<string, string>, says: RegExp]>([
    ['a port that is none', { PORT: 'eighty' }, /^PORT is "eighty"\. It should be a whole number from 1 to 65535/m],
    ['a port out of range', { PORT: '70000' }, /^PORT is "70000"\. It should be/m],
    ['a host of another machine', { HOST: '203.0.113.1' }, /^HOST is "203\.0\.113\.1", which is no address of this machine\. It should be/m],
    ['a data folder that is a file', { DATA_DIR: START }, /^DATA_DIR is .*start\.mjs, and that can't hold the data: .*\. It should be a folder/m],
    ['a switch that is neither', { DEMO: 'yes' }, /^DEMO is "yes"\. It should be true or false/m],
    ['one address of three', { DATABASE_URL: url }, /^WORKER_DATABASE_URL is not set, but DATABASE_URL is\. It should be the address/m],
    ['no address of the server', { MIGRATION_DATABASE_URL: url }, /^DATABASE_URL is not set, but MIGRATION_DATABASE_URL is\. It should be/m],
    ['an address of something else', { DATABASE_URL: 'mysql://a:secret@b/c' }, /^DATABASE_URL is not an address of a PostgreSQL database\. It should be/m],
    ['one login twice', { DATABASE_URL: url, WORKER_DATABASE_URL: url }, /^WORKER_DATABASE_URL and DATABASE_URL use the same login, "someone"\. It should be/m],
  ])('refuses %s, naming it and what it should be', async (_what, env, says) => {
    const refused = start(env);
    expect(await refused.exit).toBe(1);
    expect(refused.output()).toMatch(says);
    expect(refused.output()).not.toContain('secret');
    expect(refused.output()).not.toMatch(/^\s+at /m);
  });

  it('has a word for an old Node', async () => {
    const old = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } })';
    const refused = start({}, [process.execPath, '--import', old, fileURLToPath(new URL('../../start.mjs', import.meta.url))]);
    expect(await refused.exit).toBe(1);
    expect(refused.output()).toBe('Barnraise needs Node.js 20.19.0 or newer; this is 18.20.8. Get one from nodejs.org.\n');
  });
});
