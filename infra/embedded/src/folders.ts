import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, canReach } from './account.js';

/** Says, in the data folder, where the cluster is when the database account can't reach the data folder. */
const POINTER = 'cluster-is-in';

/** Makes a folder and what is missing above it, open for passing through; folders that stood before keep their mode. */
export function makeOpenFolder(folder: string): string {
  const first = mkdirSync(folder, { recursive: true });
  if (first) {
    for (let at = path.resolve(folder); at.length >= path.resolve(first).length; at = path.dirname(at)) chmodSync(at, 0o755);
  }
  return realpathSync(folder);
}

/**
 * The folder that holds the cluster: the data folder itself, or, when a private home is in the way of the database
 * account, one of our own outside of it, remembered in the data folder.
 */
export function clusterHome(account: Account | null, dataDir: string, log: (line: string) => void): string {
  const pointer = path.join(dataDir, POINTER);
  const known = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : '';
  if (known && isOurFolder(known)) return known;
  if (known) log(`The database that was in ${known} is gone; starting an empty one.`);
  if (existsSync(path.join(dataDir, 'cluster')) || canReach(account, dataDir)) return dataDir;

  const prefix = `barnraise-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}-`;
  // Not in /var/tmp if we can help it: that is swept of what is 30 days old.
  for (const parent of ['/var/lib', '/var/tmp']) {
    let home: string;
    try {
      home = mkdtempSync(path.join(parent, prefix));
    } catch {
      continue;
    }
    chmodSync(home, 0o755);
    if (!canReach(account, home)) {
      rmSync(home, { recursive: true, force: true });
      continue;
    }
    writeWhole(pointer, `${home}\n`, 0o644);
    for (const other of readdirSync(parent)) {
      // Left by an earlier data folder in this very place, which has been removed.
      const left = path.join(parent, other);
      if (other.startsWith(prefix) && left !== home && isOurFolder(left)) rmSync(left, { recursive: true, force: true });
    }
    return home;
  }
  throw new Error(`The account that PostgreSQL runs under can't reach ${dataDir}. Set DATA_DIR to a folder outside of a private home.`);
}

/** A folder for one run, in the first temporary place that the database account can reach. */
export function throwAwayFolder(account: Account | null): string {
  for (const parent of [os.tmpdir(), '/tmp', '/var/tmp']) {
    if (!canReach(account, parent)) continue;
    const folder = mkdtempSync(path.join(parent, 'barnraise-test-'));
    chmodSync(folder, 0o755);
    return realpathSync(folder);
  }
  throw new Error('No temporary folder that PostgreSQL can reach. Set TMPDIR to one that every account may enter.');
}

/** Written whole or not at all: a crash never leaves half a file. */
export function writeWhole(file: string, text: string, mode: number): void {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, text, { mode, flush: true });
  chmodSync(part, mode);
  renameSync(part, file);
}

function isOurFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.();
}
