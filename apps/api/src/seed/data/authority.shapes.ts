import { type RoundRow } from './rounds.shapes.js';
import { type DistrictKey } from './shapes.js';

export interface AuthorityFile {
  invented: string;
  /** By key of a round; 'else' for those without a line of their own. */
  authority: Record<string, RoundAuthorityRow>;
  /** Rounds that show what a threshold does. */
  rounds: RoundRow[];
}
export interface RoundAuthorityRow {
  stateCode: string;
  federal: boolean;
  expectedCents: number | null;
  documents: { kind: 'solicitation' | 'award' | 'clause' | 'price-list' | 'other'; title: string | null; address: string }[];
  /** What each district wrote down before it committed; 'else' for those without a line of their own. */
  records: Record<DistrictKey | 'else', { reason: string; answers: { key: string; answer: 'yes' | 'no' | 'not-applicable'; note: string | null }[] }>;
}
