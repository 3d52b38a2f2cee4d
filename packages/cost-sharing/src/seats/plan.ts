import type { FormulaLimits, Rule } from '../formula/formula.js';
import type { Refusal, RefusalCode } from '../refusal.js';
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
  | { method: 'by-dated-count'; costCents: number; measure: string }
  /** Composed line by line; the measure "seats" is the seats each district has, this request among them. */
  | { method: 'composed'; lines: SeatPlanLine[]; limits?: SeatPlanLimits };

export interface SeatPlanLine {
  name: string;
  amountCents: number;
  rule: Rule;
  /** Who is on the line: every district with seats, or those that send students; everyone if left out. */
  among?: 'everyone' | 'home-districts';
}

/** A section has no last year and nobody's cost alone. */
export type SeatPlanLimits = Pick<FormulaLimits, 'minimumCents' | 'maximumCents' | 'minimumPercent' | 'maximumPercent'>;

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
  /** Counts of the one measure of a plan by dated count. */
  counts?: Record<string, DatedCount>;
  /** Counts by measure, for a composed plan. */
  measures?: Record<string, Record<string, DatedCount>>;
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

export type PlanRefusalCode = RefusalCode;
/** Why a plan cannot be worked out, for a person (`message`) and for a program (`code`, `facts`, such as `gap`, `member`, `measure`). */
export type PlanRefusal = Refusal;

export type SeatResult = { ok: true; estimate: SeatEstimate } | { ok: false; refusal: PlanRefusal };
