import { type Page } from '@playwright/test';
import { settled } from '../checks/hand.js';
import { expect, PHONE, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);
const cards = (page: Page) => page.getByRole('main').locator('ul > li').filter({ has: page.getByRole('heading', { level: 2 }) });
const titles = (page: Page) => cards(page).getByRole('heading', { level: 2 }).allTextContents();
const filters = (page: Page) => page.getByRole('complementary', { name: 'Filters' });
const tick = (page: Page, group: string, value: RegExp) => filters(page).getByRole('group', { name: group }).getByRole('checkbox', { name: value });

async function found(page: Page): Promise<number> {
  await settled(page);
  const words = await page.getByRole('main').getByText(/^[\d,]+\+? found$/).textContent();
  return Number.parseInt((words ?? '').replace(',', ''), 10);
}

/** The number a facet promises. */
async function promised(page: Page, group: string, value: RegExp): Promise<number> {
  const words = await filters(page).getByRole('group', { name: group }).locator('label').filter({ hasText: value }).textContent();
  return Number(/(\d+)\s*$/.exec(words ?? '')?.[1]);
}

test('facets narrow and widen, keep their promises, and the address is the whole state', async ({ visit }) => {
  const page = await visit(play.world, { as: 'Tamsin Orrell', path: '/find' });
  const all = await found(page);
  expect(all).toBeGreaterThan(24);

  const onMonday = await promised(page, 'Meets on', /^Mon/);
  await tick(page, 'Meets on', /^Mon/).check();
  await expect(page).toHaveURL(/[?&]day=MON/);
  await expect.poll(() => found(page), 'a tick leaves as many as it said').toBe(onMonday);
  expect(onMonday).toBeLessThan(all);

  await test.step('a second value of the same facet widens', async () => {
    await tick(page, 'Meets on', /^Tue/).check();
    await expect(page).toHaveURL(/day=MON&day=TUE/);
    await expect.poll(() => found(page)).toBeGreaterThanOrEqual(onMonday);
  });

  const before = await found(page);
  const byTeacher = await promised(page, 'Taught by', /McCall-Donnelly/);
  await test.step('another facet narrows', async () => {
    await tick(page, 'Taught by', /McCall-Donnelly/).check();
    await expect.poll(() => found(page)).toBe(byTeacher);
    expect(byTeacher).toBeLessThan(before);
  });

  await test.step('a search narrows further', async () => {
    await page.getByRole('searchbox').fill('physics');
    await page.getByRole('searchbox').press('Enter');
    await expect(page).toHaveURL(/q=physics/);
    await expect.poll(() => titles(page)).toEqual(expect.arrayContaining(['Physics: Electricity and Light']));
    await expect.poll(() => found(page)).toBeLessThan(byTeacher);
  });

  const state = new URL(page.url());
  const shown = await titles(page);
  await test.step('a reload shows the same', async () => {
    await page.reload();
    await settled(page);
    expect(await titles(page)).toEqual(shown);
    await expect(tick(page, 'Meets on', /^Mon/)).toBeChecked();
    await expect(tick(page, 'Taught by', /McCall-Donnelly/)).toBeChecked();
    await expect(page.getByRole('searchbox')).toHaveValue('physics');
  });

  await test.step('into a section, back, and forward', async () => {
    const title = shown[0]!;
    await page.getByRole('link', { name: title, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const there = page.url();
    await page.goBack();
    await expect(page).toHaveURL(state.href);
    await settled(page);
    expect(await titles(page)).toEqual(shown);
    await page.goForward();
    await expect(page).toHaveURL(there);
    await page.goBack();
    await settled(page);
  });

  await test.step('a chip takes one filter back, “Clear all” the rest', async () => {
    await page.getByRole('button', { name: 'Remove Taught by: McCall-Donnelly' }).click();
    await expect(page).not.toHaveURL(/district=/);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect(page).toHaveURL(/\/find\?q=physics$/);
    await page.getByRole('searchbox').fill('');
    await expect.poll(() => found(page)).toBe(all);
    await expect(page).toHaveURL(/\/find$/);
  });
});

test('what a search comes to is heard, on the page and in the sheet of filters', async ({ visit }) => {
  const page = await visit(play.world, { as: 'Tamsin Orrell', viewport: PHONE, path: '/find' });
  await found(page);
  const heard = page.locator('[aria-live=polite]');
  await page.getByRole('searchbox').press('c');
  await page.getByRole('searchbox').fill('calculsu');
  await expect(heard).toHaveText(/^\d+ found\. Nothing is called “calculsu”, this is “calculus” instead\./);
  await page.getByRole('searchbox').fill('qqxxzz');
  await expect(heard).toHaveText(/^Nothing found\./);
  await page.getByRole('searchbox').fill('');
  await expect(heard).toHaveText(/^\d+ found\./);
  await page.getByRole('button', { name: 'Filter' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Filter' });
  await sheet.getByRole('checkbox', { name: /^Tuesday/ }).press(' ');
  await expect(sheet.locator('[aria-live=polite]'), 'outside of the sheet it would be out of reach').toHaveText(/^\d+ found\./);
});

test('lists sort, and go on where they ended, to the last card, each once', async ({ visit }) => {
  const page = await visit(play.world, { as: 'Abigail Tremblane', path: '/find' });
  const all = await found(page);
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Title' });
  await expect(page).toHaveURL(/sort=title/);
  await settled(page);
  await expect.poll(async () => (await titles(page))[0]).toMatch(/^A/);

  const links = () => cards(page).getByRole('heading').getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  for (let pages = 0; pages < 10 && (await page.getByRole('button', { name: 'Show more' }).isVisible()); pages++) {
    const before = (await links()).length;
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => (await links()).length).toBeGreaterThan(before);
    await settled(page);
    await expect(cards(page).nth(before).getByRole('link'), 'the first new card has the focus').toBeFocused();
  }
  const every = await links();
  expect(every).toHaveLength(all);
  expect(new Set(every).size, 'no card twice').toBe(all);
  const names = await titles(page);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en-US')));

  await test.step('the length of the list is in the address too', async () => {
    await page.reload();
    await expect.poll(async () => (await links()).length).toBe(all);
  });

  await test.step('the emptiest first', async () => {
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Most seats left' });
    await settled(page);
    const left = async () => (await cards(page).getByText(/^(\d+ of \d+ seats left|Full, \d+ seats)$/).allTextContents()).map((words) => Number.parseInt(words.startsWith('Full') ? '0' : words, 10));
    await expect.poll(left).toEqual((await left()).sort((a, b) => b - a));
  });
});

test('a district sees what its own consortia share, and nothing else', async ({ visit }) => {
  const { world } = play;
  const abigail = await visit(world, { as: 'Abigail Tremblane', path: '/find?q=physics' });
  await settled(abigail);
  await expect(cards(abigail).filter({ hasText: 'Meadows Valley' }), 'Seven Rivers').not.toHaveCount(0);
  await abigail.goto('/find?q=spanish');
  await settled(abigail);
  await expect(cards(abigail).filter({ hasText: 'Kamiah' }), 'Camas Prairie').not.toHaveCount(0);

  const renata = await visit(world, { as: 'Renata Halloway', at: world.second, path: '/find' });
  await settled(renata);
  const sevenRivers = ['Council', 'Cambridge', 'Midvale', 'Meadows Valley', 'Cascade', 'McCall-Donnelly'];
  const { rows } = await world.owner.query<{ title: string; short_name: string; id: string }>(
    `select o.id, o.title, p.short_name from offering o join party p on p.id = o.owner_party_id where p.short_name = any ($1) and o.state = 'open'`, [sevenRivers]);
  expect(rows.length).toBeGreaterThan(20);
  expect(await found(renata)).toBeGreaterThan(5);
  const districts = await filters(renata).getByRole('group', { name: 'Taught by' }).locator('label').allTextContents();
  for (const name of sevenRivers) expect(districts.join('\n')).not.toContain(name);
  for (const { title, short_name: taughtBy, id } of [rows[0]!, rows.at(-1)!]) {
    await renata.goto(`/find?q=${encodeURIComponent(title)}`);
    await settled(renata);
    await expect(cards(renata).filter({ hasText: taughtBy })).toHaveCount(0);
    await renata.goto(`/sections/${id}`);
    await expect(renata.getByText('Nothing to see here.')).toBeVisible();
    await expect(renata.getByRole('main')).not.toContainText(title);
  }
});
