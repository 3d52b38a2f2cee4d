import { csvText, dollars } from '../../platform/files/csv.js';
import { type RoundSettlement, SettledLineKind } from './settlement.type.js';

const kinds: Record<SettledLineKind, string> = { [SettledLineKind.GOODS]: 'goods', [SettledLineKind.CHARGE]: 'freight or a fee', [SettledLineKind.OTHER]: 'billed beside the order' };

/** A row for each line that is owed, one for what was paid, one for each credit that is expected: every row complete. */
export function settlementCsv(title: string, { parts, credits }: Pick<RoundSettlement, 'parts' | 'credits'>): string {
  return csvText(
    ['round', 'district', 'row', 'what', 'quantity', 'owes_usd', 'paid_supplier_usd', 'credit_expected_usd', 'credit_arrived_usd', 'credit_difference_usd', 'credit_notes', 'why'],
    [
      ...parts.flatMap(({ district, lines, cents, paidCents, balanceWords }) => [
        ...lines.map((line) => [title, district.name, kinds[line.kind], line.name, line.quantityWords, dollars(line.cents), '', '', '', '', '', line.words]),
        [title, district.name, 'in all', '', '', dollars(cents), dollars(paidCents), '', '', '', '', balanceWords],
      ]),
      ...credits.map(({ district, supplier, words, expectedCents, arrivedCents, notes }) => [
        title, district.name, 'credit expected', supplier, '', '', '', dollars(expectedCents), dollars(arrivedCents), dollars(arrivedCents - expectedCents), notes.filter(({ cents }) => cents > 0).map(({ number, day }) => `${number} of ${day}`).join('; '), words,
      ]),
    ]);
}
