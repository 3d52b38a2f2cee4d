import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The product's own process with nothing but these variables, and all it says. */
export class ServerProcess {
  output = '';
  url = '';
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly over: Promise<number | null>;
  private readonly listening: Promise<void>;

  constructor(env: Record<string, string>) {
    this.child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...env } });
    this.over = once(this.child, 'close').then(([code]) => code as number | null);
    this.listening = new Promise((resolve) => {
      for (const stream of [this.child.stdout, this.child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          this.output += chunk;
          this.url ||= /"msg":"listening","address":"([^"]+)"/.exec(this.output)?.[1] ?? '';
          if (this.url) resolve();
        });
      }
    });
  }

  /** Fulfilled when it listens; throws what it said when it ended instead. */
  async ready(): Promise<this> {
    const ended = await Promise.race([this.listening.then(() => false), this.over.then(() => true)]);
    if (ended) throw new Error(this.output);
    return this;
  }

  /** How it ended by itself. */
  async ended(): Promise<number | null> {
    return this.over;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.over;
  }
}
