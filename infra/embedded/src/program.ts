import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { hasExited, waitUntil } from './processes.js';

const GUARD = new URL('../dist/guard.js', import.meta.url).href;
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** Starts a built program of ours, which ends when we do. It has a session of its own: Ctrl-C is for us to pass on. */
export function startProgram(file: string, args: string[], env: NodeJS.ProcessEnv, output: number | 'pipe'): ChildProcess {
  return spawn(process.execPath, ['--import', GUARD, file, ...args], {
    env,
    detached: true,
    stdio: ['pipe', output, output],
  });
}

/** Runs a program to its end. What it prints goes to `hear`, line by line. */
export async function runProgram(file: string, args: string[], env: NodeJS.ProcessEnv, hear: (line: string) => void, stop: AbortSignal): Promise<void> {
  const child = startProgram(file, args, env, 'pipe');
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last.push(line);
        if (last.length > 30) last.shift();
        if (stream === child.stdout && line.trim() !== '') hear(line);
      }
    });
    stream?.on('end', () => void (rest && last.push(rest) && stream === child.stdout && hear(rest)));
  }
  const end = (): void => void endProgram(child);
  stop.addEventListener('abort', end);
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...how) => resolve(how));
    });
    if (stop.aborted) throw new Error('stopped');
    if (code !== 0) throw new Error(`${path.basename(file)} ended with ${signal ?? `code ${code}`}:\n${last.join('\n')}`);
  } finally {
    stop.removeEventListener('abort', end);
  }
}

/** Asks, waits while it drains, insists. */
export async function endProgram(child: ChildProcess, drainMs = 15_000): Promise<void> {
  child.kill('SIGTERM');
  if (await waitUntil(() => hasExited(child), drainMs)) return;
  child.kill('SIGKILL');
  await waitUntil(() => hasExited(child), 5_000);
}

/** A log that never fills the disk: one older part is kept. */
export function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

export function endOfLog(file: string, lines = 15): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}

