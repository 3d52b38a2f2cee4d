import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);
/** From 9:30 in the morning past five in the afternoon; nobody has to sign in anew. */
const HOURS_PAST_THE_CLOSE = 9;

test('a coordinator opens a request window, a counselor asks in it, and at the close both read what came of it and why', async ({ visit }) => {
  const { world } = play;
  const coordinator = await visit(world, { as: 'Constance Ibarrola', path: `${await world.consortiumPath('Seven Rivers')}/windows` });

  await test.step('By keyboard alone: which year, until when, by which order', async () => {
    const keys = new Keyboard(coordinator);
    await settled(coordinator);
    await keys.use(coordinator.getByRole('button', { name: 'Open a request window' }));
    const dialog = coordinator.getByRole('dialog', { name: 'Open a request window?' });
    await expect(dialog.getByLabel('For which school year?')).toHaveValue('2027-28');
    await expect(dialog).toContainText('seats are shared one by one', { ignoreCase: true });
    await keys.to(dialog.getByLabel('Last day'));
    await coordinator.keyboard.type('11102026');
    await expect(dialog).toContainText('Until Tue, Nov 10, 2026, 5 PM');
    await keys.use(dialog.getByRole('button', { name: 'Open it and tell the members' }));
    await expect(coordinator.getByRole('heading', { level: 1, name: 'Who asks for seats of 2027-28?' })).toBeVisible();
  });

  const counselor = await visit(world, { as: 'Tamsin Orrell', at: world.second, path: '/' });
  const french = await world.sectionId('French II', 'McCall-Donnelly');
  await test.step('Her inbox asks what she wants, until the close; nobody holds seats now: she asks for three, at the least two', async () => {
    const keys = new Keyboard(counselor);
    const task = counselor.getByRole('listitem').filter({ has: counselor.getByRole('heading', { name: 'Ask for seats of 2027-28' }) });
    await expect(task).toContainText('the request window of Seven Rivers closes');
    await settled(counselor);
    await keys.use(task.getByRole('link', { name: 'Ask for seats' }));
    await counselor.locator(`main a[href="/sections/${french}"]`).click();
    await settled(counselor);
    const panel = counselor.getByRole('region', { name: 'Ask for seats' });
    await expect(panel).toContainText('Ask until Tue, Nov 10');
    await expect(counselor.getByRole('button', { name: /^Hold/ })).toHaveCount(0);
    await keys.write(panel.getByRole('textbox', { name: 'Seats wanted' }), '3');
    await keys.write(panel.getByRole('textbox', { name: /^At the least/ }), '2');
    await keys.use(panel.getByRole('button', { name: 'Ask for 3 seats' }));
    const reason = panel.getByLabel('Why does it work although the times differ?');
    const asked = counselor.getByRole('region', { name: 'We asked for 3 seats' });
    await expect(asked.or(reason)).toBeVisible();
    if (await reason.isVisible()) {
      await keys.write(reason, 'They join from the library.');
      await keys.use(panel.getByRole('button', { name: 'Ask for 3 seats' }));
    }
    await expect(asked).toContainText('would take 2 at the least');
    await expect(coordinator.getByRole('row', { name: /^French II/ }), 'the coordinator’s page hears of it').toContainText('not told');
  });

  await test.step('The window closes: everybody reads where they stand', async () => {
    await world.letPass(HOURS_PAST_THE_CLOSE);
    const result = counselor.getByRole('region', { name: 'Our request: all 3 seats' });
    await expect(result).toContainText('You have all 3 you asked for.', { timeout: 15_000 });
    await result.getByRole('link', { name: 'See the booking' }).click();
    await expect(counselor.getByRole('region', { name: 'Next step' })).toContainText('The hold runs out in');
    await expect(coordinator.getByRole('heading', { level: 1, name: 'How were seats of 2027-28 allotted?' })).toBeVisible();
  });
});

test('a coordinator cancels a window and opens another for later: its page says what that means, before and after', async ({ visit }) => {
  const { world } = play;
  const page = await visit(world, { as: 'Theodore Maddigan', path: `${await world.consortiumPath('Camas Prairie')}/windows` });
  await page.getByRole('link', { name: '2027-28' }).click();
  await page.getByRole('button', { name: 'Cancel the window' }).click();
  const cancel = page.getByRole('dialog', { name: 'Cancel the request window?' });
  await cancel.getByLabel('Why?').fill('The board meets later.');
  await cancel.getByRole('button', { name: 'Cancel it for everyone' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Why were no seats of 2027-28 allotted?' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Nothing was allotted.');
  await expect(page.getByRole('table')).toHaveCount(0);

  await page.getByRole('link', { name: 'Request windows' }).click();
  // The list as it is now: then there is a year more to choose from.
  await expect(page.getByRole('row', { name: /2027-28/ })).toContainText(/canceled/i);
  await page.getByRole('button', { name: 'Open a request window' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a request window?' });
  await dialog.getByLabel('For which school year?').selectOption('2027-28');
  await dialog.getByLabel('First day').fill('2027-01-11');
  await dialog.getByLabel('Last day').fill('2028-01-11');
  await dialog.getByRole('button', { name: 'Open it and tell the members' }).click();
  await expect(dialog.getByLabel('Last day'), 'a year is too long').toHaveAccessibleDescription(/at most 180 days.*Choose Sat, Jul 10, 2027/);
  await dialog.getByLabel('Last day').fill('2027-02-05');
  await dialog.getByRole('button', { name: 'Open it and tell the members' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'When can seats of 2027-28 be asked for?' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Requests are taken from Mon, Jan 11');
});
