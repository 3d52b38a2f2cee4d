import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PlaceNames } from '../districts/index.js';
import { SPENDING_LIMITS, UNAPPROVED_COUNTS } from './policy.rules.js';
import { ruleInWords, valueInWords } from './policy.service.js';
import { BID_THRESHOLDS, type BidThreshold, DUE_DILIGENCE, type DueDiligenceRule, purchasingWords, readThresholds } from './purchasing.rules.js';
import { type RuleInForce } from './purchasing.type.js';

/** The thresholds of one version, with where they are written. */
export interface ThresholdsInForce { readonly id: string; readonly consortiumId: string; readonly since: string; readonly citation: string; readonly thresholds: readonly BidThreshold[] }
interface Row { readonly key: string; readonly value: unknown; readonly since: string; readonly citation: string; readonly party_id: string | null; readonly version: number }

/** What holds until members agree on something else. */
const builtIn: readonly (readonly [key: string, value: unknown])[] = [[UNAPPROVED_COUNTS, 'nothing'], [DUE_DILIGENCE, 'asked'], [BID_THRESHOLDS, []]];

/** The rules that purchasing rounds follow. */
@Injectable()
export class PurchasingRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly places: PlaceNames,
  ) {}

  /** Whether a reason is required today. Within the open unit of work. */
  async dueDiligence(consortiumId: string): Promise<DueDiligenceRule> {
    const row = await this.uow.tx.one<{ value: unknown }>(`select value from policy_version where consortium_id = $1 and key = '${DUE_DILIGENCE}' and effective_from <= app_now()::date order by effective_from desc limit 1`, [consortiumId]);
    return row?.value === 'required' ? 'required' : 'asked';
  }

  /** Thresholds by version: those that are named, and those in force today in these consortia. Within the open unit of work. */
  async thresholds(versionIds: readonly string[], consortiumIds: readonly string[]): Promise<ThresholdsInForce[]> {
    const rows = await this.uow.tx.query<{ id: string; consortium_id: string; since: string; citation: string; value: unknown }>(
      `select id, consortium_id, effective_from::text as since, citation, value from policy_version v where key = '${BID_THRESHOLDS}' and (id = any ($1::uuid[])
          or (consortium_id = any ($2::uuid[]) and effective_from = (select max(x.effective_from) from policy_version x where x.consortium_id = v.consortium_id and x.key = v.key and x.effective_from <= app_now()::date)))`, [versionIds, consortiumIds]);
    return rows.map((row) => ({ id: row.id, consortiumId: row.consortium_id, since: row.since, citation: row.citation, thresholds: readThresholds(row.value) }));
  }

  /** Every rule of purchasing in this consortium, and the spending limits of districts of the principal. */
  inForce(principal: Principal, consortiumId: string): Promise<RuleInForce[]> {
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<Row & Record<string, unknown>>(
        `select distinct on (key, party_id) key, value, effective_from::text as since, citation, party_id, (count(*) over (partition by key, party_id))::int as version from policy_version
          where effective_from <= app_now()::date and ((consortium_id = $1 and key = any ($2)) or (key = '${SPENDING_LIMITS}' and party_id in (select party_id from consortium_member where consortium_id = $1 and until is null)))
          order by key, party_id, effective_from desc`, [consortiumId, builtIn.map(([key]) => key)]);
      const names = await this.places.districts(rows.flatMap(({ party_id }) => party_id ?? []));
      const ours = rows.filter((row) => row.party_id === null);
      return [
        ...builtIn.map(([key, value]) => {
          const row = ours.find((one) => one.key === key);
          return row ? asRule(row, null) : { ...said(key, value), version: 0, since: null, citation: null, district: null };
        }),
        ...rows.flatMap((row) => (row.party_id === null ? [] : [asRule(row, names.get(row.party_id) ?? null)])),
      ];
    });
  }
}

function said(key: string, value: unknown): Pick<RuleInForce, 'key' | 'words' | 'valueWords'> {
  const lines = purchasingWords(key, value) ?? valueInWords(key, value).split('; ');
  return { key, words: ruleInWords(key, value), valueWords: lines.length > 0 ? lines : ['no sums are agreed'] };
}

const asRule = (row: Row, district: RuleInForce['district']): RuleInForce => ({ ...said(row.key, row.value), version: row.version, since: row.since, citation: row.citation, district });
