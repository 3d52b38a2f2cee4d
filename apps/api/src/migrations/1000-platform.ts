import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What every feature stands on: the two roles that are not the owner, the clock,
 * the principal of a transaction, receipts and events.
 */
export class Platform1000000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
do $$
begin
  if not exists (select from pg_roles where rolname = 'barnraise_server') then
    create role barnraise_server nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'barnraise_worker') then
    create role barnraise_worker nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- two databases of one cluster migrating at once
end $$;

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

revoke all on schema public from public;
grant usage on schema public to barnraise_server, barnraise_worker;
alter default privileges revoke execute on functions from public;

-- ---------------------------------------------------------------- the installation and its clock
create table installation (
  id boolean constraint "PK_installation" primary key default true constraint installation_one_row check (id),
  demo boolean not null default false,
  clock_offset_ms bigint not null default 0,
  seeded_at timestamptz,
  constraint installation_true_clock check (demo or clock_offset_ms = 0)
);
comment on table installation is 'written by the migration role alone: no server can turn a district''s data into a demo';
insert into installation default values;

-- "Now" is database time plus the stored offset (zero in production).
create function app_now() returns timestamptz language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  return date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => (select clock_offset_ms from installation) / 1000.0);
end $$;

-- ---------------------------------------------------------------- the principal of a transaction
-- Set by enter() (see people); unset means nobody, and nobody sees no rows.
create function my_account() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('barnraise.account', true), '')::uuid
$$;
create function my_parties() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('barnraise.parties', true), ''), '{}')::uuid[]
$$;
create function my_consortia() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('barnraise.consortia', true), ''), '{}')::uuid[]
$$;

-- Rows that must never change or vanish say so themselves, to the owner too.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

-- ---------------------------------------------------------------- receipts
create table command_receipt (
  account_id uuid not null,
  operation text not null,
  key text not null,
  input_hash text not null,
  outcome jsonb,
  created_at timestamptz not null,
  constraint "PK_command_receipt" primary key (account_id, operation, key)
);
alter table command_receipt enable row level security;
create policy own on command_receipt to barnraise_server
  using (account_id = my_account()) with check (account_id = my_account());
grant select, insert, update (outcome) on command_receipt to barnraise_server;

-- ---------------------------------------------------------------- events: the audit and the outbox
create table event (
  id uuid constraint "PK_event" primary key,
  seq bigint generated always as identity,
  at timestamptz not null,
  actor_account_id uuid,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  party_ids uuid[] not null default '{}',
  consortium_ids uuid[] not null default '{}',
  facts jsonb not null default '{}',
  request_id text
);
comment on column event.facts is 'before and after, without personal values';
create unique index event_seq on event (seq);
create index event_subject on event (subject_id, seq);
alter table event enable row level security;
create policy own_sides on event for select to barnraise_server
  using (party_ids && my_parties() or consortium_ids && my_consortia() or actor_account_id = my_account());
create policy own_acts on event for insert to barnraise_server
  with check (actor_account_id is not distinct from my_account());
create policy worker_reads on event for select to barnraise_worker using (true);
create policy worker_writes on event for insert to barnraise_worker with check (actor_account_id is null);
grant select, insert on event to barnraise_server, barnraise_worker;
create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event execute function refuse_change();

-- Only a hint for open pages: subscribers re-read under their own principal.
create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('barnraise_event', json_build_object(
    't', new.subject_type, 's', new.subject_id, 'p', new.party_ids, 'c', new.consortium_ids)::text);
  return null;
end $$;
create trigger event_announced after insert on event for each row execute function announce_event();
grant select on installation to barnraise_server, barnraise_worker;
grant execute on function app_now(), my_account(), my_parties(), my_consortia() to barnraise_server, barnraise_worker;
grant execute on function announce_event(), refuse_change() to barnraise_server, barnraise_worker;
`);
  }

  down = forwardOnly;
}
