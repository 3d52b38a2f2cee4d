import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const GUARD = new URL('infra/embedded/dist/guard.js', root).href;
const at = (program: string) => fileURLToPath(new URL(`apps/api/dist/${program}.js`, root));

export type Environment = Record<string, string>;

/** Nothing of this machine's own settings reaches the product: a DATABASE_URL that lies about would be used. */
const bare = (env: Environment): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env });

/** A built program of the product, which ends when we do, even if we are killed. */
function begin(program: string, args: string[], env: Environment): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['--import', GUARD, at(program), ...args], { env: bare(env), stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (said = (said + chunk).slice(-20_000)));
  return { child, said: () => said };
}

export async function runToEnd(program: string, env: Environment): Promise<void> {
  const { child, said } = begin(program, [], env);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}:\n${said()}`);
}

export interface Server {
  readonly origin: string;
  /** The end of what it logged. */
  readonly said: () => string;
  stop(): Promise<void>;
}

export async function startServer(env: Environment): Promise<Server> {
  const port = await freePort();
  const { child, said } = begin('main', [], { ...env, HOST: '127.0.0.1', PORT: String(port) });
  const ended = new Promise<'ended'>((resolve) => child.once('close', () => resolve('ended')));
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (const deadline = performance.now() + 90_000; performance.now() < deadline; ) {
    const answer = await fetch(`${origin}/health/ready`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return { origin, said, stop };
    if ((await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))])) === 'ended') break;
  }
  await stop();
  throw new Error(`The server did not come up:\n${said()}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
