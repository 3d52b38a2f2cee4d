import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Cost plans and share calculations: both versioned, both immutable, the second with its trace. */
export class CostShares1060000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table cost_plan_version (
  id uuid constraint "PK_cost_plan_version" primary key,
  party_id uuid not null constraint "FK_cost_plan_version_party" references party (id),
  consortium_ids uuid[] not null,
  plan jsonb not null,
  created_at timestamptz not null
);
create table share_calculation (
  id uuid constraint "PK_share_calculation" primary key,
  plan_version_id uuid not null constraint "FK_share_calculation_plan" references cost_plan_version (id),
  subject_id uuid not null,
  purpose text not null constraint share_calculation_purpose check (purpose in ('estimate', 'commitment')),
  home_party_id uuid not null constraint "FK_share_calculation_home" references party (id),
  teaching_party_id uuid not null constraint "FK_share_calculation_teaching" references party (id),
  expected_cents bigint not null,
  maximum_cents bigint not null,
  input_hash text not null,
  input_text text not null,
  trace_text text not null,
  created_at timestamptz not null,
  constraint share_calculation_bounds check (expected_cents <= maximum_cents)
);
comment on column share_calculation.input_text is 'facts and request as they were: with the plan, all that is needed to work it out again';
comment on column share_calculation.trace_text is 'canonical JSON, kept as text: jsonb would reorder its bytes';
create index share_calculation_subject on share_calculation (subject_id, created_at);
alter table cost_plan_version enable row level security;
create policy those_it_is_offered_to on cost_plan_version for select to barnraise_server
  using (party_id = any (my_parties()) or consortium_ids && my_consortia());
create policy own on cost_plan_version for insert to barnraise_server with check (party_id = any (my_parties()) and consortium_ids <@ my_consortia());
alter table share_calculation enable row level security;
create policy both_sides on share_calculation for select to barnraise_server
  using (home_party_id = any (my_parties()) or teaching_party_id = any (my_parties()));
create policy both_sides_write on share_calculation for insert to barnraise_server
  with check (home_party_id = any (my_parties()) or teaching_party_id = any (my_parties()));
grant select, insert on cost_plan_version, share_calculation to barnraise_server;
create trigger cost_plan_version_immutable before update or delete on cost_plan_version for each row execute function refuse_change();
create trigger share_calculation_immutable before update or delete on share_calculation for each row execute function refuse_change();
create trigger cost_plan_version_no_truncate before truncate on cost_plan_version execute function refuse_change();
create trigger share_calculation_no_truncate before truncate on share_calculation execute function refuse_change();
`);
  }

  down = forwardOnly;
}
