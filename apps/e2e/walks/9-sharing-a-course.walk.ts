import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);

test('a teacher writes a course, the registrar codes and publishes it, changes it and cancels it; the neighbor who booked is told at each turn', async ({ visit }) => {
  test.setTimeout(120_000);
  const { world } = play;
  const path = await world.draftPath('Drawing I');
  const registrar = await visit(world, { as: 'Saul Mendiolea', at: world.second, path: '/' });
  const task = registrar.getByRole('listitem').filter({ has: registrar.getByRole('heading', { name: 'Approve Drawing I to be shared' }) });
  await settled(registrar);
  const teacher = await visit(world, { as: 'Yesenia Pruett', path: '/bookings/courses' });
  const next = teacher.getByRole('button', { name: 'Save and go on' });
  const heading = (name: string | RegExp) => teacher.getByRole('heading', { level: 1, name });

  await test.step('She goes on with what she began, by keyboard alone', async () => {
    const keys = new Keyboard(teacher);
    await settled(teacher);
    await keys.use(teacher.getByRole('link', { name: 'Drawing I' }));
    await expect(heading('What is taught?')).toBeVisible();
    await keys.write(teacher.getByRole('textbox', { name: 'Syllabus' }), 'Line, light, hands, faces');
    await keys.use(next);
    await expect(heading('When does it meet?')).toBeVisible();
    for (const day of ['Tuesday', 'Thursday']) await keys.use(teacher.getByRole('checkbox', { name: day }), ' ');
    await teacher.getByLabel('Begins').fill('09:00');
    await teacher.getByLabel('Ends').fill('09:50');
    await teacher.getByLabel('Seats can be given back until').fill('2027-09-10');
  });

  await test.step('Her browser closes; nothing is lost', async () => {
    await expect(teacher.getByText('Everything is saved.')).toBeVisible({ timeout: 10_000 });
    await teacher.evaluate(() => sessionStorage.clear());
    await teacher.reload();
    await expect(teacher.getByLabel('Begins')).toHaveValue('09:00');
    await expect(teacher.getByRole('checkbox', { name: 'Thursday' })).toBeChecked();
  });

  await test.step('The check names what is missing, and leads there', async () => {
    await teacher.getByRole('link', { name: 'Check and send' }).click();
    await expect(teacher.getByRole('button', { name: 'Send for approval' })).toHaveCount(0);
    await teacher.getByRole('listitem').filter({ hasText: 'a seat given back costs nothing' }).getByRole('link').click();
    await expect(teacher.getByText('Choose the last day on which a seat given back costs nothing.')).toBeVisible();
    await teacher.getByLabel('Without cost until').fill('2027-09-03');
    await next.click();
    await teacher.getByLabel('From grade').selectOption('9');
    await teacher.getByLabel('To grade').selectOption('12');
    await teacher.getByLabel('Credit').fill('half');
    await teacher.getByLabel('Seats in all').fill('12');
    await next.click();
    await expect(teacher.getByRole('alert').or(teacher.getByText('Write the credit with at most two decimals')).first()).toBeVisible();
    await expect(teacher.getByLabel('Credit'), 'what was typed is kept').toHaveValue('half');
    await teacher.getByLabel('Credit').fill('0.5');
    await next.click();
    await teacher.getByLabel('How is a seat paid?').selectOption('FIXED_PRICE');
    await teacher.getByLabel('Price of a seat').fill('$210');
    await next.click();
    await teacher.getByLabel('Code at your own school').fill('ART101');
    await teacher.getByLabel('Who teaches?').selectOption({ label: 'Yesenia Pruett' });
    await teacher.getByRole('checkbox').first().check();
    await next.click();
    await expect(heading('Is it ready to be shared?')).toBeVisible();
    await expect(teacher.getByRole('region', { name: 'How will others see it?' })).toContainText('$210.00 per seat');
    await teacher.getByRole('button', { name: 'Show my name' }).click();
    await expect(teacher.getByText('Yesenia Pruett agreed to be named.')).toBeVisible();
    await teacher.getByRole('button', { name: 'Send for approval' }).click();
    await expect(teacher.getByText('A registrar or an administrator of your district decides.')).toBeVisible();
  });

  await test.step('The registrar’s inbox shows it by itself; he codes it and publishes it', async () => {
    await expect(task).toBeVisible();
    await task.getByRole('link').click();
    await expect(registrar.getByText('no course code yet')).toBeVisible();
    await registrar.getByRole('searchbox', { name: 'Look for it' }).fill('drawing');
    await registrar.getByRole('button', { name: /^Choose \d{5}, .*Drawing/ }).first().click();
    await registrar.getByRole('button', { name: 'Approve and publish' }).click();
    await expect(registrar.getByRole('heading', { level: 1, name: 'Drawing I' })).toBeVisible();
  });

  const counselor = await visit(world, { as: 'Tamsin Orrell', path: '/find?q=drawing' });
  await test.step('A neighbor finds it and holds two seats', async () => {
    const card = counselor.getByRole('listitem').filter({ has: counselor.getByRole('heading', { name: 'Drawing I' }) });
    await expect(card).toContainText('Yesenia Pruett');
    await card.getByRole('link', { name: 'Drawing I' }).click();
    await expect(counselor.getByText('until Fri, Sep 3, 2027 that costs nothing')).toBeVisible();
    await counselor.getByLabel('Seats', { exact: true }).fill('2');
    await counselor.getByRole('button', { name: 'Hold 2 seats' }).click();
    const reason = counselor.getByRole('textbox', { name: 'Why does it work although the times differ?' });
    await expect(counselor.getByRole('heading', { name: /What is next for/ }).or(reason)).toBeVisible();
    if (await reason.isVisible()) {
      await reason.fill('They join from the library.');
      await counselor.getByRole('button', { name: 'Hold 2 seats' }).click();
    }
    await expect(counselor.getByRole('heading', { name: /What is next for/ })).toBeVisible();
  });

  await test.step('He changes the price; the seats that are held keep theirs', async () => {
    await registrar.getByRole('button', { name: 'Change what is published' }).click();
    await registrar.getByRole('link', { name: /^Cost/ }).click();
    await registrar.getByLabel('Price of a seat').fill('300');
    await registrar.getByRole('button', { name: 'Save and go on' }).click();
    await expect(registrar.getByRole('heading', { level: 1, name: 'Who teaches, and who may see it?' })).toBeVisible();
    await registrar.getByRole('link', { name: 'Check and send' }).click();
    await registrar.getByRole('button', { name: 'Approve and publish' }).click();
    await expect(registrar.getByText('$300.00 per seat')).toBeVisible();
    await expect(counselor.getByRole('region', { name: 'What does it cost?' })).toContainText('$420.00');
  });

  await test.step('He cancels it: what it costs stands in the question, and her page says so by itself', async () => {
    await registrar.getByRole('button', { name: 'Cancel the section' }).click();
    const sure = registrar.getByRole('dialog', { name: 'Cancel the section?' });
    await expect(sure).toContainText('2 seats are taken in it.');
    await sure.getByLabel('Why?').fill('Too few in our own school.');
    await sure.getByRole('button', { name: 'Cancel it for everyone' }).click();
    await expect(registrar.getByText('This section has been canceled.')).toBeVisible();
    await expect(counselor.getByRole('heading', { name: /What became of/ })).toBeVisible();
    await expect(counselor.getByText('Too few in our own school.')).toBeVisible();
    await expect(counselor.getByRole('region', { name: 'What else fits?' })).toBeVisible();
    await counselor.goto('/');
    await expect(counselor.getByRole('heading', { name: 'Meadows Valley canceled Drawing I' })).toBeVisible();
  });
  expect(path).toContain('/bookings/courses/');
});
