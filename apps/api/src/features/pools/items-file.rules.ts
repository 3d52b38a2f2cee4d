import { watchRound } from '@barnraise/pool-pricing';
import { readSheet, type SheetRow, wholeRow } from '../../platform/files/sheet.js';
import { type FileProblem } from '../../platform/graphql/file-problem.js';
import { type RoundItemRead, type RoundItemsFile } from './items-file.type.js';
import { MOST_ITEMS, type RoundItemInput } from './round.input.js';
import { itemOf, rulesOf } from './round.rules.js';
import { TierMode } from './round.type.js';

/** The heads of a sheet of items as we write them; read in any case and order, most of them may be left out. */
export const HEADS = {
  name: 'Item', specification: 'Specification', unit: 'Unit', packs: 'Packs', orderUnit: 'Order unit', priceUnit: 'Price per', price: 'Price', tiers: 'Tiers',
  from2: 'From 2', price2: 'Price 2', from3: 'From 3', price3: 'Price 3', from4: 'From 4', price4: 'Price 4', threshold: 'Threshold', ceiling: 'Ceiling', code: 'Commodity code', codeList: 'Code list', codeVersion: 'Code version',
} as const;
type Head = keyof typeof HEADS;
const MORE = [['from2', 'price2'], ['from3', 'price3'], ['from4', 'price4']] as const;
const LONGEST: Partial<Record<Head, number>> = { name: 120, specification: 500, unit: 30, orderUnit: 30, priceUnit: 30, code: 30, codeList: 30, codeVersion: 30 };
const MOST_TIERS = 12;
const MOST_UNITS = 5;
type Wrong = (head: Head | null, rule: string, message: string) => void;

const plain = (text: string): string => text.trim().replaceAll(',', '');
const countOf = (text: string): number | null => (/^\d{1,7}$/.test(plain(text)) && Number(plain(text)) >= 1 && Number(plain(text)) <= 1_000_000 ? Number(plain(text)) : null);
function centsOf(text: string): number | null {
  const found = /^\$?(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain(text).replace(/\s/g, ''));
  const cents = found ? Number(`${found[1]!}${(found[2] ?? '').padEnd(2, '0')}`) : 0;
  return cents >= 1 ? cents : null;
}
/** Where more than one is not the name with an s: boxes, batches, supplies. */
const pluralOf = (name: string): string => (/(s|x|z|ch|sh)$/i.test(name) ? `${name}es` : /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`);

/** A sheet of items -> what each row says as an item, or everything that is wrong with it. A sheet with problems has no items. */
export function readItemsFile(text: string): RoundItemsFile {
  const { rows, problems: unread } = readSheet<Head>(text, { heads: HEADS, needed: ['name', 'unit'], one: 'item', whole: 'A sheet of items' });
  if (unread.length > 0) return { items: [], problems: [...unread] };
  if (rows.length > MOST_ITEMS) return { items: [], problems: [wholeRow(rows[MOST_ITEMS]!.row, 'length', `A round has at most ${MOST_ITEMS} items: leave out this row and those below it, or make it two rounds.`)] };
  const problems: FileProblem[] = [];
  const items = rows.map((row) => itemOfRow(row, (head, rule, message) => problems.push({ row: row.row, column: head === null ? '' : HEADS[head], rule, message })));
  return { items: problems.length > 0 ? [] : items, problems };
}

function itemOfRow({ cell }: SheetRow<Head>, wrong: Wrong): RoundItemRead {
  let whole = true;
  const no: Wrong = (head, rule, message) => {
    whole = false;
    wrong(head, rule, message);
  };
  for (const [head, longest] of Object.entries(LONGEST) as [Head, number][]) if (cell(head).length > longest) no(head, 'length', `Say it in at most ${longest.toLocaleString('en-US')} characters.`);
  if (cell('name') === '') no('name', 'required', 'Say what is bought.');
  const units = unitsOf(cell, no);
  const unit = (head: 'orderUnit' | 'priceUnit', otherwise: string): string => {
    const name = cell(head) === '' ? otherwise : (units.find((one) => one.name.toLowerCase() === cell(head).toLowerCase())?.name ?? '');
    if (name === '' && cell(head) !== '' && units.length > 0) no(head, 'unit', `Write one of its units: ${units.map((one) => one.name).join(' or ')}.`);
    return name;
  };
  const orderUnit = unit('orderUnit', units[Math.min(1, units.length - 1)]?.name ?? '');
  const priceUnit = unit('priceUnit', orderUnit);
  const optional = (head: 'threshold' | 'ceiling'): number | null => {
    const count = cell(head) === '' ? null : countOf(cell(head));
    if (cell(head) !== '' && count === null) no(head, 'number', 'Write a whole number from 1 to 1,000,000, or leave it empty.');
    return count;
  };
  const [threshold, ceiling] = [optional('threshold'), optional('ceiling')];
  const tiers = tiersOf(cell, no);
  if (cell('code') !== '' && cell('codeList') === '') no('codeList', 'required', 'Say from which list the code is: NIGP, UNSPSC.');
  if (cell('code') === '' && cell('codeList') + cell('codeVersion') !== '') no('code', 'required', 'Type the code, or leave its list empty too.');
  const item: RoundItemRead = {
    name: cell('name'), specification: cell('specification') || null, units, orderUnit, priceUnit, mode: TierMode.ALL_UNITS, tiers, threshold, ceiling, code: cell('code') || null, codeList: cell('codeList') || null, codeVersion: cell('codeVersion') || null,
  };
  if (whole) asEngineReads(item, no);
  return item;
}

/** Ream; then packs, each holding some of the one before it: "case of 10; pallet of 40". */
function unitsOf(cell: SheetRow<Head>['cell'], wrong: Wrong): RoundItemRead['units'] {
  const smallest = cell('unit');
  if (smallest === '') {
    wrong('unit', 'required', 'Name the smallest unit: ream, each.');
    return [];
  }
  const units: RoundItemRead['units'] = [{ name: smallest, plural: pluralOf(smallest), holds: null, of: null }];
  for (const pack of cell('packs').split(/[;|]/).map((one) => one.trim()).filter(Boolean)) {
    const found = /^(.{1,30}?)\s*(?:=|:|\bof\b|\bholds\b)\s*([\d,]+)\b.*$/i.exec(pack);
    const holds = found ? countOf(found[2]!) : null;
    if (!found || holds === null || holds > 100_000) {
      wrong('packs', 'pack', `"${pack.slice(0, 30)}" is no pack. Write each with how many of the one before it it holds: case of 10; pallet of 40.`);
      continue;
    }
    units.push({ name: found[1]!.trim(), plural: pluralOf(found[1]!.trim()), holds, of: units.at(-1)!.name });
  }
  if (units.length > MOST_UNITS) wrong('packs', 'length', 'Five units are enough: leave some out.');
  return units;
}

/** A price; then prices for more, as "20:38.00; 40:35.00" or in columns of their own. */
function tiersOf(cell: SheetRow<Head>['cell'], wrong: Wrong): RoundItemRead['tiers'] {
  const tiers: RoundItemRead['tiers'] = [];
  const add = (from: number | null, cents: number | null, fromHead: Head, priceHead: Head): void => {
    if (from === null) wrong(fromHead, 'number', 'Write from how many on, as a whole number.');
    if (cents === null) wrong(priceHead, 'price', 'Write a price above zero, such as 42.00.');
    if (from !== null && cents !== null) tiers.push({ from, priceCents: cents });
  };
  if (cell('price') !== '') add(1, centsOf(cell('price')), 'price', 'price');
  for (const tier of cell('tiers').split(/[;|]/).map((one) => one.trim()).filter(Boolean)) {
    const found = /^([\d,]+)\s*:\s*(.+)$/.exec(tier);
    if (found) add(countOf(found[1]!), centsOf(found[2]!), 'tiers', 'tiers');
    else wrong('tiers', 'tier', `"${tier.slice(0, 30)}" is no price for more. Write from how many on, and the price: 20:38.00; 40:35.00.`);
  }
  for (const [from, price] of MORE) if (cell(from) + cell(price) !== '') add(countOf(cell(from)), centsOf(cell(price)), from, price);
  if (cell('price') + cell('tiers') === '') wrong('price', 'required', 'Write a price.');
  if (tiers.length > MOST_TIERS) wrong('tiers', 'length', 'Twelve prices are enough: leave some out.');
  return tiers;
}

/** What the price engine would refuse is said in the row it comes from. */
function asEngineReads(item: RoundItemRead, wrong: Wrong): void {
  const input = { ...item, tierUnit: null, charges: null, code: null } as unknown as RoundItemInput;
  const read = watchRound({ districts: [], items: [itemOf(input, 0)], commitments: [], rules: rulesOf('best-price', false) });
  if (read.ok) return;
  const { field, message } = read.refusal;
  const head: Head | null = field.includes('tiers') || field.includes('price') ? 'tiers' : field.includes('threshold') ? 'threshold' : field.includes('ceiling') ? 'ceiling' : field.includes('units') ? 'packs' : null;
  wrong(head, 'item', message.replaceAll(/\bitems\.0\.(price\.)?/g, '').replace(/^(tiers)/, 'Tiers').replace(/^threshold/, 'The threshold'));
}
