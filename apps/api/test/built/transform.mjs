import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
const SELF = readFileSync(fileURLToPath(import.meta.url), 'utf8');

/** Where Node finds what a test file imports: our own modules as they were built, packages as they are. */
function outside(filename) {
  const own = path.relative(SOURCE, filename);
  return own.startsWith('..') ? filename : path.join(BUILT, own.replace(/\.ts$/, '.js'));
}

/** The exports of a module as Node has them, and nothing that is executed a second time. */
async function exportsOf(filename) {
  const url = pathToFileURL(outside(filename)).href;
  const names = Object.keys(await import(url)).filter((name) => name !== 'module.exports');
  return [
    `const it = await globalThis[Symbol.for('barnraise.outside')].import(${JSON.stringify(url)});`,
    ...names.map((name, n) => (name === 'default' ? 'export default it.default;' : `const v${n} = it.${name}; export { v${n} as ${name} };`)),
  ].join('\n');
}

const getCacheKey = (_source, filename) => createHash('sha256').update(`${SELF}\n${outside(filename)}\n`).update(readFileSync(outside(filename))).digest('hex');

export default {
  createTransformer: ({ commonjs = false } = {}) => ({
    getCacheKey,
    ...(commonjs
      ? { process: (_source, filename) => ({ code: `module.exports = globalThis[Symbol.for('barnraise.outside')].require(${JSON.stringify(filename)});` }) }
      : { processAsync: async (_source, filename) => ({ code: await exportsOf(filename) }) }),
  }),
};
