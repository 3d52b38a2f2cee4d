import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * By what right a round buys, and what each district wrote down before it committed. Documents are links of the round, set while
 * it is a draft; the rules that were agreed when it opened (whether a reason is required, from which sums on bids are) are fixed
 * with it. The record of a district is its own, revision after revision; where the rule requires it, no commitment stands
 * without one.
 */
export class Authority1234000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table round_document (
  round_id uuid not null constraint "FK_round_document_round" references pool_round (id),
  ordinal integer not null,
  kind text not null constraint round_document_kind check (kind in ('solicitation', 'award', 'clause', 'price-list', 'other')),
  title text not null constraint round_document_title check (char_length(title) between 1 and 120),
  address text not null constraint round_document_address check (address ~ '^https://' and char_length(address) <= 500),
  constraint "PK_round_document" primary key (round_id, ordinal)
);
alter table round_document enable row level security;
create policy with_its_round on round_document for select to barnraise_server using (exists (select from pool_round r where r.id = round_id));
create policy own_draft on round_document for insert to barnraise_server with check (exists (select from pool_round r where r.id = round_id and r.state = 'draft' and r.lead_party_id = any (my_parties())));
create policy own_draft_away on round_document for delete to barnraise_server using (exists (select from pool_round r where r.id = round_id and r.state = 'draft' and r.lead_party_id = any (my_parties())));
grant select, insert, delete on round_document to barnraise_server;

create table round_authority (
  round_id uuid constraint "PK_round_authority" primary key constraint "FK_round_authority_round" references pool_round (id),
  expected_cents bigint constraint round_authority_expected check (expected_cents > 0),
  due_diligence text not null default 'asked' constraint round_authority_due_diligence check (due_diligence in ('asked', 'required')),
  bid_policy_id uuid
);
comment on column round_authority.due_diligence is 'the rule in force when the round opened';
comment on column round_authority.bid_policy_id is 'the thresholds in force when the round opened: a policy version, of which none ever goes';
alter table round_authority enable row level security;
create policy with_its_round on round_authority for select to barnraise_server using (exists (select from pool_round r where r.id = round_id));
create policy own_draft on round_authority for insert to barnraise_server with check (exists (select from pool_round r where r.id = round_id and r.state in ('draft', 'awarded') and r.lead_party_id = any (my_parties())));
create policy own_draft_change on round_authority for update to barnraise_server using (exists (select from pool_round r where r.id = round_id and r.state in ('draft', 'awarded') and r.lead_party_id = any (my_parties())));
grant select, insert, update (expected_cents, due_diligence, bid_policy_id) on round_authority to barnraise_server;

-- What districts relied on when they looked at the contract stays as they saw it.
create function keep_round_authority() returns trigger language plpgsql as $$
begin
  if old.state not in ('draft', 'estimates', 'solicited', 'awarded') and (new.lead_agency, new.contract_number, new.clause, new.term_ends, new.ceiling_cents, new.state_code, new.federal)
       is distinct from (old.lead_agency, old.contract_number, old.clause, old.term_ends, old.ceiling_cents, old.state_code, old.federal) then
    raise exception 'the authority of an open round stays as it is' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger pool_round_authority_stays before update on pool_round for each row execute function keep_round_authority();

create table round_due_diligence (
  round_id uuid not null constraint "FK_round_due_diligence_round" references pool_round (id),
  party_id uuid not null constraint "FK_round_due_diligence_party" references party (id),
  revision integer not null constraint round_due_diligence_revision check (revision >= 1),
  answers jsonb not null,
  reason text not null constraint round_due_diligence_reason check (char_length(btrim(reason)) between 1 and 2000),
  account_id uuid not null constraint "FK_round_due_diligence_account" references account (id),
  at timestamptz not null,
  constraint "PK_round_due_diligence" primary key (round_id, party_id, revision)
);
comment on column round_due_diligence.answers is 'question by question: yes, no or not applicable, and a note';
create index round_due_diligence_party on round_due_diligence (party_id, at);
create trigger round_due_diligence_append_only before update or delete on round_due_diligence for each row execute function refuse_change();
create trigger round_due_diligence_no_truncate before truncate on round_due_diligence execute function refuse_change();
alter table round_due_diligence enable row level security;
create policy own on round_due_diligence for select to barnraise_server using (party_id = any (my_parties()));
create policy own_record on round_due_diligence for insert to barnraise_server with check (
  party_id = any (my_parties()) and account_id = my_account()
  and exists (select from pool_round r join consortium_member m on m.consortium_id = r.consortium_id where r.id = round_id and r.state not in ('draft', 'estimates', 'solicited', 'awarded', 'cancelled') and m.party_id = round_due_diligence.party_id));
grant select, insert on round_due_diligence to barnraise_server;

-- The next revision of a district's record. Two colleagues at once come one after the other.
create function keep_due_diligence(p_round uuid, p_party uuid, p_answers jsonb, p_reason text) returns int
language plpgsql set search_path = public, pg_temp as $$
declare n int;
begin
  loop
    select coalesce(max(d.revision), 0) + 1 into n from round_due_diligence d where d.round_id = p_round and d.party_id = p_party;
    insert into round_due_diligence (round_id, party_id, revision, answers, reason, account_id, at) values (p_round, p_party, n, p_answers, p_reason, my_account(), app_now()) on conflict do nothing;
    if found then return n; end if;
  end loop;
end $$;

-- The last wall: where the members require a reason, no commitment stands without one.
create function commitment_has_reason() returns trigger language plpgsql as $$
begin
  if new.state in ('committed', 'awaiting_approval') and exists (select from round_authority a where a.round_id = new.round_id and a.due_diligence = 'required')
     and not exists (select from round_due_diligence d where d.round_id = new.round_id and d.party_id = new.party_id) then
    raise exception 'the reason of the district is missing' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger round_commitment_has_reason before insert or update on round_commitment for each row execute function commitment_has_reason();

-- What open-totaled rounds came to at their lock, in all and for the largest part. Of a sealed round nothing.
create function round_pooled(p_rounds uuid[]) returns table (round_id uuid, total_cents bigint, largest_cents bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.round_id, s.total_cents, coalesce((select max(x.cents) from round_share x where x.round_id = s.round_id), 0)
    from round_result s join pool_round r on r.id = s.round_id
   where s.round_id = any (p_rounds) and not r.sealed and may_see_offering(r.id, r.lead_party_id)
$$;
revoke execute on function keep_round_authority(), keep_due_diligence(uuid, uuid, jsonb, text), commitment_has_reason(), round_pooled(uuid[]) from public;
grant execute on function keep_round_authority(), keep_due_diligence(uuid, uuid, jsonb, text), commitment_has_reason(), round_pooled(uuid[]) to barnraise_server;
`);
  }

  down = forwardOnly;
}
