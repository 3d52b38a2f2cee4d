import { type Pool } from 'pg';

export interface NewPolicy {
  readonly id: string;
  readonly key: string;
  readonly value: unknown;
  /** Exactly one of the two. */
  readonly consortiumId?: string;
  readonly partyId?: string;
}

export async function insertPolicy(owner: Pool, policy: NewPolicy): Promise<string> {
  await owner.query(
    `insert into policy_version (id, consortium_id, party_id, key, value, effective_from, citation, created_at) values ($1, $2, $3, $4, $5, '2020-07-01', 'For tests', app_now())`,
    [policy.id, policy.consortiumId ?? null, policy.partyId ?? null, policy.key, JSON.stringify(policy.value)]);
  return policy.id;
}
