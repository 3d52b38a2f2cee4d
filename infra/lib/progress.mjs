// Lines that say what happens, each with the time since we began.
import process from 'node:process';

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${clock()}  ${line}\n`);
}

/** Seconds since the process began, aligned. */
function clock() {
  return `${(performance.now() / 1000).toFixed(1).padStart(6)} s`;
}

/**
 * Says that something begins, and every quarter of a minute that it still goes on.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function during(what, work) {
  say(what);
  const since = performance.now();
  const still = setInterval(() => say(`  still at it (${Math.round((performance.now() - since) / 1000)} s)`), 15_000);
  try {
    return await work();
  } finally {
    clearInterval(still);
  }
}
