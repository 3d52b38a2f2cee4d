import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../lib/lock.mjs';
import { type Account, databaseAccount } from './account.js';
import { type Binaries, findBinaries } from './binaries.js';
import { ADMIN, checkVersion, environment, initialize, resetPassword } from './cluster.js';
import { clusterHome, makeOpenFolder, throwAwayFolder, writeWhole } from './folders.js';
import { hasExited, processesOf, readPidFile, signal, waitUntil } from './processes.js';
import { type Watchdog, setWatchdog } from './watchdog.js';

export interface PostgresOptions {
  /** Holds the cluster, its password, its port and its log. */
  dataDir: string;
  /** Default: the one used before, else any free one. */
  port?: number;
  /** False gives up crash safety for speed. Default true. */
  durable?: boolean;
  /** The `bin` folder of another PostgreSQL (15 or newer). Default: the one from npm. */
  binDir?: string;
  /** Further server settings, as `{ max_connections: 300 }`. */
  settings?: Record<string, string | number>;
  /** Told what takes a while, in sentences. */
  log?: (line: string) => void;
}

export interface Postgres {
  /** The address of a database for a login; each login's password is its own. Default login: the administrator. */
  url(database: string, user?: string): string;
  /** The administrator's address of the database `postgres`. */
  readonly adminUrl: string;
  /** The administrator's password. */
  readonly password: string;
  readonly port: number;
  readonly pid: number;
  /** 15, 18. */
  readonly major: number;
  readonly dataDir: string;
  /** Fulfilled when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends sessions, writes everything down, and is gone when fulfilled. */
  stop(): Promise<void>;
  /** Like a power cut, for tests of recovery. The data folder stays. */
  kill9(): Promise<void>;
}

/** Recovery after a crash replays what was logged; on a slow disk that is minutes at worst. */
const START_LIMIT_MS = 10 * 60_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Starts the PostgreSQL of a data folder, making the cluster when there is none. What an earlier owner left behind is
 * dealt with: a server that still runs is stopped first (fast, losing nothing), a half-made cluster is made again.
 * The server ends with us, even if we are killed.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = makeOpenFolder(options.dataDir);
  const unlock = await takeLock(path.join(dataDir, 'lock'));
  try {
    return await start({ ...options, dataDir }, unlock, '');
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A PostgreSQL for one test run: quick, in a temporary folder, and gone without a trace when we stop it or die. */
export async function startThrowAwayPostgres(options: Omit<PostgresOptions, 'dataDir' | 'durable'> = {}): Promise<Postgres> {
  const dataDir = throwAwayFolder(databaseAccount());
  try {
    return await start({ ...options, dataDir, durable: false }, () => {}, dataDir);
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function start(options: PostgresOptions, unlock: () => void, removeAfter: string): Promise<Postgres> {
  const { dataDir, durable = true, log = () => {} } = options;
  const account = databaseAccount();
  const binaries = findBinaries(account, options.binDir);
  const home = removeAfter || clusterHome(account, dataDir, log);
  const cluster = path.join(home, 'cluster');

  const password = passwordOf(dataDir);
  await endLeftovers(cluster, log);
  // Set before there is anything to watch, so that no moment is unwatched.
  const watchdog = setWatchdog(durable ? 'INT' : 'QUIT', removeAfter);
  try {
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
      log('Creating the database cluster');
      await initialize(binaries, account, home, password.value, durable, watchdog);
    } else {
      checkVersion(cluster, binaries);
      if (password.fresh) await resetPassword(binaries, account, cluster, password.value);
    }
    const logFile = path.join(dataDir, 'postgres.log');
    const { child, port } = await spawnServer(binaries, account, cluster, logFile, options, watchdog);
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    let over = false;
    const finish = (): void => {
      if (over) return;
      over = true;
      watchdog.dismiss();
      unlock();
    };
    void exited.then(() => {
      // A throw-away folder keeps its watchdog until someone calls stop(): the folder must still go.
      if (removeAfter) watchdog.unwatch();
      else finish();
    });
    const url = (database: string, user = ADMIN): string => urlOf(password.value, port, database, user);
    return {
      url,
      adminUrl: url('postgres'),
      password: password.value,
      port,
      pid: child.pid as number,
      major: binaries.major,
      dataDir,
      exited,
      async stop() {
        await endServer(child, durable);
        if (removeAfter) rmSync(removeAfter, { recursive: true, force: true, maxRetries: 3 });
        finish();
      },
      async kill9() {
        child.kill('SIGKILL');
        await exited;
      },
    };
  } catch (error) {
    watchdog.dismiss();
    throw error;
  }
}

/** The address of a database for a login; each login's password derives from the administrator's. */
export function urlOf(password: string, port: number, database: string, user: string): string {
  const secret = user === ADMIN ? password : createHmac('sha256', password).update(user).digest('hex').slice(0, 32);
  return `postgres://${encodeURIComponent(user)}:${secret}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Kept beside the cluster, for its owner's eyes. */
function passwordOf(dataDir: string): { value: string; fresh: boolean } {
  const file = path.join(dataDir, 'password');
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept) return { value: kept, fresh: false };
  const value = randomBytes(18).toString('base64url');
  writeWhole(file, `${value}\n`, 0o600);
  return { value, fresh: true };
}

/**
 * Ends whatever still runs in the cluster: the server of an owner that was killed, or sessions whose server was.
 * The pid file goes only when nothing of the cluster is left: it is what keeps two servers off one cluster.
 */
async function endLeftovers(cluster: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(cluster)) return;
  const file = readPidFile(cluster);
  const gone = (): boolean => processesOf(cluster).length === 0;
  if (!gone()) {
    log('Stopping the database server that an earlier run left behind');
    const server = file && processesOf(cluster).includes(file.pid) ? file.pid : 0;
    if (server) signal(server, 'SIGINT');
    // Sessions without their server notice by themselves; one that computes gets a hint, then no choice.
    if (!(await waitUntil(gone, server ? 30_000 : 3_000))) {
      for (const pid of processesOf(cluster)) signal(pid, 'SIGQUIT');
      if (!(await waitUntil(gone, 5_000))) for (const pid of processesOf(cluster)) signal(pid, 'SIGKILL');
      if (!(await waitUntil(gone, 5_000))) throw new Error(`A database server still runs in ${cluster} and can't be stopped: process ${processesOf(cluster).join(', ')}.`);
    }
  }
  // Where processes can be seen, a pid file without any is stale, even if its number now belongs to a stranger.
  if (existsSync('/proc/self/cwd')) rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

async function spawnServer(binaries: Binaries, account: Account | null, cluster: string, logFile: string, options: PostgresOptions, watchdog: Watchdog): Promise<{ child: ChildProcess; port: number }> {
  const portFile = path.join(options.dataDir, 'port');
  for (let attempt = 0; ; attempt++) {
    const remembered = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
    const port = options.port ?? (attempt === 0 && remembered > 0 && remembered < 65_536 ? remembered : await freePort());
    const from = sizeOf(logFile);
    const child = launch(binaries, account, cluster, port, logFile, options);
    if (child.pid) watchdog.watch(child.pid);
    const problem = await becameReady(child, cluster, options.log ?? (() => {}));
    if (problem === null) {
      if (remembered !== port) writeWhole(portFile, `${port}\n`, 0o644);
      return { child, port };
    }
    const said = readFileSync(logFile).subarray(from).toString('utf8');
    const portTaken = /Address already in use|could not create any TCP\/IP sockets/.test(said);
    if (portTaken && options.port !== undefined) throw new Error(`Port ${options.port}, which PostgreSQL should use, is taken.`);
    if (!portTaken || attempt >= 5) throw new Error(`PostgreSQL ${problem}. It said:\n${said.trim().split('\n').slice(-8).join('\n')}`);
  }
}

function launch(binaries: Binaries, account: Account | null, cluster: string, port: number, logFile: string, options: PostgresOptions): ChildProcess {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 200,
    // Every plan must be the same whether or not a compiler was built in.
    jit: 'off',
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 } : {}),
    ...options.settings,
  };
  if (sizeOf(logFile) > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  const out = openSync(logFile, 'a', 0o600);
  try {
    return spawn(binaries.postgres, ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...account,
      cwd: cluster,
      env: environment(),
      // A session of its own: Ctrl-C in the terminal reaches us, and we stop the server when nobody needs it any more.
      detached: true,
      stdio: ['ignore', out, out],
    });
  } finally {
    closeSync(out);
  }
}

/** @returns null, or what went wrong */
async function becameReady(child: ChildProcess, cluster: string, log: (line: string) => void): Promise<string | null> {
  let failed: Error | null = null;
  child.once('error', (error) => (failed = error));
  const started = performance.now();
  let told = false;
  for (;;) {
    if (failed) return `could not be started: ${(failed as Error).message}`;
    if (hasExited(child)) return `ended while starting (${child.signalCode ?? `code ${child.exitCode}`})`;
    const file = readPidFile(cluster);
    if (file?.pid === child.pid && file?.status === 'ready') return null;
    const waited = performance.now() - started;
    if (waited > START_LIMIT_MS) {
      child.kill('SIGQUIT');
      return `was not ready after ${START_LIMIT_MS / 60_000} minutes`;
    }
    if (!told && waited > 3_000) {
      log('The database is recovering from an interruption');
      told = true;
    }
    await sleep(waited < 1_000 ? 5 : 50);
  }
}

/** "Fast" first: sessions end, everything is written. Nothing of a throw-away cluster is worth writing. */
async function endServer(child: ChildProcess, durable: boolean): Promise<void> {
  if (durable) {
    child.kill('SIGINT');
    if (await waitUntil(() => hasExited(child), 30_000)) return;
  }
  child.kill('SIGQUIT');
  if (await waitUntil(() => hasExited(child), 5_000)) return;
  child.kill('SIGKILL');
  await waitUntil(() => hasExited(child), 5_000);
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
