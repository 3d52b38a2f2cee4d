import { settled } from '../checks/hand.js';
import { sideways, targets } from '../checks/page.js';
import { Mouse } from '../stage/keyboard.js';
import { expect, PHONE, test } from '../stage/test.js';
import { stage, type World } from '../stage/world.js';

const play = stage(2);
const taken = async (world: World, section: string): Promise<number> => (await world.only<{ taken: number }>('section', 'select seats_taken as taken from course_section where id = $1', [section])).taken;

test('a counselor without a limit asks, her business manager approves on a phone, the neighbor is asked', async ({ visit }) => {
  const { world } = play;
  const path = `/bookings/${await world.bookingId('Midvale', 'Physics: Motion and Energy', 'held')}`;
  const lupe = await visit(world, { as: 'Lupe Sandifer', path });
  const gordon = await visit(world, { as: 'Gordon Achterhof', at: world.second, viewport: PHONE, path: '/' });
  const ivy = await visit(world, { as: 'Ivy Thornquist', at: world.second, path: '/' });
  const next = lupe.getByRole('region', { name: 'Next step' });
  const task = gordon.getByRole('listitem').filter({ has: gordon.getByRole('heading', { name: 'Approve up to $295.00 for Physics: Motion and Energy' }) });
  const asked = ivy.getByRole('listitem').filter({ has: ivy.getByRole('heading', { name: /Midvale asks for 1 seat/ }) }).filter({ hasText: 'Physics' });
  await settled(gordon);
  await settled(ivy);
  await expect(task).toHaveCount(0);

  await next.getByLabel('Budget code').fill('MV-0390');
  await next.getByRole('button', { name: 'Request seats' }).click();
  await expect(next).toContainText('The approval is due in');
  await expect(next.getByRole('button', { name: /^Approve/ }), 'she cannot approve it herself').toHaveCount(0);

  await test.step('Gordon’s phone shows it by itself', async () => {
    await expect(task).toBeVisible();
    await expect(asked, 'the neighbor is not asked before the money is agreed').toHaveCount(0);
    await task.getByRole('link').tap();
    await settled(gordon);
    await gordon.getByRole('button', { name: /^Approve/ }).tap();
    const sure = gordon.getByRole('dialog', { name: 'Approve the spending?' });
    await expect(sure).toContainText('$295.00');
    await expect(sure).toContainText('MV-0390');
    expect(await sideways(gordon)).toEqual([]);
    expect(await targets(gordon)).toEqual([]);
    await sure.getByRole('button', { name: 'Approve', exact: true }).tap();
    await expect(sure).toBeHidden();
  });

  await expect(next, 'her page moves on by itself').toContainText('The answer is due in');
  await expect(asked, 'and the neighbor’s inbox').toBeVisible();
});

test('declined spending frees the seats, and says why', async ({ visit }) => {
  const { world } = play;
  const section = await world.sectionId('Anatomy and Physiology', 'McCall-Donnelly');
  const before = await taken(world, section);
  const path = `/bookings/${await world.bookingId('Council', 'Anatomy and Physiology', 'awaiting_approval')}`;
  const tamsin = await visit(world, { as: 'Tamsin Orrell', at: world.second, path });
  const neighbor = await visit(world, { as: 'Josefina Haldane', at: world.second, path: `/sections/${section}` });
  const left = async () => Number(/(\d+) of \d+ seats left/.exec((await neighbor.getByRole('region', { name: 'In short' }).textContent()) ?? '')?.[1] ?? 0);
  await settled(neighbor);
  const free = await left();

  const wade = await visit(world, { as: 'Wade Torkelson', viewport: PHONE, path: '/' });
  await wade.getByRole('listitem').filter({ hasText: 'Anatomy and Physiology' }).getByRole('link').first().tap();
  await wade.getByRole('button', { name: /^Decline/ }).tap();
  const sure = wade.getByRole('dialog', { name: 'Decline the spending?' });
  await sure.getByLabel('Why?').fill('The fund for dual credit is spent.');
  await sure.getByRole('button', { name: 'Decline', exact: true }).tap();
  await expect(sure).toBeHidden();

  await expect(tamsin.getByRole('region', { name: 'Where it stands' })).toContainText('The fund for dual credit is spent.');
  expect(await taken(world, section)).toBe(before - 6);
  await expect.poll(left, 'a neighbor sees them free without a reload').toBeGreaterThan(free);
  await tamsin.goto('/');
  await expect(tamsin.getByRole('heading', { name: 'Spending declined: Anatomy and Physiology' })).toBeVisible();
});

test('nobody approves their own request, and another district’s approver sees none of it', async ({ visit }) => {
  const { world } = play;
  const path = `/bookings/${await world.bookingId('Midvale', 'American Sign Language I', 'awaiting_approval')}`;
  const counselor = await visit(world, { as: 'Lupe Sandifer', path });
  await expect(counselor.getByRole('region', { name: 'Next step' })).toContainText('The approval is due in');
  await expect(counselor.getByRole('button', { name: /^(Approve|Decline)/ })).toHaveCount(0);
  const stranger = await visit(world, { as: 'Wade Torkelson', path });
  await expect(stranger.getByText('Nothing to see here.')).toBeVisible();
});

test('seats given back after the drop date are owed by the terms of the acceptance, and the amount stands in the question', async ({ visit }) => {
  const { world } = play;
  const path = `/bookings/${await world.bookingId('Council', 'AP Calculus AB', 'active')}`;
  const tamsin = await visit(world, { as: 'Tamsin Orrell', path });
  await tamsin.getByRole('button', { name: 'Withdraw from the course' }).click();
  const sure = tamsin.getByRole('dialog', { name: 'Withdraw from the course?' });
  await expect(sure).toContainText(/70 percent of the share of \$[\d,.]+ is still owed: \$[\d,.]+\./);
  const owed = /still owed: (\$[\d,.]+)\./.exec((await sure.textContent()) ?? '')?.[1] ?? '';
  await sure.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(sure).toBeHidden();
  await expect(tamsin.getByRole('region', { name: 'Where it stands' })).toContainText('Withdrawn');
  await expect(tamsin.getByRole('region', { name: 'What does it cost?' })).toContainText(owed);
  await expect(tamsin.getByRole('listitem').filter({ hasText: `${owed} is still owed.` })).toBeVisible();
});

test('whoever waits keeps the place, and what a neighbor gives back is offered in the published order', async ({ visit }) => {
  const { world } = play;
  const path = `/sections/${await world.sectionId('American Sign Language I', 'McCall-Donnelly')}`;
  const tamsin = await visit(world, { as: 'Tamsin Orrell', path });
  const press = async (name: string) => {
    await tamsin.getByRole('button', { name, exact: true }).last().focus();
    await tamsin.keyboard.press('Enter');
  };
  await expect(tamsin.getByRole('heading', { name: 'We are 2nd in line' })).toBeVisible();
  await expect(tamsin.getByText(/^You are 2nd: asked .*1 district before you asked earlier and also teaches/)).toBeVisible();
  await test.step('off the list and on again, one press to join, by keyboard', async () => {
    await press('Leave the waitlist');
    await expect(tamsin.getByRole('dialog', { name: 'Leave the waitlist?' })).toContainText('gives up its 2nd place');
    await press('Leave the waitlist');
    await expect(tamsin.getByText('Districts wait for 2 seats.')).toBeVisible();
    await press('Join the waitlist');
    await expect(tamsin.getByRole('heading', { name: 'We are 2nd in line' })).toBeVisible();
  });
  // Cambridge gives three seats back: two for the first in line, one for Tamsin.
  const priya = await visit(world, { as: 'Priya Castellane', at: world.second, path: `/bookings/${await world.bookingId('Cambridge', 'American Sign Language I', 'accepted')}` });
  await priya.getByRole('button', { name: 'Drop the seats' }).click();
  await priya.getByRole('dialog').getByRole('button', { name: /^Drop/ }).click();
  await expect(tamsin.getByRole('heading', { name: 'A seat came free for us' }), 'her page shows it by itself').toBeVisible();
  await tamsin.goto('/');
  await tamsin.getByRole('listitem').filter({ has: tamsin.getByRole('heading', { name: 'A seat came free for you in American Sign Language I' }) }).getByRole('link').first().click();
  await expect(tamsin.getByText('Offered 1 seat from the waitlist.')).toBeVisible();
  await expect(tamsin.getByRole('region', { name: 'What does it cost?' })).toContainText('$320.00');
});

test('six seats of a course that accepts at once are booked in one sitting of less than a minute; the district that teaches it is told', async ({ visit }) => {
  const { world } = play;
  const teaching = await visit(world, { as: 'Gordon Achterhof', at: world.second, path: '/' });
  const priya = await visit(world, { as: 'Priya Castellane', path: '/' });
  const mouse = new Mouse();
  await mouse.click(priya.getByRole('navigation').getByRole('link', { name: 'Find' }).first());
  await mouse.write(priya.getByRole('searchbox'), 'guitar');
  await mouse.click(priya.getByRole('link', { name: 'Guitar', exact: true }));
  await expect(priya.getByText('Requests are accepted at once, within the seats.')).toBeVisible();
  await mouse.write(priya.getByRole('textbox', { name: 'Seats' }), '6');
  await mouse.click(priya.getByRole('button', { name: 'Hold 6 seats' }));
  const reason = priya.getByRole('textbox', { name: 'Why does it work although the times differ?' });
  await expect(priya.getByRole('heading', { name: /What is next for/ }).or(reason)).toBeVisible();
  if (await reason.isVisible()) {
    await mouse.write(reason, 'They drive over.');
    await mouse.click(priya.getByRole('button', { name: 'Hold 6 seats' }));
  }
  // The section's own page has that button too: hers is the booking's.
  await expect(priya.getByRole('heading', { name: /What is next for/ })).toBeVisible();
  await mouse.click(priya.getByRole('button', { name: 'Say what it counts as' }));
  await mouse.write(priya.getByRole('textbox', { name: 'Local course code' }), 'MUS-110');
  await mouse.click(priya.getByRole('button', { name: 'Send for approval' }));
  await mouse.click(priya.getByRole('button', { name: 'Approve', exact: true }));
  await mouse.write(priya.getByRole('textbox', { name: 'Budget code' }), '100-515-300');
  await mouse.click(priya.getByRole('button', { name: 'Request seats' }));
  await expect(priya.getByRole('region', { name: 'Where it stands' })).toContainText('Accepted');
  await expect(priya.getByText('Accepted 6 seats at once, as the teaching district chose when it published.')).toBeVisible();
  await expect(teaching.getByRole('heading', { name: /^Cambridge took 6 seats/ }), 'it appears without a reload').toBeVisible();
  console.log(mouse.record('Priya Castellane'));
  expect(mouse.clicks).toBeLessThanOrEqual(12);
  expect(mouse.seconds).toBeLessThan(60);
});
