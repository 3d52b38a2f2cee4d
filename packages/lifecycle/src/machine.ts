import { ranOut, type Clock } from './clock.js';
import { holds, type Fact, type FactName, type Guard } from './guard.js';
import { notAllowed, notFromHere, type Refused } from './refusal.js';
import { type Role } from './roles.js';
import { type ClockRule, type Row, type Table } from './table.js';

/** Who asks: the side they act for, and every role they hold on that side. */
export interface Actor<Side extends string> {
  readonly side: Side;
  readonly roles: readonly Role[];
}

/** Everything a step is decided on. A fact left out or null counts as unknown. */
export interface Context<Side extends string, Facts> {
  readonly actor: Actor<Side>;
  readonly nowMs: number;
  /** The clock of the present state; null where none was started. */
  readonly clock: Clock | null;
  readonly facts: { readonly [Name in keyof Facts]?: Facts[Name] | null };
}

export type Outcome<State extends string> = { readonly ok: true; readonly to: State } | Refused;

/** A step this actor may take from here, now or once the refusal's reason is gone. */
export type Offer<State extends string, Step extends string> = Outcome<State> & {
  readonly step: Step;
  readonly label: string;
  /** True for the one step that moves this state forward. */
  readonly main: boolean;
};

export interface Machine<State extends string, Step extends string, Side extends string, GuardName extends string, Facts> {
  readonly table: Table<State, Step, Side, GuardName, FactName<Facts>>;
  /** Decides one step. Never throws: a refusal is an answer. `null` is the state before creation. */
  step(state: State | null, step: Step, context: Context<Side, Facts>): Outcome<State>;
  /** The steps open to this actor, allowed or refused with the reason, in the order of the table. */
  stepsFrom(state: State | null, context: Context<Side, Facts>): Offer<State, Step>[];
  takesCapacity(state: State): boolean;
  /** Like `takesCapacity`, but a state whose rule says so frees its seats the moment its clock runs out. */
  takesCapacityAt(state: State, clock: Clock | null, nowMs: number): boolean;
  isFinal(state: State): boolean;
  /** The deadline that starts when this state is entered, if it has one. */
  clockRule(state: State): ClockRule<Step, Side> | null;
}

/** Turns a table into the functions that read it. Holds no rule of its own. */
export function machine<State extends string, Step extends string, Side extends string, GuardName extends string, Facts>(
  table: Table<State, Step, Side, GuardName, FactName<Facts>>,
): Machine<State, Step, Side, GuardName, Facts> {
  type Here = Row<State, Step, Side, GuardName>;
  const guard = (name: GuardName): Guard<string> => table.guards[name];
  const rowsFrom = (state: State | null, step?: Step): Here[] =>
    table.rows.filter((row) => row.from.includes(state) && (step === undefined || row.step === step));

  function decide(rows: readonly Here[], context: Context<Side, Facts>): Outcome<State> {
    const facts = {
      ...(context.facts as Record<string, Fact>),
      nowMs: context.nowMs,
      clockRanOut: ranOut(context.clock, context.nowMs),
    };
    let refused: Guard<string> | undefined;
    for (const row of rows) {
      const failing = row.onlyIf.map(guard).find(({ holds: condition }) => !holds(condition, facts));
      const avoided = row.unless.map(guard).some(({ holds: condition }) => holds(condition, facts));
      if (!failing && !avoided) return { ok: true, to: row.to };
      refused ??= failing;
    }
    const { code, message } = refused ?? { code: 'NotFromHere', message: 'Nothing can be done here now.' };
    return { ok: false, code, message };
  }

  function step(state: State | null, name: Step, context: Context<Side, Facts>): Outcome<State> {
    const rows = rowsFrom(state, name);
    if (rows.length === 0) return notFromHere(table, state, name);
    const own = rows.filter((row) => mayTake(row, context.actor));
    return own.length === 0 ? notAllowed(table, rows, name) : decide(own, context);
  }

  return {
    table,
    step,
    stepsFrom(state, context) {
      const names = rowsFrom(state).filter((row) => mayTake(row, context.actor)).map((row) => row.step);
      return [...new Set(names)].map((name) => ({
        step: name,
        label: table.steps[name].label,
        main: state !== null && table.states[state].next === name,
        ...step(state, name, context),
      }));
    },
    takesCapacity: (state) => table.states[state].takesCapacity,
    takesCapacityAt: (state, clock, nowMs) =>
      table.states[state].takesCapacity && !(table.clocks[state]?.freesWhenOverdue === true && ranOut(clock, nowMs)),
    isFinal: (state) => rowsFrom(state).length === 0,
    clockRule: (state) => table.clocks[state] ?? null,
  };
}

function mayTake<Side extends string>(row: { side: Side; roles: readonly Role[] }, actor: Actor<Side>): boolean {
  return row.side === actor.side && (row.roles.length === 0 || row.roles.some((role) => actor.roles.includes(role)));
}
