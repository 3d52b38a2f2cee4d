import { settled } from '../checks/hand.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const LIMIT = 230_000;
const play = stage();

test(`a cold load of the inbox ships less than ${LIMIT / 1000} kB of gzipped JavaScript`, async ({ visit }) => {
  const { world } = play;
  const page = await visit(world, { as: 'Tamsin Orrell' });
  // A browser on this machine would be sent brotli, which is smaller still; gzip is what every school's proxy lets through.
  await page.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' });
  const scripts: { file: string; bytes: number; encoding: string | undefined }[] = [];
  const measured: Promise<unknown>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    measured.push(
      Promise.all([request.response(), request.sizes()]).then(([response, sizes]) => {
        scripts.push({ file: new URL(request.url()).pathname, bytes: sizes.responseBodySize, encoding: response?.headers()['content-encoding'] });
      }),
    );
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await settled(page);
  await Promise.all(measured);

  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter(({ encoding }) => encoding !== 'gzip'), 'each is sent gzipped').toEqual([]);
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`Cold load of the inbox: ${total} bytes of gzipped JavaScript in ${scripts.length} files, of at most ${LIMIT}`);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(LIMIT);
});

test('what a browser has, it does not ask for again', async ({ visit }) => {
  const { world } = play;
  const page = await visit(world, { as: 'Tamsin Orrell', path: '/' });
  await settled(page);
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const kept = new Set<string>();
  const answers: { id: string; path: string }[] = [];
  network.on('Network.requestServedFromCache', ({ requestId }) => void kept.add(requestId));
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) kept.add(requestId);
    answers.push({ id: requestId, path: new URL(response.url).pathname });
  });
  await page.reload({ waitUntil: 'networkidle' });
  await settled(page);
  const wired = answers.filter(({ id }) => !kept.has(id)).map(({ path }) => path);
  const assets = asked.filter((path) => path.startsWith('/assets/'));
  expect(assets.length).toBeGreaterThan(3);
  expect(wired, 'the page itself is asked for each time').toContain('/');
  expect(wired.filter((path) => path.startsWith('/assets/'))).toEqual([]);

  const headers = async (path: string) => (await page.request.get(path)).headers();
  expect((await headers(assets[0]!))['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await headers('/'))['cache-control']).toBe('no-cache');
});
