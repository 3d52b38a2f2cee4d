import { Injectable } from '@nestjs/common';
import { waitlistEntry, type WaitlistStep } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids } from '../../platform/ids/ids.js';
import { PolicyService } from '../agreements/index.js';
import { needsReason } from './fit.rules.js';
import { fitReasonNeeded, inRequestWindow, sectionNotOpen, stepNotPossible, tooManySeats, type WindowFacts } from './seat.refusals.js';
import { consortiumOf, type SectionFacts, SectionService } from './section.service.js';
import { WaitlistReader, type WaitlistRow } from './waitlist.reader.js';
import { type ChangeWaitlistInput, type JoinWaitlistInput, seatsAreFree, type WaitlistEntry, type WaitlistStepInput } from './waitlist.type.js';

interface Done extends WindowFacts { readonly refused?: 'not_found' | 'not_open' | 'already' | 'free' | 'state' | 'window_not_yet' | 'window_closed'; readonly left?: number; readonly state?: string }

/** The line for seats of a full section: join, change, leave. What frees seats offers them, in the database itself. */
@Injectable()
export class WaitlistService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly policies: PolicyService,
    private readonly sections: SectionService,
    private readonly reader: WaitlistReader,
  ) {}

  join(principal: Principal, input: JoinWaitlistInput): Promise<WaitlistEntry | RefusalData> {
    return this.command(principal, 'joinWaitlist', input, async (tx) => {
      const roles = this.access.rolesIn(principal, input.homeDistrictId);
      if (roles.length === 0) return notAllowed('You hold no role in that district.');
      const section = await this.sections.facts(input.sectionId);
      const consortium = section && consortiumOf(section, input.homeDistrictId);
      if (!section || !consortium) return notFound('section');
      const isOwn = section.teaching_party_id === input.homeDistrictId;
      const seatsLeft = isOwn ? section.left_for_own : section.left_for_neighbors;
      const decision = waitlistEntry.step(null, 'join', {
        actor: { side: 'home', roles }, nowMs: 0, clock: null,
        // Whether enough is free is asked again under the section's lock: what is free while others wait is theirs, and in a request window nobody's yet.
        facts: { sectionOpen: section.state === 'open', seatsWanted: input.seats, seatsLeft: section.seats_waiting > 0 || section.window ? 0 : seatsLeft },
      });
      if (!decision.ok) return decision.code === 'SectionNotOpen' ? sectionNotOpen() : decision.code === 'SeatsLeft' ? seatsAreFree(seatsLeft, decision.message) : notAllowed(decision.message);
      const [rules, fit] = await Promise.all([this.policies.rulesOf(consortium.id), this.sections.fitOf(section, input.homeDistrictId)]);
      const tooMany = mostOf(section, rules.value('seats.maxPerHold'), input.seats);
      if (tooMany) return tooMany;
      if (!isOwn && needsReason(fit) && !input.fitReason?.trim()) return fitReasonNeeded(fit);
      const id = this.ids.next();
      const answer = (await tx.one<{ done: Done }>('select join_waitlist($1, $2, $3, $4, $5, $6, $7::interval, $8::interval, $9, $10, $11) as done', [
        id, section.id, input.homeDistrictId, consortium.id, input.seats, fewestOf(input), `${rules.value('waitlist.offerHours')} hours`, `${rules.value('seats.mappingHours')} hours`,
        rules.versionIds, JSON.stringify(fit), input.fitReason?.trim() || null,
      ]))!.done;
      const inWindow = inRequestWindow(answer.refused, answer);
      if (inWindow) return inWindow;
      if (answer.refused === 'free') return seatsAreFree(answer.left ?? 0, section.window ? 'Seats of your own block are left: hold those first. What you want beyond them is asked for like everybody else does.' : 'The seats wanted have just come free: hold them, there is nothing to wait for.');
      if (answer.refused === 'already') return stepNotPossible('Your district already stands in this line. Change the seats wanted there.', null);
      if (answer.refused === 'not_open') return sectionNotOpen();
      return answer.refused ? notFound('section') : { id };
    });
  }

  change(principal: Principal, input: ChangeWaitlistInput): Promise<WaitlistEntry | RefusalData> {
    return this.step(principal, 'changeWaitlist', 'change', input, async (tx, row) => {
      const rules = await this.policies.rulesOf(row.consortium_id);
      return mostOf(row, rules.value('seats.maxPerHold'), input.seats)
        ?? (await tx.one<{ done: Done }>('select change_waiting($1, $2, $3) as done', [row.id, input.seats, fewestOf(input)]))!.done;
    });
  }

  leave(principal: Principal, input: WaitlistStepInput): Promise<WaitlistEntry | RefusalData> {
    return this.step(principal, 'leaveWaitlist', 'leave', input, async (tx, row) => {
      if (row.booking_id) return stepNotPossible('Seats are offered to you now: request them, or give them back with the booking.', null);
      return (await tx.one<{ done: Done }>('select leave_waitlist($1) as done', [row.id]))!.done;
    });
  }

  /** Live places of a district of the principal's own, longest waiting first: one statement. */
  list(principal: Principal, districtId: string): Promise<WaitlistEntry[]> {
    if (!districtsOf(principal).includes(districtId)) return Promise.resolve([]);
    return this.uow.run(principal, async () => (await this.reader.ofDistrict(districtId)).map((row) => this.reader.asEntry(row, principal)));
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<WaitlistEntry | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, async (id) => {
      const row = await this.reader.row(id);
      return row && this.reader.asEntry(row, principal);
    });
  }

  private step(principal: Principal, operation: string, name: WaitlistStep, input: WaitlistStepInput, act: (tx: Tx, row: WaitlistRow) => Promise<Done | RefusalData>): Promise<WaitlistEntry | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const row = await this.reader.row(input.entryId);
      if (!row) return notFound('place on the waitlist');
      const decision = waitlistEntry.step(row.state, name, { actor: { side: 'home', roles: this.access.rolesIn(principal, row.home_party_id) }, nowMs: 0, clock: null, facts: {} });
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, null);
      const answer = await act(tx, row);
      if ('code' in answer) return answer;
      const inWindow = inRequestWindow(answer.refused, answer);
      if (inWindow) return inWindow;
      if (answer.refused === 'state') return stepNotPossible('This place on the waitlist has just changed. Look again.', null);
      return answer.refused ? notFound('place on the waitlist') : { id: row.id };
    });
  }
}

const fewestOf = ({ seats, fewest }: { readonly seats: number; readonly fewest?: number }): number => Math.min(fewest ?? seats, seats);

/** More than one hold may take could never be offered. */
function mostOf({ capacity }: Pick<SectionFacts, 'capacity'>, maxPerHold: number, seats: number): RefusalData | null {
  const most = Math.min(capacity, maxPerHold);
  return seats > most ? tooManySeats(most) : null;
}
