// Runs the pnpm that package.json pins, with nothing but Node and npm on the machine.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string>} [env] added to ours
 * @property {(chunk: string) => void} [hear] takes the output instead of the terminal
 */

/**
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} the exit code
 */
export function pnpm(args, options = {}) {
  const [command, ...before] = pinnedPnpm();
  return run(command, [...before, ...args], options);
}

/**
 * Runs a program to its end. It gets a process group of its own, and every signal that would end us goes to the whole
 * group: npm, npx and pnpm keep signals to themselves, and what they started would live on.
 * @param {string} command @param {string[]} args @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, hear } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...QUIET, ...env },
      detached: true,
      stdio: hear ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    child.stdout?.setEncoding('utf8').on('data', hear ?? (() => {}));
    child.stderr?.setEncoding('utf8').on('data', hear ?? (() => {}));
    const stopListening = onEnd((signal) => {
      try {
        process.kill(-(/** @type {number} */ (child.pid)), signal);
      } catch {
        // Already gone.
      }
    });
    child.once('error', (error) => {
      stopListening();
      reject(error);
    });
    child.once('close', (code, signal) => {
      stopListening();
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGHUP' ? 1 : 15));
    });
  });
}

/**
 * Calls back when we should end: a signal, or npm, which started us, is gone (a SIGTERM or SIGKILL to npm does not reach
 * what npm started; all that is left to see is another parent).
 * @param {(signal: NodeJS.Signals) => void} end
 * @returns {() => void} stops listening
 */
export function onEnd(end) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, end);
  const parent = process.ppid;
  // Only under npm: a shell that starts us in the background and ends has every right to.
  const watch = process.env.npm_lifecycle_event
    ? setInterval(() => {
        if (process.ppid === parent) return;
        clearInterval(watch);
        end('SIGTERM');
      }, 300)
    : undefined;
  watch?.unref();
  return () => {
    for (const signal of signals) process.off(signal, end);
    clearInterval(watch);
  };
}

/**
 * The error output of a package manager names hosts that concern nobody who reads a log.
 * @param {string} output
 */
export function withoutHosts(output) {
  const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', env: { ...process.env, ...QUIET } }).stdout ?? '';
  const host = /\/\/(?:[^@/\s]*@)?([^/:\s]+)/.exec(registry)?.[1];
  const text = output.replace(/https?:\/\/[^/\s"')]+/g, '(registry)');
  return host ? text.replaceAll(host, '(registry)') : text;
}

/** npm warns about settings of the user's that concern nobody here; turbo calls home unless told not to. */
const QUIET = { npm_config_loglevel: 'error', npm_config_update_notifier: 'false', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };

/** @returns {[string, ...string[]]} the installed one when it is the pinned one; else npx fetches that */
function pinnedPnpm() {
  const pin = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).packageManager;
  const version = /^pnpm@([^+]+)/.exec(pin)?.[1];
  if (!version) throw new Error('package.json names no pnpm in "packageManager".');
  const installed = path.join(ROOT, 'node_modules/pnpm');
  const entry = path.join(installed, 'bin/pnpm.mjs');
  if (existsSync(entry) && JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')).version === version) {
    return [process.execPath, entry];
  }
  return ['npx', '--yes', `pnpm@${version}`];
}
