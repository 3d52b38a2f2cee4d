import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PurchasingRules, type ThresholdsInForce } from '../agreements/index.js';
import { PlaceNames } from '../districts/index.js';
import { PeopleService } from '../people/index.js';
import { bidWarning, leastOrderCents, type Pooled, questionsOf, ruleLines, type StoredAnswer, type StoredDocument } from './authority.rules.js';
import { type DueDiligenceRecord, PooledBasis, type RoundAuthority } from './authority.type.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { sizesOf } from './round.rules.js';

interface Held { readonly id: string; readonly state_code: string | null; readonly federal: boolean; readonly expected_cents: string | null; readonly due_diligence: 'asked' | 'required' | null; readonly bid_policy_id: string | null; readonly documents: StoredDocument[] }
interface Written {
  readonly round_id: string; readonly party_id: string; readonly revision: number; readonly answers: StoredAnswer[]; readonly reason: string; readonly account_id: string; readonly at: Date; readonly title: string; readonly contract: string;
}
const CONTRACT = `lower(btrim(coalesce(r.lead_agency, '')) || '/' || btrim(coalesce(r.contract_number, '')))`;

/** By what right rounds buy, as somebody may see them, in a fixed number of statements. */
@Injectable()
export class AuthorityReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rounds: RoundReader,
    private readonly rules: PurchasingRules,
    private readonly places: PlaceNames,
    private readonly people: PeopleService,
  ) {}

  of(principal: Principal, ids: readonly string[]): Promise<RoundAuthority[]> {
    return this.uow.run(principal, () => this.here(ids));
  }

  /** In the order of the ids. Within the open unit of work. */
  async here(ids: readonly string[]): Promise<RoundAuthority[]> {
    const { tx } = this.uow;
    const rows = await this.rounds.rows(ids);
    const held = await tx.query<Held & Record<string, unknown>>(
      `select r.id, r.state_code, r.federal, a.expected_cents, a.due_diligence, a.bid_policy_id,
              (select coalesce(json_agg(json_build_object('kind', d.kind, 'title', d.title, 'address', d.address) order by d.ordinal), '[]') from round_document d where d.round_id = r.id) as documents
         from pool_round r left join round_authority a on a.round_id = r.id where r.id = any ($1::uuid[])`, [ids]);
    const written = await tx.query<Written & Record<string, unknown>>(
      `select d.round_id, d.party_id, d.revision, d.answers, d.reason, d.account_id, d.at, o.title, ${CONTRACT} as contract
         from round_due_diligence d join pool_round r on r.id = d.round_id join offering o on o.id = r.id
        where d.round_id = any ($1::uuid[]) or ${CONTRACT} in (select ${CONTRACT} from pool_round r where r.id = any ($1::uuid[]) and r.contract_number is not null) order by d.at desc, d.revision desc`, [ids]);
    const drafts = rows.filter(({ state }) => state === 'draft').map(({ consortium_id }) => consortium_id);
    const rules = await this.rules.thresholds(held.flatMap(({ bid_policy_id }) => bid_policy_id ?? []), [...new Set(drafts)]);
    const parts = await this.rounds.parts(rows);
    const ended = new Map((await tx.query<{ round_id: string; total_cents: string; largest_cents: string }>('select * from round_pooled($1)', [ids])).map((one) => [one.round_id, one]));
    const names = await this.places.districts(written.map(({ party_id }) => party_id));
    const writers = await this.people.namesOf(written.map(({ account_id }) => account_id));
    const asRecord = (one: Written): DueDiligenceRecord => ({
      district: names.get(one.party_id) ?? { id: one.party_id, name: 'A district', shortName: 'A district' }, revision: one.revision, answers: [...one.answers], reason: one.reason, writtenBy: writers.get(one.account_id) ?? null, at: one.at, roundTitle: one.title,
    });
    return ids.map((id) => {
      const [row, own] = [rows.find((one) => one.id === id)!, held.find((one) => one.id === id)!];
      const rule = ruleOf(row, own, rules);
      const here = written.filter((one) => one.round_id === id);
      const contract = keyOf(row);
      const before = written.filter((one) => one.round_id !== id && row.contract_number !== null && one.contract === contract);
      const sums = ended.get(id);
      const pooled = pooledOf(row, own, parts.get(id) ?? null, sums ? { total: Number(sums.total_cents), largest: Number(sums.largest_cents) } : null);
      return {
        stateCode: own.state_code, federal: own.federal, expectedCents: own.expected_cents === null ? null : Number(own.expected_cents), documents: own.documents, reasonRequired: own.due_diligence === 'required',
        questions: questionsOf(own.federal), records: here.map(asRecord), before: [...new Map([...before].reverse().map((one) => [one.party_id, one])).values()].map(asRecord),
        bidRules: ruleLines(rule, own.federal), bidRulesCitation: rule?.citation ?? null,
        bidWarning: rule && pooled ? bidWarning(pooled, rule, { federal: own.federal, documents: own.documents, leadAgency: row.lead_agency }) : null,
      };
    });
  }
}

const keyOf = (row: RoundRow): string => `${(row.lead_agency ?? '').trim()}/${(row.contract_number ?? '').trim()}`.toLowerCase();

/** A draft is under the rules of today; any other under those it opened with. */
const ruleOf = (row: RoundRow, own: Held, rules: readonly ThresholdsInForce[]): ThresholdsInForce | null =>
  (own.bid_policy_id === null ? (row.state === 'draft' ? rules.find(({ consortiumId }) => consortiumId === row.consortium_id) : undefined) : rules.find(({ id }) => id === own.bid_policy_id)) ?? null;

/** What all parts come to, and the largest of them: of a draft as its leader expects it, of a sealed round never. */
function pooledOf(row: RoundRow, own: Held, parts: { readonly total: number; readonly largest: number } | null, ended: { readonly total: number; readonly largest: number } | null): Pooled | null {
  if (row.state === 'draft') {
    const cents = Math.max(Number(own.expected_cents ?? 0), leastOrderCents(row.items, sizesOf) ?? 0);
    return cents === 0 ? null : { cents, largestCents: null, basis: PooledBasis.EXPECTED };
  }
  if (row.sealed) return null;
  if (row.state === 'open') return parts && { cents: parts.total, largestCents: parts.largest, basis: PooledBasis.NOW };
  return ended && { cents: ended.total, largestCents: ended.largest, basis: PooledBasis.AT_LOCK };
}
