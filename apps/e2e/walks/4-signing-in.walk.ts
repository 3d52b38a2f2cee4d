import { type Page } from '@playwright/test';
import { person } from '../stage/people.js';
import { expect, test } from '../stage/test.js';
import { PASSWORD, stage } from '../stage/world.js';

const play = stage(2);
const NEW_PASSWORD = 'neighbors raise a barn';

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(person(name).email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens a letter as the demo keeps it, and gives the link in it. */
async function linkIn(page: Page, to: string, subject: RegExp): Promise<string> {
  await page.goto('/mail');
  const letter = page.getByRole('article').filter({ hasText: to }).filter({ has: page.getByRole('heading', { name: subject }) }).first();
  // The worker delivers within a second or two; the page of letters is read anew to see it.
  await expect(async () => {
    await page.reload();
    await expect(letter).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  const href = await letter.getByRole('link').first().getAttribute('href');
  expect(href).toMatch(/^\/(reset|invitation)\?token=/);
  return href!;
}

test('the demo list signs in, and the cookie is out of reach of scripts', async ({ visit }) => {
  const page = await visit(play.world, { path: '/sign-in' });
  await page.getByRole('button', { name: /Andre Bellweather/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What needs me?' })).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const cookie of cookies) expect(kept).not.toContain(cookie.value);
});

test('a wrong password says so and no more; after ten the door is shut for a while', async ({ visit }) => {
  const page = await visit(play.world, { path: '/sign-in' });
  await signIn(page, 'Odette Kimura', 'wrong');
  const refusal = page.getByRole('alert');
  await expect(refusal).toBeFocused();
  await expect(refusal).not.toContainText(/unknown|no account|exist/i);
  const words = await refusal.textContent();
  await expect(page.getByLabel('E-mail address'), 'what was typed is kept').toHaveValue(person('Odette Kimura').email);
  await page.getByLabel('E-mail address').fill('nobody@nowhere.example');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(refusal, 'an address nobody has sounds the same').toHaveText(words ?? '');

  await page.getByLabel('E-mail address').fill(person('Odette Kimura').email);
  for (let attempt = 2; attempt <= 10; attempt++) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes('signIn'));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await answered;
    await expect(refusal).toContainText(words!.slice(0, 20));
  }
  await signIn(page, 'Odette Kimura', PASSWORD);
  await expect(refusal, 'not even the right one').toContainText(/You can try again at/);
  await signIn(page, 'Priya Castellane', PASSWORD);
  await expect(page.getByRole('heading', { level: 1, name: 'What needs me?' }), 'a colleague is not shut out').toBeVisible();
});

test('who corrects one of two problems goes on typing, and who forgot the password starts at a heading', async ({ visit }) => {
  const page = await visit(play.world, { path: '/sign-in' });
  await page.getByRole('button', { name: 'Sign in', exact: true }).press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('link', { name: 'Type your e-mail address' }).press('Enter');
  await page.keyboard.type('nobody@nowhere.example');
  await expect(page.getByLabel('E-mail address')).toHaveValue('nobody@nowhere.example');
  await page.getByRole('button', { name: 'Sign in', exact: true }).press('Enter');
  await expect(page.getByRole('alert'), 'the next try says again what is missing').toBeFocused();

  await page.getByRole('button', { name: 'Forgot your password?' }).press('Enter');
  const heading = page.getByRole('heading', { level: 1, name: 'Forgot your password?' });
  await expect(heading).toBeFocused();
  await page.getByRole('button', { name: 'Mail me a link' }).press('Enter');
  await expect(page.locator('[aria-live=polite]'), 'what came of it is heard').toContainText('Look at your mail');
  await expect(heading, 'the button is gone, the focus is not').toBeFocused();
});

test('a forgotten password is replaced through the mail, once, and every other session ends', async ({ visit }) => {
  const { world } = play;
  const reader = await visit(world, { as: 'Tamsin Orrell' });
  const elsewhere = await visit(world, { as: 'Ruthanne Bickerstaff', at: world.second, path: '/' });
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'What needs me?' })).toBeVisible();

  const page = await visit(world, { path: '/sign-in' });
  await page.getByLabel('E-mail address').fill(person('Ruthanne Bickerstaff').email);
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByRole('main').getByText('Look at your mail')).toBeVisible();
  const link = await linkIn(reader, person('Ruthanne Bickerstaff').email, /new password/i);

  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What needs me?' })).toBeVisible();
  await elsewhere.goto('/account');
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Who is signing in?' }), 'signed out elsewhere').toBeVisible();

  await elsewhere.goto(link);
  await elsewhere.getByLabel('New password', { exact: true }).fill('somebody else’s idea of it');
  await elsewhere.getByRole('button', { name: 'Save and sign in' }).click();
  await expect(elsewhere.getByRole('alert'), 'a link works once').toContainText(/link/i);
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, 'Ruthanne Bickerstaff', PASSWORD);
  await expect(elsewhere.getByRole('alert'), 'the old password is over').toBeVisible();
  await signIn(elsewhere, 'Ruthanne Bickerstaff', NEW_PASSWORD);
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'What needs me?' })).toBeVisible();

  const warned = await linkInWarning(reader, person('Ruthanne Bickerstaff').email);
  await reader.goto(warned);
  await expect(reader.getByText('Nothing is kept at this address.'), 'a letter leads somewhere').toHaveCount(0);
});

/** The letter that tells about the change leads to where one can do something about it. */
async function linkInWarning(page: Page, to: string): Promise<string> {
  const letter = page.getByRole('article').filter({ hasText: to }).filter({ has: page.getByRole('heading', { name: /password was changed/i }) }).first();
  await expect(async () => {
    await page.goto('/mail');
    await expect(letter).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  return new URL(/https?:\/\/\S+/.exec((await letter.textContent()) ?? '')?.[0] ?? '').pathname;
}

test('somebody invited chooses a name and a password and is in, with the role given', async ({ visit }) => {
  const { world } = play;
  const admin = await visit(world, { as: 'Marguerite Hollisfield', path: '/people' });
  await admin.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Nora Blackwater');
  await dialog.getByLabel('E-mail address').fill('nora.blackwater@council.example');
  await dialog.getByLabel('Role').selectOption({ label: 'Registrar' });
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(dialog).toBeHidden();
  await expect(admin.getByRole('row').filter({ hasText: 'Nora Blackwater' })).toContainText('Invited');

  const nora = await visit(world, { path: await linkIn(admin, 'nora.blackwater@council.example', /invites you/) });
  await nora.getByLabel('Your name').fill('Nora Blackwater');
  await nora.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
  await nora.getByRole('button', { name: 'Accept and sign in' }).click();
  await expect(nora.getByRole('heading', { level: 1, name: 'What needs me?' })).toBeVisible();
  await expect(nora.getByRole('banner')).toContainText('Registrar');
  await admin.goto('/people');
  await expect(admin.getByRole('row').filter({ hasText: 'Nora Blackwater' })).toContainText('Active');
});

test('signing out everywhere ends the session of another browser', async ({ visit }) => {
  const { world } = play;
  const here = await visit(world, { path: '/sign-in' });
  const there = await visit(world, { at: world.second, path: '/sign-in' });
  for (const page of [here, there]) {
    await signIn(page, 'Clementine Sorley', PASSWORD);
    await expect(page.getByRole('heading', { level: 1, name: 'What needs me?' })).toBeVisible();
  }
  await here.goto('/account');
  await expect(here.getByRole('table', { name: /Devices/ }).getByRole('row')).toHaveCount(3);
  await here.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(here.getByRole('heading', { level: 1, name: 'Who is signing in?' })).toBeVisible();
  await there.getByRole('link', { name: 'Ours', exact: true }).click();
  await expect(there.getByRole('heading', { level: 1, name: 'Who is signing in?' }), 'the next thing asked for leads to the door').toBeVisible();
  await signIn(there, 'Clementine Sorley', PASSWORD);
  await expect(there.getByRole('heading', { level: 1, name: 'Which seats are ours?' }), 'and back to where it was going').toBeVisible();
});

test('a link opened while signed out leads to its page after the sign-in, and never off the site', async ({ visit }) => {
  const { world } = play;
  const path = '/find?q=physics&day=MON&day=TUE';
  const page = await visit(world, { path });
  await expect(page.getByRole('heading', { level: 1, name: 'Who is signing in?' })).toBeVisible();
  await signIn(page, 'Josefina Haldane', PASSWORD);
  await expect(page.getByRole('heading', { level: 1, name: 'What do our neighbors share?' })).toBeVisible();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path);

  await page.getByRole('button', { name: 'Menu of Josefina Haldane' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Who is signing in?' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Who is signing in?' }), 'back shows nothing to whoever sits down next').toBeVisible();

  for (const to of ['//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)']) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
    await signIn(page, 'Josefina Haldane', PASSWORD);
    await expect(page.getByRole('heading', { level: 1, name: 'What needs me?' }), to).toBeVisible();
    expect(new URL(page.url()).origin).toBe(world.first.origin);
  }
});

test('what is not ours to send is refused: no session rides on another site’s request', async () => {
  const { world } = play;
  const cookie = await world.signIn('Josefina Haldane');
  const foreign = await world.ask('Inbox', { first: 5 }, { cookie, origin: 'https://elsewhere.example' });
  expect(foreign.status).toBe(403);
  const plain = await fetch(`${world.first.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'text/plain', cookie }, body: '{"query":"{ __typename }"}' });
  expect(plain.status).toBeGreaterThanOrEqual(400);
  expect((await world.ask('Inbox', { first: 5 }, { cookie })).status).toBe(200);
});
