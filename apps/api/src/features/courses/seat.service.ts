import { Injectable } from '@nestjs/common';
import { type Role, seatBooking, type SeatStep } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, isRefusal, type Outcome } from '../../platform/commands/commands.js';
import { UnitOfWork, type Tx } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids } from '../../platform/ids/ids.js';
import { PolicyService, type Rules } from '../agreements/index.js';
import { CalendarService } from '../calendars/index.js';
import { costNotComputable, type SeatsToShare, ShareService } from '../cost-shares/index.js';
import { InboxService } from '../inbox/index.js';
import { BookingReader, type BookingRow, seatsPer } from './booking.reader.js';
import { type BookingStepInput, type BookingStepWithReasonInput, type HoldSeatsInput, type LeaveSeatsInput, type QuoteSeatsInput, type RequestSeatsInput } from './booking.input.js';
import { type Booking } from './booking.type.js';
import { needsReason } from './fit.rules.js';
import { OfferCost } from './offer-cost.service.js';
import { asRefusal } from './decision.refusals.js';
import { fitReasonNeeded, holdExpired, inRequestWindow, owedChanged, sectionFull, sectionNotOpen, stepNotPossible, tooManySeats, type WindowFacts } from './seat.refusals.js';
import { WaitlistReader } from './waitlist.reader.js';
import { consortiumOf, type SectionFacts, SectionService } from './section.service.js';

export const ANSWERERS: readonly Role[] = ['counselor', 'registrar', 'district_administrator'];
const BOOKERS: readonly Role[] = ['counselor', 'registrar'];
const APPROVERS: readonly Role[] = ['business_manager', 'superintendent', 'district_administrator'];

interface Moved { readonly at?: string; readonly from?: string; readonly refused?: 'not_found' | 'state' | 'expired' | 'day'; readonly state?: string }
interface Held extends WindowFacts { readonly at?: string; readonly until?: string; readonly refused?: 'not_found' | 'not_open' | 'full' | 'other_plan' | 'window'; readonly left?: number; readonly place?: number }

/** What is stored with a step: `above` is when whoever stands above those who should answer is asked. */
interface StepFacts {
  readonly notToExceedCents?: number;
  readonly budgetCode?: string;
  readonly note?: string | undefined;
  readonly reason?: string | undefined;
  readonly dueAt?: string;
  readonly dueRule?: string;
  readonly above?: { readonly at: Date; readonly rule: string };
  readonly free?: boolean;
  readonly owedCents?: number;
}

/** Seats from hold to acceptance: load, ask the lifecycle, move the seats in the database, tell whoever waits. */
@Injectable()
export class SeatService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly policies: PolicyService,
    private readonly calendars: CalendarService,
    private readonly shares: ShareService,
    private readonly sections: SectionService,
    private readonly offers: OfferCost,
    private readonly reader: BookingReader,
    private readonly waitlist: WaitlistReader,
  ) {}

  /** What seats would cost now; nothing is taken. */
  quote(principal: Principal, input: QuoteSeatsInput): Promise<object> {
    return this.uow.run(principal, async () => {
      if (this.access.rolesIn(principal, input.homeDistrictId).length === 0) return notAllowed('You hold no role in that district.');
      const [section, taken] = await Promise.all([this.sections.facts(input.sectionId), this.sections.seatsByParty(input.sectionId)]);
      if (!section) return notFound('section');
      const result = await this.shares.estimate(section.plan, seatsToShare(section, taken, input.homeDistrictId, input.seats));
      return isRefusal(result) ? result : this.shares.asQuote(result, seatsPer(input.seats, section.term_name));
    });
  }

  hold(principal: Principal, input: HoldSeatsInput): Promise<Booking | RefusalData> {
    return this.command(principal, 'holdSeats', input, async (tx) => {
      const roles = this.access.rolesIn(principal, input.homeDistrictId);
      if (roles.length === 0) return notAllowed('You hold no role in that district.');
      const [section, taken] = await Promise.all([this.sections.facts(input.sectionId), this.sections.seatsByParty(input.sectionId)]);
      const consortium = section && consortiumOf(section, input.homeDistrictId);
      if (!section || !consortium) return notFound('section');
      const decision = seatBooking.step(null, 'hold', { actor: { side: 'home', roles }, nowMs: 0, clock: null, facts: { sectionOpen: section.state === 'open' } });
      if (!decision.ok) return decision.code === 'SectionNotOpen' ? sectionNotOpen() : notAllowed(decision.message);
      const isOwn = section.teaching_party_id === input.homeDistrictId;
      // Seats of its own block are the teaching district's: the database knows how many.
      const inWindow = section.window && !isOwn && inRequestWindow('window', section.window);
      if (inWindow) return inWindow;

      const [rules, fit, calculated] = await Promise.all([
        this.policies.rulesOf(consortium.id),
        this.sections.fitOf(section, input.homeDistrictId),
        this.shares.estimate(section.plan, seatsToShare(section, taken, input.homeDistrictId, input.seats)),
      ]);
      if (input.seats > rules.value('seats.maxPerHold')) return tooManySeats(rules.value('seats.maxPerHold'));
      if (isRefusal(calculated)) {
        // More seats than there are is a full section, not a sum that can't be worked out. The sum saw what it counted:
        // a hold may run out, or another be taken, between that and the count of what is left.
        const uncounted = section.capacity - Object.values(taken).reduce((sum, seats) => sum + seats, 0);
        const left = Math.max(0, Math.min(isOwn ? section.left_for_own : section.left_for_neighbors, uncounted));
        return input.seats > left ? sectionFull(left, input.seats, await this.waitlist.placeFor(section.id, input.homeDistrictId, consortium.id)) : calculated;
      }
      if (!isOwn && needsReason(fit) && !input.fitReason?.trim()) return fitReasonNeeded(fit);
      return this.take(tx, input, section, consortium.id, rules, fit, calculated);
    });
  }

  request(principal: Principal, input: RequestSeatsInput): Promise<Booking | RefusalData> {
    return this.step(principal, 'requestSeats', 'request', 'home', input, async (row, to, now, rules) => {
      const facts = { notToExceedCents: input.notToExceedCents, budgetCode: input.budgetCode.trim(), note: input.note?.trim() || undefined };
      return to === 'requested' ? { ...facts, ...(await this.answerDue(row, now, rules)) } : { ...facts, ...(await this.approvalDue(row, now, rules, input.notToExceedCents)) };
    }, input.notToExceedCents);
  }

  approveSpending(principal: Principal, input: BookingStepInput): Promise<Booking | RefusalData> {
    return this.step(principal, 'approveSpending', 'approve_spending', 'home', input, (row, _to, now, rules) => this.answerDue(row, now, rules));
  }

  declineSpending(principal: Principal, input: BookingStepWithReasonInput): Promise<Booking | RefusalData> {
    return this.step(principal, 'declineSpending', 'decline_spending', 'home', input, async (row) => {
      await this.notice(row, 'home', BOOKERS, `Spending declined: ${row.title}`, input.reason || 'No reason was given.');
      return { reason: input.reason?.trim() || undefined };
    });
  }

  accept(principal: Principal, input: BookingStepInput): Promise<Booking | RefusalData> {
    return this.step(principal, 'acceptSeats', 'accept', 'teaching', input, async (row) => {
      await this.notice(row, 'home', BOOKERS, `${row.teaching.shortName} accepted your request`, `${seatsPer(row.seat_count, row.term_name)}: ${row.title}.`);
      return {};
    });
  }

  deny(principal: Principal, input: BookingStepWithReasonInput): Promise<Booking | RefusalData> {
    return this.step(principal, 'denySeats', 'deny', 'teaching', input, async (row) => {
      await this.notice(row, 'home', BOOKERS, `${row.teaching.shortName} denied your request`, `${row.title}: ${input.reason?.trim().replace(/\.$/, '') || 'no reason was given'}.`);
      return { reason: input.reason?.trim() || undefined };
    });
  }

  cancel(principal: Principal, input: BookingStepWithReasonInput): Promise<Booking | RefusalData> {
    return this.step(principal, 'cancelSeats', 'cancel', 'home', input, async (row) => {
      if (row.state === 'requested') {
        await this.notice(row, 'teaching', ANSWERERS, `${row.home.shortName} canceled ${seatsPer(row.seat_count, row.term_name)}`, `${row.title}. The seats are free again.`);
      }
      return { reason: input.reason?.trim() || undefined };
    });
  }

  /** Until the drop date. */
  drop(principal: Principal, input: LeaveSeatsInput): Promise<Booking | RefusalData> {
    return this.leave(principal, 'dropSeats', 'drop', input);
  }

  /** After it, while the course runs. */
  withdraw(principal: Principal, input: LeaveSeatsInput): Promise<Booking | RefusalData> {
    return this.leave(principal, 'withdrawSeats', 'withdraw', input);
  }

  /** Gives accepted seats back at the amount the person was shown, and at no other. */
  private leave(principal: Principal, operation: string, name: 'drop' | 'withdraw', input: LeaveSeatsInput): Promise<Booking | RefusalData> {
    return this.step(principal, operation, name, 'home', input, async (row) => {
      const [terms] = await this.reader.leaving([row]);
      if (!terms) throw new Error('Seats that are not accepted were about to be given back.');
      if (terms.owedCents !== input.owedCents) return owedChanged(terms.owedCents, terms.sentences[0]!);
      await this.notice(row, 'teaching', ANSWERERS, `${row.home.shortName} ${name === 'drop' ? 'dropped' : 'withdrew from'} ${seatsPer(row.seat_count, row.term_name)}`, `${row.title}. The seats are free again. ${terms.sentences[0]}`);
      return { reason: input.reason?.trim() || undefined, free: terms.free, owedCents: terms.owedCents };
    });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<Booking | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }

  private async take(
    tx: Tx, input: HoldSeatsInput, section: SectionFacts, consortiumId: string, rules: Rules, fit: object,
    calculated: Exclude<Awaited<ReturnType<ShareService['estimate']>>, RefusalData>,
  ): Promise<Outcome> {
    const id = this.ids.next();
    const sides = { home: input.homeDistrictId, teaching: section.teaching_party_id };
    const hours = rules.value('seats.holdHours');
    const calculation = await this.shares.record(calculated, section.plan_version_id, id, 'estimate', sides);
    const seatIds = Array.from({ length: input.seats }, () => this.ids.next());
    const held = await tx.one<{ held: Held }>('select hold_seats($1, $2, $3, $4, $5, $6, $7::interval, $8, $9, $10, $11::interval, $12) as held', [
      id, section.id, input.homeDistrictId, seatIds, consortiumId, section.plan_version_id, `${hours} hours`, rules.versionIds, JSON.stringify(fit), input.fitReason?.trim() || null, `${rules.value('seats.mappingHours')} hours`, calculation,
    ]);
    const answer = held!.held;
    if (answer.refused === 'full') return sectionFull(answer.left ?? 0, input.seats, answer.place ?? 1);
    if (answer.refused === 'not_open') return sectionNotOpen();
    const inWindow = inRequestWindow(answer.refused, answer);
    if (inWindow) return inWindow;
    if (answer.refused === 'other_plan') return costNotComputable('The section has just got other terms of cost. Look at them, then hold the seats.');
    if (answer.refused) return notFound('section');
    await Promise.all([
      this.events.append({
        kind: 'booking.held', subjectType: 'booking', subjectId: id, partyIds: [sides.home, sides.teaching],
        facts: { before: null, after: 'held', seats: input.seats, sectionId: section.id, maximumCents: calculated.estimate.maximumCents },
      }),
      this.inbox.push([{
        kind: 'REQUEST_HELD_SEATS', isNotice: false, partyId: sides.home, consortiumId: null, roles: BOOKERS, sides: [sides.home], subjectId: id, bookingId: id, sectionId: section.id,
        title: `Request the seats you hold in ${section.title}`, detail: `${seatsPer(input.seats, section.term_name)}, taught by ${section.teaching_short}.`, nextStep: 'Request the seats', dueAt: new Date(answer.until!), dueRule: `held for ${hours} hours`,
      }]),
    ]);
    return { id };
  }

  /** One step of an existing booking. `prepare` says what is stored with it and tells whom it concerns. */
  private step(
    principal: Principal, operation: string, name: SeatStep, side: 'home' | 'teaching', input: BookingStepInput,
    prepare: (row: BookingRow, to: string, now: Date, rules: Rules) => Promise<StepFacts | RefusalData>, notToExceedCents?: number,
  ): Promise<Booking | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const [row] = await this.reader.rows([input.bookingId]);
      if (!row) return notFound('booking');
      const limits = side === 'home' ? await this.policies.spendingLimits(row.home_party_id) : {};
      const context = this.reader.context(row, principal, side, limits, notToExceedCents);
      const decision = seatBooking.step(row.state, name, context);
      if (!decision.ok) return asRefusal(decision, row);
      const rules = await this.policies.rulesOf(row.consortium_id);
      const facts = await prepare(row, decision.to, row.now, rules);
      if (isRefusal(facts)) return facts;
      if (name === 'request' && row.calculation_id === null) {
        const uncosted = await this.offers.record(row);
        if (uncosted) return uncosted;
      }
      const moved = await tx.one<{ moved: Moved }>('select move_seats($1, $2, $3, $4, $5) as moved', [row.id, row.state, decision.to, side, JSON.stringify(facts)]);
      const answer = moved!.moved;
      if (answer.refused === 'expired') return holdExpired(answer.at!);
      if (answer.refused === 'day') return stepNotPossible('Midnight has just passed at the teaching school: look again at what it costs now.', row.state);
      if (answer.refused === 'state') return stepNotPossible('Somebody else was quicker: this booking has just changed. Look again.', answer.state ?? null);
      if (answer.refused) return notFound('booking');
      await Promise.all([
        this.inbox.settle(row.id, ['REQUEST_HELD_SEATS', 'APPROVE_SPENDING', 'ANSWER_REQUEST', 'ANSWER_OVERDUE', 'PLACE_STUDENTS'].filter((kind) => kind !== waitingFor(decision.to))),
        this.events.append({
          kind: `booking.${decision.to}`, subjectType: 'booking', subjectId: row.id, partyIds: [row.home_party_id, row.teaching_party_id],
          facts: { before: row.state, after: decision.to, seats: row.seat_count, sectionId: row.section_id, ...(notToExceedCents === undefined ? {} : { notToExceedCents }), ...(facts.owedCents === undefined ? {} : { owedCents: facts.owedCents }) },
        }),
      ]);
      // Only now that the section and the booking are locked, in that order: a row that refers to the booking locks it too.
      if (facts.above) await tx.query('insert into answer_clock (booking_id, administrator_at, coordinator_at, rule) values ($1, $2, $3, $4)', [row.id, facts.dueAt, facts.above.at, facts.above.rule]);
      if (decision.to === 'requested' && !row.answers_requests) await this.acceptAtOnce(tx, row);
      return { id: row.id };
    });
  }

  /** The teaching district chose to accept whatever fits its seats: it is told, and so is whoever asked. */
  private async acceptAtOnce(tx: Tx, row: BookingRow): Promise<void> {
    const done = (await tx.one<{ done: Moved }>('select accept_at_once($1) as done', [row.id]))!.done;
    if (done.refused) throw new Error(`Seats that are accepted at once were not: ${done.refused}.`);
    await this.notice(row, 'teaching', ANSWERERS, `${row.home.shortName} took ${seatsPer(row.seat_count, row.term_name)}`, `${row.title}. Accepted at once, as you chose when you published it.`);
    await this.notice(row, 'home', BOOKERS, `${row.teaching.shortName} accepted your request`, `${seatsPer(row.seat_count, row.term_name)}: ${row.title}.`);
  }

  private async answerDue(row: BookingRow, now: Date, rules: Rules): Promise<StepFacts> {
    if (!row.answers_requests) return {};
    const due = await this.calendars.deadline(row.teaching_party_id, now, rules.value('seats.answerBusinessDays'));
    await this.inbox.push([{
      kind: 'ANSWER_REQUEST', isNotice: false, partyId: row.teaching_party_id, consortiumId: null, roles: ANSWERERS, sides: [row.home_party_id, row.teaching_party_id], subjectId: row.id, bookingId: row.id,
      sectionId: row.section_id, title: `${row.home.shortName} asks for ${seatsPer(row.seat_count, row.term_name)}`, detail: row.title, nextStep: 'Answer the request', dueAt: due.at, dueRule: due.rule,
    }]);
    const above = await this.calendars.deadline(row.teaching_party_id, due.at, rules.value('seats.escalateBusinessDays'));
    return { dueAt: due.at.toISOString(), dueRule: due.rule, above };
  }

  private async approvalDue(row: BookingRow, now: Date, rules: Rules, notToExceedCents: number): Promise<StepFacts> {
    const due = await this.calendars.deadline(row.home_party_id, now, rules.value('spending.approvalBusinessDays'));
    await this.inbox.push([{
      kind: 'APPROVE_SPENDING', isNotice: false, partyId: row.home_party_id, consortiumId: null, roles: APPROVERS, sides: [row.home_party_id], subjectId: row.id, bookingId: row.id, sectionId: row.section_id,
      title: `Approve up to ${formatCents(notToExceedCents)} for ${row.title}`, detail: `${seatsPer(row.seat_count, row.term_name)}, taught by ${row.teaching.shortName}.`, nextStep: 'Decide on the spending', dueAt: due.at, dueRule: due.rule,
    }]);
    return { dueAt: due.at.toISOString(), dueRule: due.rule };
  }

  private async notice(row: BookingRow, to: 'home' | 'teaching', roles: readonly Role[], title: string, detail: string): Promise<void> {
    await this.inbox.push([{
      kind: 'NOTICE', isNotice: true, partyId: to === 'home' ? row.home_party_id : row.teaching_party_id, consortiumId: null, roles, sides: [row.home_party_id, row.teaching_party_id],
      subjectId: row.id, bookingId: row.id, sectionId: row.section_id, title, detail,
    }]);
  }
}

function seatsToShare(section: SectionFacts, taken: Record<string, number>, homePartyId: string, seats: number): SeatsToShare {
  // A district that gave all its seats back is as one that never had any: the same facts, the same hash.
  const seatsByParty = Object.fromEntries(Object.entries(taken).filter(([, count]) => count > 0));
  return { teachingPartyId: section.teaching_party_id, capacity: section.capacity, seatsByParty, homePartyId, seats, asOf: section.today };
}

/** The task that waits in the state reached. */
function waitingFor(state: string): string | null {
  return { requested: 'ANSWER_REQUEST', awaiting_approval: 'APPROVE_SPENDING' }[state] ?? null;
}
