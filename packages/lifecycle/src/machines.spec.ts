import { describe, expect, it } from '@jest/globals';
import { asMarkdown, courseDraft, courseMapping, courseNeed, gradeSheet, invitation, machine, purchasingRound, requestWindow, roles, roundCommitment, seatBooking, sharedSection, waitlistEntry, type Clock, type CommitmentFacts, type Role, type RoundFacts, type RoundSide, type RoundState, type RoundStep, type SeatFacts, type SeatGuard, type SeatSide, type SeatState, type SeatStep } from './index.js';

/** The parts of a table that a check on its shape needs. */
interface Shape {
  readonly states: Readonly<Record<string, { readonly next: string | null }>>;
  readonly steps: Readonly<Record<string, unknown>>;
  readonly sides: Readonly<Record<string, string>>;
  readonly guards: Readonly<Record<string, { readonly code: string; readonly says: string; readonly message: string }>>;
  readonly rows: readonly { readonly step: string; readonly from: readonly (string | null)[]; readonly to: string; readonly side: string; readonly onlyIf: readonly string[]; readonly unless: readonly string[] }[];
  readonly clocks: Readonly<Record<string, { readonly whenOverdue: string; readonly pausedWhile: string | null; readonly pausedAtMost: string | null } | undefined>>;
}
const tables: [string, Shape][] = [
  ['seats', seatBooking.table],
  ['course mapping', courseMapping.table],
  ['invitation', invitation.table],
  ['draft of a course', courseDraft.table],
  ['shared section', sharedSection.table],
  ['place on a waitlist', waitlistEntry.table],
  ['need of a course', courseNeed.table],
  ['purchasing round', purchasingRound.table],
  ['commitment to a round', roundCommitment.table],
  ['request window', requestWindow.table],
  ['grades of a booking', gradeSheet.table],
];

describe.each(tables)('the table of %s', (_name, table) => {
  it('reaches every state from nothing', () => {
    const reached = new Set<string | null>([null]);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const row of table.rows) if (row.from.some((state) => reached.has(state))) reached.add(row.to);
    }
    expect([...reached].filter((state) => state !== null).sort()).toEqual(Object.keys(table.states).sort());
  });

  it('uses every step, side and guard it names', () => {
    expect(Object.keys(table.steps).filter((step) => !table.rows.some((row) => row.step === step))).toEqual([]);
    expect(Object.keys(table.sides).filter((side) => !table.rows.some((row) => row.side === side))).toEqual([]);
    const used = [...table.rows.flatMap((row) => [...row.onlyIf, ...row.unless]), ...Object.values(table.clocks).map((rule) => rule?.pausedWhile)];
    expect(Object.keys(table.guards).filter((guard) => !used.includes(guard))).toEqual([]);
  });

  it('waits only for steps that leave the state', () => {
    const dead = Object.entries(table.states).filter(([state, { next }]) => next !== null && !table.rows.some((row) => row.step === next && row.from.includes(state)));
    expect(dead).toEqual([]);
  });

  it('acts at a deadline only by a step that the clock may take there', () => {
    const wrong = Object.entries(table.clocks).filter(([state, rule]) =>
      rule !== undefined && rule.whenOverdue !== 'remind' && !table.rows.some((row) => row.step === rule.whenOverdue && row.side === 'clock' && row.from.includes(state)));
    expect(wrong).toEqual([]);
  });

  it('lets no clock stand still without an end', () => {
    const endless = Object.entries(table.clocks).filter(([, rule]) => (rule?.pausedWhile == null) !== (rule?.pausedAtMost == null));
    expect(endless).toEqual([]);
  });

  it('refuses with codes of their own and whole sentences', () => {
    const guards = Object.values(table.guards);
    expect(new Set(guards.map((guard) => guard.code)).size).toBe(guards.length);
    for (const guard of guards) {
      expect(guard.code).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(guard.message).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the purchasing round', () => {
  const states = [null, ...Object.keys(purchasingRound.table.states)] as (RoundState | null)[];
  const steps = Object.keys(purchasingRound.table.steps) as RoundStep[];
  const good = { route: 'contract', complete: true, boardApproved: true, locksAtMs: 10, extended: false, reached: true, allReceived: true, atLock: 'settle', answersByMs: 20, allAnswered: false, answered: false } as const;
  const ways = (side: RoundSide, facts: Partial<RoundFacts>, nowMs: number): string[] => states.flatMap((state) => steps.flatMap((step) => {
    const outcomes = roles.map((role) => purchasingRound.step(state, step, { actor: { side, roles: side === 'clock' ? [] : [role] }, nowMs, clock: null, facts }));
    const ok = outcomes.flatMap((outcome, n) => (outcome.ok ? [{ to: outcome.to, role: roles[n]! }] : []));
    return ok.length ? [`${state ?? 'nothing'} ${step} ${ok[0]!.to}: ${side === 'clock' ? 'clock' : ok.map(({ role }) => role).join(' ')}`] : [];
  }));
  const leaders = 'procurement_officer business_manager district_administrator';

  it('answers every state x step x role as signed, before its lock', () => {
    const cancels = ['draft', 'estimates', 'solicited', 'awarded'].map((state) => `${state} cancel cancelled: ${leaders}`);
    expect(ways('lead', good, 9).sort()).toEqual([
      ...cancels, `open cancel cancelled: ${leaders}`, `nothing propose draft: ${leaders}`, `draft change draft: ${leaders}`, `draft open open: ${leaders}`, `estimates solicit solicited: ${leaders}`,
      'solicited award awarded: superintendent district_administrator', `solicited fail failed: ${leaders}`, `awarded open open: ${leaders}`, `open extend open: ${leaders}`,
      `locked release released: ${leaders}`, `released receive received: ${leaders}`, `received settle settled: ${leaders}`,
    ].sort());
    expect(ways('clock', good, 9)).toEqual([]);
    expect(ways('lead', { ...good, route: 'solicitation' }, 9)).toContain(`draft gather estimates: ${leaders}`);
    expect(ways('lead', { ...good, route: 'solicitation' }, 9)).not.toContain(`draft open open: ${leaders}`);
  });

  it('is locked by the clock alone, from its time on, once something is reached; nothing else moves it then', () => {
    expect(ways('clock', good, 10)).toEqual(['open lock locked: clock']);
    expect(ways('clock', { ...good, reached: false }, 10)).toEqual(['open fail failed: clock']);
    // Where an item is below its threshold: it waits, once; or the members are asked.
    expect(ways('clock', { ...good, atLock: 'extend' }, 10)).toEqual(['open extend open: clock']);
    expect(ways('clock', { ...good, atLock: 'extend', extended: true }, 10)).toEqual([]);
    expect(ways('clock', { ...good, atLock: 'ask', reached: false }, 10)).toEqual(['open ask asking: clock']);
    expect(ways('clock', { ...good, atLock: undefined }, 10)).toEqual([]);
    expect(ways('lead', good, 10).filter((way) => way.startsWith('open '))).toEqual([]);
    expect(ways('lead', { ...good, extended: true }, 9).filter((way) => way.includes('extend'))).toEqual([]);
    // What isn't known opens nothing.
    expect(ways('lead', {}, 9).filter((way) => / (open|award|receive|extend) /.test(way))).toEqual([]);
  });
});

describe('a round that asks its members', () => {
  const asked = (side: RoundSide, facts: Partial<RoundFacts>, nowMs: number): string[] => (['answer', 'lock', 'fail', 'extend', 'cancel', 'release'] as const).flatMap((step) => roles.flatMap((role) => {
    const outcome = purchasingRound.step('asking', step, { actor: { side, roles: side === 'clock' ? [] : [role] }, nowMs, clock: null, facts });
    return outcome.ok ? [`${step} ${outcome.to}${side === 'clock' ? '' : `: ${role}`}`] : [];
  })).filter((way, n, all) => all.indexOf(way) === n);
  const facts = { locksAtMs: 10, answersByMs: 20, allAnswered: false, answered: false, reached: true, extended: false } as const;

  it('takes one answer of each district that is asked, until its time is over', () => {
    expect(asked('member', facts, 19)).toEqual(['answer asking: procurement_officer', 'answer asking: business_manager', 'answer asking: district_administrator']);
    expect(asked('member', { ...facts, answered: true }, 19)).toEqual([]);
    expect(asked('member', facts, 20)).toEqual([]);
    expect(asked('member', { answersByMs: 20 }, 19)).toEqual([]);
    expect(asked('lead', facts, 19)).toEqual([]);
  });

  it('is closed by the clock when everyone has answered, or when the time is over', () => {
    expect(asked('clock', facts, 19)).toEqual([]);
    expect(asked('clock', { ...facts, allAnswered: true }, 11)).toEqual(['lock locked']);
    expect(asked('clock', facts, 20)).toEqual(['lock locked']);
    expect(asked('clock', { ...facts, reached: false }, 20)).toEqual(['fail failed']);
    expect(asked('clock', { ...facts, reached: false, allAnswered: true }, 11)).toEqual(['fail failed']);
  });
});

describe('a commitment', () => {
  const ways = (facts: Partial<CommitmentFacts>, nowMs: number) => ([null, 'committed', 'awaiting_approval', 'declined', 'withdrawn'] as const).flatMap((state) => (['commit', 'approve', 'decline', 'withdraw'] as const).flatMap((step) =>
    roles.flatMap((role) => {
      const outcome = roundCommitment.step(state, step, { actor: { side: 'member', roles: [role] }, nowMs, clock: null, facts });
      return outcome.ok ? [`${state ?? 'nothing'} ${step} ${outcome.to}: ${role}`] : [];
    })));
  const within = { roundOpen: true, locksAtMs: 10, atMostCents: 100, spendingLimitCents: 100 };

  it('is free before the lock and binding after it, for everyone', () => {
    expect(new Set(ways(within, 9).map((way) => way.split(':')[0]))).toEqual(new Set([
      ...['nothing', 'committed', 'awaiting_approval', 'declined', 'withdrawn'].map((state) => `${state} commit committed`),
      'awaiting_approval approve committed', 'awaiting_approval decline declined', 'committed withdraw withdrawn', 'awaiting_approval withdraw withdrawn']));
    expect(ways(within, 10)).toEqual([]);
    expect(ways({ ...within, roundOpen: false }, 9)).toEqual([]);
  });

  it('above the limit, or where no limit is known, waits for whoever may approve it', () => {
    for (const spendingLimitCents of [99, undefined]) {
      const all = ways({ ...within, spendingLimitCents }, 9);
      expect(all).toContain('nothing commit awaiting_approval: procurement_officer');
      expect(all.filter((way) => /approve |to committed| commit committed/.test(way))).toEqual([]);
    }
    expect(ways(within, 9).filter((way) => way.includes('approve ')).map((way) => way.split(': ')[1])).toEqual(['business_manager', 'superintendent', 'district_administrator']);
  });
});

describe('the course mapping', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(courseMapping.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | propose | home: counselor or registrar | always | pending |
| pending | approve | home: registrar, counselor, district administrator or superintendent | the home district lets this role approve | approved |
| pending | return | home: registrar, counselor, district administrator or superintendent | the home district lets this role approve | returned |
| returned | resubmit | home: counselor or registrar | always | pending |
`.trim());
  });

  it('answers every state x step x role as signed', () => {
    const allowed = ([null, 'pending', 'approved', 'returned'] as const).flatMap((state) =>
      (['propose', 'approve', 'return', 'resubmit'] as const).flatMap((step) => {
        const who = roles.filter((role) => courseMapping.step(state, step, { actor: { side: 'home', roles: [role] }, nowMs: 0, clock: null, facts: { approver: true } }).ok);
        // Nobody whom the district has not set, or of whom that is not known.
        const decides = step === 'approve' || step === 'return';
        for (const approver of [false, null]) for (const role of roles) {
          const outcome = courseMapping.step(state, step, { actor: { side: 'home', roles: [role] }, nowMs: 0, clock: null, facts: { approver } });
          expect(outcome.ok).toBe(!decides && who.includes(role));
          if (!outcome.ok && decides && who.includes(role)) expect(outcome.code).toBe('NotTheApprover');
        }
        return who.length > 0 ? [`${state} ${step}: ${who.join(' ')}`] : [];
      }));
    expect(allowed).toEqual([
      'null propose: counselor registrar',
      'pending approve: counselor registrar superintendent district_administrator',
      'pending return: counselor registrar superintendent district_administrator',
      'returned resubmit: counselor registrar',
    ]);
  });

  it('takes any one of the roles a person holds', () => {
    const both: Role[] = ['teacher', 'registrar'];
    expect(courseMapping.step('pending', 'approve', { actor: { side: 'home', roles: both }, nowMs: 0, clock: null, facts: { approver: true } })).toEqual({ ok: true, to: 'approved' });
  });
});

describe('an invitation', () => {
  const valid: Clock = { runs: true, dueAtMs: 10 };
  const run = (state: 'sent' | 'expired', step: 'accept' | 'expire' | 'resend', side: 'inviter' | 'invitee' | 'clock', nowMs: number) =>
    invitation.step(state, step, { actor: { side, roles: side === 'inviter' ? ['coordinator'] : [] }, nowMs, clock: valid, facts: {} });

  it.each([
    [run('sent', 'accept', 'invitee', 9), 'accepted'],
    [run('sent', 'accept', 'invitee', 10), 'InvitationExpired'],
    [run('sent', 'accept', 'inviter', 9), 'NotAllowed'],
    [run('sent', 'expire', 'clock', 9), 'InvitationStillValid'],
    [run('sent', 'expire', 'clock', 10), 'expired'],
    [run('expired', 'accept', 'invitee', 9), 'NotFromHere'],
    [run('expired', 'resend', 'inviter', 99), 'sent'],
  ])('%j is %s', (outcome, said) => {
    expect(outcome.ok ? outcome.to : outcome.code).toBe(said);
  });
});

describe('the draft of a course', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(courseDraft.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | write | teaching: teacher, registrar or district administrator | always | draft |
| draft, submitted or returned | revise | teaching: teacher, registrar or district administrator | always | draft |
| draft | code | teaching: registrar or district administrator | always | draft |
| submitted | code | teaching: registrar or district administrator | always | submitted |
| returned | code | teaching: registrar or district administrator | always | returned |
| draft or returned | submit | teaching: teacher, registrar or district administrator | nothing is missing | submitted |
| submitted | return | teaching: registrar or district administrator | always | returned |
| submitted | publish | teaching: registrar or district administrator | nothing is missing; the course is coded | published |
| draft or returned | publish | teaching: registrar or district administrator | whoever publishes it also wrote it; nothing is missing; the course is coded | published |
| draft, submitted or returned | discard | teaching: teacher, registrar or district administrator | always | discarded |
`.trim());
  });

  it('answers every state x step x role x fact as signed', () => {
    const states = [null, 'draft', 'submitted', 'returned', 'published', 'discarded'] as const;
    const steps = ['write', 'revise', 'code', 'submit', 'return', 'publish', 'discard'] as const;
    const both = [true, false];
    const writers = ['teacher', 'registrar', 'district_administrator'];
    for (const state of states) for (const step of steps) for (const role of roles) for (const complete of both) for (const coded of both) for (const ownWork of both) {
      const alive = state === 'draft' || state === 'submitted' || state === 'returned';
      const may = {
        write: state === null, revise: alive, discard: alive, code: alive && role !== 'teacher', return: state === 'submitted' && role !== 'teacher',
        submit: (state === 'draft' || state === 'returned') && complete,
        publish: alive && role !== 'teacher' && complete && coded && (state === 'submitted' || ownWork),
      }[step] && writers.includes(role);
      const outcome = courseDraft.step(state, step, { actor: { side: 'teaching', roles: [role] }, nowMs: 0, clock: null, facts: { complete, coded, ownWork } });
      expect([state, step, role, complete, coded, ownWork, outcome.ok]).toEqual([state, step, role, complete, coded, ownWork, may]);
    }
  });
});

describe('the need of a course', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(courseNeed.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | post | home: counselor, registrar or district administrator | its last day lies ahead | open |
| open | change | home: counselor, registrar or district administrator | its last day lies ahead | open |
| open | withdraw | home: counselor, registrar or district administrator | always | withdrawn |
| open | meet | clock | as many seats are accepted as are looked for | met |
| open | expire | clock | its last day has passed | expired |
`.trim());
  });

  it('answers every state x step x side x role x clock x seats as signed', () => {
    const posters: readonly Role[] = ['counselor', 'registrar', 'district_administrator'];
    for (const state of [null, 'open', 'met', 'withdrawn', 'expired'] as const) for (const step of ['post', 'change', 'withdraw', 'meet', 'expire'] as const) {
      for (const side of ['home', 'clock'] as const) for (const role of roles) for (const nowMs of [9, 10, 11]) for (const seatsBooked of [7, 8, 9, null]) {
        const outcome = courseNeed.step(state, step, { actor: { side, roles: side === 'clock' ? [] : [role] }, nowMs, clock: null, facts: { seatsWanted: 8, seatsBooked, untilMs: 10 } });
        const home = side === 'home' && posters.includes(role);
        const expected = step === 'post' ? (state === null && home && nowMs < 10 ? 'open' : null)
          : state !== 'open' ? null
          : step === 'change' ? (home && nowMs < 10 ? 'open' : null)
          : step === 'withdraw' ? (home ? 'withdrawn' : null)
          : side !== 'clock' ? null
          : step === 'meet' ? (seatsBooked !== null && seatsBooked >= 8 ? 'met' : null)
          : nowMs >= 10 ? 'expired' : null;
        expect(outcome.ok ? outcome.to : null).toBe(expected);
      }
    }
    expect((['met', 'withdrawn', 'expired'] as const).every((state) => courseNeed.isFinal(state))).toBe(true);
  });
});

describe('the request window', () => {
  it('is the table the coordinator signed', () => {
    expect(asMarkdown(requestWindow.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | open | office: coordinator | it opens within 180 days; its close lies ahead; it closes after it opens; it takes requests for at most 180 days | collecting |
| collecting | extend | office: coordinator | it hasn't closed; its close wasn't moved before; the new close is later; it takes requests for at most 180 days | collecting |
| collecting | cancel | office: coordinator | its requests are not being allotted yet | cancelled |
| collecting | allot | clock | it has closed | allotted |
`.trim());
  });

  it('answers every state x step x side x role x clock x opening x close x bound as signed', () => {
    for (const state of [null, 'collecting', 'allotted', 'cancelled'] as const) for (const step of ['open', 'extend', 'cancel', 'allot'] as const) {
      for (const side of ['office', 'clock'] as const) for (const role of roles) for (const nowMs of [9, 10, 11]) for (const opensMs of [8, 10, 12]) for (const newClosesMs of [9, 10, 11, 12]) for (const latestClosesMs of [11, 12]) {
        for (const [extended, taken] of [[true, true], [true, false], [false, true], [false, false]] as const) {
          const outcome = requestWindow.step(state, step, { actor: { side, roles: side === 'clock' ? [] : [role] }, nowMs, clock: null, facts: { opensMs, latestOpensMs: 11, closesMs: 10, newClosesMs, latestClosesMs, extended, taken } });
          const office = side === 'office' && role === 'coordinator';
          const expected = step === 'open' ? (state === null && office && opensMs <= 11 && newClosesMs > nowMs && newClosesMs > opensMs && newClosesMs <= latestClosesMs ? 'collecting' : null)
            : state !== 'collecting' ? null
            : step === 'extend' ? (office && nowMs < 10 && !extended && newClosesMs > 10 && newClosesMs <= latestClosesMs ? 'collecting' : null)
            // However late it is: nothing ends by itself that no worker closes.
            : step === 'cancel' ? (office && !taken ? 'cancelled' : null)
            : side === 'clock' && nowMs >= 10 ? 'allotted' : null;
          if ((outcome.ok ? outcome.to : null) !== expected) throw new Error(`${state} ${step} ${side} ${role} ${nowMs} ${opensMs} ${newClosesMs} ${latestClosesMs} ${extended} ${taken}: ${JSON.stringify(outcome)}, not ${expected}`);
        }
      }
    }
  });
});

describe('the shared section', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(sharedSection.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | publish | teaching: registrar or district administrator | always | open |
| open | amend | teaching: registrar or district administrator | its last day hasn't passed | open |
| closed | amend | teaching: registrar or district administrator | its last day hasn't passed | closed |
| open | close | teaching: registrar or district administrator | always | closed |
| open | close | clock | its last day has passed | closed |
| closed | reopen | teaching: registrar or district administrator | its last day hasn't passed | open |
| open or closed | cancel | teaching: registrar or district administrator | its last day hasn't passed | cancelled |
`.trim());
  });

  it('answers every state x step x role x clock as signed', () => {
    const allowed = ([null, 'open', 'closed', 'cancelled'] as const).flatMap((state) =>
      (['publish', 'amend', 'close', 'reopen', 'cancel'] as const).flatMap((step) =>
        [9, 10, 11].flatMap((nowMs) => {
          const who = roles.filter((role) => sharedSection.step(state, step, { actor: { side: 'teaching', roles: [role] }, nowMs, clock: null, facts: { lastDayEndsMs: 10 } }).ok);
          return who.length > 0 ? [`${state} ${step} at ${nowMs}: ${who.join(' ')}`] : [];
        })));
    const both = 'registrar district_administrator';
    expect(allowed).toEqual([
      `null publish at 9: ${both}`, `null publish at 10: ${both}`, `null publish at 11: ${both}`,
      `open amend at 9: ${both}`, `open close at 9: ${both}`, `open close at 10: ${both}`, `open close at 11: ${both}`, `open cancel at 9: ${both}`,
      `closed amend at 9: ${both}`, `closed reopen at 9: ${both}`, `closed cancel at 9: ${both}`,
    ]);
    const clock = ([null, 'open', 'closed', 'cancelled'] as const).flatMap((state) =>
      (['publish', 'amend', 'close', 'reopen', 'cancel'] as const).flatMap((step) =>
        [9, 10].filter((nowMs) => sharedSection.step(state, step, { actor: { side: 'clock', roles: [] }, nowMs, clock: null, facts: { lastDayEndsMs: 10 } }).ok).map((nowMs) => `${state} ${step} at ${nowMs}`)));
    expect(clock).toEqual(['open close at 10']);
  });
});

describe('a place on a waitlist', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(waitlistEntry.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing | join | home: counselor or registrar | the section takes requests; fewer seats are left than are wanted | waiting |
| waiting | change | home: counselor or registrar | always | waiting |
| waiting | offer | clock | the section takes requests; the fewest it would take are free; unless its last day has passed | offered |
| offered | take | home: counselor or registrar | the offer hasn't run out; all seats wanted were offered | taken |
| offered | take | home: counselor or registrar | the offer hasn't run out; unless all seats wanted were offered | waiting |
| offered | lapse | clock | the offer has run out | lapsed |
| waiting or offered | leave | home: counselor, registrar or district administrator | always | left |
| waiting or offered | end | teaching: registrar or district administrator | always | ended |
| waiting | end | clock | its last day has passed | ended |
`.trim());
  });

  it('answers every state x step x side x role x clock x fact as signed', () => {
    const states = [null, 'waiting', 'offered', 'taken', 'lapsed', 'left', 'ended'] as const;
    const steps = ['join', 'change', 'offer', 'take', 'lapse', 'leave', 'end'] as const;
    const clocks: (Clock | null)[] = [null, { runs: true, dueAtMs: 10 }, { runs: true, dueAtMs: 11 }];
    const both = [true, false];
    const bookers = ['counselor', 'registrar'];
    let walked = 0;
    for (const state of states) for (const step of steps) for (const side of ['home', 'teaching', 'clock'] as const) for (const role of [null, ...roles]) for (const clock of clocks) {
      for (const sectionOpen of both) for (const seatsLeft of [0, 1, 2, 3, null]) for (const seatsOffered of [1, 3]) for (const lastDayEndsMs of [10, 11]) {
        const facts = { sectionOpen, seatsLeft, seatsWanted: 3, seatsLeast: 2, seatsOffered, lastDayEndsMs };
        const outcome = waitlistEntry.step(state, step, { actor: { side, roles: role ? [role] : [] }, nowMs: 10, clock, facts });
        const over = lastDayEndsMs <= 10;
        const ranOut = clock?.runs === true && clock.dueAtMs <= 10;
        const books = side === 'home' && role !== null && bookers.includes(role);
        const leaves = books || (side === 'home' && role === 'district_administrator');
        const live = state === 'waiting' || state === 'offered';
        const to = {
          join: state === null && books && sectionOpen && seatsLeft !== null && seatsLeft < 3 ? 'waiting' : null,
          change: state === 'waiting' && books ? 'waiting' : null,
          offer: state === 'waiting' && side === 'clock' && sectionOpen && seatsLeft !== null && seatsLeft >= 2 && !over ? 'offered' : null,
          take: state === 'offered' && books && !ranOut ? (seatsOffered >= 3 ? 'taken' : 'waiting') : null,
          lapse: state === 'offered' && side === 'clock' && ranOut ? 'lapsed' : null,
          leave: live && leaves ? 'left' : null,
          end: live && side === 'teaching' && (role === 'registrar' || role === 'district_administrator') ? 'ended' : state === 'waiting' && side === 'clock' && over ? 'ended' : null,
        }[step];
        if ((outcome.ok ? outcome.to : null) !== to) throw new Error(`${state} ${step} by ${side} ${role} with ${JSON.stringify({ clock, ...facts })}: ${JSON.stringify(outcome)}, signed: ${to}`);
        walked++;
      }
    }
    expect(walked).toBe(7 * 7 * 3 * 10 * 3 * 2 * 5 * 2 * 2);
  });
});

describe('the grades of a booking', () => {
  it('is the table the registrar signed', () => {
    expect(asMarkdown(gradeSheet.table)).toBe(`
| from | step | who | only if | to |
| --- | --- | --- | --- | --- |
| nothing or open | enter | teaching: teacher or registrar | the teacher of record, or a registrar | open |
| attested | enter | teaching: teacher or registrar | the teacher of record, or a registrar | attested |
| disputed | enter | teaching: teacher or registrar | the teacher of record, or a registrar | disputed |
| accepted | enter | teaching: teacher or registrar | the teacher of record, or a registrar | accepted |
| open | attest | teaching: teacher or registrar | the teacher of record, or a registrar; the last day has come; every student has a grade or a status | attested |
| disputed | attest | teaching: teacher or registrar | the teacher of record, or a registrar; every student has a grade or a status | attested |
| attested or accepted | attest | teaching: teacher or registrar | the teacher of record, or a registrar; every student has a grade or a status; a reason is given; a grade is another one | attested |
| attested | accept | home: registrar | always | accepted |
| attested | accept | clock | the time to answer is over | accepted |
| attested | dispute | home: registrar | a reason is given | disputed |
`.trim());
  });

  it('answers every state x step x side x role x clock x fact as signed', () => {
    const states = [null, 'open', 'attested', 'disputed', 'accepted'] as const;
    const steps = ['enter', 'attest', 'accept', 'dispute'] as const;
    const clocks: (Clock | null)[] = [null, { runs: true, dueAtMs: 10 }, { runs: true, dueAtMs: 11 }];
    const both = [true, false];
    let walked = 0;
    for (const state of states) for (const step of steps) for (const side of ['home', 'teaching', 'clock'] as const) for (const role of [null, ...roles]) for (const clock of clocks) {
      for (const ofRecord of both) for (const everyStudentGraded of both) for (const reasonGiven of both) for (const changed of both) for (const lastDayMs of [10, 11]) {
        const facts = { ofRecord, everyStudentGraded, reasonGiven, changed, lastDayMs };
        const outcome = gradeSheet.step(state, step, { actor: { side, roles: role ? [role] : [] }, nowMs: 10, clock, facts });
        const grades = side === 'teaching' && (role === 'teacher' || role === 'registrar') && ofRecord;
        const answers = side === 'home' && role === 'registrar' && state === 'attested';
        const ready = grades && everyStudentGraded;
        const to = {
          enter: grades ? (state ?? 'open') : null,
          attest: state !== null && ready && (state === 'open' ? lastDayMs <= 10 : state === 'disputed' || (reasonGiven && changed)) ? 'attested' : null,
          accept: answers || (state === 'attested' && side === 'clock' && clock?.runs === true && clock.dueAtMs <= 10) ? 'accepted' : null,
          dispute: answers && reasonGiven ? 'disputed' : null,
        }[step];
        if ((outcome.ok ? outcome.to : null) !== to) throw new Error(`${state} ${step} by ${side} ${role} with ${JSON.stringify({ clock, ...facts })}: ${JSON.stringify(outcome)}, signed: ${to}`);
        walked++;
      }
    }
    expect(walked).toBe(5 * 4 * 3 * 10 * 3 * 32);
  });
});

describe('a later stage of the life', () => {
  it('is more rows and no more code', () => {
    const now = seatBooking.table;
    const longer = machine<SeatState | 'graded' | 'left', SeatStep | 'grade' | 'leave', SeatSide, SeatGuard, SeatFacts>({
      ...now,
      states: {
        ...now.states,
        graded: { label: 'Graded', is: 'graded', takesCapacity: true, next: null },
        left: { label: 'Left', is: 'left', takesCapacity: false, next: null },
      },
      steps: { ...now.steps, grade: { label: 'Grade', does: 'grade these seats' }, leave: { label: 'Leave', does: 'leave these seats' } },
      rows: [
        ...now.rows,
        { step: 'grade', from: ['active'], to: 'graded', side: 'home', roles: ['counselor'], onlyIf: [], unless: [] },
        { step: 'leave', from: ['graded'], to: 'left', side: 'home', roles: ['counselor'], onlyIf: ['beforeDropDate'], unless: [] },
      ],
    });
    const counselor = { actor: { side: 'home' as const, roles: ['counselor' as const] }, nowMs: 5, clock: null };
    expect(longer.step('active', 'grade', { ...counselor, facts: {} })).toEqual({ ok: true, to: 'graded' });
    expect(longer.step('graded', 'leave', { ...counselor, facts: { dropDeadlineMs: 6 } })).toEqual({ ok: true, to: 'left' });
    expect(longer.step('graded', 'leave', { ...counselor, facts: { dropDeadlineMs: 5 } })).toMatchObject({ ok: false, code: 'DropDatePassed' });
    expect(longer.takesCapacity('left')).toBe(false);
  });
});
