import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import WebSocket from 'ws';
import { Identify } from '../../src/platform/auth/identify.js';
import { limits } from '../../src/platform/graphql/limits.js';
import { MAX_LINES_OF_ADDRESS, MAX_MESSAGE_BYTES, MAX_SUBSCRIPTIONS } from '../../src/platform/graphql/over-websocket.js';
import { type Client, testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { insertWorld, personOf } from '../factories/world.js';
import { until } from '../until.js';

const CHANGES = 'subscription { changes { topic subjectId } }';

interface Told { readonly message: string; readonly extensions?: { readonly code: string } }
interface Message { readonly id?: string; readonly type: string; readonly payload?: { readonly data?: { changes: { topic: string } } } | readonly Told[] }

let db: TestDatabase;
let app: TestApp;
let counselor: Client;
let lines: Line[] = [];

/** A line to the server, and all that came over it. */
class Line {
  readonly heard: Message[] = [];
  closed: number | null = null;

  private constructor(private readonly socket: WebSocket) {}

  static async open(client: Client, to = app): Promise<Line> {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const socket = new WebSocket(`${to.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin: to.url, headers: cookie ? { cookie } : {} });
    const line = new Line(socket);
    lines.push(line);
    socket.on('message', (data) => line.heard.push(JSON.parse(data.toString()) as Message));
    socket.on('close', (code) => {
      line.closed = code;
    });
    await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
    line.say({ type: 'connection_init' });
    await until(async () => line.heard.some(({ type }) => type === 'connection_ack'));
    return line;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(query: unknown, id = '1', more: object = {}): void {
    this.say({ id, type: 'subscribe', payload: { query, ...more } });
  }

  /** What was refused under this id. */
  async refusal(id = '1'): Promise<Told> {
    const found = () => this.heard.find((message) => message.id === id && message.type === 'error');
    await until(async () => found() !== undefined);
    return (found()!.payload as readonly Told[])[0]!;
  }

  async end(): Promise<number> {
    await until(async () => this.closed !== null);
    return this.closed!;
  }

  /** By whom something was heard; that it is listened for is no change. */
  hints(): string[] {
    return this.heard.flatMap(({ id, type, payload }) => {
      const heard = type === 'next' ? (payload as { data?: { changes: { topic: string } } }).data : undefined;
      return heard && heard.changes.topic !== 'listening' ? [id!] : [];
    });
  }

  drop(): void {
    this.socket.terminate();
  }
}

const rename = () => counselor.get('mutation { updateProfile(input: { displayName: "Someone" }) { __typename } }');

beforeAll(async () => {
  db = await freshDatabase();
  await insertWorld(db.owner);
  app = await testApp(db, { config: { LOG_LEVEL: 'silent' } });
  counselor = await app.client().signInAs(personOf('counselor', 'A1'));
});
afterEach(() => {
  for (const line of lines) line.drop();
  lines = [];
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('what comes by WebSocket', () => {
  test('is heard as long as a page needs, and not longer', async () => {
    const line = await Line.open(counselor);
    line.subscribe(CHANGES.padEnd(MAX_MESSAGE_BYTES - 100));
    line.subscribe(CHANGES.padEnd(MAX_MESSAGE_BYTES), '2');
    expect(await line.end()).toBe(1009);
  });

  test.each([
    ['a document taken apart', { query: { kind: 'Document', definitions: [{ kind: 'OperationDefinition', operation: 'subscription' }] } }], ['no document', {}], ['nothing', null], ['a list', [CHANGES]],
    ['variables that are none', { query: CHANGES, variables: 5 }], ['a name that is none', { query: CHANGES, operationName: {} }],
  ])('with %s ends the line', async (_, payload) => {
    const line = await Line.open(counselor);
    line.say({ id: '1', type: 'subscribe', payload });
    expect(await line.end()).toBe(4400);
    expect(line.heard).toEqual([{ type: 'connection_ack' }]);
  });

  test.each(['{', 'null', '5', '[]', '{"type":"elsewhere"}', '{"id":"1","type":"start","payload":{}}'])('and is no message ends the line: %s', async (text) => {
    const line = await Line.open(counselor);
    line.say(text);
    expect(await line.end()).toBe(4400);
  });

  test.each([
    ['aliases', `subscription { changes { ${Array.from({ length: limits.aliases + 1 }, (_, n) => `a${n}: topic`).join(' ')} } }`, 'QUERY_TOO_LARGE', /its aliases is over/],
    ['fields', `subscription { changes { ${'topic '.repeat(limits.fields)} } }`, 'QUERY_TOO_LARGE', /its fields is over/],
    ['subscriptions in one', 'subscription { a: changes { topic } b: changes { topic } }', undefined, /must select only one top level field/],
    ['unknown fields', 'subscription { changes { secret } }', undefined, /Cannot query field "secret"/],
    ['no operation', 'fragment F on Change { topic }', undefined, /Fragment "F" is never used/],
    ['a query', '{ me { id } }', 'BAD_USER_INPUT', /Ask by HTTP/],
    ['a mutation beside it', `${CHANGES.replace('subscription', 'subscription A')} mutation B { signOut { __typename } }`, 'BAD_USER_INPUT', /Ask by HTTP/],
  ])('passes the limits of a request: %s', async (_, query, code, message) => {
    const line = await Line.open(counselor);
    line.subscribe(query);
    const told = await line.refusal();
    expect([told.message, told.extensions?.code]).toEqual([expect.stringMatching(message), code]);
    expect(line.closed).toBeNull();
  });

  test('is not even read when it has more words than a request may have', async () => {
    const line = await Line.open(counselor);
    line.subscribe(`subscription { changes(a: [${'[]'.repeat(limits.tokens / 2)}]) { topic } }`);
    expect((await line.refusal()).message).toMatch(/tokens/);
  });

  test('is taken from so many pages of one network, and again once some have left', async () => {
    const listen = async () => {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin: app.url });
      const ended = new Promise<number>((resolve) => socket.once('close', resolve));
      await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
      return { socket, ended };
    };
    const open = await Promise.all(Array.from({ length: MAX_LINES_OF_ADDRESS }, listen));
    expect(await (await listen()).ended).toBe(1013);
    for (const { socket } of open) socket.terminate();
    await Promise.all(open.map(({ ended }) => ended));
    await until(async () => {
      const line = await listen();
      const code = await Promise.race([line.ended, new Promise((resolve) => setTimeout(resolve, 300, 'open'))]);
      line.socket.terminate();
      return code === 'open';
    });
  });

  test('is told without a word of our insides when something breaks', async () => {
    const broken = jest.spyOn(Identify.prototype, 'byToken').mockRejectedValueOnce(new Error('the secret of the house'));
    try {
      const line = await Line.open(counselor);
      line.subscribe(CHANGES);
      const told = await line.refusal();
      expect(told).toMatchObject({ message: expect.stringContaining('Something went wrong on our side'), extensions: { code: 'INTERNAL' } });
      expect(JSON.stringify(told)).not.toContain('secret');
    } finally {
      broken.mockRestore();
    }
  });

  test('is nothing but what the web asks, where only that is known', async () => {
    const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const webDir = mkdtempSync(join(tmpdir(), 'web-'));
    writeFileSync(join(webDir, 'operations.json'), JSON.stringify({ Changes: CHANGES }));
    const known = await testApp(db, { config: { LOG_LEVEL: 'silent', OPERATIONS: 'known', WEB_DIR: webDir } });
    try {
      const line = await Line.open(counselor, known);
      line.subscribe('subscription { changes { topic } }', 'unknown');
      expect((await line.refusal('unknown')).extensions).toEqual({ code: 'PLEASE_RELOAD' });
      line.subscribe(CHANGES, 'known');
      await until(async () => {
        await rename();
        return line.hints().includes('known');
      });
      line.drop();
    } finally {
      await known.stop();
      rmSync(webDir, { recursive: true });
    }
  });
});

describe('one line', () => {
  test(`listens ${MAX_SUBSCRIPTIONS} times at most; one that is closed makes room`, async () => {
    const line = await Line.open(counselor);
    for (let n = 0; n <= MAX_SUBSCRIPTIONS; n++) line.subscribe(CHANGES, `s${n}`);
    expect((await line.refusal(`s${MAX_SUBSCRIPTIONS}`)).message).toContain(`${MAX_SUBSCRIPTIONS} times already`);
    line.say({ id: 's0', type: 'complete' });
    line.subscribe(CHANGES, 'room');
    await until(async () => {
      await rename();
      return new Set(line.hints()).size === MAX_SUBSCRIPTIONS;
    });
    expect(line.hints()).toContain('room');
    expect(line.heard.filter(({ type }) => type === 'error')).toHaveLength(1);
  });

  test('asks once per announcement who it is, however often it listens', async () => {
    const [line, other] = [await Line.open(counselor), await Line.open(counselor)];
    for (let n = 0; n < MAX_SUBSCRIPTIONS; n++) for (const one of [line, other]) one.subscribe(CHANGES, `s${n}`);
    await until(async () => {
      await rename();
      return [line, other].every((one) => new Set(one.hints()).size === MAX_SUBSCRIPTIONS);
    });
    const counts = () => [line, other].map((one) => one.hints().length);
    let settled = counts();
    await until(async () => {
      await new Promise((done) => setTimeout(done, 200));
      const now = counts();
      const still = now.join() === settled.join();
      settled = now;
      return still;
    });
    const asked = jest.spyOn(Identify.prototype, 'byToken');
    try {
      await rename();
      await until(async () => counts().every((count, at) => count >= settled[at]! + MAX_SUBSCRIPTIONS));
      // The request itself, and the announcement.
      expect(asked).toHaveBeenCalledTimes(2);
    } finally {
      asked.mockRestore();
    }
  });

  test('whose session has ended listens to nothing more', async () => {
    const leaving = await app.client().signInAs(personOf('counselor', 'A1'));
    const line = await Line.open(leaving);
    await leaving.get('mutation { signOut { __typename } }');
    line.subscribe(CHANGES);
    await until(async () => line.heard.some(({ type }) => type === 'complete' || type === 'error'));
    expect(JSON.stringify(line.heard)).toContain('SIGN_IN_FIRST');
  });
});
