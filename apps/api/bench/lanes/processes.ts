import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { API, type BenchDatabase } from '../cluster.js';
import { type Result, type Round } from '../load.js';

export interface Lane { readonly name: string; readonly port: number; readonly child: ChildProcess; readonly startMs: number; stop(): Promise<void> }

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())));
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended(child);
  clearTimeout(insist);
}

/** The built server as it runs for people: only the web's operations, its log written (to nowhere). */
export async function startProduct(database: BenchDatabase, documents: Record<string, string>, env: Record<string, string> = {}): Promise<Lane> {
  const web = mkdtempSync(join(tmpdir(), 'barnraise-bench-'));
  writeFileSync(join(web, 'operations.json'), JSON.stringify(documents));
  const began = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', ...(process.env.BENCH_NODE_ARGS?.split(' ') ?? []), `${API}dist/main.js`], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: database.server, WORKER_DATABASE_URL: database.worker, PORT: '0', WEB_DIR: web, OPERATIONS: 'known', DEMO: 'true', ...env }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portFrom(child);
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
  await answer.text();
  const startMs = performance.now() - began;
  return { name: 'product', port, child, startMs, stop: () => stop(child).finally(() => rmSync(web, { recursive: true, force: true })) };
}

export async function startPlain(database: BenchDatabase): Promise<Lane> {
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../plain/server.js', import.meta.url))], { env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: database.plain }, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await portFrom(child);
  return { name: 'plain', port, child, startMs: performance.now() - began, stop: () => stop(child) };
}

function portFrom(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`a lane ended while starting, code ${code}`)));
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (/"level":[56]0/.test(line)) console.error(line);
      const found = /http:\/\/[^:]+:(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    });
  });
}

/** The process that makes the load: one for all rounds, apart from both lanes. */
export class Load {
  private readonly child = fork(fileURLToPath(new URL('../load.js', import.meta.url)));

  run(round: Round): Promise<Result> {
    return new Promise((resolve, reject) => {
      const failed = (code: number | null): void => reject(new Error(`the load ended, code ${code}`));
      this.child.once('exit', failed);
      this.child.once('message', (result) => {
        this.child.off('exit', failed);
        resolve(result as Result);
      });
      this.child.send(round);
    });
  }

  stop(): Promise<void> {
    return stop(this.child);
  }
}

/** Resident memory of a process in MB; null where the system doesn't say. */
export function residentMb(pid: number): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return null;
  }
}
