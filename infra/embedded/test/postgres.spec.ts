import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from '../../lib/lock.mjs';
import { type Postgres, createFromTemplate, dropDatabase, startPostgres, startThrowAwayPostgres } from '../src/index.js';
import { processesOf, waitUntil } from '../src/processes.js';
import { kill9, startOwner } from './owner.js';

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

describe('a PostgreSQL for one test run', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startThrowAwayPostgres();
  });
  afterAll(() => server?.stop());

  it('is a real one, as we set it', async () => {
    const [row] = await ask<Record<string, string>>(
      server.adminUrl,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('fsync') AS fsync,
              current_setting('listen_addresses') AS hears, current_setting('unix_socket_directories') AS sockets,
              pg_encoding_to_char(encoding) AS encoding, 'ä' < 'z' AS by_locale, lower('Ä') AS lower
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ major: 18, fsync: 'off', hears: '127.0.0.1', sockets: '', encoding: 'UTF8', by_locale: false, lower: 'ä' });
  });

  it('asks for a password, a different one of each login', async () => {
    await ask(server.adminUrl, `CREATE ROLE barnraise_app LOGIN PASSWORD '${new URL(server.url('postgres', 'barnraise_app')).password}'`);
    expect(await ask(server.url('postgres', 'barnraise_app'), 'SELECT current_user AS who')).toEqual([{ who: 'barnraise_app' }]);
    const borrowed = new URL(server.adminUrl);
    borrowed.password = new URL(server.url('postgres', 'barnraise_app')).password;
    await expect(ask(borrowed.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('copies a template, waiting for a session that is just leaving', async () => {
    await ask(server.adminUrl, 'CREATE DATABASE template_of_a_test');
    await ask(server.url('template_of_a_test'), 'CREATE TABLE barn (raised boolean); INSERT INTO barn VALUES (true)');
    const lingering = new pg.Client({ connectionString: server.url('template_of_a_test') });
    await lingering.connect();
    const copied = createFromTemplate(server.adminUrl, 'template_of_a_test', 'copy-1');
    await sleep(120);
    await lingering.end();
    await copied;
    expect(await ask(server.url('copy-1'), 'SELECT raised FROM barn')).toEqual([{ raised: true }]);
    await dropDatabase(server.adminUrl, 'copy-1');
    expect(await ask(server.adminUrl, `SELECT 1 FROM pg_database WHERE datname = 'copy-1'`)).toEqual([]);
  });

  it('leaves nothing behind, stopped or orphaned', async () => {
    const { owner, ready } = startOwner();
    const orphan = await ready;
    await kill9(owner);
    expect(await waitUntil(() => !isAlive(orphan.pid) && !existsSync(orphan.dataDir), 8_000)).toBe(true);

    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    expect(existsSync(server.dataDir)).toBe(false);
  });
});

describe('a PostgreSQL that keeps its data', () => {
  let parent = '';
  let dataDir = '';
  let cluster = '';
  const count = async (url: string): Promise<number> => (await ask<{ n: number }>(url, 'SELECT count(*)::int AS n FROM kept'))[0]?.n ?? -1;
  let port = 0;

  beforeAll(async () => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'barnraise-keep-'));
    chmodSync(parent, 0o755);
    dataDir = path.join(parent, 'data/postgres');
    cluster = path.join(dataDir, 'cluster');
    // What a crash in the middle of making a cluster leaves: a part under its temporary name, and none under the real.
    mkdirSync(path.join(dataDir, 'cluster-new-1-abc/base'), { recursive: true });
    for (const made of [path.dirname(dataDir), dataDir]) chmodSync(made, 0o755);
    writeFileSync(path.join(dataDir, 'cluster-new-1-abc.secret'), 'x');
    const server = await startPostgres({ dataDir });
    port = server.port;
    await ask(server.adminUrl, 'CREATE TABLE kept (at timestamptz DEFAULT clock_timestamp()); INSERT INTO kept DEFAULT VALUES');
    await server.stop();
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  it('was made in one piece', () => {
    expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'password', 'port', 'postgres.log']);
    expect(statSync(path.join(dataDir, 'password')).mode & 0o777).toBe(0o600);
  });

  it('has one owner at a time', async () => {
    const server = await startPostgres({ dataDir });
    await expect(startPostgres({ dataDir })).rejects.toThrow(/in use by process/);
    await server.stop();
  });

  it('loses nothing acknowledged when it is killed, and comes back on its port', async () => {
    const server = await startPostgres({ dataDir });
    const before = await count(server.adminUrl);
    await ask(server.adminUrl, 'INSERT INTO kept DEFAULT VALUES');
    await server.kill9();
    const again = await startPostgres({ dataDir });
    expect(again.port).toBe(port);
    expect(await count(again.adminUrl)).toBe(before + 1);
    await again.stop();
  });

  it('ends with its owner, and the next owner goes on', async () => {
    const { owner, ready } = startOwner(dataDir);
    const first = await ready;
    await kill9(owner);
    // At once, while the old server is still stopping.
    const server = await startPostgres({ dataDir });
    expect(isAlive(first.pid)).toBe(false);
    expect(await count(server.adminUrl)).toBeGreaterThan(0);
    // The watchdog of the first owner leaves the second one's server alone.
    await sleep(1_500);
    expect(isAlive(server.pid)).toBe(true);
    await server.stop();
  });

  it('takes over a server that outlived its owner', async () => {
    const { owner, ready } = startOwner(dataDir);
    const first = await ready;
    const watchdogs = readdirSync('/proc').filter((pid) => {
      try {
        const [, parentPid] = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        return Number(parentPid) === owner.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('watchdog.sh');
      } catch {
        return false;
      }
    });
    expect(watchdogs).toHaveLength(1);
    for (const pid of watchdogs) process.kill(Number(pid), 'SIGKILL');
    await kill9(owner);
    await sleep(300);
    expect(isAlive(first.pid)).toBe(true);
    const server = await startPostgres({ dataDir });
    expect(isAlive(first.pid)).toBe(false);
    expect(await count(server.adminUrl)).toBeGreaterThan(0);
    await server.stop();
  });

  it('ends sessions whose server was killed before it starts another', async () => {
    const server = await startPostgres({ dataDir });
    const client = new pg.Client({ connectionString: server.adminUrl });
    client.on('error', () => {});
    await client.connect();
    const busy = client.query('SELECT pg_sleep(20)').catch(() => {});
    await sleep(100);
    process.kill(server.pid, 'SIGSTOP');
    process.kill(server.pid, 'SIGKILL');
    await server.exited;
    const again = await startPostgres({ dataDir });
    expect(processesOf(cluster)).toContain(again.pid);
    await busy;
    await again.stop();
    expect(processesOf(cluster)).toEqual([]);
  });

  it('sees through a pid file that names a stranger', async () => {
    writeFileSync(path.join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n  1  1\nready   \n`);
    const server = await startPostgres({ dataDir });
    expect(await count(server.adminUrl)).toBeGreaterThan(0);
    await server.stop();
  });

  it('sets a new password when the old one was lost', async () => {
    rmSync(path.join(dataDir, 'password'));
    const server = await startPostgres({ dataDir });
    expect(await count(server.adminUrl)).toBeGreaterThan(0);
    await server.stop();
  });

  it('takes another port when its own is taken', async () => {
    const stranger = net.createServer().listen(port, '127.0.0.1');
    const server = await startPostgres({ dataDir });
    expect(server.port).not.toBe(port);
    await server.stop();
    await expect(startPostgres({ dataDir, port })).rejects.toThrow(`Port ${port}, which PostgreSQL should use, is taken.`);
    stranger.close();
  });

  it.each([40, 700])('survives being killed %i ms after it began to make a cluster', async (afterMs) => {
    const half = path.join(parent, `half-${afterMs}`);
    const { owner, ready } = startOwner(half);
    ready.catch(() => {});
    await sleep(afterMs);
    await kill9(owner);
    const server = await startPostgres({ dataDir: half });
    expect(await ask(server.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(readdirSync(half).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });
});

// An ordinary user's PostgreSQL runs as that user: there is nothing to reach around.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('a PostgreSQL of root', () => {
  let home = '';
  let dataDir = '';
  let pointer = '';
  beforeAll(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'barnraise-home-'));
    dataDir = path.join(home, 'checkout/.data/postgres');
    pointer = path.join(dataDir, 'cluster-is-in');
  });
  afterAll(() => {
    if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  });

  it('runs as someone else, and out of a private home finds itself a place that is remembered', async () => {
    expect(statSync(home).mode & 0o777).toBe(0o700);
    const first = await startPostgres({ dataDir });
    expect(statSync(`/proc/${first.pid}`).uid).not.toBe(0);
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    const place = readFileSync(pointer, 'utf8').trim();
    expect(statSync(place).uid).toBe(0);
    expect(existsSync(path.join(dataDir, 'cluster'))).toBe(false);

    const again = await startPostgres({ dataDir });
    expect(await ask(again.adminUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await again.stop();
    expect(readFileSync(pointer, 'utf8').trim()).toBe(place);
  });

  it('starts afresh when the checkout was removed and made again, leaving nothing of the old one', async () => {
    const old = readFileSync(pointer, 'utf8').trim();
    rmSync(path.join(home, 'checkout'), { recursive: true });
    const server = await startPostgres({ dataDir });
    await expect(ask(server.adminUrl, 'SELECT one FROM kept')).rejects.toThrow(/does not exist/);
    await server.stop();
    expect(existsSync(old)).toBe(false);
  });
});
