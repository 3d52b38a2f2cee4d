import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage();

test('a counselor places two students by keyboard; those who may know open the names, others do not, and a parent is answered', async ({ visit }) => {
  test.setTimeout(120_000);
  const { world } = play;
  const booking = await world.bookingId('Council', 'Emergency Medical Technician', 'accepted');
  const counselor = await visit(world, { as: 'Tamsin Orrell', path: '/' });

  await test.step('Her inbox asks who sits there; a sheet with mistakes places nobody', async () => {
    const task = counselor.getByRole('listitem').filter({ has: counselor.getByRole('heading', { name: 'Say who sits in Emergency Medical Technician' }) });
    await expect(task).toBeVisible();
    await settled(counselor);
    const keys = new Keyboard(counselor);
    await keys.use(task.getByRole('link', { name: 'Place students' }));
    await expect(counselor.getByRole('heading', { level: 1, name: /^Who sits in the seats of B-/ })).toBeVisible();
    await settled(counselor);
    await keys.use(counselor.getByRole('button', { name: 'Take them from a spreadsheet' }));
    await counselor.getByRole('textbox', { name: 'Or paste the rows' }).fill('Given name,Family name,Student number,Grade\nAna,Ruizvale,4711,11\nBo,,47 12,x\nCy,Stone,4713,12');
    await keys.use(counselor.getByRole('button', { name: 'Look at it first' }));
    const wrong = counselor.getByRole('table', { name: 'What to correct, row by row' });
    await expect(wrong.getByRole('row').filter({ hasText: 'Row 3' })).toHaveCount(3);
    await expect(wrong.getByRole('row').filter({ hasText: 'Row 4' })).toContainText('more students than the 2 seats');
    await expect(counselor.getByRole('button', { name: /^Place these/ })).toHaveCount(0);
    await keys.use(counselor.getByRole('button', { name: 'Enter them one by one' }));
  });

  await test.step('She enters both, by keyboard alone', async () => {
    const keys = new Keyboard(counselor);
    for (const [seat, given, family, number, grade] of [['Seat 1', 'Ana', 'Ruizvale', '4711', '11'], ['Seat 2', 'Bo', 'Lundholm', '4712', '12']] as const) {
      const block = counselor.getByRole('group', { name: seat });
      await keys.write(block.getByLabel('Legal given name'), given);
      await keys.write(block.getByLabel('Legal family name'), family);
      await keys.write(block.getByLabel('Your student number'), number);
      await keys.to(block.getByLabel('Grade'));
      await counselor.keyboard.type(`Grade ${grade}`);
    }
    await counselor.getByRole('group', { name: 'Seat 1' }).getByLabel('Counselor').selectOption('Tamsin Orrell');
    await counselor.getByRole('group', { name: 'Seat 2' }).getByLabel('Accommodations: whom to ask').fill('Ms. Hale, ext. 9');
    await keys.use(counselor.getByRole('button', { name: 'Place 2 students' }));
    await expect(counselor.getByRole('region', { name: 'Which seats have a student?' })).toContainText('Students placed');
    await expect(counselor.getByText('Ruizvale')).toHaveCount(0);
    console.log(keys.record('Tamsin Orrell'));
  });

  await test.step('She sees the name of the student she counsels, and no other', async () => {
    await counselor.getByRole('button', { name: 'Show the names' }).click();
    const seats = counselor.getByRole('table');
    await expect(seats.getByRole('row').filter({ hasText: 'Seat 1' })).toContainText('Ruizvale, Ana');
    await expect(seats.getByRole('row').filter({ hasText: 'Seat 2' })).toContainText('placed, name not shown');
    const stored = await counselor.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toMatch(/Ruizvale|Lundholm|4711/);
  });

  await test.step('The teacher of record opens the whole class; a business manager of the home district opens nothing', async () => {
    const teacher = await visit(world, { as: 'Naomi Tsukada', path: `/sections/${await world.sectionId('Emergency Medical Technician', 'Cascade')}/roster` });
    await teacher.getByRole('button', { name: 'Show the names' }).click();
    const students = teacher.getByRole('table', { name: /^Students in/ });
    await expect(students.getByRole('row').filter({ hasText: 'Lundholm, Bo' })).toContainText('Has accommodations: ask Ms. Hale, ext. 9');
    const wade = await visit(world, { as: 'Wade Torkelson', path: `/bookings/${booking}/roster` });
    await expect(wade.getByText('None of these names is open to you.')).toBeVisible();
    await expect(wade.getByRole('button', { name: 'Show the names' })).toHaveCount(0);
  });

  await test.step('A parent asks; the registrar answers from one page', async () => {
    const registrar = await visit(world, { as: 'Delphine Aguirre', path: '/people/disclosures' });
    await registrar.getByLabel(/^Student number at/).fill('4711');
    await registrar.getByRole('button', { name: 'Show who has seen the name' }).click();
    await expect(registrar.getByRole('heading', { name: 'It was opened 2 times' })).toBeVisible();
    const list = registrar.getByRole('table', { name: 'Disclosures, newest first' });
    await expect(list.getByRole('row').filter({ hasText: 'Naomi Tsukada' })).toContainText('Teacher of record');
    await expect(list.getByRole('row').filter({ hasText: 'Tamsin Orrell' })).toContainText('Counselor of the student');
    expect(registrar.url()).not.toContain('4711');
  });

  await test.step('The coordinator sees who gives and takes seats, and no count that is small', async () => {
    const coordinator = await visit(world, { as: 'Constance Ibarrola', path: '/consortium' });
    await coordinator.getByRole('link', { name: 'Who gives and takes seats?' }).click();
    await expect(coordinator.getByRole('heading', { level: 1, name: 'Who gives and takes seats?' })).toBeFocused();
    const counts = await coordinator.getByRole('table', { name: /^Seats given and taken/ }).getByRole('cell').allTextContents();
    expect(counts.length).toBeGreaterThan(10);
    for (const count of counts) expect(count === 'not shown' || Number(count) === 0 || Number(count) >= 5, count).toBe(true);
  });
});
