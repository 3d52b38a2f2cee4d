import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { LockHeld, takeLock } from './lock.mjs';
import { ROOT, onEnd } from './pnpm.mjs';
import { build, install } from './product.mjs';
import { requireFreePort } from './port.mjs';
import { say } from './progress.mjs';
import { Refusal, prepareDataDir, readSettings } from './settings.mjs';
import { endLeftovers, runningAt } from './running.mjs';

/**
 * @param {{ root?: string, prepare?: (stop: AbortSignal) => Promise<void> }} [options] `prepare` makes the product ready to run
 * @returns {Promise<number>} the exit code
 */
export async function start({ root = ROOT, prepare = installAndBuild } = {}) {
  const stop = new AbortController();
  const stopListening = onEnd((signal) => stop.abort(signal));
  // A closed terminal takes our output with it; that must not take us down before all is stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let unlock = () => {};
  try {
    const settings = readSettings(process.env, root);
    prepareDataDir(settings.dataDir);
    unlock = await lock(settings.dataDir);
    await endLeftovers(settings.dataDir, say);
    await requireFreePort(settings.host, settings.port);
    await prepare(stop.signal);
    if (stop.signal.aborted) return 0;
    const { launch } = await import(pathToFileURL(path.join(ROOT, 'infra/embedded/dist/launcher.js')).href);
    return await launch(settings, { say, signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) return 0;
    process.stderr.write(`\n${error instanceof Refusal ? error.message : /** @type {Error} */ (error).stack}\n`);
    return 1;
  } finally {
    unlock();
    stopListening();
  }
}

/** @param {AbortSignal} stop */
async function installAndBuild(stop) {
  await install();
  if (!stop.aborted) await build();
}

/** @param {string} dataDir */
async function lock(dataDir) {
  const file = path.join(dataDir, 'lock');
  try {
    return await takeLock(file, { waitMs: runningAt(dataDir) ? 0 : 20_000, onWait: (pid) => say(`Waiting for process ${pid}, which is just starting or stopping here`) });
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    const where = runningAt(dataDir);
    throw new Refusal(
      `Barnraise already runs on the data in ${dataDir} (process ${error.pid}${where ? `, ${where}` : ''}). ` +
        'Stop that one first, or give this one a folder and a port of its own: DATA_DIR=.data2 PORT=3001 npm start',
    );
  }
}
