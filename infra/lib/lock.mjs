// One owner per folder. Plain JavaScript, because `npm start` takes a lock before anything is installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The lock is held by a process that is alive. */
export class LockHeld extends Error {
  /** @param {string} file @param {number} pid */
  constructor(file, pid) {
    super(`${path.dirname(file)} is in use by process ${pid}.`);
    this.name = 'LockHeld';
    this.pid = pid;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * What tells a process from a later one with the same number: its start, where the system shows it.
 * @param {number} pid
 */
export function birthOf(pid) {
  const stat = statOf(pid);
  if (!stat) return '';
  let boot = '';
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Some containers hide it; the start alone still tells most.
  }
  return `${boot}/${stat[19]}`;
}

/**
 * Takes the lock, waiting for a holder that is about to go.
 * @param {string} file
 * @param {{ waitMs?: number, onWait?: (pid: number) => void }} [options]
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(file, { waitMs = 0, onWait } = {}) {
  const deadline = performance.now() + waitMs;
  let told = false;
  for (;;) {
    const holder = tryLock(file);
    if (holder === 0) return () => release(file);
    if (performance.now() >= deadline) throw new LockHeld(file, holder);
    if (!told) onWait?.(holder);
    told = true;
    await sleep(100);
  }
}

/**
 * The live holder of a lock, or 0.
 * @param {string} file
 */
export function lockHolder(file) {
  const holder = read(file);
  return holder && lives(holder) ? holder.pid : 0;
}

/**
 * @param {string} file
 * @returns {number} 0 when taken, else the holder
 */
function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  // Written whole under another name, then linked: a lock is never seen half written.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }), { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        linkSync(mine, file);
        return 0;
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const seen = text(file);
      const holder = read(file);
      if (holder && lives(holder)) return holder.pid;
      discard(file, seen, mine);
    }
    throw new Error(`Could not take the lock ${file}. Remove that file and try again.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Moves a stale lock away; if another process took it over in between, puts that one's back.
 * @param {string} file @param {string} seen @param {string} mine
 */
function discard(file, seen, mine) {
  const aside = `${mine}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    if (text(aside) !== seen) linkSync(aside, file);
  } catch {
    // Someone locked it anew: the caller's next look will see.
  }
  rmSync(aside, { force: true });
}

/** @param {string} file */
function release(file) {
  if (read(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** @param {{ pid: number, birth: string }} holder */
function lives(holder) {
  return isAlive(holder.pid) && (!holder.birth || holder.birth === birthOf(holder.pid));
}

/** @param {string} file @returns {{ pid: number, birth: string } | null} */
function read(file) {
  try {
    const { pid, birth } = JSON.parse(text(file));
    return Number.isInteger(pid) && pid > 0 ? { pid, birth: String(birth ?? '') } : null;
  } catch {
    return null;
  }
}

/** @param {string} file */
function text(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid @returns {string[] | null} the fields of /proc/<pid>/stat after the name, which may hold blanks */
function statOf(pid) {
  const line = text(`/proc/${pid}/stat`);
  return line ? line.slice(line.lastIndexOf(')') + 2).split(' ') : null;
}

/** @param {number} pid A dead process that nobody has waited for still answers signals. */
function isZombie(pid) {
  return statOf(pid)?.[0] === 'Z';
}
