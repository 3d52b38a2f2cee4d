import { readFile } from 'node:fs/promises';
import { recheck } from '@barnraise/cost-sharing';
import { type Download, type Page } from '@playwright/test';
import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);
const textOf = async (file: Download): Promise<string> => readFile(await file.path(), 'utf8');
const topic = (page: Page, name: string) => page.locator('summary').filter({ has: page.getByRole('heading', { name }) });
const amount = (page: Page, district: string, way: number) => page.getByRole('table', { name: 'Share of each district under each way' }).getByRole('row').filter({ hasText: district }).getByRole('cell').nth(way);

test('a cost is looked at in several ways, shared step by step, and every number can be checked', async ({ visit }) => {
  test.setTimeout(180_000);
  const { world } = play;
  const page = await visit(world, { as: 'Alma Prestwick', path: '/' });
  const keys = new Keyboard(page);

  await test.step('A business manager starts a study, by keyboard alone', async () => {
    await keys.use(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Money' }));
    await expect(page.getByRole('heading', { level: 1, name: 'What would each of us pay?' })).toBeFocused();
    await keys.use(page.getByRole('button', { name: 'Start a study' }));
    await keys.write(page.getByRole('textbox', { name: 'What would be shared?' }), 'A speech therapist');
    await keys.write(page.getByRole('textbox', { name: 'What does it cost in all?' }), 'sixty');
    await keys.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Type an amount of money, for example 90,000');
    await expect(page.getByRole('textbox', { name: 'What would be shared?' }), 'what was typed stays').toHaveValue('A speech therapist');
    await keys.write(page.getByRole('textbox', { name: 'What does it cost in all?' }), '60,000');
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'A speech therapist' })).toBeFocused();
    keys.leg('start a study');
  });

  await test.step('She adds a district with a virtual school, which is most of its count', async () => {
    await keys.use(topic(page, 'Who would share?'));
    await keys.use(page.getByRole('button', { name: 'Add a district that is not a member' }));
    await keys.write(page.getByRole('textbox', { name: 'District', exact: true }), 'Oneida County');
    await keys.use(page.getByText('0 students in one school'));
    await keys.write(page.getByRole('textbox', { name: 'School', exact: true }), 'Malad High School');
    await keys.write(page.getByRole('textbox', { name: 'Students' }), '953');
    await keys.use(page.getByRole('button', { name: 'Add a school' }));
    await keys.to(page.getByRole('textbox', { name: 'School', exact: true }).last(), 'Shift+Tab');
    await keys.write(page.getByRole('textbox', { name: 'School', exact: true }).last(), 'Idaho Home Learning Academy');
    await keys.write(page.getByRole('textbox', { name: 'Students' }).last(), '7751');
    await keys.use(page.getByRole('checkbox', { name: 'Idaho Home Learning Academy is a virtual school' }), ' ');
    await expect(page.getByText('89% of Oneida County’s count is one virtual school.')).toBeVisible();
    keys.leg('add Oneida County');
  });

  await test.step('She leaves the school out and sees the effect', async () => {
    const before = (await amount(page, 'Oneida County', 0).textContent()) ?? '';
    await keys.use(page.getByRole('button', { name: 'Leave Idaho Home Learning Academy out' }));
    await expect(page.getByText('Idaho Home Learning Academy is left out of Oneida County’s count.')).toBeVisible();
    await expect(amount(page, 'Oneida County', 0)).not.toHaveText(before);
    keys.leg('leave the virtual school out');
  });

  await test.step('A bound moves, and the shares with it, at every step', async () => {
    const bound = page.getByRole('slider', { name: 'Maximum' });
    await keys.to(bound);
    await keys.press('Home');
    const refusal = page.getByText('“By students” cannot be worked out.');
    await expect(refusal, 'a bound that nobody can keep is refused in its place').toBeVisible();
    await expect(amount(page, 'Kamiah', 1), 'the other ways stay').toHaveText(/\$/);
    const seen = new Set<string>();
    for (let step = 0; step < 6; step += 1) {
      await keys.press('ArrowRight');
      await expect(bound).toHaveAttribute('aria-valuetext', /^at most \d+%, \$/);
      await expect(refusal).toBeHidden();
      seen.add((await amount(page, 'Mountain View', 0).textContent()) ?? '');
    }
    expect(seen.size, 'each step gave another share').toBe(6);
    await expect(page.locator('[aria-live=polite]').first(), 'it is said once the bound rests').toContainText(/By students, at most \d+%/);
    keys.leg('move a bound');
  });

  await test.step('It was saved by itself: another browser of hers shows the same', async () => {
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    const share = await amount(page, 'Mountain View', 0).textContent();
    const again = await visit(world, { as: 'Alma Prestwick', at: world.second, path: new URL(page.url()).pathname });
    await expect(amount(again, 'Mountain View', 0)).toHaveText(share ?? '');
  });
  const path = new URL(page.url()).pathname;

  await test.step('The table for a spreadsheet and a share’s file: confirmed, and with one digit changed contradicted', async () => {
    const share = (await amount(page, 'Kamiah', 0).textContent()) ?? '';
    const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Table for a spreadsheet' }).click()]);
    expect(csv.suggestedFilename()).toBe('a-speech-therapist.csv');
    expect(await textOf(csv)).toContain(`By students,Kamiah,${share.replaceAll(/[$,]/g, '')},`);
    await page.getByRole('button', { name: /^Explain the share of Kamiah/ }).click();
    const why = page.getByRole('dialog', { name: `Why ${share} for Kamiah?` });
    await expect(why).toContainText('Kamiah has');
    const [file] = await Promise.all([page.waitForEvent('download'), why.getByRole('button', { name: 'Download the file to check it' }).click()]);
    const text = await textOf(file);
    expect(recheck(text).verdict).toBe('confirmed');
    const cents = /"amounts":\{[^}]*?:(\d+)/.exec(text)![1]!;
    expect(recheck(text.replace(`:${cents}`, `:${Number(cents) + 1}`)).verdict).toBe('contradicted');
    await page.keyboard.press('Escape');
    const paper = await page.request.get(`${path.replace('/money/studies/', '/cost-studies/')}/board.pdf`);
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  });

  await test.step('Until she shares it, nobody else sees it; then the coordinator does, and passes it on', async () => {
    const theodore = await visit(world, { as: 'Theodore Maddigan', at: world.second, path });
    await expect(theodore.getByText('Nothing to see here.')).toBeVisible();
    await keys.to(page.getByRole('button', { name: 'Share with the coordinator' }), 'Shift+Tab');
    await keys.press('Enter');
    const sure = page.getByRole('dialog', { name: 'Share it with the coordinator?' });
    await expect(sure).toContainText('No member sees it yet');
    await keys.use(sure.getByRole('button', { name: 'Share with the coordinator' }));
    await expect(page.getByText('With the coordinator', { exact: true })).toBeVisible();
    keys.leg('share it with the coordinator');
    await theodore.goto(path);
    await theodore.getByRole('button', { name: 'Share with the members' }).click();
    const once = theodore.getByRole('dialog', { name: 'Share it with the members?' });
    await expect(once).toContainText('Each district sees its own standing by name.');
    await once.getByRole('button', { name: 'Share with the members' }).click();
    await expect(theodore.getByText('With the members', { exact: true })).toBeVisible();
  });

  await test.step('Another district sees its own standing only, and says what it would pay alone', async () => {
    const emmett = await visit(world, { as: 'Emmett Sigurdson', path });
    await expect(emmett.getByRole('table', { name: 'What Cottonwood would pay under each way' })).toBeVisible();
    await settled(emmett);
    const words = (await emmett.getByRole('main').textContent()) ?? '';
    for (const other of ['Kamiah', 'Mountain View', 'Nezperce', 'Salmon River', 'Highland', 'Oneida']) expect(words.replace('for Kamiah', ''), other).not.toContain(other);
    await expect(emmett.getByText('The 6 other members together').first()).toBeVisible();
    await emmett.getByRole('textbox', { name: 'What Cottonwood would pay alone' }).fill('21,000');
    await emmett.getByRole('button', { name: 'Enter it for Cottonwood' }).click();
    await expect(emmett.getByRole('alert')).toContainText('Say where the figure comes from');
    await emmett.getByRole('textbox', { name: 'Source' }).fill('Offer of Camas Therapy');
    await emmett.getByRole('textbox', { name: 'Obtained on' }).fill('10/1/2026');
    await emmett.getByRole('button', { name: 'Enter it for Cottonwood' }).click();
    await expect(emmett.getByRole('table', { name: 'What districts say they would pay alone' })).toContainText('$21,000.00');
  });
  console.log(keys.record('Alma, business manager of Kamiah'));
});

test('two windows of one author: what was typed in either is never lost', async ({ visit }) => {
  const { world } = play;
  const path = await world.studyPath('What if Oneida County joins the purchasing office?');
  const [one, two] = [await visit(world, { as: 'Ximena Farquharson', path }), await visit(world, { as: 'Ximena Farquharson', at: world.second, path })];
  for (const page of [one, two]) await topic(page, 'What does it cost?').click();
  await one.getByRole('textbox', { name: 'Amount' }).first().fill('92,000');
  await expect(one.getByText('Saved', { exact: true })).toBeVisible();
  await two.getByRole('textbox', { name: 'Amount' }).last().fill('15,000');
  await expect(two.getByRole('main').getByText('This study was changed in another window since you opened it.')).toBeVisible();
  await two.reload();
  await expect(two.getByRole('main').getByText('This study was changed in another window since you opened it.'), 'a reload keeps it too').toBeVisible();
  await topic(two, 'What does it cost?').click();
  await expect(two.getByRole('textbox', { name: 'Amount' }).last()).toHaveValue('15,000.00');
  await two.getByRole('button', { name: 'Take the newer one' }).click();
  await topic(two, 'What does it cost?').click();
  await expect(two.getByRole('textbox', { name: 'Amount' }).first()).toHaveValue('92,000.00');
  await expect(two.getByRole('textbox', { name: 'Amount' }).last()).toHaveValue('14,375.00');
});

test('a section’s plan is changed; an accepted booking keeps its share, and a new request meets the new one', async ({ visit }) => {
  const { world } = play;
  const id = await world.sectionId('Welding', 'Council');
  const booking = `/bookings/${await world.bookingId('Cambridge', 'Welding', 'accepted')}`;
  const priya = await visit(world, { as: 'Priya Castellane', path: booking });
  const cost = priya.getByRole('region', { name: 'What does it cost?' });
  const before = await cost.getByRole('definition').first().textContent();
  const wade = await visit(world, { as: 'Wade Torkelson', path: `/sections/${id}` });
  await wade.getByRole('link', { name: 'Change how seats are paid' }).click();
  await expect(wade.getByRole('heading', { level: 1, name: 'How are seats paid?' })).toBeFocused();
  await expect(wade.getByText('What was asked for or accepted before keeps the plan it was made under')).toContainText('Cambridge, 2 seats');
  await wade.getByRole('combobox', { name: 'How are seats paid?' }).selectOption('A fixed price for each seat');
  await wade.getByRole('textbox', { name: 'Price of a seat' }).fill('431');
  await expect(wade.getByRole('table', { name: 'What the seats taken now would cost under each plan' }).getByRole('row').filter({ hasText: 'Cambridge' })).toContainText('$862.00');
  await wade.getByRole('button', { name: 'Put it in force' }).click();
  await expect(wade.getByRole('region', { name: 'What are the terms?' })).toContainText('$431.00');
  await priya.reload();
  await expect(cost.getByRole('definition').first(), 'accepted under the old plan').toHaveText(before ?? '');
  await priya.goto(`/sections/${id}`);
  await expect(priya.getByRole('region', { name: 'What would it cost us?' })).toContainText('$431.00');
  await priya.goto('/find?q=welding');
  const card = priya.getByRole('listitem').filter({ has: priya.getByRole('heading', { name: 'Welding', exact: true }) });
  await expect(card).toContainText('$431.00');
  await card.getByRole('button', { name: 'Explain the cost of Welding' }).click();
  const why = priya.getByRole('dialog', { name: 'Why $431.00?' });
  const [file] = await Promise.all([priya.waitForEvent('download'), why.getByRole('button', { name: 'Download the file to check it' }).click()]);
  expect(recheck(await textOf(file)).verdict).toBe('confirmed');
});
