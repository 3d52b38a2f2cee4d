import { Keyboard } from '../stage/keyboard.js';
import { expect, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);

test('a counselor finds a neighbor’s course and both districts agree on seats, by keyboard alone', async ({ visit }) => {
  test.setTimeout(120_000);
  const { world } = play;
  const page = await visit(world);
  const keys = new Keyboard(page);
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

  await test.step('Tamsin signs in', async () => {
    await page.goto('/');
    await expect(heading('Who is signing in?')).toBeVisible();
    await keys.use(page.getByRole('button', { name: /Tamsin Orrell/ }));
    await expect(heading('What needs me?')).toBeFocused();
    keys.leg('sign in from the demo list');
  });

  await test.step('She searches with a typo and finds it all the same', async () => {
    await keys.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Jump to a page' })).toBeVisible();
    await page.keyboard.type('Find');
    await keys.press('Enter');
    await expect(heading('What do our neighbors share?')).toBeFocused();
    await keys.write(page.getByRole('searchbox'), 'phisics');
    await keys.press('Enter');
    await expect(page.getByText(/Nothing is called “phisics”\. Showing “physics” instead/i)).toBeVisible();
    await expect(page).toHaveURL(/\/find\?q=phisics/);
    keys.leg('find Physics with a typo');
  });

  const section = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Physics', exact: true }) });
  await test.step('The card tells her the cost for Council; she opens the section', async () => {
    await expect(section).toContainText('$540.00');
    await keys.use(section.getByRole('link', { name: 'Physics', exact: true }));
    await expect(heading('Physics')).toBeFocused();
    await expect(page.getByRole('region', { name: 'In short' })).toContainText('of 16 seats left');
    keys.leg('open the section');
  });

  await test.step('Two seats cost $1,080.00, and the number explains itself', async () => {
    await keys.write(page.getByRole('textbox', { name: 'Seats' }), '2');
    await expect(page.getByRole('region', { name: 'What would it cost us?' }).getByText('$1,080.00')).toBeVisible();
    await keys.use(page.getByRole('button', { name: 'Explain this number' }));
    const why = page.getByRole('dialog', { name: 'Why $1,080.00?' });
    await expect(why).toBeVisible();
    await expect(why.getByRole('listitem').filter({ hasText: '$540.00' })).not.toHaveCount(0);
    await keys.press('Escape');
    await expect(why).toBeHidden();
    await expect(page.getByRole('button', { name: 'Explain this number' })).toBeFocused();
    keys.leg('see the cost and why');
  });

  const clock = page.getByRole('region', { name: 'Next step' });
  await test.step('She holds them; a clock ticks', async () => {
    await keys.use(page.getByRole('button', { name: 'Hold 2 seats' }));
    const reason = page.getByRole('textbox', { name: 'Why does it work although the times differ?' });
    await expect(heading(/What is next for/).or(reason)).toBeVisible();
    if (await reason.isVisible()) {
      await keys.write(reason, 'They join from the library.');
      await keys.use(page.getByRole('button', { name: 'Hold 2 seats' }));
    }
    await expect(heading(/What is next for/)).toBeFocused();
    await expect(page).toHaveTitle(/Physics/);
    await expect(clock).toContainText('The hold runs out in');
    await expect(clock).toContainText(/\d+ days? \d+ h/);
    keys.leg('hold two seats');
  });
  const booking = new URL(page.url()).pathname;

  const registrar = await visit(world, { as: 'Delphine Aguirre', at: world.second, path: '/' });
  await test.step('Before the request, the course needs a meaning at home: she says which', async () => {
    await expect(clock).toContainText('Before you can request seats');
    await keys.use(page.getByRole('button', { name: 'Say what it counts as' }));
    await keys.write(page.getByRole('textbox', { name: 'Local course code' }), 'SCI-300');
    await keys.use(page.getByRole('button', { name: 'Send for approval' }));
    await expect(page.getByRole('region', { name: 'What does it count as at home?' })).toContainText('SCI-300 Physics');
    await expect(clock, 'the hold’s clock waits').toContainText('The clock waits');
    keys.leg('say what it counts as at home');
  });

  await test.step('The registrar, on the other server, sees it come and approves it', async () => {
    const her = new Keyboard(registrar);
    const task = registrar.getByRole('listitem').filter({ has: registrar.getByRole('heading', { level: 3, name: /Physics/ }) }).filter({ hasText: 'SCI-300' });
    await expect(task, 'it appears without a reload').toBeVisible();
    await her.use(task.getByRole('link'));
    await her.use(registrar.getByRole('button', { name: 'Approve', exact: true }));
    await expect(registrar.getByRole('region', { name: 'What does it count as at home?' })).toContainText('Approved');
    her.leg('approve the mapping');
    console.log(her.record('Delphine, registrar'));
  });

  const ivy = await visit(world, { as: 'Ivy Thornquist', at: world.second, path: '/' });
  const asked = ivy.getByRole('listitem').filter({ has: ivy.getByRole('heading', { name: /Council asks for 2 seats/ }) }).filter({ hasText: 'Physics' });
  await test.step('Tamsin’s page knows at once; she requests with a budget code', async () => {
    await expect(ivy.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(asked).toHaveCount(0);
    await expect(clock, 'the clock runs again').toContainText('The hold runs out in');
    await keys.write(page.getByRole('textbox', { name: 'Budget code' }), '100-515-300');
    await keys.use(page.getByRole('button', { name: 'Request seats' }));
    await expect(clock).toContainText('The answer is due in');
    keys.leg('request the seats');
  });

  await test.step('Ivy, on the other server, sees the request come in, and accepts', async () => {
    const her = new Keyboard(ivy);
    await expect(asked, 'it appears without a reload').toBeVisible();
    await her.use(asked.getByRole('link'));
    await her.use(ivy.getByRole('button', { name: /^Accept/ }));
    const sure = ivy.getByRole('dialog', { name: 'Accept the request?' });
    await expect(sure).toContainText('$1,080.00');
    await her.use(sure.getByRole('button', { name: 'Accept', exact: true }));
    await expect(sure).toBeHidden();
    await expect(ivy.getByRole('region', { name: 'Where it stands' })).toContainText('Accepted');
    her.leg('accept the request');
    console.log(her.record('Ivy, counselor of Meadows Valley'));
  });

  await test.step('Tamsin’s open page says so without a reload', async () => {
    await expect(page.getByRole('region', { name: 'Where it stands' })).toContainText('Accepted');
    expect(new URL(page.url()).pathname).toBe(booking);
  });

  await test.step('Both lists and both inboxes show it', async () => {
    const reference = /What|How does (\S+) stand/.exec((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')?.[1] ?? '';
    expect(reference).not.toBe('');
    await keys.use(page.getByRole('link', { name: 'Ours', exact: true }).first());
    const row = page.getByRole('row').filter({ hasText: reference });
    await expect(row).toContainText('Accepted');
    await ivy.goto('/bookings/requests');
    await expect(ivy.getByRole('row').filter({ hasText: reference })).toContainText('Accepted');
    await keys.to(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Inbox/ }), 'Shift+Tab');
    await keys.press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: '2 seats, Full year: Physics.' }).getByRole('heading', { name: 'Meadows Valley accepted your request' })).toBeVisible();
    await ivy.goto('/');
    await expect(ivy.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(asked, 'what is answered needs nobody').toHaveCount(0);
    keys.leg('look at the list and the inbox');
  });
  console.log(keys.record('Tamsin, counselor of Council'));
});
