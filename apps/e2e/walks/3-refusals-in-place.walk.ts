import { type Locator, type Page } from '@playwright/test';
import { fieldErrors } from '../checks/page.js';
import { settled } from '../checks/hand.js';
import { expect, test } from '../stage/test.js';
import { stage, type World } from '../stage/world.js';

const play = stage(2);

const summary = (scope: Page | Locator) => scope.getByRole('alert');
const hold = (page: Page) => page.getByRole('region', { name: 'What would it cost us?' });
const seatsLeft = async (world: World, section: string): Promise<number> =>
  (await world.only<{ left: number }>('section', 'select capacity - seats_taken as left from course_section where id = $1', [section])).left;

/** Sends a form that is wrong: the summary takes the focus, leads to its fields, and each problem is tied to its field. */
async function refuses(page: Page, scope: Page | Locator, send: string | RegExp, problems: Record<string, RegExp>): Promise<void> {
  await scope.getByRole('button', { name: send }).click();
  const box = summary(scope);
  await expect(box).toBeFocused();
  for (const [label, words] of Object.entries(problems)) {
    const field = scope.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(words);
    await expect(box.getByRole('link', { name: words })).toBeVisible();
  }
  await expect(box.getByRole('link')).toHaveCount(Object.keys(problems).length);
  expect(await fieldErrors(page)).toEqual([]);
  const first = Object.keys(problems)[0]!;
  await box.getByRole('link').first().click();
  await expect(scope.getByLabel(first, { exact: true })).toBeFocused();
}

test('every form says what is wrong where it is wrong, and keeps what was typed', async ({ visit }) => {
  const { world } = play;

  await test.step('sign-in', async () => {
    const page = await visit(world, { path: '/sign-in' });
    await refuses(page, page, 'Sign in', { 'E-mail address': /Type your e-mail address/, Password: /Type your password/ });
    await page.getByLabel('E-mail address').fill('tamsin');
    await expect(page.getByLabel('E-mail address')).not.toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('button', { name: 'Forgot your password?' }).click();
    await expect(page.getByLabel('E-mail address'), 'what was typed goes along').toHaveValue('tamsin');
    await page.getByLabel('E-mail address').fill('');
    await refuses(page, page, 'Mail me a link', { 'E-mail address': /Type your e-mail address/ });
    await page.context().close();
  });

  await test.step('a new password and an invitation', async () => {
    const page = await visit(world, { path: '/reset?token=made-up' });
    await page.getByLabel('New password', { exact: true }).fill('short');
    await refuses(page, page, 'Save and sign in', { 'New password': /at least 12 characters/ });
    await page.getByLabel('New password', { exact: true }).fill('long enough to be a password');
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(summary(page)).toContainText(/link/i);
    await page.goto('/invitation?token=made-up');
    await refuses(page, page, 'Accept and sign in', { 'Your name': /Type your name/, Password: /at least 12 characters/ });
    await page.context().close();
  });

  await test.step('account', async () => {
    const page = await visit(world, { as: 'Tamsin Orrell', path: '/account' });
    const name = page.getByRole('region', { name: 'Name' });
    await name.getByLabel('Your name').fill(' ');
    await refuses(page, name, 'Save the name', { 'Your name': /Type your name/ });
    const password = page.getByRole('region', { name: 'Password' });
    await refuses(page, password, 'Change the password', { 'Present password': /present password/, 'New password': /at least 12 characters/ });
    await password.getByLabel('Present password').fill('not my password at all');
    await password.getByLabel('New password').fill('neighbors raise a barn');
    await password.getByRole('button', { name: 'Change the password' }).click();
    await expect(summary(password)).toBeFocused();
    await expect(password.getByLabel('New password'), 'what was typed is kept').toHaveValue('neighbors raise a barn');
    await page.context().close();
  });

  await test.step('inviting somebody: kept across a reload', async () => {
    const page = await visit(world, { as: 'Marguerite Hollisfield', path: '/people' });
    const dialog = page.getByRole('dialog', { name: /Whom to invite/ });
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await dialog.getByLabel('E-mail address').fill('not-an-address');
    await refuses(page, dialog, 'Send the invitation', { Name: /Type the person’s name/, 'E-mail address': /for example name@school\.org/ });
    await dialog.getByLabel('Name', { exact: true }).fill('Nora Blackwater');
    await page.reload();
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Nora Blackwater');
    await expect(dialog.getByLabel('E-mail address')).toHaveValue('not-an-address');
    await page.context().close();
  });

  await test.step('seats, and what the course counts as', async () => {
    const id = await world.sectionId('Physics', 'Meadows Valley');
    const page = await visit(world, { as: 'Tamsin Orrell', path: `/sections/${id}` });
    await hold(page).getByRole('textbox', { name: 'Seats' }).fill('two');
    await refuses(page, hold(page), /^Hold/, { Seats: /a whole number from 1/ });
    await expect(hold(page).getByRole('textbox', { name: 'Seats' })).toHaveValue('two');
    const mapping = page.getByRole('region', { name: 'What does it count as at home?' });
    await mapping.getByRole('button', { name: 'Say what it counts as' }).click();
    await mapping.getByLabel('Credit', { exact: true }).fill('half');
    await refuses(page, mapping, 'Send for approval', { 'Local course code': /code this course has at home/, Credit: /as a number, for example 0\.5/ });
    await mapping.getByLabel('Local course code').fill('SCI-777');
    await page.reload();
    await expect(hold(page).getByRole('textbox', { name: 'Seats' })).toHaveValue('two');
    await mapping.getByRole('button', { name: 'Say what it counts as' }).click();
    await expect(mapping.getByLabel('Local course code')).toHaveValue('SCI-777');
    await expect(mapping.getByLabel('Credit', { exact: true })).toHaveValue('half');
    await page.context().close();
  });

  await test.step('the request, with a not-to-exceed that does not cover it', async () => {
    const page = await visit(world, { as: 'Lupe Sandifer', path: `/bookings/${await world.bookingId('Midvale', 'Physics: Motion and Energy', 'held')}` });
    const next = page.getByRole('region', { name: 'Next step' });
    await next.getByLabel('Not to exceed').fill('100');
    await refuses(page, next, 'Request seats', { 'Not to exceed': /It can come to \$295\.00: allow at least that much/, 'Budget code': /Type the budget code/ });
    await next.getByLabel('Not to exceed').fill('lots');
    await refuses(page, next, 'Request seats', { 'Not to exceed': /an amount in dollars/, 'Budget code': /Type the budget code/ });
    await next.getByRole('textbox', { name: /^Note to/ }).fill('Two of our seniors need it.');
    await page.reload();
    await expect(next.getByLabel('Not to exceed')).toHaveValue('lots');
    await expect(next.getByRole('textbox', { name: /^Note to/ })).toHaveValue('Two of our seniors need it.');
    await page.context().close();
  });

  await test.step('denying, returning and declining say why', async () => {
    const andre = await visit(world, { as: 'Andre Bellweather', path: `/bookings/${await world.bookingId('Cascade', 'Data Science', 'requested')}` });
    await andre.getByRole('button', { name: /^Deny/ }).click();
    await refuses(andre, andre.getByRole('dialog'), 'Deny the request', { 'Why?': /Say why, in a sentence/ });
    await andre.context().close();
    const harlan = await visit(world, { as: 'Harlan Vesterby', path: `/bookings/${await world.bookingId('Cambridge', 'Emergency Medical Technician', 'held')}` });
    await harlan.getByRole('button', { name: 'Return for a correction' }).click();
    await refuses(harlan, harlan.getByRole('region', { name: 'What does it count as at home?' }), 'Return it', { 'What should be corrected?': /Say what should be corrected/ });
    await harlan.context().close();
  });
});

test('more seats than are left: the refusal says how many, and nothing is taken', async ({ visit }) => {
  const { world } = play;
  const id = await world.sectionId('Physics', 'Meadows Valley');
  const before = await seatsLeft(world, id);
  const page = await visit(world, { as: 'Tamsin Orrell', path: `/sections/${id}` });
  const { left } = await world.only<{ left: number }>('section', 'select capacity - seats_taken - reserved_seats as left from course_section where id = $1', [id]);
  await hold(page).getByRole('textbox', { name: 'Seats' }).fill(String(left + 2));
  await settled(page);
  await hold(page).getByRole('button', { name: /^Hold/ }).click();
  await hold(page).getByRole('textbox', { name: /^Why does it work/ }).fill('They join from the library.');
  await hold(page).getByRole('button', { name: /^Hold/ }).click();
  await expect(hold(page)).toContainText(new RegExp(`Only ${left} seats are left, and you asked for ${left + 2}`));
  await expect(hold(page).getByRole('textbox', { name: 'Seats' })).toHaveValue(String(left + 2));
  expect(await seatsLeft(world, id)).toBe(before);
});

test('a full section offers no hold, and opens by itself when a seat comes free', async ({ visit }) => {
  const { world } = play;
  const id = await world.sectionId('Emergency Medical Technician', 'Cascade');
  const greta = await visit(world, { as: 'Greta Lindenmuth', at: world.second, path: `/sections/${id}` });
  await settled(greta);
  for (let round = 0; (await hold(greta).getByRole('button', { name: /^Hold/ }).isVisible()) && round < 5; round++) {
    const free = Number(/(\d+) of \d+ seats left/.exec((await greta.getByRole('region', { name: 'In short' }).textContent()) ?? '')?.[1]);
    await hold(greta).getByRole('textbox', { name: 'Seats' }).fill(String(Math.min(free, 12)));
    await settled(greta);
    await hold(greta).getByRole('button', { name: /^Hold \d+ seat/ }).click();
    const reason = hold(greta).getByRole('textbox', { name: /^Why does it work/ });
    await expect(reason.or(greta.getByRole('heading', { level: 1, name: /What is next for/ }))).toBeVisible();
    if (await reason.isVisible()) {
      await reason.fill('They join from the library.');
      await hold(greta).getByRole('button', { name: /^Hold \d+ seat/ }).click();
    }
    await expect(greta.getByRole('heading', { level: 1, name: /What is next for/ })).toBeVisible();
    if (round === 0) await greta.evaluate((path) => sessionStorage.setItem('walk.booking', path), new URL(greta.url()).pathname);
    await greta.goto(`/sections/${id}`);
    await settled(greta);
  }
  const lupe = await visit(world, { as: 'Lupe Sandifer', path: `/sections/${id}` });
  await expect(lupe.getByText('Every seat is taken.')).toBeVisible();
  await expect(lupe.getByRole('button', { name: /^Hold/ })).toHaveCount(0);

  const path = await greta.evaluate(() => sessionStorage.getItem('walk.booking'));
  await greta.goto(path ?? '');
  await greta.getByRole('button', { name: 'Cancel seats' }).click();
  await greta.getByRole('dialog').getByRole('button', { name: 'Give them back' }).click();
  await expect(greta.getByRole('region', { name: 'Where it stands' })).toContainText(/Canceled/i);
  await expect(lupe.getByRole('button', { name: /^Hold/ }), 'without a reload, on the other server').toBeVisible();
});

test('a hold runs out by itself: the page says so and the seats are free', async ({ visit }) => {
  const { world } = play;
  const booking = await world.bookingId('Cascade', 'Public Speaking', 'held');
  const section = await world.sectionId('Public Speaking', 'Council');
  const before = await seatsLeft(world, section);
  const page = await visit(world, { as: 'Josefina Haldane', at: world.second, path: `/bookings/${booking}` });
  await expect(page.getByRole('region', { name: 'Next step' })).toContainText('The hold runs out in');
  await world.letPass(1);
  await expect(page.getByRole('region', { name: 'Where it stands' })).toContainText('The hold ran out and the seats are free again', { timeout: 15_000 });
  expect(await seatsLeft(world, section)).toBe(before + 2);
});

test('a request whose answer is lost, sent again, takes seats once', async ({ visit, allow }) => {
  allow(/net::ERR_|Failed to load resource/);
  const { world } = play;
  const id = await world.sectionId('Photography', 'Cascade');
  const before = await seatsLeft(world, id);
  const page = await visit(world, { as: 'Tamsin Orrell', path: `/sections/${id}` });
  await settled(page);
  await hold(page).getByRole('textbox', { name: 'Seats' }).fill('3');
  await settled(page);
  let lost = 0;
  await page.route('**/graphql', async (route) => {
    if (lost > 0 || !(route.request().postData() ?? '').includes('holdSeats')) return route.fallback();
    lost += 1;
    // The server does its work; its answer never arrives.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await hold(page).getByRole('button', { name: 'Hold 3 seats' }).click();
  await expect(hold(page).getByText('No answer arrived.')).toBeVisible();
  expect(await seatsLeft(world, id), 'the first try did take them').toBe(before - 3);
  await expect(hold(page).getByRole('textbox', { name: 'Seats' })).toHaveValue('3');
  await hold(page).getByRole('button', { name: 'Hold 3 seats' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /What is next for/ })).toBeVisible();
  expect(await seatsLeft(world, id)).toBe(before - 3);
  expect((await world.owner.query('select from booking where section_id = $1 and created_by in (select id from account where display_name = $2) and state = $3', [id, 'Tamsin Orrell', 'held'])).rowCount).toBe(1);
});

test('offline: a banner, what is on screen stays; back online the page reads itself again', async ({ visit, allow }) => {
  allow(/net::ERR_|Failed to load resource|WebSocket/);
  const { world } = play;
  const id = await world.sectionId('Statistics', 'Cascade');
  const page = await visit(world, { as: 'Tamsin Orrell', path: `/sections/${id}` });
  await settled(page);
  const short = page.getByRole('region', { name: 'In short' });
  const words = (await short.textContent()) ?? '';
  await page.context().setOffline(true);
  await expect(page.getByText(/^You are offline\./)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Statistics' })).toBeVisible();
  const left = Number(/(\d+) of \d+ seats left/.exec(words)?.[1]);

  const answer = await world.ask('HoldSeats', { input: { idempotencyKey: crypto.randomUUID(), sectionId: id, homeDistrictId: (await world.districtPath('Midvale')).split('/').at(-1), seats: 1, fitReason: 'They watch it later.' } }, { cookie: await world.signIn('Lupe Sandifer') });
  expect(JSON.stringify(await answer.json())).toContain('"__typename":"Booking"');
  await page.context().setOffline(false);
  await expect(page.getByText(/^You are offline\./)).toBeHidden();
  await expect(short, 'what changed meanwhile is there').toContainText(`${left - 1} of`);
});

test('a notice put away leaves the focus with the next one', async ({ visit }) => {
  const page = await visit(play.world, { as: 'Andre Bellweather', path: '/' });
  const away = page.getByRole('button', { name: /^Put away/ });
  await expect(away.nth(1)).toBeVisible();
  // Two notices may be called the same: it is the very next one.
  const [next, count] = [await away.nth(1).elementHandle(), await away.count()];
  await away.first().press('Enter');
  await expect(away).toHaveCount(count - 1);
  await expect.poll(() => next?.evaluate((button) => button === document.activeElement)).toBe(true);
  await expect(page.locator('[aria-live=polite]')).toContainText('Notice put away');
});

test('addresses that make no sense are answered in words', async ({ visit }) => {
  const { world } = play;
  const page = await visit(world, { as: 'Tamsin Orrell' });
  for (const [path, words] of [
    ['/sections/not-an-id', 'Nothing to see here.'], ['/sections/0197c680-8180-7778-8110-f6e37f6c41c8', 'Nothing to see here.'], ['/bookings/%F0%9F%A6%86', 'Nothing to see here.'],
    ['/districts/1', 'Nothing to see here.'], ['/consortium/x', 'Nothing to see here.'], ['/nothing/is/here', 'Nothing is kept at this address.'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('main').getByText(words), path).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
  }
  for (const path of ['/find?sort=sideways&day=NEVER&shown=-3&grade=%00', '/find?day=MON&day=MON&q=%F0%9F%A6%86&__proto__=x', '/bookings?state=lost', '/sign-in?to=//elsewhere.example', '/find?area=not-an-area&district=nowhere&shown=1e9']) {
    await page.goto(path);
    await settled(page);
    await expect(page.getByText('What went wrong?'), path).toHaveCount(0);
    await expect(page.getByRole('alert'), path).toHaveCount(0);
  }
});

test('a place in a list that is no place is refused by name, not with a crash', async () => {
  const { world } = play;
  const cookie = await world.signIn('Tamsin Orrell');
  for (const after of ['nonsense', 'AAAA', Buffer.from('["x","y"]').toString('base64url')]) {
    for (const [operation, variables] of [['Inbox', { first: 5, after }], ['Catalogue', { input: { first: 5, after } }]] as const) {
      const answer = await world.ask(operation, variables, { cookie });
      const body = JSON.stringify(await answer.json());
      expect(answer.status, `${operation} ${after}`).toBeLessThan(500);
      expect(body, `${operation} ${after}`).not.toMatch(/INTERNAL|stack|syntax/i);
      expect(body, `${operation} ${after}`).toMatch(/after|cursor|place/i);
    }
  }
});
