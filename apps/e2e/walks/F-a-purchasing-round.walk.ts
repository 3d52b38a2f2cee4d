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

  await test.step('By keyboard alone: four fields, and the contract that still runs; then a price for more on its step', async () => {
    await settled(officer);
    await expect(officer.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ours' })).toHaveAttribute('aria-current', 'true');
    await keys.write(officer.getByLabel('What do we buy?'), 'Snow shovels per shovel');
    await keys.write(officer.getByLabel('Price per shovel'), '20');
    await keys.to(officer.getByLabel('Until when?'));
    await officer.keyboard.type('11102026');
    await expect(officer.getByText('It locks on Tue, Nov 10, 4:00 PM MST.')).toBeVisible();
    await keys.write(officer.getByLabel('How many does Cascade take?'), '6');
    await expect(officer.getByText('Bought on contract WSPC-26-031')).toBeVisible();
    await keys.use(officer.getByRole('button', { name: 'Keep it and go on' }));
    await expect(officer.getByRole('heading', { level: 1, name: 'Is the round ready to open?' })).toBeFocused();
    await keys.use(officer.getByRole('link', { name: /^2 Items/ }));
    await officer.getByRole('button', { name: 'Add a price for more' }).click();
    await officer.getByLabel('From how many (shovel)').fill('10');
    await officer.getByLabel('Price per shovel').nth(1).fill('16');
    await expect(officer.getByRole('link', { name: '2 Items not saved' })).toHaveAttribute('aria-current', 'step');
    await officer.getByRole('link', { name: /Look through/ }).click();
    await expect(officer.getByText('Nothing is missing.')).toBeVisible();
    await keys.use(officer.getByRole('button', { name: 'Open the round' }));
    await keys.use(officer.getByRole('dialog', { name: 'Open the round?' }).getByRole('button', { name: 'Open it and tell the members' }));
    await expect(officer.getByRole('heading', { level: 1, name: 'What will we pay: Snow shovels?' })).toBeVisible();
  });

  await test.step('What was typed first stands there already: a budget code, and they are in', async () => {
    const take = officer.getByRole('region', { name: 'How many do we take?' });
    await expect(take.getByLabel('Shovels, at least')).toHaveValue('6');
    await keys.write(take.getByLabel('Budget code'), '100-410');
    await expect(take).toContainText('At $16.00 per shovel$96.00');
    // What it wrote about this contract before stands there too.
    await expect(take.getByLabel('Why do we use this contract?')).not.toHaveValue('');
    await keys.write(take.getByLabel('Why do we use this contract?'), 'The state bid it.');
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
    await take.getByLabel('Why do we use this contract?').fill('Cheaper than the store in town.');
    await take.getByRole('button', { name: 'Commit to at most $100.00' }).click();
    for (const page of [neighbor, officer]) {
      await expect(page.getByRole('region', { name: 'How it stands' })).toContainText('Everyone has the best price of the list.');
      await expect(page.getByRole('row', { name: /^from 10 shovels/ })).toContainText('Price now');
    }
    await expect(officer.getByRole('region', { name: 'What do we take?' })).toContainText('$96.00 as it stands');
    await expect(officer.getByRole('region', { name: 'Who is in?' })).toContainText('Council');
  });

  await test.step('What a district wrote down is there for its board, and for nobody else', async () => {
    await neighbor.getByRole('link', { name: 'What we wrote down before we bought' }).click();
    await expect(neighbor.getByRole('heading', { level: 1, name: 'Why do we buy on this contract?' })).toBeVisible();
    await expect(neighbor.getByRole('region', { name: 'What did we write down?' })).toContainText('Cheaper than the store in town.');
    await expect(neighbor.getByText('The state bid it.')).toHaveCount(0);
    await neighbor.getByRole('link', { name: 'Snow shovels' }).click();
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
    // The digits were the other way round. Whoever leads sees whose order can leave.
    await order.getByRole('button', { name: 'Correct the number' }).click();
    const correction = neighbor.getByRole('dialog', { name: 'Which number should it be?' });
    await correction.getByLabel('Purchase-order number of Council').fill('PO-181');
    await correction.getByRole('button', { name: 'Correct it' }).click();
    await expect(order).toContainText('Replaces number PO-118');
    await expect(officer.getByRole('region', { name: 'Which orders can leave?' }).getByRole('row', { name: /^Council/ })).toContainText('entered');
  });

  await test.step('The goods come: a phone at the dock says so by one press, a keyboard says what broke; then receiving is closed', async () => {
    const placing = officer.getByRole('region', { name: 'What number does the order of Cascade carry?' });
    await keys.use(placing.getByRole('button', { name: 'Enter the number' }));
    const number = officer.getByRole('dialog', { name: 'Under which number do you order?' });
    await keys.write(number.getByLabel('Purchase-order number of Cascade'), 'CSD-9');
    await keys.use(number.getByRole('button', { name: 'Put it on the order' }));
    await neighbor.getByRole('link', { name: 'Say what came' }).click();
    await expect(neighbor.getByRole('heading', { level: 1, name: 'What came: Snow shovels?' })).toBeVisible();
    await neighbor.getByRole('button', { name: 'All of it came: 5 shovels' }).click();
    await expect(neighbor.getByText('Everything is said that came for you.')).toBeVisible();
    await neighbor.getByRole('link', { name: 'Back to the round' }).click();

    await keys.use(officer.getByRole('link', { name: 'Say what came' }));
    await keys.use(officer.getByRole('button', { name: 'Something is short, damaged or replaced' }));
    await keys.write(officer.getByLabel('Shovels in good order'), '5');
    await keys.write(officer.getByLabel('Shovels damaged'), '1');
    await keys.use(officer.getByRole('button', { name: 'This is what came' }));
    await expect(officer.getByText('5 shovels good, 1 shovel damaged.')).toBeVisible();
    await keys.use(officer.getByRole('link', { name: 'Back to the round' }));
    await keys.use(officer.getByRole('button', { name: 'Close receiving' }));
    await keys.use(officer.getByRole('dialog', { name: 'Close receiving?' }).getByRole('button', { name: 'Close receiving' }));
    await expect(officer.getByRole('region', { name: 'What does Cascade keep?' })).toContainText('5 shovels');
  });

  await test.step('The bills are matched: for the broken one a credit is expected; then each reads what it finally owes', async () => {
    for (const [page, district, cents] of [[neighbor, 'Council', '80'], [officer, 'Cascade', '96']] as const) {
      const mine = new Keyboard(page);
      await page.getByRole('button', { name: 'Enter the invoice' }).click();
      const bill = page.getByRole('dialog', { name: 'What did Payette Hardware bill?' });
      await bill.getByLabel('Invoice number').fill(`PH-${district}`);
      await mine.to(bill.getByLabel('Date'));
      await page.keyboard.type('11102026');
      if (page === officer) await bill.getByLabel('Shovels billed').fill('6');
      await bill.getByLabel('For', { exact: true }).first().fill(cents);
      await bill.getByRole('button', { name: `Enter it: $${cents}.00` }).click();
    }
    await neighbor.getByRole('button', { name: 'Approve $80.00 for payment' }).click();
    await neighbor.getByRole('dialog', { name: 'Approve $80.00?' }).getByRole('button', { name: 'Approve $80.00' }).click();
    await officer.getByRole('button', { name: /^Expect a credit: Snow shovels: 6 shovels billed, 5 shovels received/ }).click();
    const credit = officer.getByRole('dialog', { name: 'Expect a credit of $16.00?' });
    await credit.getByLabel('Why?').fill('It came broken');
    await credit.getByRole('button', { name: 'Expect a credit' }).click();
    await officer.getByRole('button', { name: 'Approve $80.00 for payment' }).click();
    await officer.getByRole('dialog', { name: 'Approve $80.00?' }).getByRole('button', { name: 'Approve $80.00' }).click();
    await officer.getByRole('button', { name: 'Settle the round' }).click();
    await officer.getByRole('dialog', { name: 'Settle the round?' }).getByRole('button', { name: 'Settle it for everyone' }).click();
    for (const [page, district] of [[officer, 'Cascade'], [neighbor, 'Council']] as const) {
      await expect(page.getByRole('region', { name: `What does ${district} finally owe?` })).toContainText('$80.00', { timeout: 15_000 });
      await expect(page.getByRole('region', { name: `What did ${district} save?` })).toContainText('no saving is claimed');
    }
    const credits = officer.getByRole('region', { name: 'Has the credit of Payette Hardware arrived?' });
    await expect(credits).toContainText('Nothing has arrived yet of $16.00.');
    await keys.use(credits.getByRole('button', { name: /^Enter a credit note/ }));
    const note = officer.getByRole('dialog', { name: 'What did Payette Hardware credit?' });
    await keys.write(note.getByLabel('Credit note number'), 'CM-1');
    await keys.to(note.getByLabel('Date'));
    await officer.keyboard.type('11102026');
    await keys.write(note.getByLabel('Amount'), '16');
    await keys.use(note.getByRole('button', { name: 'Enter it: $16.00' }));
    await expect(credits).toContainText('All of it arrived: $16.00.');
  });

  await test.step('The next one starts from it, with a sheet of more items: one row is wrong, is corrected, and all of it is kept', async () => {
    await officer.getByRole('button', { name: 'Start it again' }).click();
    await expect(officer.getByRole('heading', { level: 1, name: 'Is the round ready to open?' })).toBeVisible();
    await expect(officer.getByText('Started again from Snow shovels')).toBeVisible();
    await settled(officer);
    await officer.getByRole('link', { name: /^2 Items/ }).click();
    await officer.locator('summary', { hasText: 'Items from a spreadsheet' }).click();
    const sheet = (price: string) => `Item,Unit,Price\nRoof rakes,rake,31.50\nIce melt,bag,${price}`;
    await officer.getByLabel('Or paste the rows').fill(sheet('free'));
    await officer.getByRole('button', { name: 'Look at it first' }).click();
    await expect(officer.getByText('Nothing is taken over yet: 1 thing needs a correction in the sheet.')).toBeVisible();
    await expect(officer.getByRole('row', { name: /^Row 3/ })).toContainText('Write a price above zero');
    await keys.to(officer.getByLabel('Or paste the rows'), 'Shift+Tab');
    await officer.getByLabel('Or paste the rows').fill(sheet('9.75'));
    await officer.getByRole('button', { name: 'Look at it first' }).click();
    await officer.getByRole('button', { name: 'Put these 2 items into the form' }).click();
    await expect(officer.getByLabel('Item', { exact: true })).toHaveCount(3);
    await officer.getByRole('link', { name: /Look through/ }).click();
    await expect(officer.getByText('Nothing is missing.')).toBeVisible();
    await officer.getByRole('button', { name: 'Open the round' }).click();
    await officer.getByRole('dialog', { name: 'Open the round?' }).getByRole('button', { name: 'Open it and tell the members' }).click();
    await neighbor.goto(officer.url().replace(/^https?:\/\/[^/]+/, ''));
    const take = neighbor.getByRole('region', { name: 'How many do we take?' });
    await expect(take.getByLabel('Shovels, at least')).toHaveValue('5');
    await expect(take).toContainText('Last time: 5 shovels.');
  });
});

test('too little came together: each district is asked whether it still takes its part; the last answer locks it, for those who said yes', async ({ visit }) => {
  const { world } = play;
  const wade = await visit(world, { as: 'Wade Torkelson', path: '/' });
  const keys = new Keyboard(wade);
  await settled(wade);
  await keys.use(wade.getByRole('listitem').filter({ has: wade.getByRole('heading', { name: 'Do you still take it? Ice melt for the winter' }) }).getByRole('link').last());
  const question = wade.getByRole('region', { name: 'Does Council still take 3 pallets of Ice melt?' });
  await expect(question).toContainText('$1,719.90 if everyone says yes, at $573.30 per pallet');
  await expect(question).toContainText('Never more than $1,852.20');
  await keys.use(question.getByRole('button', { name: 'Yes, we still take it' }));
  await keys.use(wade.getByRole('dialog', { name: 'Still take it?' }).getByRole('button', { name: 'Say yes to at most $1,852.20' }));
  await expect(wade.getByText('Council said yes to 3 pallets of Ice melt.')).toBeVisible();

  const gordon = await visit(world, { as: 'Gordon Achterhof', at: world.second, viewport: PHONE, path: await world.roundPath('Ice melt for the winter') });
  await expect(gordon.getByRole('region', { name: 'Why is it asked?' })).toContainText('2 of 3 districts have answered');
  const odette = await visit(world, { as: 'Odette Kimura', at: world.second, viewport: PHONE, path: await world.roundPath('Ice melt for the winter') });
  await odette.getByRole('button', { name: 'No, leave us out' }).click();
  await odette.getByRole('dialog', { name: 'Leave it?' }).getByRole('button', { name: 'Say no' }).click();

  // That was the last answer: it locks by itself, on every page.
  await expect(wade.getByRole('heading', { level: 1, name: 'What do we owe: Ice melt for the winter?' })).toBeVisible({ timeout: 15_000 });
  await expect(wade.getByRole('region', { name: 'What does Council owe?' }), 'five pallets of two districts, at the price of five').toContainText('$1,852.20');
  await expect(odette.getByText('Cambridge said no to 2 pallets of Ice melt.')).toBeVisible();
  await expect(gordon.getByRole('button', { name: 'Release the orders' })).toBeVisible();
});
