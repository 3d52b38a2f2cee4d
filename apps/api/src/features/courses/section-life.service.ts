import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json, type SeatPlan } from '@barnraise/cost-sharing';
import { type Role, type SectionLife, sharedSection, type SectionStep } from '@barnraise/lifecycle';
import { addDays, dayWords, instantOf } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { fromCursor, isDay, pageOf, pageSize, unknownPlace } from '../../platform/graphql/page.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { ShareService } from '../cost-shares/index.js';
import { InboxService } from '../inbox/index.js';
import { OfferingService } from '../offerings/index.js';
import { type DraftRow } from './course-draft.reader.js';
import { planOfDraft } from './course-draft.rules.js';
import { seatsPer } from './booking.reader.js';
import { type NewSection } from './section-card.rules.js';
import { type CancelSectionInput, type SectionConnection, type SectionNextStep, type SectionStepInput, type SectionStepName } from './section-life.type.js';
import { SectionPublisher } from './section-publisher.service.js';
import { asSection, onCard, type SectionFacts, SectionService } from './section.service.js';
import { type Section, SectionState } from './section.type.js';
import { stepNotPossible } from './seat.refusals.js';

/** Who is told in a home district when a course it booked changes or ends. */
const TOLD: readonly Role[] = ['counselor', 'registrar', 'business_manager'];

interface Ended { readonly refused?: string; readonly ended?: { readonly id: string; readonly homePartyId: string; readonly seats: number; readonly before: string }[] }

/** A published section: opened, changed, closed, opened again, canceled. Every home district with seats in it is told. */
@Injectable()
export class SectionLifeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly offerings: OfferingService,
    private readonly shares: ShareService,
    private readonly sections: SectionService,
    private readonly publisher: SectionPublisher,
  ) {}

  /** Opens a new section from a draft that is complete. Within the open unit of work. */
  open(row: DraftRow): Promise<void> {
    return this.publisher.open(sectionOf(row, row.id));
  }

  /** Gives a published section the terms of a draft that is complete; what was accepted keeps its own. Within the open unit of work. */
  async amend(row: DraftRow, sectionId: string): Promise<RefusalData | null> {
    const { tx } = this.uow;
    const before = await this.sections.facts(sectionId);
    if (!before) return notFound('section');
    const refused = this.refuse(before, 'amend', tx.principal, await tx.now());
    if (refused) return refused;
    const section = sectionOf(row, sectionId);
    const planId = samePlan(before.plan, section.plan) ? before.plan_version_id : await this.shares.addPlan(section.teachingPartyId, section.consortiumIds, section.plan);
    const answer = (await tx.one<{ done: { refused?: string; taken?: number; kept?: number; until?: string } }>('select amend_section($1, $2, $3) as done', [sectionId, JSON.stringify({ ...section, teacherAccountId: section.teacher?.accountId ?? null }), planId]))!.done;
    if (answer.refused === 'below_taken') return stepNotPossible(`${answer.taken} seats are taken by now: there can't be fewer than that.`, null);
    if (answer.refused === 'window') return stepNotPossible(`Seats of this section are asked for in a request window: until it has been allotted, the block kept for your own students may shrink, but neither grow nor be kept for longer. ${answer.kept ? `It is ${answer.kept} now, until ${dayWords(answer.until!)}.` : 'There is none now.'}`, null);
    if (answer.refused) return stepNotPossible('This section has been canceled meanwhile.', null);
    await this.offerings.reword(sectionId, section.title, section.summary, section.consortiumIds.filter((id) => !before.consortia.some((known) => known.id === id)));
    await this.repush(sectionId);
    await this.events.append({
      kind: 'section.amended', subjectType: 'section', subjectId: sectionId, partyIds: [section.teachingPartyId], consortiumIds: section.consortiumIds, facts: { before: before.plan_version_id, after: planId, capacity: section.capacity },
    });
    await this.tell(await this.homesOf(sectionId), before, `${before.teaching_short} changed ${section.title}`, 'Seats accepted before keep the terms they were accepted under. Look at what is new.');
    return null;
  }

  /** After a teacher's answer: the name appears, or goes. Nothing happens before the course is published. Within the open unit of work. */
  async nameTeacher(sectionId: string): Promise<void> {
    const done = await this.uow.tx.one<{ done: boolean }>('select name_teacher($1) as done', [sectionId]);
    if (done?.done) await this.repush(sectionId);
  }

  close(principal: Principal, input: SectionStepInput): Promise<Section | RefusalData> {
    return this.step(principal, 'closeSection', 'close', input, (_tx, section) => this.become(section, 'closed'));
  }

  reopen(principal: Principal, input: SectionStepInput): Promise<Section | RefusalData> {
    return this.step(principal, 'reopenSection', 'reopen', input, (_tx, section) => this.become(section, 'open'));
  }

  cancel(principal: Principal, input: CancelSectionInput): Promise<Section | RefusalData> {
    return this.step(principal, 'cancelSection', 'cancel', input, async (tx, section) => {
      const reason = input.reason.trim();
      if (await tx.one(`select id from booking where section_id = $1 and takes_capacity(state) and grades_attested(id) limit 1`, [section.id])) return stepNotPossible('Grades of this section are attested or accepted: it is over, and nothing is left to cancel.', null);
      const answer = (await tx.one<{ done: Ended }>('select cancel_section($1, $2) as done', [section.id, reason]))!.done;
      if (answer.refused) return stepNotPossible('Somebody else was quicker: this section has just changed. Look again.', null);
      const ended = answer.ended ?? [];
      await this.repush(section.id);
      for (const booking of ended) {
        await this.inbox.settle(booking.id, ['REQUEST_HELD_SEATS', 'APPROVE_SPENDING', 'ANSWER_REQUEST', 'PLACE_STUDENTS']);
        await this.events.append({
          kind: 'booking.cancelled', subjectType: 'booking', subjectId: booking.id, partyIds: [booking.homePartyId, section.teaching_party_id],
          facts: { before: booking.before, after: 'cancelled', seats: booking.seats, sectionId: section.id, withSection: true },
        });
        await this.tell([{ id: booking.homePartyId, bookingId: booking.id }], section, `${section.teaching_short} canceled ${section.title}`,
          `${reason.replace(/\.$/, '')}. Your ${seatsPer(booking.seats, section.term_name)}, cost you nothing. See what else fits.`);
      }
      await this.events.append({
        kind: 'section.cancelled', subjectType: 'section', subjectId: section.id, partyIds: [section.teaching_party_id], consortiumIds: section.consortia.map(({ id }) => id),
        facts: { before: section.state, after: 'cancelled', bookings: ended.length },
      });
      return { id: section.id };
    });
  }

  /** Steps of its life that the principal may take, each with what keeps it back; none for other districts. */
  steps(principal: Principal, section: Section): Promise<SectionNextStep[]> {
    if (section.state === SectionState.DRAFT || this.access.rolesIn(principal, section.teachingDistrict.id).length === 0) return Promise.resolve([]);
    return this.uow.run(principal, async (tx) => {
      const facts = await this.sections.facts(section.id);
      if (!facts) return [];
      const context = this.context(principal, facts.teaching_party_id, facts.last_day, facts.time_zone, (await tx.now()).getTime());
      return sharedSection.stepsFrom(facts.state as SectionLife, context).map((offer) => ({ step: offer.step as SectionStepName, label: offer.label, blockedBy: offer.ok ? null : offer.message }));
    });
  }

  /** Sections of a district of the principal's own, those that begin last first: one statement. */
  ofDistrict(principal: Principal, districtId: string, first: number | null, after: string | null): Promise<SectionConnection> {
    const place = fromCursor(after, 2);
    if (place && !(isDay(place[0]!) && isId(place[1]))) throw unknownPlace();
    const size = pageSize(first, 25);
    const own = districtsOf(principal).includes(districtId) ? districtId : null;
    if (own === null) return Promise.resolve({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
    return this.uow.run(principal, async () => {
      const page = pageOf(await this.sections.ofDistrict(own, place as [string, string] | null, size + 1), size, (row) => [row.first_day, row.id]);
      return { nodes: page.nodes.map((facts) => asSection(facts, principal)), pageInfo: page.pageInfo };
    });
  }

  private async become(section: SectionFacts, to: 'open' | 'closed'): Promise<Outcome> {
    await this.offerings.setState(section.id, to);
    await this.repush(section.id);
    await this.events.append({
      kind: to === 'open' ? 'section.reopened' : 'section.closed', subjectType: 'section', subjectId: section.id, partyIds: [section.teaching_party_id], consortiumIds: section.consortia.map(({ id }) => id),
      facts: { before: section.state, after: to },
    });
    return { id: section.id };
  }

  private step(principal: Principal, operation: string, name: SectionStep, input: SectionStepInput, act: (tx: Tx, section: SectionFacts) => Promise<Outcome>): Promise<Section | RefusalData> {
    return this.commands.run<Section>({ principal, operation, idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      // The section's own lock first: two who end it at once come one after the other.
      await tx.query('select 1 from course_section where id = $1 for no key update', [input.sectionId]);
      const section = await this.sections.facts(input.sectionId);
      if (!section) return notFound('section');
      return this.refuse(section, name, principal, await tx.now()) ?? act(tx, section);
    }, async (id) => {
      const facts = await this.sections.facts(id);
      return facts && Object.assign(asSection(facts, principal), { __typename: 'Section' });
    });
  }

  private context(principal: Principal, teachingPartyId: string, lastDay: string, timeZone: string, nowMs: number) {
    return { actor: { side: 'teaching' as const, roles: this.access.rolesIn(principal, teachingPartyId) }, nowMs, clock: null, facts: { lastDayEndsMs: instantOf(addDays(lastDay, 1), '00:00', timeZone) } };
  }

  private refuse(section: SectionFacts, step: SectionStep, principal: Principal, now: Date): RefusalData | null {
    const decision = sharedSection.step(section.state as SectionLife, step, this.context(principal, section.teaching_party_id, section.last_day, section.time_zone, now.getTime()));
    if (decision.ok) return null;
    return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, null);
  }

  private async repush(id: string): Promise<void> {
    const facts = await this.sections.facts(id);
    if (facts) await this.publisher.pushCard(onCard(facts));
  }

  /** Home districts with live seats, the teaching district itself left out. */
  private async homesOf(sectionId: string): Promise<{ id: string; bookingId: string }[]> {
    return this.uow.tx.query<{ id: string; bookingId: string }>(
      `select distinct on (home_party_id) home_party_id as id, id as "bookingId" from booking
        where section_id = $1 and takes_capacity(state) and home_party_id <> teaching_party_id order by home_party_id, created_at desc`, [sectionId]);
  }

  private tell(homes: readonly { id: string; bookingId: string }[], section: SectionFacts, title: string, detail: string): Promise<void> {
    return this.inbox.push(homes.map((home) => ({
      kind: 'NOTICE', isNotice: true as const, partyId: home.id, consortiumId: null, roles: TOLD, sides: [home.id, section.teaching_party_id], subjectId: home.bookingId, bookingId: home.bookingId, sectionId: section.id, title, detail,
    })));
  }
}

const samePlan = (a: SeatPlan, b: SeatPlan): boolean => canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);

/** A complete draft as the section it becomes. Throws when it isn't complete: the lifecycle has said that it is. */
function sectionOf({ content, ...row }: DraftRow, id: string): NewSection {
  const plan = planOfDraft(content);
  const { teacherAccountId } = content;
  if (!plan || !row.sced || !content.modality) throw new Error('A draft that is not complete was about to be published.');
  const timed = content.modality !== 'asynchronous';
  const reserved = content.reservedSeats ?? 0;
  return {
    id, teachingPartyId: row.teaching_party_id, schoolId: content.schoolId!, termId: content.termId!,
    teacher: teacherAccountId === null ? null : { accountId: teacherAccountId, name: row.agreed ? row.teachers.get(teacherAccountId)! : null },
    scedVersion: row.sced.version, scedCode: row.sced.code, localCode: content.localCode!.trim(), title: content.title!.trim(), summary: content.summary!.trim(), syllabus: content.syllabus!.trim(),
    prerequisites: content.prerequisites?.trim() || null, gradeLow: content.gradeLow!, gradeHigh: content.gradeHigh!, creditHundredths: content.creditHundredths!, modality: content.modality,
    meetingDays: timed ? content.meetingDays : [], startsAt: timed ? content.startsAt : null, endsAt: timed ? content.endsAt : null, flags: content.flags, capacity: content.capacity!,
    reservedSeats: reserved, reservedUntil: reserved > 0 ? content.reservedUntil : null, dropDate: content.dropDate!, teachingDropDate: content.teachingDropDate!, answersRequests: content.answersRequests ?? false, consortiumIds: content.consortiumIds, plan,
  };
}
