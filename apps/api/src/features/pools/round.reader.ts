import { Injectable } from '@nestjs/common';
import { purchasingRound, type RoundFacts, roundCommitment, type RoundState, type RoundStep } from '@barnraise/lifecycle';
import { type Charge, type Item, type Round as PoolRound, type Watch, watchRound } from '@barnraise/pool-pricing';
import { Access } from '../../platform/auth/access.js';
import { districtsOf } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PolicyService, type SpendingLimits } from '../agreements/index.js';
import { PlaceNames } from '../districts/index.js';
import { InboxService } from '../inbox/index.js';
import { OrderReader } from './order.reader.js';
import { asCodes } from './proposal.rules.js';
import { asCharges } from './round-charge.rules.js';
import { type ShortRuleName } from './receiving.rules.js';
import { type CommitmentLine, type Round, type RoundCommitment, type RoundItem, type RoundUnit } from './round.type.js';
import { atMostCents, missingBefore, missingOf, rulesOf, sizesOf, type StoredLine } from './round.rules.js';
import { belowWords } from './below-threshold.words.js';
import { headline, plural, quantityWords, ruleWords, unitOf } from './round.words.js';
import { type ShareLine } from './round-lock.rules.js';
import { covers, limitWords, SPENDING_APPROVERS } from './spending.rules.js';
import { type BelowThreshold } from './below-threshold.type.js';

export interface RoundRow {
  readonly state_code: string | null; readonly federal: boolean; readonly award_shown: boolean;
  readonly id: string; readonly state: RoundState; readonly revision: number; readonly lead_party_id: string; readonly consortium_id: string; readonly route: 'contract' | 'solicitation'; readonly sealed: boolean; readonly aim: 'best-price' | 'least-cost';
  readonly buy_up: boolean; readonly locks_at: Date; readonly lock_day: string; readonly extended_from: Date | null; readonly unapproved_counts: 'nothing' | 'committed'; readonly lead_agency: string | null; readonly contract_number: string | null;
  readonly clause: string | null; readonly term_ends: string | null; readonly ceiling_cents: string | null; readonly title: string; readonly summary: string; readonly items: Item[]; readonly now: Date;
  readonly charges: Charge[]; readonly delivery_from: string | null; readonly delivery_until: string | null; readonly copied_from: string | null;
  readonly below_threshold: BelowThreshold; readonly below_days: number | null;
  readonly short_rule: ShortRuleName;
}
interface Stand { readonly round_id: string; readonly party_id: string; readonly state: string; readonly lines: StoredLine[] | null }
interface Own { readonly round_id: string; readonly party_id: string; readonly state: RoundCommitment['state']; readonly revision: number; readonly at_most_cents: string; readonly budget_code: string; readonly funding_source: string | null; readonly school_id: string | null; readonly lines: StoredLine[] }

// Whoever is no neighbor of the lead any more reads its own rounds still, and no zone of the lead.
const ROUNDS = `
select r.state_code, r.federal, (r.route <> 'contract' or exists (select from round_document d where d.round_id = r.id and d.kind = 'award')) as award_shown, r.short_rule,
       r.id, r.state, r.revision, r.lead_party_id, r.consortium_id, r.route, r.sealed, r.aim, r.buy_up, r.locks_at, (r.locks_at at time zone coalesce(p.time_zone, 'UTC'))::date::text as lock_day, r.extended_from, r.unapproved_counts, r.lead_agency, r.contract_number, r.clause,
       r.charges, r.delivery_from::text, r.delivery_until::text, r.copied_from,
       r.below_threshold, r.below_days,
       r.term_ends::text, r.ceiling_cents, o.title, o.summary, (select app_now()) as now, (select json_agg(i.body order by i.ordinal) from round_item i where i.round_id = r.id) as items
  from pool_round r join offering o on o.id = r.id left join party p on p.id = r.lead_party_id`;
const OWN = `
select c.round_id, c.party_id, c.state, c.revision, c.at_most_cents, c.budget_code, c.funding_source, c.school_id,
       (select coalesce(json_agg(json_build_object('item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum, 'notToExceedCents', l.not_to_exceed_cents) order by l.item_key), '[]') from round_line l where l.round_id = c.round_id and l.party_id = c.party_id) as lines
  from round_commitment c where c.round_id = any ($1::uuid[]) order by c.round_id, c.party_id`;
const STEPS: readonly RoundStep[] = ['change', 'open', 'extend', 'cancel', 'release', 'gather', 'solicit', 'fail'];
const COMMITTERS = ['procurement_officer', 'business_manager', 'district_administrator'] as const;
const MOST = 100;

/** Reads rounds as somebody may see them, in a fixed number of statements. Within the open unit of work. */
@Injectable()
export class RoundReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly orders: OrderReader,
    private readonly inbox: InboxService,
    private readonly policies: PolicyService,
  ) {}

  row(id: string): Promise<RoundRow | null> {
    return this.uow.tx.one<RoundRow & Record<string, unknown>>(`${ROUNDS} where r.id = $1`, [id]);
  }

  rows(ids: readonly string[]): Promise<RoundRow[]> {
    return this.uow.tx.query<RoundRow & Record<string, unknown>>(`${ROUNDS} where r.id = any ($1::uuid[])`, [ids]);
  }

  /** What rounds with open totals come to as they stand: in all, and the largest part. Of others nothing. */
  async parts(rows: readonly RoundRow[]): Promise<ReadonlyMap<string, { readonly total: number; readonly largest: number }>> {
    const open = rows.filter((row) => row.state === 'open' && !row.sealed);
    const stands = await this.uow.tx.query<Stand & Record<string, unknown>>('select * from round_stands($1)', [open.map(({ id }) => id)]);
    return new Map(open.flatMap((row) => {
      const watch = watchOf(row, stands.filter((stand) => stand.round_id === row.id && counts_(row, stand)));
      const totals = watch?.totals();
      return totals ? [[row.id, { total: totals.totalCents, largest: Math.max(0, ...Object.values(totals.districts).map(({ cents }) => cents)) }] as const] : [];
    }));
  }

  /** Who may take part. */
  async memberCount(consortiumId: string): Promise<number> {
    return (await this.uow.tx.one<{ n: number }>('select count(*)::int as n from consortium_member where consortium_id = $1 and until is null', [consortiumId]))!.n;
  }

  async one(id: string): Promise<Round | null> {
    const row = await this.row(id);
    return row && (await this.asRounds([row]))[0]!;
  }

  /** What is open first, what locks soonest foremost; then drafts of mine; then what is on its way to bids or to its settlement; then what is over, the last first: where there is more than fits, that is what is left out. */
  async list(): Promise<Round[]> {
    return this.asRounds(await this.uow.tx.query<RoundRow & Record<string, unknown>>(
      `${ROUNDS} order by case when r.state in ('open', 'asking') then 0 when r.state = 'draft' then 1 when r.state in ('settled', 'failed', 'cancelled') then 3 else 2 end, case when r.state = 'open' then r.locks_at end, r.state_since desc, r.id limit ${MOST}`));
  }

  /** The day it is at an instant where a district is. */
  async lockDay(partyId: string, at: Date): Promise<string> {
    return (await this.uow.tx.one<{ day: string }>('select ($1::timestamptz at time zone time_zone)::date::text as day from party where id = $2', [at, partyId]))!.day;
  }

  facts(row: RoundRow): Partial<RoundFacts> {
    return { route: row.route, complete: missingOf(authorityOf(row)).length === 0, locksAtMs: row.locks_at.getTime(), extended: row.extended_from !== null };
  }

  private async asRounds(rows: readonly RoundRow[]): Promise<Round[]> {
    const { tx } = this.uow;
    const ids = rows.map(({ id }) => id);
    const stands = await tx.query<Stand & Record<string, unknown>>('select * from round_stands($1)', [ids]);
    const counts = new Map((await tx.query<{ round_id: string; n: number }>('select * from round_participants($1)', [ids])).map(({ round_id, n }) => [round_id, n]));
    const own = await tx.query<Own & Record<string, unknown>>(OWN, [ids]);
    const limits = await this.policies.limitsHere(own.map((one) => one.party_id));
    const shares = await tx.query<{ round_id: string; party_id: string; cents: string; lines: ShareLine[]; settled: string | null }>('select s.round_id, s.party_id, s.cents, s.lines, p.cents as settled from round_share s left join round_settlement_part p using (round_id, party_id) where s.round_id = any ($1::uuid[]) order by s.round_id, s.party_id', [ids]);
    const orders = await this.orders.of(rows);
    const tasks = await this.inbox.tasksOfRounds(tx.principal, ids);
    const mine = districtsOf(tx.principal, COMMITTERS);
    const members = await tx.query<{ consortium_id: string; party_id: string }>('select consortium_id, party_id from consortium_member where party_id = any ($1::uuid[]) and until is null', [mine]);
    const names = await this.places.districts([...rows.map((row) => row.lead_party_id), ...stands.map((stand) => stand.party_id), ...own.map((one) => one.party_id), ...mine]);
    const named = (id: string) => names.get(id) ?? { id, name: 'A district', shortName: 'A district' };
    return rows.map((row) => {
      const present = stands.filter((stand) => stand.round_id === row.id);
      const watch = row.state === 'open' ? watchOf(row, present.filter((stand) => counts_(row, stand))) : null;
      const open = row.sealed ? null : watch;
      const totals = open?.totals().districts ?? {};
      const facts = this.facts(row);
      const roles = this.access.rolesIn(tx.principal, row.lead_party_id);
      const steps = purchasingRound.stepsFrom(row.state, { actor: { side: 'lead', roles }, nowMs: row.now.getTime(), clock: null, facts });
      return {
        route: row.route as Round['route'],
        __typename: 'Round' as const, id: row.id, state: row.state as Round['state'], revision: row.revision, title: row.title, summary: row.summary, lead: named(row.lead_party_id), consortiumId: row.consortium_id, sealed: row.sealed, aim: row.aim as Round['aim'], buyUp: row.buy_up,
        locksAt: row.locks_at, extendedFrom: row.extended_from, leadAgency: row.lead_agency, contractNumber: row.contract_number, clause: row.clause, termEnds: row.term_ends, ceilingCents: row.ceiling_cents === null ? null : Number(row.ceiling_cents),
        missing: roles.length === 0 ? [] : missingBefore(row, authorityOf(row)), ruleWords: ruleWords({ aim: row.aim, buyUp: row.buy_up, unapproved: row.unapproved_counts, sealed: row.sealed, shortRule: row.short_rule, belowWords: belowWords(row.below_threshold, row.below_days, row.items) }),
        belowThreshold: row.below_threshold, belowDays: row.below_days,
        shortRule: row.short_rule as Round['shortRule'],
        items: row.items.map((item) => asItem(item, open)),
        proposal: { charges: asCharges(row.charges, row.items), codes: asCodes(row.items), deliveryFrom: row.delivery_from, deliveryUntil: row.delivery_until, copiedFromId: row.copied_from },
        participantCount: counts.get(row.id) ?? 0, participants: row.sealed ? null : present.map((stand) => named(stand.party_id)),
        commitments: own.filter((one) => one.round_id === row.id).map((one) => ({
          district: named(one.party_id), state: one.state, revision: one.revision, atMostCents: Number(one.at_most_cents), budgetCode: one.budget_code, fundingSource: one.funding_source, schoolId: one.school_id,
          lines: one.lines.map((line) => asLine(line, row.items.find(({ key }) => key === line.item)!, one, open)), mayApprove: this.mayApprove(row, one), approvalNeeds: this.approvalNeeds(row, one, limits.get(one.party_id) ?? {}),
          now: totals[one.party_id] ? { goodsCents: totals[one.party_id]!.goodsCents, chargesCents: totals[one.party_id]!.chargesCents } : null,
        })),
        shares: shares.filter((share) => share.round_id === row.id).map((share) => ({ district: named(share.party_id), cents: Number(share.cents), settledCents: share.settled === null ? null : Number(share.settled), lines: share.lines.flatMap((line) => (line.charge === undefined ? [{ ...line, quantityWords: quantityWords(row.items.find(({ key }) => key === line.itemKey)!, line.units), words: [...line.words] }] : [])),
          charges: share.lines.flatMap(({ charge, ofItem, cents, words }) => (charge === undefined ? [] : [{ name: charge, itemKey: ofItem ?? null, cents, words: words.join(' ') }])) })),
        orders: orders.get(row.id) ?? [],
        tasks: tasks.filter(({ roundId }) => roundId === row.id).map(({ nextStep, dueAt }) => ({ nextStep, dueAt })),
        commitFor: row.state === 'open' && row.now < row.locks_at ? members.filter((member) => member.consortium_id === row.consortium_id).map((member) => named(member.party_id)) : [],
        steps: steps.filter((offer) => offer.ok && STEPS.includes(offer.step)).map(({ step }) => step),
      };
    });
  }

  /** Declining asks for no limit; approving does. */
  private approvalNeeds(row: RoundRow, own: Own, limits: SpendingLimits): string | null {
    const roles = this.access.rolesIn(this.uow.tx.principal, own.party_id);
    const cents = Number(own.at_most_cents);
    return own.state === 'awaiting_approval' && this.mayApprove(row, own) && !covers(roles, limits, cents) ? limitWords(roles, limits, cents, SPENDING_APPROVERS) : null;
  }

  private mayApprove(row: RoundRow, own: Own): boolean {
    const decision = roundCommitment.step(own.state, 'decline', { actor: { side: 'member', roles: this.access.rolesIn(this.uow.tx.principal, own.party_id) }, nowMs: row.now.getTime(), clock: null, facts: { roundOpen: row.state === 'open', locksAtMs: row.locks_at.getTime() } });
    return decision.ok;
  }
}

export const authorityOf = (row: RoundRow) => ({
  stateCode: row.state_code, awardShown: row.award_shown,
  leadAgency: row.lead_agency, contractNumber: row.contract_number, clause: row.clause, termEnds: row.term_ends, lockDay: row.lock_day,
  mayLockDaysLater: row.below_days ?? 0,
});
const counts_ = (row: RoundRow, stand: Stand): boolean => stand.state === 'committed' || row.unapproved_counts === 'committed';

function watchOf(row: RoundRow, stands: readonly Stand[]): Watch | null {
  const round: PoolRound = {
    districts: stands.map((stand) => ({ key: stand.party_id })), items: row.items, rules: rulesOf(row.aim, row.buy_up), charges: row.charges,
    commitments: stands.flatMap((stand) => (stand.lines ?? []).map((line) => ({
      district: stand.party_id, item: line.item, unit: line.unit, minimum: line.minimum, maximum: line.maximum, ...(line.notToExceedCents === null ? {} : { notToExceed: { cents: line.notToExceedCents, unit: line.unit } }),
    }))),
  };
  const opened = watchRound(round);
  return opened.ok ? opened.watch : null;
}

const asUnit = (unit: Item['units'][number]): RoundUnit => ({ name: unit.name, plural: plural(unit), holds: unit.holds ?? null, of: unit.of ?? null });

function asItem(item: Item, watch: Watch | null): RoundItem {
  const sizes = sizesOf(item.units);
  const orderSize = sizes[item.orderUnit]!;
  const tierSize = sizes[item.price.tierUnit ?? item.price.unit]!;
  const fill = watch?.item(item.key) ?? null;
  const progress = watch?.progress(item.key) ?? null;
  // "From 50 cases on" is reached by whole cases.
  const reach = (from: number) => (item.price.mode === 'all-units' ? from * tierSize : (from - 1) * tierSize + 1);
  const ordered = fill?.state === 'filled' || fill?.state === 'below-threshold' ? fill.orderUnits : 0;
  const tier = item.price.tiers.reduce((last, { from }, n) => (ordered >= reach(from) ? n : last), -1);
  return {
    key: item.key, name: item.name, specification: item.specification ?? null, units: item.units.map(asUnit), orderUnit: asUnit(unitOf(item, item.orderUnit)), priceUnit: asUnit(unitOf(item, item.price.unit)),
    tierUnit: asUnit(unitOf(item, item.price.tierUnit ?? item.price.unit)), mode: item.price.mode as RoundItem['mode'],
    tiers: item.price.tiers.map(({ from, priceCents }) => ({ from, priceCents })),
    threshold: item.threshold?.count ?? null, ceiling: item.ceiling?.count ?? null,
    progress: fill && progress ? {
      ordered: Math.floor(ordered / orderSize), onLadder: Math.floor(Math.max(ordered, progress.maximumUnits) / tierSize), tier: tier < 0 ? null : tier, goodsCents: fill.goodsCents,
      toNext: progress.next ? progress.next.missingCases : null, toThreshold: Math.ceil(progress.missingToThreshold / orderSize), headline: headline(item, progress, fill),
    } : null,
  };
}

/** What a line comes to now, and at each tier. Before it counts it is looked at by itself, at the list. */
function asLine(line: StoredLine, item: Item, own: Own, watch: Watch | null): CommitmentLine {
  const filled = watch?.item(line.item).lines.find(({ district }) => district === own.party_id) ?? null;
  const sizes = sizesOf(item.units);
  const listed = item.price.mode === 'incremental' ? [] : item.price.tiers.map(({ priceCents }) => ({
    priceCents, cents: atMostCents([{ ...line, notToExceedCents: null }], new Map([[item.key, { ...item, price: { ...item.price, tiers: [{ from: 1, priceCents }] } }]])),
  }));
  const live = watch && filled ? watch.atTiers(line.item, own.party_id).map(({ priceCents, cents }) => ({ priceCents, cents: Number(cents) })) : [];
  return {
    itemKey: line.item, unit: line.unit, minimum: line.minimum, maximum: line.maximum, notToExceedCents: line.notToExceedCents,
    nowCents: filled && filled.units > 0 && sizes[line.unit] ? filled.goodsCents : null, atTiers: live.length > 0 ? live : listed,
  };
}
