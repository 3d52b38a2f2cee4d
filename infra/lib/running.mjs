// A note in the data folder on what runs there: for the next start's sentence, and for clearing up after a crash.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { birthOf, isAlive } from './lock.mjs';

/**
 * @param {string} dataDir
 * @param {{ address: string, server: number }} note the address once it answers, and the process that serves
 */
export function noteRunning(dataDir, { address, server }) {
  const file = fileIn(dataDir);
  writeFileSync(`${file}.part`, JSON.stringify({ address, server, birth: birthOf(server) }));
  renameSync(`${file}.part`, file);
}

/** @param {string} dataDir */
export function forgetRunning(dataDir) {
  rmSync(fileIn(dataDir), { force: true });
}

/** @param {string} dataDir @returns {string} the address, if something is noted */
export function runningAt(dataDir) {
  return read(dataDir)?.address ?? '';
}

/**
 * A server whose launcher was killed ends by itself; one that doesn't is ended here. Call this as the owner of the folder.
 * @param {string} dataDir @param {(line: string) => void} say
 */
export async function endLeftovers(dataDir, say) {
  const left = read(dataDir);
  forgetRunning(dataDir);
  // Without a birth the number alone would not tell a stranger from ours.
  if (!left?.birth) return;
  const lives = () => isAlive(left.server) && birthOf(left.server) === left.birth;
  if (!lives()) return;
  say('Stopping the server that an earlier run left behind');
  for (const [signal, waitMs] of /** @type {[NodeJS.Signals, number][]} */ ([['SIGTERM', 10_000], ['SIGKILL', 3_000]])) {
    try {
      process.kill(left.server, signal);
    } catch {
      return;
    }
    for (const deadline = performance.now() + waitMs; performance.now() < deadline; await sleep(50)) if (!lives()) return;
  }
}

/** @param {string} dataDir */
function fileIn(dataDir) {
  return path.join(dataDir, 'running.json');
}

/** @param {string} dataDir @returns {{ address: string, server: number, birth: string } | null} */
function read(dataDir) {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8'));
  } catch {
    return null;
  }
}
