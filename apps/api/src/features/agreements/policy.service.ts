import { Injectable } from '@nestjs/common';
import { type Formula, formulaWords } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Ids } from '../../platform/ids/ids.js';
import { MAPPING_APPROVERS, NEEDS_NAMED_FROM, OTHERS_STANDING, othersStandings, type OthersStandingRule, othersStandingWords, PLAN_PRESET, policies, type PolicyKey, REMINDERS, reminderWords, REQUEST_SHARES, type RequestShares, requestSharesWords, SPENDING_LIMITS, type SpendingLimits, UNAPPROVED_COUNTS, type UnapprovedCounts, WAITLIST_ORDER, type WaitlistOrder, waitlistOrderWords } from './policy.rules.js';
import { type PolicyVersion } from './policy.type.js';
import { purchasingRules, purchasingWords } from './purchasing.rules.js';

interface Row { readonly id: string; readonly key: string; readonly value: unknown; readonly effective_from: string; readonly citation: string; readonly in_force: boolean }

/** The rules in force for one act, and the versions they came from. */
export interface Rules {
  readonly versionIds: readonly string[];
  value(key: PolicyKey): number;
}

/** One version as whoever asked for its value needs it. */
export interface VersionOf<Value> { readonly id: string; readonly key: string; readonly value: Value; readonly effectiveFrom: string; readonly citation: string }
export type NewVersion = Omit<VersionOf<unknown>, 'id'>;

const COLUMNS = 'id, key, value, effective_from::text as effective_from, citation';
const VERSION = 'id, key, value, effective_from::text as "effectiveFrom", citation';

export function valueInWords(key: string, value: unknown): string {
  if (key in purchasingRules) return purchasingWords(key, value)!.join('; ');
  if (key in policies) return policies[key as PolicyKey].say(Number(value));
  if (key.startsWith(PLAN_PRESET)) return formulaWords(value as Formula).join(' ');
  if (key === OTHERS_STANDING) return othersStandingWords[value as OthersStandingRule] ?? JSON.stringify(value);
  if (key === REMINDERS) return reminderWords(value as number[]);
  if (key === WAITLIST_ORDER) return waitlistOrderWords[value as WaitlistOrder] ?? JSON.stringify(value);
  if (key === REQUEST_SHARES) return requestSharesWords[value as RequestShares] ?? JSON.stringify(value);
  if (key === NEEDS_NAMED_FROM) return `${Math.max(3, Number(value))} districts`;
  if (key === UNAPPROVED_COUNTS) return value === 'committed' ? 'as much as an approved one' : 'nothing';
  if (key === MAPPING_APPROVERS) return (value as string[]).join(', ').replaceAll('_', ' ');
  if (key !== SPENDING_LIMITS) return JSON.stringify(value);
  return Object.entries(value as SpendingLimits)
    .map(([role, limit]) => `${role.replaceAll('_', ' ')}: ${limit === null ? 'no limit' : formatCents(limit ?? 0)}`)
    .join('; ');
}

export function ruleInWords(key: string, value: unknown): string {
  if (key in purchasingRules) return purchasingRules[key]!;
  if (key === MAPPING_APPROVERS) return 'Who approves what a remote course counts as';
  if (key === UNAPPROVED_COUNTS) return 'What a commitment without its spending approval counts when a purchasing round locks';
  if (key === SPENDING_LIMITS) return 'What each role may commit per request';
  if (key === REMINDERS) return 'When people are reminded of a task that is due';
  if (key === NEEDS_NAMED_FROM) return 'From how many districts on a need is told with names and in numbers';
  if (key === OTHERS_STANDING) return "What members see of each other's standing in a cost study";
  if (key === WAITLIST_ORDER) return 'Who comes first on a waitlist and where requests are allotted';
  if (key === REQUEST_SHARES) return 'How seats asked for in a request window are shared';
  if (key.startsWith(PLAN_PRESET)) return `A way to share: ${(value as Formula).name}`;
  return policies[key as PolicyKey]?.words ?? key;
}

function asType(row: Row): PolicyVersion {
  return {
    id: row.id, key: row.key, effectiveFrom: row.effective_from, citation: row.citation, inForce: row.in_force,
    words: ruleInWords(row.key, row.value),
    valueWords: valueInWords(row.key, row.value),
  };
}

/** Policy versions: which one rules on which day. Nothing is ever changed, only followed by another. */
@Injectable()
export class PolicyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** The rules of a consortium today that govern a booking. Within the open unit of work. */
  async rulesOf(consortiumId: string): Promise<Rules> {
    const rows = await this.uow.tx.query<Row & Record<string, unknown>>(
      `select distinct on (key) ${COLUMNS}, true as in_force from policy_version
        where consortium_id = $1 and key = any ($2) and effective_from <= app_now()::date order by key, effective_from desc`, [consortiumId, Object.keys(policies)]);
    const byKey = new Map(rows.map((row) => [row.key, Number(row.value)]));
    return { versionIds: rows.map((row) => row.id), value: (key) => byKey.get(key) ?? policies[key].byDefault };
  }

  /** The value of one rule among the versions that govern each thing; its default where none of them says. Within the open unit of work. */
  async governing(key: PolicyKey, versionIds: readonly (readonly string[])[]): Promise<number[]> {
    const rows = await this.uow.tx.query<{ id: string; value: unknown }>('select id, value from policy_version where key = $1 and id = any ($2::uuid[])', [key, [...new Set(versionIds.flat())]]);
    const byId = new Map(rows.map((row) => [row.id, Number(row.value)]));
    return versionIds.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])[0] ?? policies[key].byDefault);
  }

  /** Each way to share that members agreed on, as it stands today, by key. Within the open unit of work. */
  presetsOf<Value>(consortiumId: string): Promise<VersionOf<Value>[]> {
    return this.uow.tx.query<VersionOf<Value> & Record<string, unknown>>(
      `select distinct on (key) ${VERSION} from policy_version
        where consortium_id = $1 and key like '${PLAN_PRESET}%' and effective_from <= app_now()::date order by key, effective_from desc`, [consortiumId]);
  }

  /** One version, if it can be seen. Within the open unit of work. */
  version<Value>(id: string): Promise<VersionOf<Value> | null> {
    return this.uow.tx.one<VersionOf<Value> & Record<string, unknown>>(`select ${VERSION} from policy_version where id = $1`, [id]);
  }

  /** Writes a version down; null where one of this rule begins on that day already. Within the open unit of work. */
  async adopt(consortiumId: string, version: NewVersion): Promise<string | null> {
    const row = await this.uow.tx.one<{ id: string }>(
      `insert into policy_version (id, consortium_id, key, value, effective_from, citation, created_at) values ($1, $2, $3, $4, $5, $6, app_now())
       on conflict do nothing returning id`, [this.ids.next(), consortiumId, version.key, JSON.stringify(version.value), version.effectiveFrom, version.citation]);
    return row?.id ?? null;
  }

  /** A rule of one district as it stands today; null where it has set none. Within the open unit of work. */
  async ofDistrict<Value>(partyId: string, key: string): Promise<VersionOf<Value> | null> {
    return this.uow.tx.one<VersionOf<Value> & Record<string, unknown>>(`select ${VERSION} from policy_version where party_id = $1 and key = $2 and effective_from <= app_now()::date order by effective_from desc limit 1`, [partyId, key]);
  }

  /** Writes a rule of one district down, from today on; null where one begins today already. Within the open unit of work. */
  async setForDistrict(partyId: string, key: string, value: unknown, citation: string): Promise<string | null> {
    const row = await this.uow.tx.one<{ id: string }>(
      `insert into policy_version (id, party_id, key, value, effective_from, citation, created_at) values ($1, $2, $3, $4, app_now()::date, $5, app_now())
       on conflict do nothing returning id`, [this.ids.next(), partyId, key, JSON.stringify(value), citation]);
    return row?.id ?? null;
  }

  /** What members see of each other's standing in a study: nothing, until they agree on something else. Within the open unit of work. */
  async othersStanding(consortiumId: string): Promise<OthersStandingRule> {
    const row = await this.uow.tx.one<{ value: OthersStandingRule }>(
      `select value from policy_version where consortium_id = $1 and key = '${OTHERS_STANDING}' and effective_from <= app_now()::date order by effective_from desc limit 1`, [consortiumId]);
    return othersStandings.find((known) => known === row?.value) ?? 'hidden';
  }

  /** What an unapproved commitment counts at a lock: nothing, until members agree on something else. Within the open unit of work. */
  async unapprovedCounts(consortiumId: string): Promise<UnapprovedCounts> {
    const row = await this.uow.tx.one<{ value: UnapprovedCounts }>(
      `select value from policy_version where consortium_id = $1 and key = '${UNAPPROVED_COUNTS}' and effective_from <= app_now()::date order by effective_from desc limit 1`, [consortiumId]);
    return row?.value === 'committed' ? 'committed' : 'nothing';
  }

  /** A district's spending limits today; without any, nobody may commit. Within the open unit of work. */
  async spendingLimits(partyId: string): Promise<SpendingLimits> {
    const row = await this.uow.tx.one<{ value: SpendingLimits }>(
      `select value from policy_version where party_id = $1 and key = '${SPENDING_LIMITS}' and effective_from <= app_now()::date order by effective_from desc limit 1`, [partyId]);
    return row?.value ?? {};
  }

  /** Spending limits of several districts, in the order of the ids. */
  limitsOf(principal: Principal, partyIds: readonly string[]): Promise<SpendingLimits[]> {
    return this.uow.run(principal, async () => {
      const limits = await this.limitsHere(partyIds);
      return partyIds.map((id) => limits.get(id) ?? {});
    });
  }

  /** Spending limits of several districts by district. Within the open unit of work. */
  async limitsHere(partyIds: readonly string[]): Promise<Map<string, SpendingLimits>> {
    const rows = await this.uow.tx.query<{ party_id: string; value: SpendingLimits }>(
      `select distinct on (party_id) party_id, value from policy_version
        where party_id = any ($1::uuid[]) and key = '${SPENDING_LIMITS}' and effective_from <= app_now()::date order by party_id, effective_from desc`, [partyIds]);
    return new Map(rows.map((row) => [row.party_id, row.value]));
  }

  /** Every version of a consortium's rules, newest first within each rule. */
  versionsOf(principal: Principal, consortiumId: string): Promise<PolicyVersion[]> {
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<Row & Record<string, unknown>>(
        `select ${COLUMNS}, effective_from = (
                  select max(x.effective_from) from policy_version x
                   where x.consortium_id = v.consortium_id and x.key = v.key and x.effective_from <= app_now()::date) as in_force
           from policy_version v where consortium_id = $1 order by key, effective_from desc`, [consortiumId]);
      return rows.map((row) => asType({ ...row, in_force: row.in_force ?? false }));
    });
  }

  /** The versions fixed on a booking, in the order of their keys. Within the open unit of work. */
  async byIds(ids: readonly string[]): Promise<PolicyVersion[]> {
    const rows = await this.uow.tx.query<Row & Record<string, unknown>>(`select ${COLUMNS}, true as in_force from policy_version where id = any ($1::uuid[]) order by key`, [ids]);
    return rows.map(asType);
  }
}
