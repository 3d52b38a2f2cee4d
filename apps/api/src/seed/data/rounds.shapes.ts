import { type DistrictKey, type Instant, type LocalDate } from './shapes.js';

export interface RoundsFile {
  invented: string;
  rounds: RoundRow[];
}
/** Freight or a fee. */
interface ChargeRow { name: string; kind: string; cents?: number; percent?: string; unit?: string; sharedBy?: string }
export interface RoundRow {
  key: string;
  /** The round it was started again from. */
  copyOf?: string;
  /** The district that leads it; by whom it was proposed and opened. */
  lead: DistrictKey;
  by: string;
  at: Instant;
  /** Null while it is a draft. */
  openedAt: Instant | null;
  /** When the clock locked it; null where it has not. */
  lockedAt: Instant | null;
  /** When whoever leads it canceled it; left out where nobody did. */
  cancelledAt?: Instant;
  /** What districts answered that were asked at its lock; left out where nobody was, or has. */
  answers?: { district: DistrictKey; by: string; at: Instant; yes: boolean }[];
  /** How its orders left, and who has numbered its own; null while they have not. */
  released: { by: string; at: Instant; supplier: string; supplierContact: string; placed: { district: DistrictKey; by: string; at: Instant; number: string }[] } | null;
  round: {
    title: string; summary: string; locksAt: Instant; sealed: boolean; aim: string; buyUp: boolean; leadAgency: string; contractNumber: string; clause: string; termEnds: LocalDate; ceilingCents: number | null; belowThreshold?: string; belowDays?: number;
    charges?: ChargeRow[]; deliveryFrom?: LocalDate; deliveryUntil?: LocalDate;
    items: {
      name: string; specification: string; units: { name: string; plural: string | null; holds: number | null; of: string | null }[]; orderUnit: string; priceUnit: string; tierUnit: string | null; mode: string;
      tiers: { from: number; priceCents: number }[]; threshold: number | null; ceiling: number | null;
      charges?: ChargeRow[]; code?: { code: string; list: string; version: string };
    }[];
  };
  commitments: {
    district: DistrictKey; by: string; at: Instant; budgetCode: string; fundingSource: string | null;
    /** The school it is delivered to, by its NCES number. */
    school: string;
    /** Who approved the spending, where that took somebody else; null where it didn't, or waits. */
    approved: { by: string; at: Instant } | null;
    lines: { itemKey: string; unit: string; minimum: number; maximum: number; notToExceedCents: number | null }[];
  }[];
}
