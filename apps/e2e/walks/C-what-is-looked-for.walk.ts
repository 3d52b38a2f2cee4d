import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);

test('a counselor finds nothing and posts it; a teacher next door reads that it is looked for, not by whom, and begins a draft', async ({ visit }) => {
  const { world } = play;
  const counselor = await visit(world, { as: 'Tamsin Orrell', path: '/find?q=astronomy' });

  await test.step('Nothing is found; by keyboard alone it becomes a need', async () => {
    const keys = new Keyboard(counselor);
    await settled(counselor);
    await keys.use(counselor.getByRole('link', { name: 'Post what you look for' }));
    await expect(counselor.getByRole('heading', { level: 1, name: 'What do you look for?' })).toBeVisible();
    await expect(counselor.getByLabel('What do you look for?')).toHaveValue('astronomy');
    await keys.use(counselor.getByRole('button', { name: /^Choose .*, Astronomy$/ }));
    await keys.write(counselor.getByLabel('How many students?'), '6');
    await keys.use(counselor.getByRole('checkbox', { name: 'Mornings' }), ' ');
    await keys.use(counselor.getByRole('button', { name: 'Post it' }));
    const row = counselor.getByRole('row', { name: /^astronomy/ });
    await expect(row).toContainText('Looking');
    await expect(row).toContainText('mornings');
  });

  await test.step('Cascade teaches the subject: its teacher reads of it, without a name', async () => {
    const teacher = await visit(world, { as: 'Paloma Whitehurst', at: world.second, path: '/' });
    const notice = teacher.getByRole('listitem').filter({ has: teacher.getByRole('heading', { name: 'A neighbor looks for Astronomy' }) });
    await expect(notice).not.toContainText('Council');
    await notice.getByRole('link', { name: 'A neighbor looks for Astronomy' }).click();
    const line = teacher.getByRole('row', { name: /^Astronomy/ });
    await expect(line).toContainText('One or more districts');
    await expect(line).not.toContainText('6');
    await line.getByRole('button', { name: /^Start a draft/ }).click();
    await expect(teacher.getByRole('heading', { level: 1, name: 'What is taught?' })).toBeVisible();
    await expect(teacher.getByLabel('Title')).toHaveValue('Astronomy');
  });

  await test.step('It is taken back once it is no longer needed', async () => {
    await counselor.getByRole('button', { name: 'Take back astronomy' }).click();
    await counselor.getByRole('dialog', { name: 'Take it back?' }).getByRole('button', { name: 'Take it back' }).click();
    await expect(counselor.getByRole('row', { name: /^astronomy/ })).toContainText('Taken back');
  });
});

test('an administrator sets who approves and has her news on Mondays, by keyboard alone', async ({ visit }) => {
  const page = await visit(play.world, { as: 'Ruthanne Bickerstaff', path: '/people' });
  const keys = new Keyboard(page);
  await settled(page);
  const who = page.getByRole('region', { name: 'Who approves what a remote course counts as?' });
  await expect(who).toContainText('Merritt Oyelaran or Dashiell Marchetta approves');
  await keys.use(who.getByRole('checkbox', { name: 'Counselors' }), ' ');
  await keys.use(who.getByRole('button', { name: 'Save who approves' }));
  await expect(who).toContainText('Josefina Haldane');
  await page.goto('/account');
  const mail = page.getByRole('region', { name: 'What comes by mail?' });
  await keys.to(mail.getByLabel('Other news'));
  await page.keyboard.type('Monday');
  await keys.use(mail.getByRole('button', { name: 'Save the choice' }));
  await expect(page.locator('[aria-live=polite]').first()).toContainText('Your choice is saved');
  await page.reload();
  await expect(mail.getByLabel('Other news')).toHaveValue('WEEKLY');
});
