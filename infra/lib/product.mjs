// Installs and builds, and knows when there is nothing to do.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT, pnpm, withoutHosts } from './pnpm.mjs';
import { during } from './progress.mjs';
import { Refusal } from './settings.mjs';

const STAMPS = path.join(ROOT, 'node_modules/.cache/barnraise');
const NOT_SOURCE = new Set(['node_modules', 'dist', 'generated', 'results', 'coverage', '.turbo', '.data', '.git']);

/** Installs what the lockfile says, unless that is what is installed. */
export async function install() {
  const manifests = workspaces().map((folder) => path.join(folder, 'package.json'));
  const wanted = digest((hash) => {
    hash.update(`${process.version} ${process.platform} ${process.arch}\n`);
    for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) hash.update(readFileSync(path.join(ROOT, file))).update('\0');
  });
  // Where a package's own folder of links is missing, someone tidied up.
  const whole = manifests.every((file) => !hasDependencies(file) || existsSync(path.join(ROOT, path.dirname(file), 'node_modules')));
  if (whole && stamp('installed') === wanted) return;
  await quietly('Installing the packages (about a minute the first time)', ['install', '--frozen-lockfile', '--prefer-offline'], 'The packages could not be installed', { NODE_ENV: 'development' });
  setStamp('installed', wanted);
}

/** Builds what changed, unless nothing did since the last build. */
export async function build() {
  const sources = digest(sourcesInto);
  if (stamp('built') === `${sources} ${digest(outputsInto)}`) return;
  await quietly('Building', ['turbo', 'run', 'build', '--output-logs=errors-only', '--log-order=grouped'], 'The build failed');
  setStamp('built', `${sources} ${digest(outputsInto)}`);
}

/**
 * @param {string} what @param {string[]} args @param {string} failed
 * @param {Record<string, string>} [env]
 */
async function quietly(what, args, failed, env = {}) {
  let output = '';
  const code = await during(what, () => pnpm(args, { env, hear: (chunk) => (output += chunk) }));
  if (code === 0) return;
  const tail = withoutHosts(withoutNoise(output)).split('\n').slice(-40).join('\n');
  throw new Refusal(`${failed}:\n\n${tail}\n`);
}

/** Turbo's own banner and counts say less than our summary. @param {string} output */
export function withoutNoise(output) {
  return output
    .split('\n')
    .filter((line) => !/^\s*•|^\s*(Tasks|Cached|Time|Failed|Summary):|cache (miss|hit), |^\s*ERROR +run failed|^\S+#\S+:  (WARNING|ERROR) |\[ELIFECYCLE\]|ExperimentalWarning/.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The folders of the workspace: those that pnpm-workspace.yaml names. */
export function workspaces() {
  const line = /^packages:\s*\[(.*)\]/m.exec(readFileSync(path.join(ROOT, 'pnpm-workspace.yaml'), 'utf8'))?.[1] ?? '';
  return [...line.matchAll(/'([^']+)'/g)]
    .flatMap(([, pattern = '']) => {
      if (!pattern.endsWith('/*')) return [pattern];
      const parent = pattern.slice(0, -2);
      return readdirSync(path.join(ROOT, parent)).map((name) => `${parent}/${name}`);
    })
    .filter((folder) => existsSync(path.join(ROOT, folder, 'package.json')))
    .sort();
}

/** @param {import('node:crypto').Hash} hash Names, sizes and times: reading every file would take longer than the build saves. */
function sourcesInto(hash) {
  hash.update(stamp('installed'));
  for (const file of ['turbo.json', 'tsconfig.base.json', 'package.json']) lineInto(hash, path.join(ROOT, file));
  for (const folder of workspaces()) walk(path.join(ROOT, folder), (name) => !NOT_SOURCE.has(name), (file) => lineInto(hash, file));
}

/** @param {import('node:crypto').Hash} hash */
function outputsInto(hash) {
  for (const folder of workspaces()) walk(path.join(ROOT, folder, 'dist'), () => true, (file) => lineInto(hash, file));
}

/** @param {import('node:crypto').Hash} hash @param {string} file */
function lineInto(hash, file) {
  const { size, mtimeMs } = statSync(file);
  hash.update(`${file}\0${size}\0${mtimeMs}\n`);
}

/** @param {string} folder @param {(name: string) => boolean} enter @param {(file: string) => void} visit */
function walk(folder, enter, visit) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (enter(entry.name)) walk(at, enter, visit);
    } else if (entry.isFile()) visit(at);
  }
}

/** @param {string} manifest */
function hasDependencies(manifest) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(ROOT, manifest), 'utf8'));
  return Object.keys({ ...dependencies, ...devDependencies }).length > 0;
}

/** @param {(hash: import('node:crypto').Hash) => void} fill */
function digest(fill) {
  const hash = createHash('sha256');
  fill(hash);
  return hash.digest('hex');
}

/** @param {string} name */
function stamp(name) {
  const file = path.join(STAMPS, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** @param {string} name @param {string} value */
function setStamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(path.join(STAMPS, name), value);
}
