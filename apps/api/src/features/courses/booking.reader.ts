import { Injectable } from '@nestjs/common';
import { type SeatPlan } from '@barnraise/cost-sharing';
import { seatBooking } from '@barnraise/lifecycle';
import { instantOf, addDays } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { limitOf, policies, PolicyService, type SpendingLimits } from '../agreements/index.js';
import { type Calculated, costWords } from '../cost-shares/index.js';
import { PeopleService } from '../people/index.js';
import { type Booking, type BookingGlance } from './booking.type.js';
import { type Leaving, leavingOn } from './leaving.rules.js';
import { meetingOf } from './meeting.words.js';
import { OfferCost } from './offer-cost.service.js';
import { BookingState, BookingStep } from './state.type.js';

/** A booking as stored, with what its page and its next step need. */
export interface BookingRow {
  readonly id: string; readonly number: number; readonly state: BookingState; readonly seat_count: number; readonly section_id: string;
  readonly home_party_id: string; readonly teaching_party_id: string; readonly consortium_id: string;
  readonly created_at: Date; readonly created_by: string; readonly hold_expires_at: Date | null; readonly paused: boolean; readonly due_at: Date | null; readonly due_rule: string | null;
  readonly not_to_exceed_cents: string | null; readonly budget_code: string | null; readonly note: string | null; readonly reason: string | null; readonly fit: Booking['fit'];
  readonly title: string; readonly offering_state: string; readonly term_name: string; readonly first_day: string; readonly last_day: string; readonly drop_date: string;
  readonly meeting_days: string[]; readonly starts_at: string | null; readonly ends_at: string | null; readonly time_zone: string; readonly teacher_name: string | null;
  readonly capacity: number; readonly left: number; readonly home: Booking['homeDistrict']; readonly teaching: Booking['teachingDistrict'];
  readonly mapping: { id: string; state: string; localCode: string; localTitle: string; creditHundredths: number; schoolYear: string; proposedBy: string; decidedBy: string | null; reason: string | null } | null;
  /** Null for an offer from the waitlist: what it costs is worked out as it is looked at, and written down when it is requested. */
  readonly calculation_id: string | null; readonly plan_version_id: string; readonly expected_cents: string; readonly maximum_cents: string; readonly input_hash: string; readonly trace_text: string; readonly plan: SeatPlan;
  readonly policy_ids: string[]; readonly now: Date; readonly owed_cents: string | null; readonly teaching_drop_date: string; readonly today: string; readonly waitlist_entry_id: string | null; readonly roster_days: number | null; readonly answers_requests: boolean; readonly grades_attested: boolean; readonly placed: number;
  /** Of an offer: what its cost was worked out from. */
  readonly worked?: Calculated;
}

const BOOKINGS = `
select b.id, b.number, b.state, b.seat_count, b.section_id, b.home_party_id, b.teaching_party_id, b.consortium_id, b.created_at, b.created_by,
       b.hold_expires_at, b.hold_left is not null as paused, b.due_at, b.due_rule, b.not_to_exceed_cents, budget_code_of(b.id) as budget_code, b.waitlist_entry_id, b.plan_version_id, s.answers_requests, b.note, b.reason, b.fit, b.owed_cents, grades_attested(b.id) as grades_attested, (select count(*)::int from placement q where q.booking_id = b.id) as placed, coalesce(b.teaching_drop_date, s.teaching_drop_date)::text as teaching_drop_date, today_at(s.time_zone)::text as today,
       o.title, o.state as offering_state, t.name as term_name, s.first_day::text, s.last_day::text, coalesce(b.drop_date, s.drop_date)::text as drop_date, s.meeting_days, s.starts_at, s.ends_at,
       s.time_zone, s.teacher_name, s.capacity, seats_left(without_overdue(s), b.home_party_id = s.teaching_party_id, today_at(s.time_zone)) as left,
       jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) as home,
       jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as teaching,
       case when m.id is not null then jsonb_build_object('id', m.id, 'state', m.state, 'localCode', m.local_code, 'localTitle', m.local_title,
         'creditHundredths', m.credit_hundredths, 'schoolYear', m.school_year, 'proposedBy', m.proposed_by, 'decidedBy', m.decided_by, 'reason', m.reason) end as mapping,
       c.id as calculation_id, c.expected_cents, c.maximum_cents, c.input_hash, c.trace_text, v.plan, (select (r.value #>> '{}')::int from policy_version r where r.key = 'students.rosterDays' and r.id = any (b.governing_policy_ids)) as roster_days, coalesce(b.governing_policy_ids, b.policy_ids) as policy_ids, app_now() as now
  from booking b
  join course_section s on s.id = b.section_id
  join offering o on o.id = s.id
  join term t on t.id = s.term_id
  join school_year y on y.id = t.school_year_id
  join party h on h.id = b.home_party_id
  join party p on p.id = b.teaching_party_id
  left join share_calculation c on c.id = b.calculation_id
  join cost_plan_version v on v.id = b.plan_version_id
  left join course_mapping m on m.section_id = b.section_id and m.home_party_id = b.home_party_id and m.school_year = y.name`;
const BY_IDS = `${BOOKINGS} where b.id = any ($1::uuid[])`;
const OF_SECTION = `
select b.id, b.number, b.state, b.seat_count, b.hold_expires_at, b.hold_left is not null as paused, b.due_at, b.due_rule, b.waitlist_entry_id, jsonb_build_object('shortName', p.short_name) as teaching
  from booking b join party p on p.id = b.teaching_party_id
 where b.section_id = $1 and b.home_party_id = $2 and takes_capacity(b.state) order by b.created_at desc, b.id desc limit 50`;

/** Accepted, and nobody has given them back. */
const GIVEN: readonly BookingState[] = [BookingState.ACCEPTED, BookingState.ROSTERED, BookingState.ACTIVE];

const offered: Partial<Record<string, BookingStep>> = {
  request: BookingStep.REQUEST, approve_spending: BookingStep.APPROVE_SPENDING, decline_spending: BookingStep.DECLINE_SPENDING,
  accept: BookingStep.ACCEPT, deny: BookingStep.DENY, cancel: BookingStep.CANCEL, roster: BookingStep.ROSTER, drop: BookingStep.DROP, withdraw: BookingStep.WITHDRAW,
};

/** Reads bookings with everything around them, in a fixed number of statements however many there are. */
@Injectable()
export class BookingReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly policies: PolicyService,
    private readonly people: PeopleService,
    private readonly offers: OfferCost,
  ) {}

  /** Within the open unit of work, in the order of the ids; those that can't be seen are left out. */
  async byIds(ids: readonly string[]): Promise<Booking[]> {
    const byId = new Map((await this.asBookings(await this.rows(ids))).map((booking) => [booking.id, booking]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Live bookings of a section by one home district, newest first: one statement. Within the open unit of work. */
  async ofSection(sectionId: string, homePartyId: string): Promise<BookingGlance[]> {
    const rows = await this.uow.tx.query<GlanceRow & Record<string, unknown>>(OF_SECTION, [sectionId, homePartyId]);
    return rows.map((row) => ({ id: row.id, reference: reference(row), state: row.state, seats: row.seat_count, clock: clockOf(row) }));
  }

  /** Rows as they are shown. What it still needs is asked at once. */
  private async asBookings(rows: readonly BookingRow[]): Promise<Booking[]> {
    if (rows.length === 0) return [];
    const [names, limits, leaving] = await Promise.all([
      this.people.namesOf([...new Set(rows.flatMap((row) => [row.created_by, row.mapping?.proposedBy, row.mapping?.decidedBy].filter((id) => id != null)))]),
      this.policies.limitsHere([...new Set(rows.map((row) => row.home_party_id))]),
      this.leaving(rows),
    ]);
    return rows.map((row, i) => this.asBooking(row, names, limits.get(row.home_party_id) ?? {}, leaving[i]!));
  }

  /** What giving each of them back would come to today, in one statement; null for those that aren't given. Within the open unit of work. */
  async leaving(rows: readonly BookingRow[]): Promise<(Leaving | null)[]> {
    const late = await this.policies.governing('seats.lateChargePercent', rows.map((row) => row.policy_ids));
    return rows.map((row, i) => (GIVEN.includes(row.state)
      ? leavingOn({ dropDate: row.drop_date, freeUntil: row.teaching_drop_date, today: row.today, shareCents: Number(row.expected_cents), latePercent: late[i]! })
      : null));
  }

  async one(id: string): Promise<Booking | null> {
    return (await this.byIds([id]))[0] ?? null;
  }

  async rows(ids: readonly string[]): Promise<BookingRow[]> {
    return this.offers.costed(await this.uow.tx.query<BookingRow & Record<string, unknown>>(BY_IDS, [ids]));
  }

  /** What the lifecycle decides on, for the principal acting on one side. */
  context(row: BookingRow, principal: Principal, side: 'home' | 'teaching', limits: SpendingLimits, notToExceedCents?: number) {
    const roles = this.access.rolesIn(principal, side === 'home' ? row.home_party_id : row.teaching_party_id);
    const limit = limitOf(roles, limits);
    return {
      actor: { side, roles },
      nowMs: row.now.getTime(),
      clock: row.hold_expires_at ? ({ runs: true, dueAtMs: row.hold_expires_at.getTime() } as const) : null,
      facts: {
        sectionOpen: row.offering_state === 'open',
        mapping: (row.mapping?.state ?? null) as 'pending' | 'approved' | 'returned' | null,
        notToExceedCents: notToExceedCents ?? (row.not_to_exceed_cents === null ? null : Number(row.not_to_exceed_cents)),
        maximumEstimateCents: Number(row.maximum_cents),
        acceptsAtOnce: !row.answers_requests,
        spendingLimitCents: limit === null ? Number.MAX_SAFE_INTEGER : limit < 0 ? null : limit,
        dropDeadlineMs: instantOf(addDays(row.drop_date, 1), '00:00', row.time_zone),
        lastDayEndsMs: instantOf(addDays(row.last_day, 1), '00:00', row.time_zone),
        rosterOpensMs: instantOf(addDays(row.first_day, -(row.roster_days ?? policies['students.rosterDays'].byDefault)), '00:00', row.time_zone),
        firstDayMs: instantOf(row.first_day, '00:00', row.time_zone),
        namingEndsMs: namingEnds(instantOf(addDays(row.last_day, 1), '00:00', row.time_zone), row.placed < row.seat_count),
        gradesAttested: row.grades_attested,
      },
    };
  }

  private asBooking(row: BookingRow, names: ReadonlyMap<string, string>, limits: SpendingLimits, leaving: Leaving | null): Booking {
    const principal = this.uow.tx.principal;
    const who = (id: string) => names.get(id) ?? 'Someone no longer here';
    return {
      id: row.id, reference: reference(row), state: row.state, seats: row.seat_count,
      section: {
        id: row.section_id, title: row.title, termName: row.term_name, firstDay: row.first_day, lastDay: row.last_day, teacherName: row.teacher_name,
        meeting: meetingOf(row.meeting_days, row.starts_at, row.ends_at, row.time_zone), seatsLeft: row.left, capacity: row.capacity, dropDate: row.drop_date,
      },
      homeDistrict: row.home, teachingDistrict: row.teaching, createdAt: row.created_at, createdBy: who(row.created_by), clock: clockOf(row),
      mapping: row.mapping && ({ ...row.mapping, proposedBy: who(row.mapping.proposedBy), decidedBy: row.mapping.decidedBy && who(row.mapping.decidedBy) } as Booking['mapping']),
      estimate: row.worked ? this.offers.asQuote(row.worked, seatsPer(row.seat_count, row.term_name)) : {
        id: row.calculation_id, expectedCents: Number(row.expected_cents), maximumCents: Number(row.maximum_cents), per: seatsPer(row.seat_count, row.term_name),
        methodWords: costWords(row.plan), sentences: [], inputHash: row.input_hash, traceJson: row.trace_text,
      },
      notToExceedCents: row.not_to_exceed_cents === null ? null : Number(row.not_to_exceed_cents), budgetCode: row.budget_code,
      leaving: leaving && { step: offered[leaving.step]!, owedCents: leaving.owedCents, freeUntil: row.teaching_drop_date, sentences: [...leaving.sentences] },
      owedCents: row.owed_cents === null ? null : Number(row.owed_cents), note: row.note, reason: row.reason, fit: row.fit, nextSteps: this.nextSteps(row, principal, limits),
      ...({ __typename: 'Booking', policyIds: row.policy_ids } as object),
    };
  }

  private nextSteps(row: BookingRow, principal: Principal, limits: SpendingLimits): Booking['nextSteps'] {
    const steps = (['home', 'teaching'] as const).flatMap((side) => {
      // While it is only held, nobody has named an amount yet: the step is offered at what the seats cost at most.
      const atMost = row.state === 'held' ? Number(row.maximum_cents) : undefined;
      return seatBooking.stepsFrom(row.state, this.context(row, principal, side, limits, atMost));
    });
    return steps
      // Dropping and withdrawing follow each other on one day: whichever isn't open now is no step to wait for.
      .filter(({ step, ok }) => step in offered && (ok || (step !== 'drop' && step !== 'withdraw')))
      .sort((a, b) => Number(b.main) - Number(a.main))
      .map((offer) => ({ step: offered[offer.step]!, label: offer.label, blockedBy: offer.ok ? null : offer.message }));
  }
}

export const seatsPer = (seats: number, termName: string): string => `${seats} ${seats === 1 ? 'seat' : 'seats'}, ${termName}`;

type GlanceRow = Pick<BookingRow, 'id' | 'number' | 'state' | 'seat_count' | 'hold_expires_at' | 'paused' | 'due_at' | 'due_rule' | 'waitlist_entry_id'> & { readonly teaching: { readonly shortName: string } };

/** Until when names may be placed: the end of the last day, and without end while a seat holds nobody. */
export const namingEnds = (lastDayEndsMs: number, empty: boolean): number => (empty ? Number.POSITIVE_INFINITY : lastDayEndsMs);

export const reference = ({ number }: { readonly number: number }): string => `B-${String(number).padStart(4, '0')}`;

function clockOf(row: GlanceRow): Booking['clock'] {
  if (row.state === 'held') {
    return { kind: 'HOLD', at: row.hold_expires_at, waitsFor: row.paused ? 'the course mapping to be approved' : null, rule: row.waitlist_entry_id === null ? 'Held seats are free for others when the hold runs out.' : 'Offered from the waitlist: when the time is over, the next in line is asked.' };
  }
  if (row.state === 'requested') return { kind: 'ANSWER', at: row.due_at, waitsFor: null, rule: `${row.teaching.shortName} answers within ${row.due_rule ?? 'its own time'}.` };
  if (row.state === 'awaiting_approval') return { kind: 'APPROVAL', at: row.due_at, waitsFor: null, rule: `Spending is decided within ${row.due_rule ?? 'your own time'}.` };
  return null;
}
