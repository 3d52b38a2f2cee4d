import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage();

test('a teacher enters what is missing and attests by keyboard; the home registrar reads it on the own scale, disputes, and accepts what was corrected', async ({ visit }) => {
  test.setTimeout(90_000);
  const { world } = play;
  const title = 'Wildland Fire and Forest Health';
  const teacher = await visit(world, { as: 'Maren Oldcastle', path: '/' });
  const keys = new Keyboard(teacher);
  const missing = teacher.getByLabel('Grade of seat 2, Meadows Valley');

  await test.step('Her inbox says by when; a sheet with mistakes saves nothing', async () => {
    const task = teacher.getByRole('listitem').filter({ has: teacher.getByRole('heading', { name: `Give the grades of ${title}` }) });
    await expect(task).toContainText('7 days after the last day, as Meadows Valley needs them');
    await settled(teacher);
    await keys.use(task.getByRole('link', { name: 'Enter grades' }));
    await expect(teacher.getByText('4 of 5')).toBeVisible();
    await keys.use(teacher.getByRole('button', { name: 'Use a spreadsheet' }));
    await teacher.getByRole('textbox', { name: 'Or paste the rows' }).fill('Booking,Seat,Grade\nB-9999,1,90\nB-9998,2,A+');
    await keys.use(teacher.getByRole('button', { name: 'Look at it first' }));
    await expect(teacher.getByRole('table', { name: 'What to correct, row by row' }).getByRole('row')).toHaveCount(3);
    await keys.to(teacher.getByRole('button', { name: 'Enter them one by one' }), 'Shift+Tab');
    await keys.press('Enter');
  });

  await test.step('She types it, wrong first, then right; Enter saves; one press attests', async () => {
    await keys.write(missing, '750');
    await keys.press('Enter');
    await expect(teacher.getByText('is not on your scale').first()).toBeVisible();
    await expect(teacher.locator('[aria-live=polite]'), 'it is heard as well: the focus has gone on').toContainText(/Seat 2: .*is not on your scale/);
    await missing.focus();
    await keys.write(missing, '75');
    await keys.press('Enter');
    await expect(teacher.getByText('5 of 5')).toBeVisible();
    await keys.use(teacher.getByRole('button', { name: 'Attest the grades' }));
    const dialog = teacher.getByRole('dialog', { name: 'Do you stand by these grades?' });
    await expect(dialog).toContainText('Maren Oldcastle');
    await keys.use(dialog.getByRole('button', { name: 'Attest' }));
    await expect(teacher.getByRole('region', { name: /^Meadows Valley/ })).toContainText('Attested');
    console.log(keys.record('Maren Oldcastle'));
  });

  const registrar = await visit(world, { as: 'Saul Mendiolea', path: '/bookings/grades' });
  await test.step('The registrar of Meadows Valley reads them on four points, and disputes one', async () => {
    await registrar.getByRole('link', { name: title }).click();
    const grades = registrar.getByRole('table', { name: /^Grades of B-/ });
    await expect(grades.getByRole('row').filter({ hasText: 'Seat 1' })).toContainText('88 percent, here 3.0: 80 to 89.');
    await expect(grades.getByRole('row').filter({ hasText: 'Seat 2' })).toContainText('2.0');
    await registrar.getByRole('button', { name: 'Dispute' }).click();
    await registrar.getByLabel('What do you dispute?').fill('Seat 2 handed in the map late, as was agreed.');
    await registrar.getByRole('button', { name: 'Dispute the grades' }).click();
    await expect(registrar.getByRole('region', { name: 'Given there, and here' })).toContainText('Disputed');
  });

  await test.step('The teacher reads it without a reload, corrects and attests again', async () => {
    await expect(teacher.getByText('Meadows Valley disputes: Seat 2 handed in the map late, as was agreed.')).toBeVisible();
    await missing.fill('82');
    await missing.press('Enter');
    await expect(teacher.getByText('was 75')).toBeVisible();
    await teacher.getByRole('button', { name: 'Attest the grades' }).click();
    await teacher.getByRole('dialog').getByRole('button', { name: 'Attest' }).click();
    await expect(teacher.getByRole('region', { name: /^Meadows Valley/ })).toContainText('Attested');
  });

  await test.step('Accepted: the seats are completed, and both attestations stay', async () => {
    await expect(registrar.getByText('was 75')).toBeVisible();
    await registrar.getByRole('button', { name: 'Accept the grades' }).click();
    await expect(registrar.getByRole('region', { name: 'Given there, and here' })).toContainText('Accepted');
    await expect(registrar.getByRole('region', { name: 'Who stood by them?' }).getByRole('listitem')).toHaveCount(2);
    await expect(registrar.getByRole('button', { name: 'Take transcript lines (CSV)' })).toBeVisible();
    await registrar.getByRole('link', { name: /^B-/ }).click();
    await expect(registrar.getByText('Completed', { exact: true })).toBeVisible();
  });

  await test.step('Whoever withdrew last spring has a W: the booking leads there', async () => {
    const cascade = await visit(world, { as: 'Merritt Oyelaran', path: '/bookings?state=withdrawn' });
    await cascade.getByRole('link', { name: 'World Geography' }).click();
    await cascade.getByRole('link', { name: 'What stands in their grades?' }).click();
    await expect(cascade.getByRole('table', { name: /^Grades of B-/ }).getByRole('row').filter({ hasText: 'Seat 1' })).toContainText('last attended Fri, Mar 20, 2026');
  });
});
