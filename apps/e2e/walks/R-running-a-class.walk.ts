import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);

test('a teacher marks her class in a few presses and calls a day off; the home side sees it by itself, and joins', async ({ visit }) => {
  test.setTimeout(90_000);
  const { world } = play;
  const booking = await world.bookingId('Council', 'AP Calculus AB', 'active');
  const { id: section, number } = await world.only<{ id: string; number: number }>('the class of it', 'select section_id as id, number from booking where id = $1', [booking]);
  const reference = `B-${String(number).padStart(4, '0')}`;
  const first = new RegExp(`^Seat 1 of ${reference}`);
  const counselor = await visit(world, { as: 'Tamsin Orrell', at: world.second, path: `/bookings/${booking}` });
  const panel = counselor.getByRole('region', { name: 'This class today' });
  await expect(panel.getByRole('link', { name: 'Join the class' })).toHaveAttribute('href', /^https:/);
  await expect(panel).toContainText('No class on Fri, Nov 13, 2026');
  await panel.getByText('The same as a table').click();
  const teacher = await visit(world, { as: 'Maren Oldcastle', path: `/sections/${section}` });
  const keys = new Keyboard(teacher);

  await test.step('She marks today by keyboard: one seat is absent, all others are there', async () => {
    const link = teacher.getByRole('link', { name: 'Mark who is here today' });
    await expect(link).toBeVisible();
    await settled(teacher);
    await keys.use(link);
    await expect(teacher.getByRole('heading', { level: 1, name: 'Who was in class on Tue, Nov 10, 2026?' })).toBeFocused();
    keys.leg('to the page that marks today');
    const save = teacher.getByRole('button', { name: 'Mark all 10 present' });
    await keys.to(save);
    keys.leg('to the button that marks everyone present');
    await keys.to(teacher.getByRole('group', { name: first }).getByRole('radio', { name: 'Present' }));
    await keys.press('a');
    await expect(teacher.getByRole('group', { name: first }).getByRole('radio', { name: 'Absent' })).toBeChecked();
    await keys.to(teacher.getByRole('button', { name: 'Save: 1 absent' }), 'Shift+Tab');
    await keys.press('Enter');
    await expect(teacher.getByText(/^Marked by Maren Oldcastle/)).toBeVisible();
    keys.leg('one exception, saved');
    console.log(keys.record('Maren Oldcastle'));
  });

  await test.step('The page of the home side, open all along, says so; it shows its own seats alone', async () => {
    const table = panel.getByRole('table');
    await expect(table.getByRole('row', { name: first }).getByRole('cell').last()).toHaveText('Absent');
    await expect(table.getByRole('rowheader')).toHaveCount(3);
  });

  await test.step('She calls Thursday off; the inbox of the home side tells it at once, and that it is taken back', async () => {
    await counselor.goto('/');
    await teacher.getByRole('link', { name: 'How is this class going?' }).click();
    await teacher.getByRole('button', { name: 'Announce a change' }).click();
    const dialog = teacher.getByRole('dialog', { name: 'Which day is different?' });
    await dialog.getByLabel('Day of the class').fill('2026-11-11');
    await dialog.getByLabel('Why?').fill('Power is out');
    await dialog.getByRole('button', { name: 'Announce it' }).click();
    await expect(dialog.getByText(/has no school on Wed, Nov 11, 2026 \(Veterans Day\)/).first()).toBeVisible();
    await dialog.getByLabel('Day of the class').fill('2026-11-12');
    await dialog.getByRole('button', { name: 'Announce it' }).click();
    await expect(dialog).toBeHidden();
    await expect(counselor.getByRole('heading', { name: 'No class on Thu, Nov 12, 2026: AP Calculus AB' })).toBeVisible();
    await teacher.getByRole('button', { name: /^Take it back.*Nov 12/ }).click();
    await teacher.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await expect(counselor.getByRole('heading', { name: /^AP Calculus AB meets as usual on Thu, Nov 12/ })).toBeVisible();
    await expect(counselor.getByRole('heading', { name: 'No class on Thu, Nov 12, 2026: AP Calculus AB' })).toHaveCount(0);
  });

  await test.step('She tells the home side that a seat is failing; the title does not say so, it stands with the booking', async () => {
    await teacher.getByRole('button', { name: `Tell how Seat 3 of ${reference} gets on` }).click();
    const dialog = teacher.getByRole('dialog');
    await dialog.getByLabel('It is').selectOption('Failing');
    await dialog.getByLabel('A few words to the home side').fill('Nothing handed in since October.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await counselor.getByRole('link', { name: `A note on how seat 3 of ${reference} gets on in AP Calculus AB`, exact: true }).click();
    await expect(panel).toContainText('Nothing handed in since October.');
  });
});
