import { formatCents } from '@barnraise/money';
import { type DistrictName } from '../districts/index.js';
import { type NewCard, OfferingKind } from '../offerings/index.js';
import { type RoundRow } from './round.reader.js';

/** The card of a round: what it is found by stays the same while it is open. What moves is read with the round. */
export function roundCard(row: RoundRow, owner: DistrictName, consortium: { readonly id: string; readonly name: string }): NewCard {
  const [first] = row.items;
  const { tiers, unit } = first!.price;
  const best = tiers.at(-1)!;
  const costWords = `${formatCents(tiers[0]!.priceCents)} per ${unit}${tiers.length > 1 ? `, down to ${formatCents(best.priceCents)} from ${best.from.toLocaleString('en-US')} on` : ''}`;
  return {
    offeringId: row.id, firstDay: row.lock_day, priceCents: tiers[0]!.priceCents, plan: null,
    facets: [{ key: 'KIND:POOL', label: 'Purchasing rounds' }, { key: `DISTRICT:${owner.id}`, label: owner.shortName }],
    words: { a: `${row.title} ${row.items.map(({ name }) => name).join(' ')}`, b: 'purchasing round pool buy together', c: `${row.summary} ${owner.shortName} ${row.lead_agency ?? ''} ${row.contract_number ?? ''}`, d: row.items.map(({ specification }) => specification ?? '').join(' ') },
    body: {
      kind: OfferingKind.POOL, title: row.title, summary: row.summary, owner: { id: owner.id, name: owner.name, shortName: owner.shortName }, consortia: [consortium], teacherName: null, areaName: null, grades: null, creditHundredths: null, modality: null, termName: null, firstDay: null,
      lastDay: row.lock_day, meeting: null, priceCents: tiers[0]!.priceCents, costWords, flags: row.sealed ? ['Sealed'] : [],
    },
  };
}
