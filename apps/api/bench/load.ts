import { connect, type Socket } from 'node:net';

/** What one round of requests is: each client has its own cookie and goes through its own bodies. */
export interface Round {
  readonly port: number;
  readonly path: string;
  readonly cookies: readonly string[];
  readonly bodies: readonly (readonly string[])[];
  /** Ends after this time; or, when 0, once every client sent its bodies once. */
  readonly ms: number;
  /** Begin here, so that rounds don't repeat each other. */
  readonly offset: number;
  /** Also answer with the bodies received: for rounds of holds. */
  readonly keep: boolean;
}
export interface Result { readonly requests: number; readonly seconds: number; readonly p50: number; readonly p99: number; readonly bad: number; readonly kept: string[] }

/** One connection that is kept open, one request at a time: as little of a client as measuring needs. */
class Connection {
  private readonly socket: Socket;
  private received: Buffer[] = [];
  private length = 0;
  private expected = -1;
  private status = 0;
  private done: ((answer: { status: number; body: string | null }) => void) | null = null;

  constructor(port: number, private readonly keep: boolean) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', () => this.done?.({ status: 0, body: null }));
  }

  send(head: string, body: string): Promise<{ status: number; body: string | null }> {
    return new Promise((resolve) => {
      this.done = resolve;
      this.socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.length += chunk.length;
    if (this.expected < 0) {
      const all = this.received.length === 1 ? chunk : Buffer.concat(this.received);
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = all.toString('latin1', 0, end).toLowerCase();
      this.status = Number(head.slice(9, 12));
      this.expected = end + 4 + Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
      if (this.keep) this.received = [all.subarray(end + 4)];
    }
    if (!this.keep) this.received = [];
    if (this.length < this.expected) return;
    const body = this.keep ? Buffer.concat(this.received).toString('utf8') : null;
    this.received = [];
    this.length = 0;
    this.expected = -1;
    this.done?.({ status: this.status, body });
  }

  close(): void {
    this.socket.destroy();
  }
}

async function run(round: Round): Promise<Result> {
  const times: number[] = [];
  const kept: string[] = [];
  let bad = 0;
  const began = performance.now();
  const client = async (cookie: string, place: number): Promise<void> => {
    const bodies = round.bodies[place]!;
    const connection = new Connection(round.port, round.keep);
    const head = `POST ${round.path} HTTP/1.1\r\nhost: 127.0.0.1:${round.port}\r\ncontent-type: application/json\r\nx-barnraise-request: 1\r\ncookie: barnraise=${cookie}\r\n`;
    for (let n = 0; ; n++) {
      const started = performance.now();
      if (round.ms > 0 && started - began >= round.ms) break;
      if (round.ms === 0 && n >= bodies.length) break;
      const answer = await connection.send(head, bodies[(round.offset + n) % bodies.length]!);
      times.push(performance.now() - started);
      if (answer.status !== 200) bad++;
      if (answer.body !== null) kept.push(answer.body);
    }
    connection.close();
  };
  await Promise.all(round.cookies.map(client));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, seconds, p50: at(0.5), p99: at(0.99), bad, kept };
}

process.on('message', (round: Round) => {
  run(round).then((result) => process.send!(result), (error: Error) => {
    console.error(error);
    process.exit(1);
  });
});
