import { type DistrictKey, type Instant, type LocalDate } from './shapes.js';

export interface SolicitationsFile {
  invented: string;
  solicitations: SolicitationRow[];
}
export interface SolicitationRow {
  key: string;
  /** The district that leads it; by whom it was proposed and carried on. */
  lead: DistrictKey;
  by: string;
  at: Instant;
  round: {
    title: string; summary: string; locksAt: Instant; sealed: boolean;
    items: { name: string; specification: string; units: { name: string; plural: string | null; holds: number | null; of: string | null }[]; orderUnit: string; priceUnit: string }[];
  };
  gathered: { at: Instant; due: Instant };
  estimates: { district: DistrictKey; by: string; at: Instant; lines: { itemKey: string; unit: string; count: number }[] }[];
  /** The solicitation; null while estimates come in. */
  asked: { at: Instant; number: string; published: string; publishedOn: LocalDate; bidsDue: Instant; documents: { name: string; url: string; what: string }[] } | null;
  bids: {
    key: string; at: Instant; supplier: string; responsive: boolean; reason: string | null; leadTime: string | null; notes: string | null;
    prices: { itemKey: string; mode: string; tiers: { from: number; priceCents: number }[] }[];
  }[];
  /** What the board decided; null before. */
  awarded: { by: string; at: Instant; bid: string; boardOn: LocalDate; minutes: string; reason: string; contractNumber: string; clause: string; termEnds: LocalDate; ceilingCents: number | null } | null;
}
