import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import type { Watchdog } from './watchdog.js';

/** The administrator of every cluster of ours. */
export const ADMIN = 'postgres';

/** Makes the cluster under another name and renames it when it is whole; what an earlier crash left half made goes. */
export async function initialize(binaries: Binaries, account: Account | null, home: string, password: string, durable: boolean, watchdog: Watchdog): Promise<void> {
  for (const name of readdirSync(home)) {
    if (/^(cluster-new-|cluster$)/.test(name)) rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 5 });
  }
  const fresh = path.join(home, `cluster-new-${process.pid}-${randomBytes(3).toString('hex')}`);
  mkdirSync(fresh, { mode: 0o700 });
  const secret = `${fresh}.secret`;
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) for (const file of [fresh, secret]) chownSync(file, account.uid, account.gid);

  // 15 and 16 have no locale provider of their own; the C library's C.UTF-8 sorts the same way.
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : [`--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`];
  const args = ['-D', fresh, '-U', ADMIN, '-E', 'UTF8', ...locale, '-A', 'scram-sha-256', `--pwfile=${secret}`, ...(durable ? [] : ['--no-sync'])];
  const { code, output } = await run(binaries.initdb, args, account, fresh, { onStart: watchdog.watch });
  watchdog.unwatch();
  rmSync(secret, { force: true });
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`initdb failed: ${output.trim().split('\n').slice(-4).join(' ')}`);
  }
  renameSync(fresh, path.join(home, 'cluster'));
  if (durable) syncFolder(home);
}

export function checkVersion(cluster: string, binaries: Binaries): void {
  const made = Number(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'));
  if (made !== binaries.major) {
    throw new Error(`The data in ${cluster} was written by PostgreSQL ${made}; this is PostgreSQL ${binaries.major}. Move that folder away, or set DATA_DIR to another.`);
  }
}

/** The password file was lost: the owner of the files may set another. */
export async function resetPassword(binaries: Binaries, account: Account | null, cluster: string, password: string): Promise<void> {
  const { code, output } = await run(binaries.postgres, ['--single', '-D', cluster, 'postgres'], account, cluster, { input: `ALTER ROLE ${ADMIN} PASSWORD '${password}'\n` });
  if (code !== 0) throw new Error(`Could not set a new database password: ${output.trim()}`);
}

async function run(program: string, args: string[], account: Account | null, cwd: string, { input = '', onStart }: { input?: string; onStart?: (pid: number) => void } = {}): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...account, cwd, env: environment(), detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    if (child.pid) onStart?.(child.pid);
    let output = '';
    const hear = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.stdin.on('error', () => {});
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}

/** Nothing of ours: PGDATA, PGPORT or a translated LANG would change what the server does. */
export function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** The renamed folder must be there after a power cut, too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Not every file system can sync a folder.
  } finally {
    closeSync(handle);
  }
}
