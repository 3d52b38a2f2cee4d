import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const OWNER = fileURLToPath(new URL('./fixtures/owner.mjs', import.meta.url));

export interface Owned {
  pid: number;
  port: number;
  dataDir: string;
  adminUrl: string;
}

/** Another process that owns a PostgreSQL, to be killed. */
export function startOwner(dataDir?: string): { owner: ChildProcess; ready: Promise<Owned> } {
  const owner = spawn(process.execPath, [OWNER, ...(dataDir ? [dataDir] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = once(createInterface({ input: owner.stdout }), 'line').then(([line]) => JSON.parse(line) as Owned);
  return { owner, ready };
}

export async function kill9(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
