import WebSocket from 'ws';
import { type Answer, type Client } from '../app.js';

interface Hint { readonly topic: string; readonly subjectId: string }
type Message = { type: string; payload?: { data?: { changes: Hint } | null; errors?: Answer<unknown>['errors'] } & Answer<unknown>['errors'] };

/** An open page that listens for changes, as a browser does, with its cookie. */
export class Listener {
  readonly hints: Hint[] = [];
  private refused: Answer<unknown>['errors'];
  private wake: () => void = () => undefined;

  private constructor(private readonly socket: WebSocket) {}

  static async open(url: string, client: Client, query: string): Promise<Listener> {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin: url, headers: cookie ? { cookie } : {} });
    const listener = new Listener(socket);
    await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
    socket.on('message', (data: Buffer) => listener.take(JSON.parse(data.toString()) as Message, query));
    socket.on('close', () => listener.wake());
    socket.send(JSON.stringify({ type: 'connection_init' }));
    return listener;
  }

  private take({ type, payload }: Message, query: string): void {
    if (type === 'connection_ack') this.socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    if (type === 'next' && payload?.data) this.hints.push(payload.data.changes);
    if (type === 'error' || (type === 'next' && payload?.errors)) this.refused = payload!.errors ?? (payload as unknown as Answer<unknown>['errors']);
    this.wake();
  }

  /** Gives signs of life until one is heard, or the refusal. */
  async ready(sign: () => Promise<string>): Promise<Answer<unknown>['errors'] | null> {
    while (this.hints.length === 0) {
      if (this.refused) return this.refused;
      await sign();
      await this.something(20);
    }
    return null;
  }

  /** Everything heard up to this sign of life. */
  async until(sign: string): Promise<readonly Hint[]> {
    while (!this.hints.some(({ subjectId }) => subjectId === sign)) await this.something(1000);
    return this.hints;
  }

  private something(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, atMostMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  close(): void {
    this.socket.terminate();
  }
}
