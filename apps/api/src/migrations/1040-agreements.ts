import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Policy versions: effective-dated, append-only, of a consortium or of one district. */
export class Agreements1040000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table policy_version (
  id uuid constraint "PK_policy_version" primary key,
  consortium_id uuid constraint "FK_policy_version_consortium" references consortium (id),
  party_id uuid constraint "FK_policy_version_party" references party (id),
  key text not null,
  value jsonb not null,
  effective_from date not null,
  citation text not null,
  created_at timestamptz not null,
  constraint policy_version_scope check (num_nonnulls(consortium_id, party_id) = 1)
);
create unique index policy_version_once on policy_version (coalesce(consortium_id, party_id), key, effective_from);
alter table policy_version enable row level security;
create policy mine on policy_version for select to barnraise_server
  using (consortium_id = any (my_consortia()) or party_id = any (my_parties()));
grant select on policy_version to barnraise_server;
create trigger policy_version_append_only before update or delete on policy_version for each row execute function refuse_change();
create trigger policy_version_no_truncate before truncate on policy_version execute function refuse_change();
`);
  }

  down = forwardOnly;
}
