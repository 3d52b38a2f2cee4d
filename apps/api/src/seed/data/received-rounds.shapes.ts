import { type RoundRow } from './rounds.shapes.js';
import { type DistrictKey, type Instant, type LocalDate } from './shapes.js';

export interface ReceivedRoundsFile {
  invented: string;
  rounds: ReceivedRoundRow[];
}
/** A round whose goods have come. Units are the smallest; every line is of its first item. */
export interface ReceivedRoundRow extends RoundRow {
  ends: {
    baselines: { district: DistrictKey; by: string; at: Instant; itemKey: string; priceCents: number; source: string; confidence: string }[];
    receipts: { district: DistrictKey; by: string; at: Instant; good: number; damaged: number; substituted: number; substitute: string | null; accepted: boolean | null; note: string | null }[];
    closed: { by: string; at: Instant };
    invoices: {
      district: DistrictKey; by: string; at: Instant; number: string; day: LocalDate; units: number; cents: number; extras: { name: string; kind: string; cents: number }[];
      /** `quantity` and `price` are those of its line. */
      decisions: { key: string; cents: number; way: string; reason: string }[];
      /** Null while it waits. */
      approvedAt: Instant | null;
      /** Credit notes that have come since; none where it is left out. */
      credits?: { key: string; at: Instant; number: string; day: LocalDate; cents: number }[];
    }[];
    settled: { by: string; at: Instant } | null;
  };
}
