import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, PHONE, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage(2);
/** From 9:30 in the morning past four in the afternoon; nobody has to sign in anew. */
const HOURS_PAST_THE_LOCK = 7;

test('an officer opens a quick round before lunch, a neighbor joins from a phone, the price falls for both, and after the lock both read what they owe', async ({ visit }) => {
  const { world } = play;
  const officer = await visit(world, { as: 'Clementine Sorley', path: '/rounds/new' });
  const keys = new Keyboard(officer);
  const standing = officer.getByRole('region', { name: 'How it stands' });

  await test.step('By keyboard alone: four fields, then the contract and a price for more', async () => {
    await settled(officer);
    await keys.write(officer.getByLabel('What do we buy?'), 'Snow shovels');
    await keys.write(officer.getByLabel('Price'), '20');
    await keys.write(officer.getByLabel('For one'), 'shovel');
    await keys.to(officer.getByLabel('Until when?'));
    await officer.keyboard.type('11102026');
    await expect(officer.getByText('It locks on Tue, Nov 10, 4:00 PM MST.')).toBeVisible();
    await keys.write(officer.getByLabel('How many does Cascade take?'), '6');
    await keys.use(officer.getByRole('button', { name: 'Keep it and go on' }));
    await expect(officer.getByRole('heading', { level: 1, name: 'Is the round ready to open?' })).toBeVisible();
    await expect(officer.getByText('Before it can open, this is missing:')).toBeVisible();
    await keys.write(officer.getByLabel('Lead agency'), 'State of Idaho');
    await keys.write(officer.getByLabel('Contract number'), 'ID-26-77');
    await keys.write(officer.getByLabel('Cooperative-use clause'), 'Public agencies of Idaho may order on the same terms.');
    await keys.to(officer.getByLabel('Last day of the contract'));
    await officer.keyboard.type('06302027');
    await keys.use(officer.getByRole('button', { name: 'Add a price for more' }));
    await keys.write(officer.getByLabel('From how many (shovel)'), '10');
    await keys.write(officer.getByLabel('Price per shovel').nth(1), '16');
    await keys.to(officer.getByRole('button', { name: 'Save', exact: true }));
    await keys.use(officer.getByRole('button', { name: 'Open the round' }));
    await keys.use(officer.getByRole('dialog', { name: 'Open the round?' }).getByRole('button', { name: 'Open it and tell the members' }));
    await expect(officer.getByRole('heading', { level: 1, name: 'What will we pay: Snow shovels?' })).toBeVisible();
  });

  await test.step('What was typed first stands there already: a budget code, and they are in', async () => {
    const take = officer.getByRole('region', { name: 'How many do we take?' });
    await expect(take.getByLabel('Shovels, at least')).toHaveValue('6');
    await keys.write(take.getByLabel('Budget code'), '100-410');
    await expect(take).toContainText('At $16.00 per shovel$96.00');
    await keys.use(take.getByRole('button', { name: 'Commit to at most $120.00' }));
    await expect(standing).toContainText('4 shovels more and everyone together saves');
    await expect(officer.getByRole('region', { name: 'What do we take?' })).toContainText('$120.00 as it stands');
  });

  const neighbor = await visit(world, { as: 'Wade Torkelson', at: world.second, viewport: PHONE, path: '/' });
  await test.step('A neighbor is told, and joins from a phone: the price falls on both pages', async () => {
    await neighbor.getByRole('link', { name: 'Cascade opened a purchasing round: Snow shovels' }).click();
    const take = neighbor.getByRole('region', { name: 'How many do we take?' });
    await take.getByLabel('Shovels, at least').fill('5');
    await take.getByLabel('Budget code').fill('GF-410');
    await take.getByRole('button', { name: 'Commit to at most $100.00' }).click();
    for (const page of [neighbor, officer]) {
      await expect(page.getByRole('region', { name: 'How it stands' })).toContainText('Everyone has the best price of the list.');
      await expect(page.getByRole('row', { name: /^from 10 shovels/ })).toContainText('Price now');
    }
    await expect(officer.getByRole('region', { name: 'What do we take?' })).toContainText('$96.00 as it stands');
    await expect(officer.getByRole('region', { name: 'Who is in?' })).toContainText('Council');
  });

  await test.step('It locks: each reads what it owes, and why', async () => {
    await world.letPass(HOURS_PAST_THE_LOCK);
    for (const [page, district, owes] of [[officer, 'Cascade', '$96.00'], [neighbor, 'Council', '$80.00']] as const) {
      await expect(page.getByRole('heading', { level: 1, name: 'What do we owe: Snow shovels?' })).toBeVisible({ timeout: 15_000 });
      const share = page.getByRole('region', { name: `What does ${district} owe?` });
      await expect(share).toContainText(owes);
      await expect(share).toContainText('$16.00 per shovel');
    }
  });

  await test.step('The orders leave: one for each, with the number of its own finance system', async () => {
    await keys.use(officer.getByRole('button', { name: 'Release the orders' }));
    const release = officer.getByRole('dialog', { name: 'Release the orders?' });
    await keys.write(release.getByLabel('Supplier', { exact: true }), 'Payette Hardware');
    await keys.use(release.getByRole('button', { name: 'Release the orders' }));
    await neighbor.getByRole('button', { name: 'Enter the number' }).click();
    const number = neighbor.getByRole('dialog', { name: 'Under which number do you order?' });
    await number.getByLabel('Purchase-order number of Council').fill('PO-118');
    await number.getByRole('button', { name: 'Put it on the order' }).click();
    const order = neighbor.getByRole('region', { name: 'What leaves for Payette Hardware?' });
    await expect(order).toContainText('PO-118');
    await expect(order.getByRole('row', { name: /Snow shovels/ })).toContainText('$16.00 per shovel');
    for (const ending of ['PDF', 'CSV', 'UBL XML']) {
      const paper = await neighbor.request.get((await order.getByRole('link', { name: new RegExp(ending) }).getAttribute('href'))!);
      expect([ending, paper.status()]).toEqual([ending, 200]);
    }
  });
});
