import type { Trace } from '../trace/trace.js';

/** How the seats of one section are paid. Money is whole cents; the plan is plain JSON. */
export type SeatPlan =
  | { method: 'fixed-price-per-seat'; priceCents: number }
  | {
      method: 'cost-recovery-over-seats';
      costCents: number;
      /** Whether the teaching district's own seats carry a share. */
      hostSeatsCount: boolean;
      /** Whether empty seats stay in the divisor; the teaching district carries them. */
      emptySeatsCount: boolean;
      /** The most one seat may cost another district; the teaching district carries what is above. */
      notToExceedPerSeatCents: number | null;
    }
  | { method: 'equally'; costCents: number }
  | { method: 'by-dated-count'; costCents: number; measure: string };

/** A count with the day it was taken and where it comes from. */
export interface DatedCount {
  value: number;
  countedOn: string;
  source: string;
}

export interface SeatFacts {
  /** Key of the teaching district. */
  host: string;
  capacity: number;
  /** Seats taken per member, the teaching district's own included, this request not. */
  seats: Record<string, number>;
  counts?: Record<string, DatedCount>;
  names?: Record<string, string>;
}

export interface SeatRequest {
  member: string;
  seats: number;
}

export interface SeatEstimate {
  /** This request's part of the split over the seats known now, the request included. */
  expectedCents: number;
  /** The most this request can come to under the plan: the figure to authorize. */
  maximumCents: number;
  /** For display only; multiply nothing by it. */
  perSeatExpectedCents: number;
  /** True when `perSeatExpectedCents` is not the exact quotient. */
  perSeatIsRounded: boolean;
  /** What the teaching district carries itself at the expected split; null for a fixed price, whose cost is not stated. */
  hostCarriesCents: number | null;
  trace: Trace;
  /** SHA-256 over plan, facts and request. */
  inputHash: string;
}

export type PlanRefusalCode =
  | 'plan-unknown'
  | 'amount-invalid'
  | 'facts-invalid'
  | 'seats-not-positive'
  | 'not-enough-seats'
  | 'count-missing'
  | 'nobody-to-charge';

/** Why a plan cannot be worked out, for a person (`message`) and for a program (`code`, `facts`). */
export interface PlanRefusal {
  code: PlanRefusalCode;
  message: string;
  /** The cost line concerned, by its name. */
  line: string;
  /** Such as `gap` (seats or cents missing), `member`, `measure`. */
  facts: Record<string, string | number>;
}

export type SeatResult = { ok: true; estimate: SeatEstimate } | { ok: false; refusal: PlanRefusal };
