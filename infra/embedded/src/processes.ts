import { type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../lib/lock.mjs';

/** Sends a signal to a process that may already be gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone: what we wanted.
  }
}

export async function waitUntil(done: () => boolean, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!done()) {
    if (performance.now() > deadline) return false;
    await sleep(15);
  }
  return true;
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** What the server's own pid file says, whether or not that is still true. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** "starting", "ready", "stopping": written by the server as it goes. */
  readonly status: string;
}

export function readPidFile(cluster: string): PidFile | null {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() } : null;
  } catch {
    return null;
  }
}

/**
 * The processes of a cluster: every one of them stands in its folder. Where the system has no /proc, the pid file's.
 * A number alone would not do: after a restart of the machine it may belong to a stranger.
 */
export function processesOf(cluster: string): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    names = [];
  }
  if (names.length === 0) {
    const pid = readPidFile(cluster)?.pid;
    return pid && isAlive(pid) ? [pid] : [];
  }
  return names
    .filter((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === cluster;
      } catch {
        return false;
      }
    })
    .map(Number)
    .filter(isAlive);
}
