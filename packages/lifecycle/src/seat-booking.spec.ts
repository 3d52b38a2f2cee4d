import { describe, expect, it } from '@jest/globals';
import { asMarkdown, roles, seatBooking, type Clock, type Context, type Role, type SeatFacts, type SeatSide, type SeatState, type SeatStep } from './index.js';

/** What a registrar signs. The walk below is written from this page, not from the code. */
const SIGNED = `
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | hold | home: counselor or registrar | the section takes requests | held |
| held | request | home: counselor or registrar | the hold hasn't run out; the course mapping is approved; the not-to-exceed amount covers the highest estimate; the not-to-exceed amount is within the person's limit | requested |
| held | request | home: counselor or registrar | the hold hasn't run out; the course mapping is approved; the not-to-exceed amount covers the highest estimate; unless the not-to-exceed amount is within the person's limit | awaiting approval |
| awaiting approval | approve spending | home: business manager, superintendent or district administrator | the not-to-exceed amount covers the highest estimate; the not-to-exceed amount is within the person's limit | requested |
| awaiting approval | decline spending | home: business manager, superintendent or district administrator | always | cancelled |
| requested | accept | teaching: counselor, registrar or district administrator | always | accepted |
| requested | accept at once | clock | the teaching district accepts at once within its seats | accepted |
| requested or awaiting approval | deny | teaching: counselor, registrar or district administrator | always | denied |
| held, awaiting approval or requested | cancel | home: counselor, registrar or district administrator | always | cancelled |
| accepted | roster | home: counselor or registrar | the roster date has come | rostered |
| rostered | roster | home: counselor or registrar | the last day hasn't passed, or a seat holds nobody | rostered |
| active | roster | home: counselor or registrar | the last day hasn't passed, or a seat holds nobody | active |
| rostered | begin | clock | the first day has come | active |
| accepted or active | complete | clock | the home district has accepted the grades, or was silent for as long as it may be | completed |
| accepted, rostered or active | drop | home: counselor, registrar or district administrator | the drop date hasn't passed; the grades aren't attested | dropped |
| accepted, rostered or active | withdraw | home: counselor, registrar or district administrator | the drop date has passed; the last day hasn't passed; the grades aren't attested | withdrawn |
| held | expire | clock | the hold has run out | expired |
`.trim();

const NOW = 1_000_000_000;
const states = [null, 'held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'] as const;
const steps = ['hold', 'request', 'approve_spending', 'decline_spending', 'accept', 'accept_at_once', 'deny', 'cancel', 'roster', 'begin', 'complete', 'drop', 'withdraw', 'expire'] as const;
const sides = ['home', 'teaching', 'clock'] as const;
const hats: readonly (Role | null)[] = [null, ...roles];
const clocks: Record<'none' | 'running' | 'due' | 'overdue' | 'paused' | 'paused too long', Clock | null> = {
  none: null,
  running: { runs: true, dueAtMs: NOW + 1 },
  due: { runs: true, dueAtMs: NOW },
  overdue: { runs: true, dueAtMs: NOW - 1 },
  paused: { runs: false, leftMs: 1, runsAgainAtMs: NOW },
  'paused too long': { runs: false, leftMs: 1, runsAgainAtMs: NOW - 1 },
};

const ready: SeatFacts = {
  sectionOpen: true,
  mapping: 'approved',
  notToExceedCents: 500_00,
  maximumEstimateCents: 500_00,
  spendingLimitCents: 500_00,
  acceptsAtOnce: false,
  dropDeadlineMs: NOW + 1,
  lastDayEndsMs: NOW + 1,
  namingEndsMs: NOW + 1,
  rosterOpensMs: NOW,
  firstDayMs: NOW,
  gradesAccepted: true,
  gradesAttested: false,
};
/** Every way a fact can be right, wrong or unknown, one at a time and money in pairs. */
const situations: readonly Context<SeatSide, SeatFacts>['facts'][] = [
  ready,
  {},
  { ...ready, sectionOpen: false },
  { ...ready, mapping: 'pending' },
  { ...ready, mapping: 'returned' },
  { ...ready, mapping: null },
  { ...ready, notToExceedCents: 499_99 },
  { ...ready, spendingLimitCents: 499_99 },
  { ...ready, notToExceedCents: 499_99, spendingLimitCents: 1_00 },
  { ...ready, spendingLimitCents: null },
  { ...ready, notToExceedCents: NaN },
  { ...ready, maximumEstimateCents: undefined },
  { ...ready, acceptsAtOnce: true },
  { ...ready, dropDeadlineMs: NOW },
  { ...ready, dropDeadlineMs: undefined },
  { ...ready, dropDeadlineMs: NOW, lastDayEndsMs: NOW },
  { ...ready, dropDeadlineMs: NOW - 1, lastDayEndsMs: undefined },
  { ...ready, rosterOpensMs: NOW + 1, firstDayMs: NOW + 1 },
  { ...ready, rosterOpensMs: undefined, firstDayMs: undefined },
  { ...ready, namingEndsMs: NOW },
  { ...ready, namingEndsMs: undefined },
  { ...ready, namingEndsMs: Number.POSITIVE_INFINITY, lastDayEndsMs: NOW },
  { ...ready, gradesAccepted: false },
  { ...ready, gradesAttested: true },
  { ...ready, gradesAttested: undefined, dropDeadlineMs: NOW },
];

/** The signed page read by hand: the state reached, or null for a refusal. */
function expected(state: SeatState | null, step: SeatStep, { actor, clock, facts }: Context<SeatSide, SeatFacts>): SeatState | null {
  const is = (side: SeatSide, ...any: Role[]): boolean => actor.side === side && any.some((role) => actor.roles.includes(role));
  const ranOut = clock === clocks.due || clock === clocks.overdue || clock === clocks['paused too long'];
  const covers = (facts.notToExceedCents ?? NaN) >= (facts.maximumEstimateCents ?? NaN);
  const within = (facts.spendingLimitCents ?? NaN) >= (facts.notToExceedCents ?? NaN);
  switch (`${state} ${step}`) {
    case 'null hold':
      return is('home', 'counselor', 'registrar') && facts.sectionOpen === true ? 'held' : null;
    case 'held request':
      if (!is('home', 'counselor', 'registrar') || ranOut || facts.mapping !== 'approved' || !covers) return null;
      return within ? 'requested' : 'awaiting_approval';
    case 'awaiting_approval approve_spending':
      return is('home', 'business_manager', 'superintendent', 'district_administrator') && covers && within ? 'requested' : null;
    case 'awaiting_approval decline_spending':
      return is('home', 'business_manager', 'superintendent', 'district_administrator') ? 'cancelled' : null;
    case 'requested accept':
      return is('teaching', 'counselor', 'registrar', 'district_administrator') ? 'accepted' : null;
    case 'requested accept_at_once':
      return actor.side === 'clock' && facts.acceptsAtOnce === true ? 'accepted' : null;
    case 'requested deny':
    case 'awaiting_approval deny':
      return is('teaching', 'counselor', 'registrar', 'district_administrator') ? 'denied' : null;
    case 'held cancel':
    case 'awaiting_approval cancel':
    case 'requested cancel':
      return is('home', 'counselor', 'registrar', 'district_administrator') ? 'cancelled' : null;
    case 'accepted roster':
      return is('home', 'counselor', 'registrar') && (facts.rosterOpensMs ?? NaN) <= NOW ? 'rostered' : null;
    case 'rostered roster':
    case 'active roster':
      return is('home', 'counselor', 'registrar') && (facts.namingEndsMs ?? 0) > NOW ? state : null;
    case 'rostered begin':
      return actor.side === 'clock' && (facts.firstDayMs ?? NaN) <= NOW ? 'active' : null;
    case 'accepted complete':
    case 'active complete':
      return actor.side === 'clock' && facts.gradesAccepted === true ? 'completed' : null;
    case 'accepted drop':
    case 'rostered drop':
    case 'active drop':
      return is('home', 'counselor', 'registrar', 'district_administrator') && (facts.dropDeadlineMs ?? 0) > NOW && facts.gradesAttested === false ? 'dropped' : null;
    case 'accepted withdraw':
    case 'rostered withdraw':
    case 'active withdraw':
      return is('home', 'counselor', 'registrar', 'district_administrator') && (facts.dropDeadlineMs ?? NaN) <= NOW && (facts.lastDayEndsMs ?? 0) > NOW && facts.gradesAttested === false ? 'withdrawn' : null;
    case 'held expire':
      return actor.side === 'clock' && ranOut ? 'expired' : null;
    default:
      return null;
  }
}

const as = (side: SeatSide, role: Role | null, clock: Clock | null = null, facts: Context<SeatSide, SeatFacts>['facts'] = ready): Context<SeatSide, SeatFacts> => ({
  actor: { side, roles: role === null ? [] : [role] },
  nowMs: NOW,
  clock,
  facts,
});

describe('the life of booked seats', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(seatBooking.table)).toBe(SIGNED);
  });

  it('answers every state x step x side x role x clock x situation as signed', () => {
    const wrong: string[] = [];
    let walked = 0;
    let allowed = 0;
    for (const state of states) for (const step of steps) for (const side of sides) for (const role of hats)
      for (const [clockName, clock] of Object.entries(clocks)) for (const facts of situations) {
        const context = as(side, role, clock, facts);
        const outcome = seatBooking.step(state, step, context);
        const to = outcome.ok ? outcome.to : null;
        if (to !== expected(state, step, context)) wrong.push(`${state} ${step} ${side} ${role} ${clockName} ${JSON.stringify(facts)}: ${to}`);
        walked += 1;
        allowed += outcome.ok ? 1 : 0;
      }
    expect(wrong).toEqual([]);
    expect(walked).toBe(13 * 14 * 3 * 10 * 6 * 25);
    expect(allowed).toBeGreaterThan(500);
  });

  it('never lets two rows answer the same step', () => {
    for (const state of states) for (const step of steps) {
      const [first, ...others] = seatBooking.table.rows.filter((row) => row.step === step && row.from.includes(state));
      const open = others.filter((row) => !row.unless.some((guard) => first?.onlyIf.includes(guard)));
      expect({ state, step, open }).toEqual({ state, step, open: [] });
    }
  });

  it('offers a person what the steps would answer, and nothing else', () => {
    for (const state of states) for (const side of sides) for (const role of hats) for (const facts of situations) {
      const context = as(side, role, clocks.running, facts);
      const offered = seatBooking.stepsFrom(state, context);
      const open = steps.filter((step) => seatBooking.step(state, step, context).ok);
      expect(offered.filter((offer) => offer.ok).map((offer) => offer.step)).toEqual(open);
      for (const offer of offered) if (!offer.ok) expect(['NotAllowed', 'NotFromHere']).not.toContain(offer.code);
    }
  });

  it('shows the next step with what it waits for', () => {
    const offers = seatBooking.stepsFrom('held', as('home', 'counselor', clocks.paused, { ...ready, mapping: 'pending' }));
    expect(offers).toEqual([
      { step: 'request', label: 'Request seats', main: true, ok: false, code: 'MappingNotApproved', message: expect.stringContaining('the hold waits meanwhile') },
      { step: 'cancel', label: 'Cancel seats', main: false, ok: true, to: 'cancelled' },
    ]);
  });

  it.each([
    ['held', 'accept', as('teaching', 'registrar'), 'NotFromHere', "You can't accept these seats now: this booking is held."],
    [null, 'cancel', as('home', 'registrar'), 'NotFromHere', "You can't cancel these seats now: this booking is not made yet."],
    ['requested', 'accept', as('home', 'registrar'), 'NotAllowed', 'Only a counselor, registrar or district administrator of the teaching district can accept these seats.'],
    ['held', 'expire', as('home', 'registrar'), 'NotAllowed', 'Only the clock can let these seats expire.'],
    ['held', 'request', as('home', 'counselor', clocks.due), 'HoldExpired', 'The hold has run out, and its seats are free for others again. Hold them anew.'],
    ['awaiting_approval', 'approve_spending', as('home', 'superintendent', null, { ...ready, spendingLimitCents: 1 }), 'SpendingAboveLimit', 'The not-to-exceed amount is above what you may approve. Someone with a higher limit has to do it.'],
  ] as const)('from %s, %s is refused in words', (state, step, context, code, message) => {
    expect(seatBooking.step(state, step, context)).toEqual({ ok: false, code, message });
  });

  it('counts seats as taken from the hold to the end of the class', () => {
    expect(states.filter((state) => state !== null && seatBooking.takesCapacity(state))).toEqual(['held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed']);
  });

  it('frees an overdue hold at once, but nothing else and never one that waits as it may', () => {
    const free = states.flatMap((state) => Object.entries(clocks).flatMap(([name, clock]) =>
      state !== null && seatBooking.takesCapacity(state) && !seatBooking.takesCapacityAt(state, clock, NOW) ? [`${state} ${name}`] : []));
    expect(free).toEqual(['held due', 'held overdue', 'held paused too long']);
    expect(seatBooking.takesCapacityAt('denied', clocks.running, NOW)).toBe(false);
  });

  it('knows each deadline, whose calendar it follows, and what happens then', () => {
    const rules = states.flatMap((state) => {
      const rule = state === null ? null : seatBooking.clockRule(state);
      return rule ? [`${state}: ${rule.duration}, ${rule.calendarOf ?? 'no'} calendar, then ${rule.whenOverdue}`] : [];
    });
    expect(rules).toEqual([
      'held: seats.holdHours, no calendar, then expire',
      'awaiting_approval: spending.approvalBusinessDays, home calendar, then remind',
      'requested: seats.answerBusinessDays, teaching calendar, then remind',
    ]);
    expect(seatBooking.clockRule('held')).toMatchObject({ pausedWhile: 'mappingPending', pausedAtMost: 'seats.mappingHours' });
  });

  it('ends where it should', () => {
    expect(states.filter((state) => state !== null && seatBooking.isFinal(state))).toEqual(['completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn']);
  });
});
