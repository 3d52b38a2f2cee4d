import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type TestDatabase } from '../database.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * A port that no client is given: who connects to a dead server at a port of the clients' own range may be given that
 * very port, meet itself there, and keep the server from coming back.
 */
async function quietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false)).listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** One api process as it is deployed. It may die and come back at the same place. */
export class Server {
  private child: ChildProcess | null = null;
  private port = 0;
  private said = '';

  constructor(
    private readonly db: TestDatabase,
    private readonly withWorker: boolean,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.port ||= await quietPort();
    const child = spawn(process.execPath, [MAIN], {
      env: {
        ...process.env, NODE_OPTIONS: '', DATABASE_URL: this.db.serverUrl, WORKER_DATABASE_URL: this.withWorker ? this.db.workerUrl : '', MIGRATION_DATABASE_URL: '', PORT: String(this.port), HOST: '127.0.0.1',
        OPERATIONS: 'open', WEB_DIR: '/nonexistent', LOG_LEVEL: 'error', DATABASE_POOL_SIZE: '12',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      let heard = '';
      child.stdout!.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
        heard += chunk.toString();
        if (heard.includes('"msg":"listening"')) resolve();
      });
      child.stderr!.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
      child.once('exit', (code, signal) => reject(new Error(`The api ended (${signal ?? code}) and said: ${this.said.slice(-2000)}`)));
    });
    return this;
  }

  /** What it had to complain about, line by line: nothing, in a storm it can stand. */
  get complaints(): string[] {
    return this.said.split('\n').filter((line) => /"level":[56]0/.test(line) || (line !== '' && !line.startsWith('{')));
  }

  /** What it complained about so far was to be expected. */
  forgive(): void {
    this.said = '';
  }

  /** As a power cut would: whatever it is doing stays half done. */
  kill9(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Polled until it is so; a server that has ended never will be. */
  async isReady(wanted: boolean): Promise<void> {
    for (;;) {
      if (this.child?.exitCode != null || this.child?.signalCode != null) throw new Error(`The api ended by itself (${this.child.signalCode ?? this.child.exitCode}) and said: ${this.said.slice(-4000)}`);
      const status = await fetch(`${this.url}/health/ready`).then((response) => response.status, () => 0);
      if ((status === 200) === wanted) return;
      await sleep(50);
    }
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
