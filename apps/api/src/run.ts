import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Starts a program of ours: bundled if the build made a bundle, else module by module. The same code either way, but
 * reading two thousand files takes seconds on an old machine, and reading one does not.
 */
export async function run(program: 'server' | 'migration'): Promise<void> {
  const bundled = new URL(`./bundle/programs/${program}.js`, import.meta.url);
  await import(existsSync(fileURLToPath(bundled)) ? bundled.href : `./${program}.js`);
}
