import { readdirSync, readFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { axe, axeButColors, colors, cutOff, fieldErrors, headings, sideways, tables, targets } from '../checks/page.js';
import { addresses, follow, scheme, settled } from '../checks/hand.js';
import { type Example, overlays, pages } from '../stage/examples.js';
import { DESK, expect, LOW, NARROW, PHONE, test } from '../stage/test.js';
import { stage, type World } from '../stage/world.js';

// Nothing here changes anything: the pages may be looked at in two worlds at once.
test.describe.configure({ mode: 'parallel' });
const play = stage();
/** For whoever looks at them afterwards: under CI nobody does. */
const pictures = !process.env['CI'];
const pathOf = (example: Example, world: World) => (typeof example.path === 'string' ? Promise.resolve(example.path) : example.path(world));

test('every route of the router has an example', async ({ visit }) => {
  const page = await visit(play.world, { path: '/sign-in' });
  await settled(page);
  const known = await addresses(page);
  expect(known.length).toBeGreaterThan(5);
  const shown = new Set([...pages, ...overlays].map((example) => example.route));
  expect(known.filter((route) => !shown.has(route)), 'routes without an example: add one to stage/examples.ts').toEqual([]);
  expect([...shown].filter((route) => route !== '' && !known.includes(route)), 'examples of routes that are gone').toEqual([]);
});

test('every file that opens a dialog or a menu has an example', () => {
  const web = new URL('../../web/src/', import.meta.url);
  const opening = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.startsWith('ui/') && !file.endsWith('.spec.tsx') && file !== 'platform/CommandDialog.tsx')
    .filter((file) => /<(Dialog|CommandDialog|Menu)\b/.test(readFileSync(new URL(file, web), 'utf8')));
  expect(opening.length).toBeGreaterThan(3);
  expect(opening.sort()).toEqual([...new Set(overlays.map((example) => example.shows))].sort());
});

/** Another window: what depends on its width follows with the next frame. */
async function resize(page: Page, viewport: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(viewport);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** The first press of Tab offers to skip to the page, and the offer holds. */
async function skips(page: Page, route: string): Promise<void> {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  await expect(skip, route).toBeFocused();
  await expect(skip, route).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main'), route).toBeFocused();
}

/** The first example of each route and of each file that opens something is looked at in every window; others, in another state, on a phone. */
const firsts = new Set([...pages.filter((one, i) => pages.findIndex(({ route }) => route === one.route) === i), ...overlays.filter((one, i) => overlays.findIndex(({ shows }) => shows === one.shows) === i)]);

for (const example of [...pages, ...overlays]) {
  test(`${example.name} is for everybody: light and dark${firsts.has(example) ? ', phone and desk' : ', on a phone'}`, async ({ visit }) => {
    const { world } = play;
    const path = await pathOf(example, world);
    const page = await visit(world, { ...(example.as ? { as: example.as } : {}), viewport: PHONE, path, again: true });
    await settled(page);
    // Behind the sign-in, once on each route: a page that was just opened still has its focus at the top.
    if (!example.shows && firsts.has(example) && example.as !== undefined && example.route !== '') await skips(page, example.route);
    await example.then?.(page);
    await settled(page);
    if (example.shows) await expect(page.locator('dialog[open], button[aria-expanded=true]').first()).toBeVisible();
    const whole = firsts.has(example);
    for (const [width, viewport] of whole ? ([['phone', PHONE], ['desk', DESK]] as const) : ([['phone', PHONE]] as const)) {
      await resize(page, viewport);
      await scheme(page, 'light');
      const checks = width === 'phone' ? { axe, tables, headings, sideways, fieldErrors, targets } : { axe: axeButColors, tables, headings, sideways, fieldErrors };
      for (const [name, check] of Object.entries(checks)) expect.soft(await check(page), `${name}, ${width}`).toEqual([]);
      if (pictures) await page.screenshot({ path: `results/pages/${example.name}-${width}.png`, fullPage: !example.shows });
      await scheme(page, 'dark');
      if (width === 'phone' && whole) continue;
      // Both schemes have their colors looked at once: by day on the phone, by night in the last window.
      expect.soft(await colors(page), `colors in the dark, ${width}`).toEqual([]);
      if (pictures) await page.screenshot({ path: `results/pages/${example.name}-${width}-dark.png` });
    }
    for (const viewport of !whole ? [] : example.shows ? [NARROW] : [LOW, NARROW]) {
      await resize(page, viewport);
      for (const [name, check] of Object.entries({ sideways, cutOff })) expect.soft(await check(page), `${name}, ${viewport.width} x ${viewport.height}`).toEqual([]);
    }
  });
}

test('on navigation the new page’s heading takes the focus', async ({ visit }) => {
  const { world } = play;
  const page = await visit(world, { as: 'Tamsin Orrell', path: '/' });
  await settled(page);
  let shown = '/';
  for (const example of pages.filter((one) => one.as === 'Tamsin Orrell' && one.path !== '/')) {
    const before = await page.title();
    await follow(page, await pathOf(example, world));
    await expect(page.getByRole('heading', { level: 1 }), example.name).toBeFocused();
    await settled(page);
    expect.soft(await page.title(), example.name).toMatch(/ · Barnraise$/);
    // The same page in another state may be called the same.
    if (example.route !== shown) await expect.soft(page, example.name).not.toHaveTitle(before);
    shown = example.route;
  }
});
