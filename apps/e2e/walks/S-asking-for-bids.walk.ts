import { settled } from '../checks/hand.js';
import { Keyboard } from '../stage/keyboard.js';
import { expect, PHONE, test } from '../stage/test.js';
import { stage } from '../stage/world.js';

const play = stage();
/** From 9:30 in the morning past four in the afternoon, and from there past eleven at night: nobody has to sign in anew. */
const SEVEN_HOURS = 7;

test('districts without a contract ask for bids together: by keyboard from the estimate to the award, and what was estimated stands in the commitment', async ({ visit }) => {
  const { world } = play;
  const lead = await visit(world, { as: 'Marguerite Hollisfield', path: '/rounds/new' });
  const keys = new Keyboard(lead);
  const dialog = (name: string) => lead.getByRole('dialog', { name });
  const day = async (label: string, typed: string, within = lead.getByRole('dialog')) => {
    await keys.to(within.getByLabel(label));
    await lead.keyboard.type(typed);
  };

  await test.step('A draft without a price; what it misses leads to its field; until when estimates are', async () => {
    await settled(lead);
    await keys.use(lead.getByRole('link', { name: 'Ask for bids together' }));
    await keys.write(lead.getByLabel('What do we buy?'), 'Batteries');
    await keys.write(lead.getByLabel('Bids are per'), 'box');
    await keys.use(lead.getByRole('button', { name: 'Keep it and go on' }));
    await expect(lead.getByRole('heading', { level: 1, name: 'What shall bids be asked for?' })).toBeVisible();
    await lead.getByRole('link', { name: /Look through/ }).click();
    await lead.getByRole('link', { name: /^Specification of Batteries/ }).click();
    await expect(lead.getByLabel('What it has to be like')).toBeFocused();
    await lead.keyboard.type('AA, alkaline, boxes of 24');
    await lead.getByRole('link', { name: /Look through/ }).click();
    await expect(lead.getByText('Nothing is missing.')).toBeVisible();
    await lead.getByRole('button', { name: 'Ask for estimates' }).click();
    await expect(dialog('Ask the members what they would take?')).toBeVisible();
    await day('Until which day?', '11102026');
    await keys.use(dialog('Ask the members what they would take?').getByRole('button', { name: 'Ask for estimates' }));
    await expect(lead.getByRole('heading', { level: 1, name: 'How much would we take: Batteries?' })).toBeVisible();
  });

  const neighbor = await visit(world, { as: 'Gordon Achterhof', viewport: PHONE, path: '/' });
  await test.step('Both say what they expect; the sum moves on both pages', async () => {
    await keys.write(lead.getByLabel('About how many boxes?'), '20');
    await keys.use(lead.getByRole('button', { name: 'Send the estimate' }));
    await expect(lead.getByRole('region', { name: 'What do we expect to take?' })).toContainText('20 boxes');
    await neighbor.getByRole('listitem').filter({ hasText: 'Estimate what you would take: Batteries' }).getByRole('link', { name: 'Say an estimate' }).click();
    await neighbor.getByLabel('About how many boxes?').fill('12');
    await neighbor.getByRole('button', { name: 'Send the estimate' }).click();
    for (const page of [lead, neighbor]) await expect(page.getByRole('row', { name: /^Batteries/ })).toContainText('32 boxes');
  });

  await test.step('Bids are asked for, and written down once they are due', async () => {
    await world.letPass(SEVEN_HOURS);
    await keys.use(lead.getByRole('button', { name: 'Ask for bids' }));
    const ask = dialog('Ask for bids?');
    await keys.write(ask.getByLabel('Number of the solicitation'), 'C-27-02');
    await keys.write(ask.getByLabel('Where does the notice stand?'), 'Adams County Record');
    await day('Bids are due on', '11102026');
    await keys.to(ask.getByLabel('At', { exact: true }));
    await lead.keyboard.type('1100PM');
    await keys.use(ask.getByRole('button', { name: 'Close the estimates and ask for bids' }));
    // The neighbor's page follows before hours pass again: what it reads keeps its session.
    for (const page of [lead, neighbor]) await expect(page.getByRole('region', { name: 'How it stands' })).toContainText('Bids are closed until they are due.');
    await world.letPass(SEVEN_HOURS);
    await lead.reload();
    for (const [supplier, price] of [['Sawtooth Supply', '14.50'], ['Gem Office', '13.90']] as const) {
      await keys.use(lead.getByRole('button', { name: 'Write down a bid' }));
      await keys.write(lead.getByLabel('Supplier'), supplier);
      await keys.write(lead.getByLabel('Price per box'), price);
      await keys.use(lead.getByRole('button', { name: 'Write it down' }));
      await expect(lead.getByRole('region', { name: 'Who bid?' })).toContainText(supplier);
    }
    await expect(lead.getByRole('row', { name: /^All items/ })).toContainText('$464.00$444.80Lowest');
  });

  await test.step('The board takes the dearer one, and says why; the round opens at its price', async () => {
    await keys.use(lead.getByRole('button', { name: 'Write down the award' }));
    const award = dialog('What did the board decide?');
    await keys.to(award.getByLabel('Which bid?'));
    await keys.press('ArrowUp');
    await expect(award).toContainText('It costs $19.20 more than the lowest bid.');
    await keys.write(award.getByLabel('Why this bid?'), 'Delivered to each school.');
    await day('The board met on', '11102026');
    await keys.write(award.getByLabel('Where the minutes say so'), 'Item 4');
    await day('Last day of the contract', '06302027');
    await keys.write(award.getByLabel('Cooperative-use clause'), 'Members may order on the same terms.');
    await keys.use(award.getByRole('button', { name: 'Write down the award' }));
    await expect(lead.getByRole('region', { name: 'Who won, and why?' })).toContainText('Sawtooth SupplyDelivered to each school.');
    await keys.use(lead.getByRole('button', { name: 'Open for commitments' }));
    await keys.use(dialog('Open it for firm commitments?').getByRole('button', { name: 'Open it and tell the members' }));
    await expect(lead.getByRole('heading', { level: 1, name: 'What will we pay: Batteries?' })).toBeVisible();
    const take = neighbor.getByRole('region', { name: 'How many do we take?' });
    await expect(take).toContainText('Your estimate: 12 boxes.');
    await expect(take.getByLabel('Boxes, at least')).toHaveValue('12');
    await take.getByLabel('Budget code').fill('M-410');
    await expect(take.getByRole('button', { name: 'Commit to at most $174.00' })).toBeVisible();
  });
});
