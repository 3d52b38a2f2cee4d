import { formatCents } from '@barnraise/money';
import { type Difference, type Match } from './match.rules.js';

/** Of an approved order, the differences for which the supplier is to credit something. */
export const expectedOf = (match: Pick<Match, 'differences'>): Difference[] => match.differences.filter(({ way, cents }) => way === 'expected' && cents > 0);

/** How an expected credit stands, with the difference. */
export function creditWords(expectedCents: number, arrivedCents: number): string {
  if (arrivedCents === 0) return `Nothing has arrived yet of ${formatCents(expectedCents)}.`;
  if (arrivedCents === expectedCents) return `All of it arrived: ${formatCents(expectedCents)}.`;
  const apart = formatCents(Math.abs(expectedCents - arrivedCents));
  return `${formatCents(arrivedCents)} of ${formatCents(expectedCents)} arrived: ${apart} ${arrivedCents < expectedCents ? 'still missing' : 'more than expected'}.`;
}
