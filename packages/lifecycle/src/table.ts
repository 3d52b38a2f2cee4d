import { type Guard } from './guard.js';
import { type Role } from './roles.js';

/** One line of the table: from any of these states, this side's roles may take the step. */
export interface Row<State extends string, Step extends string, Side extends string, GuardName extends string> {
  readonly step: Step;
  /** `null` stands for "doesn't exist yet". */
  readonly from: readonly (State | null)[];
  readonly to: State;
  readonly side: Side;
  /** Any one of them suffices; empty where the side has no roles, such as the clock. */
  readonly roles: readonly Role[];
  readonly onlyIf: readonly GuardName[];
  /** Splits one step over two rows: the row is skipped when any of these holds. */
  readonly unless: readonly GuardName[];
}

export interface StateInfo<Step extends string> {
  readonly label: string;
  /** Completes "this booking is ...". */
  readonly is: string;
  readonly takesCapacity: boolean;
  /** The step that moves it forward, shown first; null where nothing is waited for. */
  readonly next: Step | null;
}

export interface StepInfo {
  readonly label: string;
  /** Completes "you can't ... now". */
  readonly does: string;
}

/** The deadline of a state. How long it is comes from a policy version, never from here. */
export interface ClockRule<Step extends string, Side extends string> {
  /** Name of the policy or setting that holds the duration; its unit stands last. */
  readonly duration: string;
  readonly unit: 'hours' | 'days' | 'business_days';
  /** Whose calendar and zone business days follow; null for plain elapsed time. */
  readonly calendarOf: Side | null;
  /** The name of the guard while which the clock stands still, or null. */
  readonly pausedWhile: string | null;
  /** Name of the policy value that ends the standing still, or null where there is none. */
  readonly pausedAtMost: string | null;
  /** What happens at the deadline: a step of the clock, or only a reminder. */
  readonly whenOverdue: Step | 'remind';
  /** True if seats in this state count as free from the deadline on, before any sweeper ran. */
  readonly freesWhenOverdue: boolean;
}

/** A whole life cycle as data. A later stage of the life adds entries here, not code. */
export interface Table<State extends string, Step extends string, Side extends string, GuardName extends string, Fact extends string> {
  /** The thing in a sentence: "this booking". */
  readonly noun: string;
  readonly states: Readonly<Record<State, StateInfo<Step>>>;
  readonly steps: Readonly<Record<Step, StepInfo>>;
  /** The side in a sentence: "of the home district". */
  readonly sides: Readonly<Record<Side, string>>;
  readonly guards: Readonly<Record<GuardName, Guard<Fact>>>;
  readonly rows: readonly Row<State, Step, Side, GuardName>[];
  readonly clocks: Readonly<Partial<Record<State, ClockRule<Step, Side>>>>;
}
