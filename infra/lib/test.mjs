import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ROOT, onEnd, pnpm } from './pnpm.mjs';
import { install, withoutNoise, workspaces } from './product.mjs';
import { during, say } from './progress.mjs';
import { Refusal } from './settings.mjs';

/** @typedef {{ state: 'passed' | 'as before' | 'FAILED' | 'skipped' | 'not run', name: string, seconds?: number, why?: string, which?: string[] }} Part */

const TASKS = ['build', 'typecheck', 'lint', 'tidy', 'test'];
const END_TO_END = 'end to end, in a real browser';

/** @returns {Promise<number>} the exit code */
export async function test() {
  let ending = false;
  const stopListening = onEnd(() => (ending = true));
  try {
    await install();
    const parts = await tasks();
    if (!ending) parts.push(await endToEnd(parts));
    summary(parts);
    return ending || parts.some(({ state }) => state === 'FAILED' || state === 'not run') ? 1 : 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Refusal ? error.message : /** @type {Error} */ (error).stack}\n`);
    return 1;
  } finally {
    stopListening();
  }
}

/** Everything that is a task of a workspace; one that fails doesn't keep the others from telling what they know. */
async function tasks() {
  const runs = path.join(ROOT, '.turbo/runs');
  const before = new Set(list(runs));
  const args = ['turbo', 'run', ...TASKS, '--concurrency=2', '--continue=dependencies-successful', '--output-logs=errors-only', '--log-order=grouped', '--summarize'];
  const since = performance.now();
  let output = '';
  const code = await during(`Checking and testing every workspace (${TASKS.join(', ')})`, () =>
    pnpm(args, {
      hear: (chunk) => {
        output += chunk;
      },
    }),
  );
  const failures = withoutNoise(output);
  if (code !== 0) process.stdout.write(`\n${failures}\n\n`);
  const record = list(runs).find((name) => !before.has(name));
  if (!record) return [/** @type {Part} */ ({ state: code === 0 ? 'passed' : 'FAILED', name: TASKS.join(', '), seconds: (performance.now() - since) / 1000 })];
  const file = path.join(runs, record);
  const parts = partsOf(JSON.parse(readFileSync(file, 'utf8')));
  for (const part of parts) if (part.state === 'FAILED' && part.name.endsWith(' test')) part.which = failedTests(failures, part.name.replace(' test', ''));
  rmSync(file);
  if (code !== 0 && !parts.some(({ state }) => state === 'FAILED')) parts.push({ state: 'FAILED', name: 'the run of the tasks', why: `it ended with code ${code}` });
  return parts;
}

/** @param {Part[]} before @returns {Promise<Part>} */
async function endToEnd(before) {
  const manifest = path.join(ROOT, 'apps/e2e/package.json');
  const script = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).scripts?.e2e;
  if (!script) return { state: 'skipped', name: END_TO_END, why: 'there is none yet' };
  if (before.some(({ state, name }) => state !== 'passed' && state !== 'as before' && name.endsWith(' build'))) {
    return { state: 'not run', name: END_TO_END, why: 'the product could not be built' };
  }
  const { findBrowser } = await import(pathToFileURL(path.join(ROOT, 'infra/embedded/dist/index.js')).href);
  const browser = await findBrowser({ log: say });
  if ('reason' in browser) return { state: process.env.CI ? 'FAILED' : 'skipped', name: END_TO_END, why: browser.reason };
  const since = performance.now();
  let output = '';
  const code = await during(`Walking through the product ${END_TO_END}`, () =>
    pnpm(['--filter', '@barnraise/e2e', 'run', 'e2e'], {
      hear: (chunk) => {
        output += chunk;
        process.stdout.write(chunk);
      },
    }),
  );
  const seconds = (performance.now() - since) / 1000;
  return code === 0 ? { state: 'passed', name: END_TO_END, seconds } : { state: 'FAILED', name: END_TO_END, seconds, which: failedWalks(output) };
}

/** The tests that Jest marks with a bullet. @param {string} output @param {string} workspace */
function failedTests(output, workspace) {
  const bullets = output.matchAll(new RegExp(`^@barnraise/${workspace}:test: +● (.+)$`, 'gm'));
  return [...new Set([...bullets].map(([, name]) => /** @type {string} */ (name)))].filter((name) => name !== 'Console');
}

/** The walks that Playwright counts out as it goes, marked with a cross. @param {string} output */
function failedWalks(output) {
  return [...output.matchAll(/^ *✘ +\d+ (?:walks\/)?(.+?)(?: \([\d.]+m?s\))?$/gm)].map(([, name]) => /** @type {string} */ (name));
}

/**
 * @param {{ tasks: { task: string, package: string, cache?: { status?: string }, execution?: { startTime: number, endTime: number, exitCode: number | null } }[] }} record
 * @returns {Part[]}
 */
function partsOf({ tasks }) {
  const scripts = workspaces().map((folder) => JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')));
  return TASKS.flatMap((task) =>
    scripts
      .filter((manifest) => manifest.scripts?.[task])
      .map(({ name: workspace }) => {
        const name = `${workspace.replace('@barnraise/', '')} ${task}`;
        const { cache, execution } = tasks.find((ran) => ran.task === task && ran.package === workspace) ?? {};
        if (!execution?.endTime) return { state: 'not run', name, why: 'what it needs failed' };
        const seconds = (execution.endTime - execution.startTime) / 1000;
        if (execution.exitCode) return { state: 'FAILED', name, seconds };
        return { state: cache?.status === 'HIT' ? 'as before' : 'passed', name, seconds };
      }),
  );
}

/** What failed is said last and by name: whoever sees only the end of a log sees it. @param {Part[]} parts */
function summary(parts) {
  process.stdout.write('\n');
  for (const { state, name, seconds, why } of parts) {
    process.stdout.write(`  ${state.padEnd(9)} ${seconds === undefined ? '        ' : `${seconds.toFixed(1).padStart(6)} s`}  ${name}${why ? `: ${why}` : ''}\n`);
  }
  const count = (/** @type {Part['state']} */ state) => parts.filter((part) => part.state === state).length;
  const total = Math.round(performance.now() / 1000);
  const odd = /** @type {const} */ (['FAILED', 'not run', 'skipped']).filter((state) => count(state) > 0).map((state) => `${count(state)} ${state}`);
  process.stdout.write(`\n  ${count('passed') + count('as before')} passed${odd.length ? `, ${odd.join(', ')}` : ''}, in ${Math.floor(total / 60)} min ${total % 60} s\n`);
  for (const { name, which = [] } of parts) for (const one of which) process.stdout.write(`  FAILED in ${name}: ${one}\n`);
}

/** @param {string} folder */
function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}
