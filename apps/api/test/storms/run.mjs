// npm run test:storm [-- --postgres=PATH] [-- --seeds=N]: twenty seeds of every storm, on the PostgreSQL from npm or the one whose bin folder is PATH.
// STORM_SEED=n repeats one seed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

const api = path.resolve(import.meta.dirname, '../..');

/** @returns {{ postgres?: string, seeds: string }} */
function asked() {
  const args = process.argv.slice(2).filter((arg) => arg !== '--');
  const { values } = parseArgs({ args, options: { postgres: { type: 'string' }, seeds: { type: 'string', default: '20' } } });
  if (values.postgres && !existsSync(path.join(values.postgres, 'initdb'))) throw new Error(`--postgres=${values.postgres} is no bin folder of a PostgreSQL: there is no initdb in it.`);
  if (!/^[1-9]\d{0,3}$/.test(values.seeds)) throw new Error(`--seeds=${values.seeds} must be a whole number from 1 to 9999.`);
  if (!existsSync(path.join(api, 'dist/main.js'))) throw new Error('The api is not built. Run: npm run build');
  return values;
}

try {
  const { postgres, seeds } = asked();
  const jest = [path.join(api, 'node_modules/jest/bin/jest.js'), 'test/storms', '--runInBand', '--verbose'];
  const env = { ...process.env, STORM_SEEDS: seeds, ...(postgres ? { BARNRAISE_POSTGRES_BIN: path.resolve(postgres) } : {}) };
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], { cwd: api, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => (process.exitCode = code ?? 1));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
