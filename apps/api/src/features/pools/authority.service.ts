import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PurchasingRules } from '../agreements/index.js';
import { documentOf } from './authority.rules.js';
import { type RoundContentInput } from './round.input.js';

/** What a round says of its right to buy: written with the draft, fixed when it opens. Within the open unit of work. */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: PurchasingRules,
  ) {}

  /** Of a draft. A new one buys under the law of its leading district, until it says otherwise. */
  async write(roundId: string, round: RoundContentInput, isNew: boolean): Promise<void> {
    const { tx } = this.uow;
    const documents = (round.documents ?? []).map(documentOf).map((one, ordinal) => ({ ...one, ordinal }));
    await tx.query('delete from round_document where round_id = $1', [roundId]);
    await tx.query('insert into round_document (round_id, ordinal, kind, title, address) select $1, ordinal, kind, title, address from jsonb_to_recordset($2) as d (ordinal int, kind text, title text, address text)', [roundId, JSON.stringify(documents)]);
    await tx.query('insert into round_authority (round_id, expected_cents) values ($1, $2) on conflict (round_id) do update set expected_cents = excluded.expected_cents', [roundId, round.expectedCents ?? null]);
    if (isNew && !round.stateCode) await tx.query(`update pool_round r set state_code = (select substring(p.state_id from '^([A-Z]{2})-') from party p where p.id = r.lead_party_id) where r.id = $1`, [roundId]);
  }

  /** A round that is started again shows the same documents, and expects the same. */
  async copy(fromId: string, toId: string): Promise<void> {
    await this.uow.tx.query('insert into round_document (round_id, ordinal, kind, title, address) select $2, ordinal, kind, title, address from round_document where round_id = $1', [fromId, toId]);
    await this.uow.tx.query('insert into round_authority (round_id, expected_cents) select $2, expected_cents from round_authority where round_id = $1', [fromId, toId]);
  }

  /** Before it opens: the rules of today stay with it. */
  async fix(round: { readonly id: string; readonly consortium_id: string }): Promise<void> {
    const rule = await this.rules.dueDiligence(round.consortium_id);
    const [thresholds] = await this.rules.thresholds([], [round.consortium_id]);
    await this.uow.tx.query('insert into round_authority (round_id, due_diligence, bid_policy_id) values ($1, $2, $3) on conflict (round_id) do update set due_diligence = excluded.due_diligence, bid_policy_id = excluded.bid_policy_id', [round.id, rule, thresholds?.id ?? null]);
  }
}
