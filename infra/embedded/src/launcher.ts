import { type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../lib/lock.mjs';
import { forgetRunning, noteRunning } from '../../lib/running.mjs';
import { Refusal, type Settings } from '../../lib/settings.mjs';
import { type Addresses, makeDatabase, migratedBy, noteMigratedBy } from './database.js';
import { type Postgres, startPostgres } from './postgres.js';
import { hasExited } from './processes.js';
import { endOfLog, endProgram, openLog, runProgram, startProgram } from './program.js';
import { describePeople } from './people.js';
import { notMigrated, requireReachable } from './theirs.js';

export interface LaunchOptions {
  say: (line: string) => void;
  /** Aborted when everything should stop. */
  signal: AbortSignal;
}

/** How often a part may end by itself within a minute before we stop trying. */
const RESTARTS = 5;
const CALM_MS = 60_000;

/**
 * Starts the built product and keeps it up until told to stop: PostgreSQL, unless the settings name one; migrations;
 * the demo; the server.
 * @returns the exit code
 */
export async function launch(settings: Settings, { say, signal }: LaunchOptions): Promise<number> {
  const launcher = new Launcher(settings, say, signal);
  try {
    await launcher.start();
    await launcher.keepUp();
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    throw error;
  } finally {
    await launcher.stop();
  }
}

class Launcher {
  private postgres: Postgres | null = null;
  /** Aborted when `postgres` has ended; never, if the settings name another. */
  private databaseEnd: AbortSignal = new AbortController().signal;
  private server: ChildProcess | null = null;
  /** The server that saw its database end: if it ends too, that is not counted against it. */
  private bereft: ChildProcess | null = null;
  private env: NodeJS.ProcessEnv = {};
  private readonly restarts = { database: new Restarts(), server: new Restarts() };
  private readonly log: string;
  private readonly stopped: Promise<'stop'>;

  constructor(
    private readonly settings: Settings,
    private readonly say: (line: string) => void,
    private readonly signal: AbortSignal,
  ) {
    this.log = path.join(settings.dataDir, 'log/api.log');
    this.stopped = new Promise((resolve) => {
      if (signal.aborted) resolve('stop');
      else signal.addEventListener('abort', () => resolve('stop'), { once: true });
    });
  }

  /** @throws when it can't come up, or should stop meanwhile */
  async start(): Promise<void> {
    const { settings, say, signal } = this;
    mkdirSync(path.dirname(this.log), { recursive: true });
    let addresses: Addresses;
    if (settings.database) {
      addresses = settings.database;
      await requireReachable('MIGRATION_DATABASE_URL', addresses.migration);
    } else {
      say('Starting PostgreSQL');
      this.postgres = await this.startDatabase();
      addresses = await makeDatabase(this.postgres);
    }
    this.env = environment(settings, addresses);
    this.goOn();
    const hear = (line: string): void => say(`  ${line}`);
    // Migrating again would change nothing, but finding that out takes it a second or two.
    const build = this.build();
    if (!this.postgres || (await migratedBy(this.postgres)) !== build) {
      say('Migrating the database');
      const migrated = runProgram(this.program('migrate'), [], this.env, hear, signal);
      await (settings.database ? migrated.catch((error: Error) => Promise.reject(notMigrated(error, addresses))) : migrated);
      if (this.postgres) await noteMigratedBy(this.postgres, build);
    }
    if (settings.database) {
      // Not before: migrating makes these two logins.
      await requireReachable('DATABASE_URL', addresses.server);
      await requireReachable('WORKER_DATABASE_URL', addresses.worker);
    }
    if (settings.demo) {
      // Each time: it fills an empty database, and lets the clock of a filled one go on from where it stood.
      say('Looking after the demo');
      await runProgram(this.program('seed'), [], this.env, hear, signal);
    }
    this.goOn();
    say('Starting the server');
    const people: string[] = [];
    const listing = settings.demo ? runProgram(this.program('seed'), ['--people'], this.env, (line) => void people.push(line), signal).catch(() => {}) : undefined;
    this.server = this.startServer();
    while (!(await this.answers())) {
      if (!(await this.databaseEnded())) throw new Refusal(`The server ended while starting. The end of its log, ${this.log}:\n\n${endOfLog(this.log)}`);
      await this.restartDatabase();
      this.goOn();
      if (hasExited(this.server)) this.server = this.startServer();
    }
    await listing;
    say(`Barnraise is up: ${this.address}`);
    process.stdout.write(`\n${describePeople(people)}\n  Data in ${settings.dataDir}, log in ${this.log}. Ctrl-C stops everything.\n\n`);
  }

  /** What a database is migrated by: a change of any built file is another build. */
  private build(): string {
    const folder = path.dirname(this.program('main'));
    const hash = createHash('sha256');
    for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
      const { size, mtimeMs } = statSync(path.join(folder, name));
      hash.update(`${name}\0${size}\0${mtimeMs}\n`);
    }
    return `migrated by build ${hash.digest('hex').slice(0, 32)}`;
  }

  /** Restarts what ends by itself, until told to stop. */
  async keepUp(): Promise<void> {
    for (;;) {
      const { server, postgres } = this;
      const ended = await Promise.race([
        this.stopped,
        new Promise<'server'>((resolve) => (server && !hasExited(server) ? server.once('exit', () => resolve('server')) : resolve('server'))),
        ...(postgres ? [postgres.exited.then(() => 'database' as const)] : []),
      ]);
      if (ended === 'stop') return;
      // The database first, whichever was seen to end: no server stays up without it.
      if (await this.databaseEnded()) await this.restartDatabase();
      else if (ended === 'server') await this.restartServer();
    }
  }

  async stop(): Promise<void> {
    forgetRunning(this.settings.dataDir);
    if (this.signal.aborted) this.say('Stopping');
    if (this.server && !hasExited(this.server)) await endProgram(this.server);
    await this.postgres?.stop();
    if (this.signal.aborted) this.say('Stopped');
  }

  private async databaseEnded(): Promise<boolean> {
    // The server may be heard to end before the database it ended for.
    if (this.postgres && !isAlive(this.postgres.pid)) await this.postgres.exited;
    return this.databaseEnd.aborted;
  }

  private async restartDatabase(): Promise<void> {
    await this.restarts.database.next(this.stopped, () => new Refusal(`PostgreSQL keeps ending by itself. Its log: ${path.join(this.settings.dataDir, 'postgres/postgres.log')}`));
    if (this.signal.aborted) return;
    this.say('PostgreSQL ended by itself; starting it again');
    this.bereft = this.server;
    // On its old port: the server's connections come back to it.
    this.postgres = await this.startDatabase(this.postgres?.port);
    this.say('PostgreSQL is back');
  }

  private async restartServer(): Promise<void> {
    const how = this.server?.signalCode ?? `code ${this.server?.exitCode}`;
    const sooner = Promise.race([this.stopped, ...(this.postgres ? [this.postgres.exited] : [])]);
    if (this.server !== this.bereft) await this.restarts.server.next(sooner, () => new Refusal(`The server keeps ending by itself (${how}). The end of its log, ${this.log}:\n\n${endOfLog(this.log)}`));
    if (this.signal.aborted || this.databaseEnd.aborted) return;
    this.say(`The server ended by itself (${how}); starting it again`);
    this.server = this.startServer();
    if (await this.answers()) this.say('The server is back');
  }

  private async startDatabase(port?: number): Promise<Postgres> {
    const postgres = await startPostgres({ dataDir: path.join(this.settings.dataDir, 'postgres'), port, log: (line) => this.say(`  ${line}`) });
    const end = new AbortController();
    void postgres.exited.then(() => end.abort());
    this.databaseEnd = end.signal;
    return postgres;
  }

  private startServer(): ChildProcess {
    const log = openLog(this.log);
    // What serves requests has no way to the owner of the tables.
    const env = { ...this.env };
    delete env['MIGRATION_DATABASE_URL'];
    const child = startProgram(this.program('main'), [], env, log);
    closeSync(log);
    child.on('error', () => {});
    if (child.pid) noteRunning(this.settings.dataDir, { address: this.address, server: child.pid });
    return child;
  }

  /** Waits until the server is ready; false when it ended instead, or its database did. */
  private async answers(): Promise<boolean> {
    const began = performance.now();
    let told = false;
    while (this.server && !hasExited(this.server) && !this.databaseEnd.aborted) {
      this.goOn();
      const response = await fetch(`${this.loopback}/health/ready`, { signal: AbortSignal.any([AbortSignal.timeout(5_000), this.databaseEnd]) }).catch(() => null);
      await response?.body?.cancel();
      if (response?.ok) return true;
      if (!told && performance.now() - began > 20_000) {
        this.say(`  it is not ready yet${response ? ` (status ${response.status})` : ''}; its log: ${this.log}`);
        told = true;
      }
      await sleep(50);
    }
    return false;
  }

  private goOn(): void {
    if (this.signal.aborted) throw new Error('stopped');
  }

  private program(name: 'main' | 'migrate' | 'seed'): string {
    return path.join(this.settings.root, 'apps/api/dist', `${name}.js`);
  }

  private get address(): string {
    const { host, port } = this.settings;
    return `http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host}:${port}`;
  }

  private get loopback(): string {
    const { host, port } = this.settings;
    const reach = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
    return `http://${reach.includes(':') ? `[${reach}]` : reach}:${port}`;
  }
}

/** Counts ends in a row, and waits longer before each new try. */
class Restarts {
  private count = 0;
  private last = 0;

  /** @param sooner what cuts the waiting short */
  async next(sooner: Promise<unknown>, tooMany: () => Error): Promise<void> {
    const now = performance.now();
    if (now - this.last > CALM_MS) this.count = 0;
    this.last = now;
    if (++this.count > RESTARTS) throw tooMany();
    if (this.count > 1) await Promise.race([sleep(250 * 2 ** this.count), sooner]);
  }
}

function environment(settings: Settings, addresses: Addresses): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(settings.port),
    HOST: settings.host,
    DATA_DIR: settings.dataDir,
    WEB_DIR: process.env['WEB_DIR'] || path.join(settings.root, 'apps/web/dist'),
    DEMO: String(settings.demo),
    DATABASE_URL: addresses.server,
    WORKER_DATABASE_URL: addresses.worker,
    MIGRATION_DATABASE_URL: addresses.migration,
  };
}
