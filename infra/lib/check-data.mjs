import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ROOT, run } from './pnpm.mjs';
import { say } from './progress.mjs';
import { Refusal, readSettings } from './settings.mjs';

/**
 * @param {{ root?: string }} [options]
 * @returns {Promise<number>} the exit code
 */
export async function checkData({ root = ROOT } = {}) {
  const ask = (/** @type {string} */ address) => run(process.execPath, [path.join(root, 'apps/api/dist/check-data.js')], { env: { MIGRATION_DATABASE_URL: address } });
  try {
    // It asks with this one address; the other two may be missing.
    if (process.env.MIGRATION_DATABASE_URL) return await ask(process.env.MIGRATION_DATABASE_URL);
    const { dataDir } = readSettings(process.env, root);
    const { withOwnDatabase } = await import(pathToFileURL(path.join(ROOT, 'infra/embedded/dist/own.js')).href);
    return await withOwnDatabase(dataDir, say, ask);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Refusal ? error.message : /** @type {Error} */ (error).stack}\n`);
    return 2;
  }
}
