import type { Formula } from '../formula/formula.js';
import type { CostItem } from '../formula/formula.js';
import type { GroupCosts } from '../games/costs.js';
import type { JointMethod } from '../games/joint.js';
import type { Driver } from '../plan/plan.js';

/** One way to share that a study looks at. */
export type Contender = Formula | { name: string; joint: JointMethod };

/** What a district would pay by itself, as it says itself. */
export interface AloneFigure {
  cents: number;
  source: string;
  confidence: 'quote' | 'own-accounts' | 'estimate';
  obtainedOn?: string;
}

/** The counts of one school year by measure. */
export interface YearOfCounts {
  label: string;
  measures: Record<string, Driver>;
}

/** A real or planned cost, who would share it, and two to five ways to do so. Plain JSON. */
export interface Study {
  members: { key: string; name: string }[];
  items: CostItem[];
  contenders: Contender[];
  /** The year the study is about first, then earlier ones. Measures typed in for the study stand in every year. */
  years: YearOfCounts[];
  /** Which measure counts students. */
  studentMeasure: string;
  lastYearCents?: Record<string, number>;
  alone?: Record<string, AloneFigure>;
  /** The figures that limits by going alone hold to, where the study was frozen with them; savings follow `alone`. */
  frozenAlone?: Record<string, AloneFigure>;
  /** What each group would pay by itself, where somebody has found out; else it follows from who is on which line. */
  groups?: Extract<GroupCosts, { kind: 'table' }>;
}
