import { Injectable } from '@nestjs/common';
import { estimateSeats, readSeatPlan, type SeatFacts, type SeatPlan } from '@barnraise/cost-sharing';
import { type Role } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { readJson } from '../../platform/graphql/json-text.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { ShareService } from '../cost-shares/index.js';
import { SectionPublisher } from './section-publisher.service.js';
import { asSection, onCard, type SectionFacts, SectionService } from './section.service.js';
import { type SetSectionPlanInput } from './section-plan.type.js';
import { type Section } from './section.type.js';

const PLANNERS: readonly Role[] = ['business_manager', 'district_administrator'];

/** How a section is paid: its own district puts a new plan on it; bookings keep the plan they were made under. */
@Injectable()
export class SectionPlanService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly shares: ShareService,
    private readonly sections: SectionService,
    private readonly publisher: SectionPublisher,
  ) {}

  mayChange(principal: Principal, teachingPartyId: string): boolean {
    return this.access.holdsAny(principal, teachingPartyId, PLANNERS);
  }

  /** The plan of a section with all it needs to be tried on the members it is shared with; null for those who may not change it. */
  facts(principal: Principal, section: Section): Promise<string | null> {
    if (!this.mayChange(principal, section.teachingDistrict.id)) return Promise.resolve(null);
    return this.uow.run(principal, async () => {
      const facts = await this.sections.facts(section.id);
      return facts && JSON.stringify({ plan: facts.plan, facts: ready(facts.plan, await this.factsOf(facts)) });
    });
  }

  set(principal: Principal, input: SetSectionPlanInput): Promise<Section | RefusalData> {
    return this.commands.run<Section>({ principal, operation: 'setSectionPlan', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const section = await this.sections.facts(input.sectionId);
      if (!section) return notFound('section');
      if (!this.mayChange(principal, section.teaching_party_id)) return notAllowed('The business manager or an administrator of the teaching district says how its section is paid.');
      const plan = planFrom(input.plan, await this.factsOf(section));
      if ('__typename' in plan) return plan;
      const consortiumIds = section.consortia.map(({ id }) => id);
      const planId = await this.shares.addPlan(section.teaching_party_id, consortiumIds, plan);
      await tx.query('update course_section set plan_version_id = $2 where id = $1', [section.id, planId]);
      await this.publisher.pushCard({ ...onCard(section), plan });
      await this.events.append({
        kind: 'section.plan_set', subjectType: 'section', subjectId: section.id, partyIds: [section.teaching_party_id], consortiumIds, facts: { before: section.plan_version_id, after: planId },
      });
      return { id: section.id };
    }, async (id) => {
      const facts = await this.sections.facts(id);
      return facts && Object.assign(asSection(facts, principal), { __typename: 'Section' });
    });
  }

  private async factsOf(section: SectionFacts): Promise<SeatFacts> {
    const seatsByParty = await this.sections.seatsByParty(section.id);
    return this.shares.factsOf({ teachingPartyId: section.teaching_party_id, capacity: section.capacity, seatsByParty, consortiumIds: section.consortia.map(({ id }) => id), asOf: section.today });
  }
}

/** A plan as it was sent, if it can be worked out for every other member the section is shared with, as if that one asked for the first seat. */
function planFrom(text: string, facts: SeatFacts): SeatPlan | RefusalData {
  const wrong = (message: string): RefusalData => invalidInput([{ field: 'input.plan', rule: 'reads', message }]);
  const value = readJson(text);
  if (value === undefined) return wrong('The plan is not JSON that can be kept.');
  const read = readSeatPlan(value);
  if (!read.ok) return wrong(read.refusal.message);
  const { plan } = read;
  const empty = ready(plan, { ...facts, seats: {} });
  for (const member of Object.keys(facts.names ?? {}).filter((id) => id !== facts.host)) {
    const tried = estimateSeats(plan, empty, { member, seats: 1 });
    if (!tried.ok) return wrong(tried.refusal.message);
  }
  return plan;
}

/** Facts with the counts where a plan by one dated count looks for them. */
const ready = (plan: SeatPlan, facts: SeatFacts): SeatFacts => (plan.method === 'by-dated-count' ? { ...facts, counts: facts.measures?.[plan.measure] ?? {} } : facts);
