import { Injectable } from '@nestjs/common';
import { canonicalJson, type CostPlan, estimateSeats, explain, type Json, measuresOfPlan, type SeatEstimate, type SeatFacts, type SeatPlan, type SeatRequest, shareFile, type ShareInput, type Trace } from '@barnraise/cost-sharing';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids } from '../../platform/ids/ids.js';
import { type CountOfParty, DistrictService, PlaceNames } from '../districts/index.js';
import { costWords } from './plan.words.js';
import { datedCounts, seatCounts } from './seat-counts.rules.js';
import { type RoundPlan } from './round-plan.type.js';
import { costNotComputable, type ShareCalculation } from './share.type.js';

/** Everything a split over seats depends on but the plan. */
export interface SeatsToShare {
  readonly teachingPartyId: string;
  readonly capacity: number;
  /** Seats taken by party, this request not among them. */
  readonly seatsByParty: Readonly<Record<string, number>>;
  readonly homePartyId: string;
  readonly seats: number;
  /** The day on or before which counts must have been taken. */
  readonly asOf: string;
}

/** A section whose plan its teaching district may change. */
export interface SectionToShare { readonly teachingPartyId: string; readonly capacity: number; readonly seatsByParty: Readonly<Record<string, number>>; readonly consortiumIds: readonly string[]; readonly asOf: string }

export interface Calculated { readonly estimate: SeatEstimate; readonly plan: SeatPlan; readonly input: { readonly facts: SeatFacts; readonly request: SeatRequest } }
interface CalculationRow { readonly id: string; readonly expected_cents: string; readonly maximum_cents: string; readonly input_hash: string; readonly trace_text: string; readonly plan: SeatPlan | RoundPlan }

/** Cost plans and share calculations: the door between the pure engine and what is written down. */
@Injectable()
export class ShareService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: Ids,
    private readonly districts: DistrictService,
    private readonly places: PlaceNames,
  ) {}

  /** Writes a plan down; it is never changed afterwards. Within the open unit of work. */
  async addPlan(partyId: string, consortiumIds: readonly string[], plan: SeatPlan): Promise<string> {
    const id = this.ids.next();
    await this.uow.tx.query('insert into cost_plan_version (id, party_id, consortium_ids, plan, created_at) values ($1, $2, $3, $4, app_now())', [id, partyId, consortiumIds, JSON.stringify(plan)]);
    return id;
  }

  async plan(planVersionId: string): Promise<SeatPlan> {
    const row = await this.uow.tx.one<{ plan: SeatPlan }>('select plan from cost_plan_version where id = $1', [planVersionId]);
    if (!row) throw new Error('A section points to a cost plan that cannot be seen.');
    return row.plan;
  }

  /** Works the share out; a plan that can't be worked out is refused in words. Within the open unit of work. */
  async estimate(plan: SeatPlan, what: SeatsToShare): Promise<Calculated | RefusalData> {
    return (await this.estimates([{ plan, what }]))[0]!;
  }

  /** Several shares: the counts of each day they are asked for take one statement. Within the open unit of work. */
  async estimates(all: readonly { readonly plan: SeatPlan; readonly what: SeatsToShare }[]): Promise<(Calculated | RefusalData)[]> {
    const counted = all.filter(({ plan }) => measuresOfPlan(plan).length > 0);
    const days = [...new Set(counted.map(({ what }) => what.asOf))];
    const [names, ...counts] = await Promise.all([
      this.places.districts([...new Set(all.flatMap(({ what }) => membersOf(what)))]),
      ...days.map((day) => {
        const then = counted.filter(({ what }) => what.asOf === day);
        return this.districts.countsOn([...new Set(then.flatMap(({ what }) => membersOf(what)))], [...new Set(then.flatMap(({ plan }) => measuresOfPlan(plan)))], day);
      }),
    ]);
    return all.map(({ plan, what }) => this.worked(plan, what, names, counts[days.indexOf(what.asOf)] ?? []));
  }

  private worked(plan: SeatPlan, what: SeatsToShare, names: ReadonlyMap<string, { readonly shortName: string }>, countsThen: readonly CountOfParty[]): Calculated | RefusalData {
    const members = membersOf(what);
    const counts = countsThen.filter(({ partyId }) => members.includes(partyId));
    // A section may be shared with a consortium the reader is not in: its members count, but neither id nor name of them is told.
    const hidden = members.filter((id) => !names.has(id)).sort();
    const keyOf = (id: string) => (hidden.includes(id) ? `another-member-${hidden.indexOf(id) + 1}` : id);
    const seats = Object.entries(what.seatsByParty).filter(([id, taken]) => taken > 0 || names.has(id));
    const facts: SeatFacts = {
      host: what.teachingPartyId, capacity: what.capacity, seats: Object.fromEntries(seats.map(([id, taken]) => [keyOf(id), taken])),
      names: Object.fromEntries(members.map((id) => [keyOf(id), names.get(id)?.shortName ?? 'Another member'])),
      ...seatCounts(plan, counts),
    };
    const request: SeatRequest = { member: keyOf(what.homePartyId), seats: what.seats };
    const result = estimateSeats(plan, facts, request);
    return result.ok ? { estimate: result.estimate, plan, input: { facts, request } } : costNotComputable(result.refusal.message);
  }

  /** What a section's own district needs to try plans on the members it is shared with: everybody's names, seats and counts. Within the open unit of work. */
  async factsOf(section: SectionToShare): Promise<SeatFacts> {
    const members = (await Promise.all(section.consortiumIds.map((id) => this.districts.membersOf(id)))).flat();
    const names = new Map(members.map((member) => [member.id, member.shortName]));
    const counts = await this.districts.countsOn([...names.keys()], null, section.asOf);
    const measures = [...new Set(counts.map(({ measure }) => measure))];
    return {
      host: section.teachingPartyId, capacity: section.capacity, seats: { ...section.seatsByParty }, names: Object.fromEntries(names),
      measures: Object.fromEntries(measures.map((measure) => [measure, datedCounts(counts, measure)])),
    };
  }

  /** Writes a calculation down for what it was made for. Within the open unit of work. */
  async record(calculated: Calculated, planVersionId: string, subjectId: string, purpose: 'estimate' | 'commitment', sides: { home: string; teaching: string }): Promise<string> {
    const id = this.ids.next();
    const { estimate } = calculated;
    const text = canonicalJson(estimate.trace as unknown as Json);
    await this.uow.tx.query(
      `insert into share_calculation (id, plan_version_id, subject_id, purpose, home_party_id, teaching_party_id, expected_cents, maximum_cents, input_hash, input_text, trace_text, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, app_now())`,
      [id, planVersionId, subjectId, purpose, sides.home, sides.teaching, estimate.expectedCents, estimate.maximumCents, estimate.inputHash, canonicalJson(calculated.input as unknown as Json), text]);
    return id;
  }

  /** Stored calculations by id. Within the open unit of work. */
  async byIds(ids: readonly string[], per: (id: string) => string): Promise<Map<string, ShareCalculation>> {
    const rows = await this.uow.tx.query<CalculationRow & Record<string, unknown>>(
      `select s.id, s.expected_cents, s.maximum_cents, s.input_hash, s.trace_text, p.plan
         from share_calculation s join cost_plan_version p on p.id = s.plan_version_id where s.id = any ($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, {
      id: row.id, expectedCents: Number(row.expected_cents), maximumCents: Number(row.maximum_cents), per: per(row.id), methodWords: costWords(row.plan),
      sentences: explain(JSON.parse(row.trace_text) as Trace), inputHash: row.input_hash, traceJson: row.trace_text,
    }]));
  }

  /** A calculation that is only asked for. */
  asQuote({ estimate, plan, input }: Calculated, per: string): Quote {
    return {
      __typename: 'ShareCalculation', id: null, expectedCents: estimate.expectedCents, maximumCents: estimate.maximumCents, per, methodWords: costWords(plan),
      sentences: explain(estimate.trace), inputHash: estimate.inputHash, traceJson: canonicalJson(estimate.trace as unknown as Json), [WORKED_FROM]: { plan, ...input },
    };
  }

  fileOfQuote(quote: ShareCalculation): string {
    const from = (quote as Quote)[WORKED_FROM];
    if (!from) throw new Error('A share that is not stored does not say what it was worked out from.');
    return fileOf({ kind: 'seats', ...from });
  }

  /** The files of stored calculations, in the order of the ids. */
  files(principal: Principal, ids: readonly string[]): Promise<string[]> {
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<StoredInput & { id: string }>(
        'select s.id, s.purpose, p.plan, s.input_text from share_calculation s join cost_plan_version p on p.id = s.plan_version_id where s.id = any ($1::uuid[])', [ids]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = byId.get(id);
        if (!row) throw new Error('A share was shown whose calculation cannot be seen.');
        return fileOf(inputOf(row));
      });
    });
  }
}

/** Everybody whose seats or counts a split depends on. */
function membersOf({ teachingPartyId, homePartyId, seatsByParty }: SeatsToShare): string[] {
  return [...new Set([teachingPartyId, homePartyId, ...Object.keys(seatsByParty).filter((id) => (seatsByParty[id] ?? 0) > 0)])];
}

interface WorkedFrom { readonly plan: SeatPlan; readonly facts: SeatFacts; readonly request: SeatRequest }
const WORKED_FROM = Symbol('what a quote was worked out from');
type Quote = ShareCalculation & { readonly __typename: 'ShareCalculation'; readonly [WORKED_FROM]?: WorkedFrom };

interface StoredInput { readonly purpose: string; readonly plan: SeatPlan | RoundPlan; readonly input_text: string }
/** Seats are worked out from a plan that others share; a settlement holds the lines of its cost itself. */
function inputOf({ purpose, plan, input_text }: StoredInput): ShareInput {
  const input = JSON.parse(input_text) as unknown;
  return purpose === 'settlement' ? { kind: 'plan', plan: (input as { plan: CostPlan }).plan } : { kind: 'seats', plan: plan as SeatPlan, ...(input as Calculated['input']) };
}

function fileOf(input: ShareInput): string {
  const file = shareFile(input);
  if (!file.ok) throw new Error(`A share cannot be worked out again: ${file.refusal.message}`);
  return file.text;
}
