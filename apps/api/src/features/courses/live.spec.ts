import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client as SocketClient, createClient } from 'graphql-ws';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { insertNeighborhood, north, publish } from '../../../test/factories/neighborhood.js';
import { until } from '../../../test/until.js';

const WebSocket = createRequire(import.meta.url)('ws') as new (url: string, protocol: string, options: object) => object;

interface Hint { readonly topic: string; readonly subjectId: string }

/** An open page: every hint it was sent, but those about the person alone, until its line ended. */
class OpenPage {
  readonly hints: Hint[] = [];
  listens = false;
  ended = false;

  constructor(
    readonly desk: Desk,
    readonly client: SocketClient,
  ) {
    void this.listen();
  }

  private async listen(): Promise<void> {
    for await (const { data } of this.client.iterate<{ changes: Hint }>({ query: 'subscription { changes { topic subjectId } }' })) {
      if (data?.changes.topic === 'listening') this.listens = true;
      else if (data && data.changes.topic !== 'account') this.hints.push(data.changes);
    }
    this.ended = true;
  }
}

let db: TestDatabase;
let first: TestApp;
let second: TestApp;
let counselor: Desk;
let pages: OpenPage[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  [first, second] = await Promise.all([testApp(db), testApp(db)]);
  counselor = await Desk.of(first, 'cambridge', 'counselor');
});
afterEach(async () => {
  for (const { client } of pages) await client.dispose();
  pages = [];
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await db.drop();
});

/** Opens a page at the second process, with the cookie its browser has. */
async function open(desk: Desk): Promise<OpenPage> {
  const cookie = [...desk.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { url } = second;
  class FromOurPage extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, { headers: { cookie, origin: url } });
    }
  }
  const page = new OpenPage(desk, createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: FromOurPage, retryAttempts: 0 }));
  pages.push(page);
  // From here on nothing is missed, however soon it happens.
  await until(() => Promise.resolve(page.listens));
  return page;
}

describe('an open page hears of what its district may see, though another process did it', () => {
  test('the teaching district hears of a hold and a request at once; a stranger hears nothing of it', async () => {
    const sectionId = await publish(db, first, 1000);
    const registrar = await Desk.of(first, 'cambridge', 'registrar');
    await registrar.approveMapping((await counselor.map(sectionId)).id);
    const teaching = await open(await Desk.of(second, 'council', 'registrar'));
    const stranger = await open(await Desk.of(second, 'kamiah', 'counselor'));

    const held = await counselor.hold(sectionId, 1);
    const hint = { topic: 'booking', subjectId: held.id };
    await until(async () => teaching.hints.some(({ subjectId }) => subjectId === held.id));
    expect(teaching.hints).toContainEqual(hint);

    const heard = teaching.hints.length;
    await counselor.request(held.id, 150_00);
    await until(async () => teaching.hints.slice(heard).some(({ subjectId }) => subjectId === held.id));
    expect(await teaching.desk.booking(held.id)).toMatchObject({ state: 'REQUESTED' });

    const theirs = await publish(db, first, 1001, { place: 'grangeville', consortiumIds: [north] });
    await until(async () => stranger.hints.length > 0);
    expect(stranger.hints).toEqual([{ topic: 'section', subjectId: theirs }]);
    expect(teaching.hints.map(({ subjectId }) => subjectId)).not.toContain(theirs);
  });

  test('the home district hears that its seats were given', async () => {
    const sectionId = await publish(db, first, 1002);
    const registrar = await Desk.of(first, 'cambridge', 'registrar');
    await registrar.approveMapping((await counselor.map(sectionId)).id);
    const held = await counselor.hold(sectionId, 1);
    await counselor.request(held.id, 150_00);
    const home = await open(await Desk.of(second, 'cambridge', 'counselor'));
    await (await Desk.of(first, 'council', 'registrar')).step('acceptSeats', { bookingId: held.id });
    await until(async () => home.hints.some(({ subjectId }) => subjectId === held.id));
    expect(await home.desk.booking(held.id)).toMatchObject({ state: 'ACCEPTED' });
  });

  test('a session that ends takes its open page with it', async () => {
    const page = await open(await Desk.of(second, 'council', 'counselor'));
    await page.desk.client.get('mutation { signOutEverywhere { __typename } }');
    await until(async () => page.ended);
    expect(page.hints).toEqual([]);
  });
});
