import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Accounts, sign-in, sessions, roles held in a district or a consortium; and enter(), the door of every transaction. */
export class People1020000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table account (
  id uuid constraint "PK_account" primary key,
  email text not null constraint account_email_lower check (email = lower(email)),
  display_name text not null constraint account_display_name_given check (display_name <> ''),
  status text not null constraint account_status check (status in ('invited', 'active', 'disabled')),
  try_this text,
  created_at timestamptz not null,
  constraint "UQ_account_email" unique (email)
);
comment on column account.try_this is 'demo only: what the sign-in list suggests to try as this person';
-- Kept apart so that no query on people can carry a hash along.
create table credential (
  account_id uuid constraint "PK_credential" primary key constraint "FK_credential_account" references account (id),
  password_hash text not null,
  changed_at timestamptz not null
);
-- The place for single sign-on: who an outside issuer says this account is.
create table external_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null constraint "FK_external_identity_account" references account (id),
  constraint "PK_external_identity" primary key (issuer, subject)
);
create table role_assignment (
  id uuid constraint "PK_role_assignment" primary key,
  account_id uuid not null constraint "FK_role_assignment_account" references account (id),
  role text not null,
  party_id uuid constraint "FK_role_assignment_party" references party (id),
  consortium_id uuid constraint "FK_role_assignment_consortium" references consortium (id),
  granted_at timestamptz not null,
  ended_at timestamptz,
  constraint role_in_its_place check (
    (role in ('teacher', 'counselor', 'registrar', 'procurement_officer', 'business_manager', 'superintendent', 'district_administrator')
      and party_id is not null and consortium_id is null)
    or (role in ('coordinator', 'fiscal_agent') and consortium_id is not null and party_id is null))
);
create unique index role_assignment_once on role_assignment
  (account_id, role, coalesce(party_id, consortium_id)) where ended_at is null;
create index role_assignment_party on role_assignment (party_id) where ended_at is null;
create index role_assignment_consortium on role_assignment (consortium_id) where ended_at is null;
create table session (
  id uuid constraint "PK_session" primary key,
  token_hash text not null constraint "UQ_session_token" unique,
  account_id uuid not null constraint "FK_session_account" references account (id),
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on session (account_id);
create table account_link (
  token_hash text constraint "PK_account_link" primary key,
  account_id uuid not null constraint "FK_account_link_account" references account (id),
  purpose text not null constraint account_link_purpose check (purpose in ('invitation', 'reset')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create table attempt (
  bucket text not null,
  at timestamptz not null,
  id bigint generated always as identity constraint "PK_attempt" primary key
);
create index attempt_bucket on attempt (bucket, at);

-- ---------------------------------------------------------------- the door
create function enter(p_account uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parties uuid[];
  consortia uuid[];
begin
  select array_agg(distinct r.party_id) filter (where r.party_id is not null),
         array_agg(distinct r.consortium_id) filter (where r.consortium_id is not null)
    into parties, consortia
    from role_assignment r join account a on a.id = r.account_id and a.status = 'active'
   where r.account_id = p_account and r.ended_at is null;
  if parties is not null then
    select array_agg(distinct c) into consortia from (
      select m.consortium_id as c from consortium_member m where m.party_id = any (parties) and m.until is null
      union all select unnest(consortia)) all_of_them;
  end if;
  perform set_config('barnraise.account', coalesce(p_account::text, ''), true),
          set_config('barnraise.parties', coalesce(parties::text, ''), true),
          set_config('barnraise.consortia', coalesce(consortia::text, ''), true);
end $$;

-- The consortia in which the principal holds a role itself, not through a member district.
create function my_offices() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select consortium_id from role_assignment where account_id = my_account() and consortium_id is not null and ended_at is null
$$;

-- Who holds this session: account, name and roles, or nothing.
create function identify(p_token_hash text) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'sessionId', s.id, 'accountId', a.id, 'displayName', a.display_name, 'email', a.email,
    'staleSeconds', extract(epoch from app_now() - s.last_seen_at)::int,
    'roles', coalesce((
      select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'partyId', r.party_id, 'consortiumId', r.consortium_id)
                       order by r.granted_at, r.id)
        from role_assignment r where r.account_id = a.id and r.ended_at is null), '[]'),
    'consortia', coalesce((
      select jsonb_agg(distinct c) from (
        select m.consortium_id as c from role_assignment r join consortium_member m on m.party_id = r.party_id and m.until is null
         where r.account_id = a.id and r.ended_at is null
        union all select r.consortium_id from role_assignment r
         where r.account_id = a.id and r.ended_at is null and r.consortium_id is not null) of_mine), '[]'))
    from session s join account a on a.id = s.account_id and a.status = 'active'
   where s.token_hash = p_token_hash and s.ended_at is null and s.expires_at > app_now()
$$;

-- Only for signing in: the hash that belongs to an address.
create function credential_for(p_email text) returns table (account_id uuid, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, c.password_hash from account a join credential c on c.account_id = a.id
   where a.email = lower(p_email) and a.status = 'active'
$$;

-- Counts an attempt in its bucket; answers when the next one is allowed, or null when this one is.
create function count_attempt(p_bucket text, p_limit int, p_window interval) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t timestamptz;
  seen int;
  oldest timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_bucket, 7));
  t := app_now();
  delete from attempt where bucket = p_bucket and at <= t - p_window;
  select count(*), min(at) into seen, oldest from attempt where bucket = p_bucket;
  if seen >= p_limit then
    return oldest + p_window;
  end if;
  insert into attempt (bucket, at) values (p_bucket, t);
  return null;
end $$;
-- An attempt that turned out well does not count against a place many people share.
create function take_back_attempt(p_bucket text) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from attempt where id = (select max(id) from attempt where bucket = p_bucket)
$$;
create function forget_attempts(p_bucket text) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from attempt where bucket = p_bucket
$$;

-- A new password for the one who acts.
create function set_password(p_hash text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into credential (account_id, password_hash, changed_at)
  select my_account(), p_hash, app_now() where my_account() is not null
  on conflict (account_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at
$$;

-- Puts a reset link on the account with this address, if there is one; answers whose it is.
create function issue_reset_link(p_email text, p_token_hash text, p_expires timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  select id into who from account where email = lower(p_email) and status = 'active';
  if who is not null then
    insert into account_link (token_hash, account_id, purpose, expires_at) values (p_token_hash, who, 'reset', p_expires);
  end if;
  return who;
end $$;

-- Whose link this is, while it can be used: asked before the costly work of hashing a password for it.
create function link_owner(p_token_hash text, p_purpose text) returns table (account_id uuid, email text, display_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.email, a.display_name from account_link l join account a on a.id = l.account_id
   where l.token_hash = p_token_hash and l.purpose = p_purpose and l.used_at is null and l.expires_at > app_now()
     and a.status = case p_purpose when 'invitation' then 'invited' else 'active' end
$$;

-- Uses a link up, once; answers whose it was.
create function redeem_link(p_token_hash text, p_purpose text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  update account_link set used_at = app_now()
   where token_hash = p_token_hash and purpose = p_purpose and used_at is null and expires_at > app_now()
  returning account_id into who;
  if who is not null then
    update account_link set used_at = app_now() where account_id = who and purpose = p_purpose and used_at is null;
    update account set status = 'active' where id = who and status = 'invited';
  end if;
  return who;
end $$;

-- Invites somebody to a place the principal belongs to; an address already known gets the role added.
-- Who never took an invitation up and has no usable link any more is sent a new one.
create function invite(p_account uuid, p_role_id uuid, p_email text, p_name text, p_role text, p_party uuid, p_consortium uuid,
                       p_token_hash text, p_expires timestamptz)
returns table (account_id uuid, link_issued boolean, already boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who uuid;
  waiting boolean;
begin
  if not coalesce(p_party = any (my_parties()), false)
     and not coalesce(p_consortium in (select my_offices()), false) then
    raise exception 'not your place' using errcode = 'insufficient_privilege';
  end if;
  insert into account (id, email, display_name, status, created_at)
  values (p_account, lower(p_email), p_name, 'invited', app_now())
  on conflict (email) do nothing;
  select a.id, a.status = 'invited' into who, waiting from account a where a.email = lower(p_email);
  insert into role_assignment (id, account_id, role, party_id, consortium_id, granted_at)
  values (p_role_id, who, p_role, p_party, p_consortium, app_now())
  on conflict do nothing;
  if not found and not (waiting and not exists (
       select from account_link l where l.account_id = who and l.purpose = 'invitation' and l.used_at is null and l.expires_at > app_now())) then
    return query select who, false, true;
    return;
  end if;
  if waiting then
    insert into account_link (token_hash, account_id, purpose, expires_at) values (p_token_hash, who, 'invitation', p_expires);
  end if;
  return query select who, waiting, false;
end $$;

-- Names and roles only, for people who share a consortium: never addresses.
create function contacts_of(p_party uuid, p_consortium uuid)
returns table (account_id uuid, display_name text, role text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.display_name, r.role from role_assignment r join account a on a.id = r.account_id
   where r.ended_at is null and a.status = 'active'
     and (r.party_id = p_party and r.party_id in (select my_neighbors())
          or r.consortium_id = p_consortium and r.consortium_id = any (my_consortia()))
   order by a.display_name, r.role
$$;
create function names_of(p_accounts uuid[]) returns table (account_id uuid, display_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.display_name from account a
   where a.id = any (p_accounts)
     and (a.id = my_account() or exists (
       select from role_assignment r where r.account_id = a.id
         and (r.party_id in (select my_neighbors()) or r.consortium_id = any (my_consortia()))))
$$;
-- The demo's sign-in list: nothing outside a demo installation.
create function demo_people() returns table (account_id uuid, display_name text, email text, try_this text, role text, party text, consortium text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.display_name, a.email, a.try_this, r.role, p.short_name, c.short_name
    from account a join role_assignment r on r.account_id = a.id and r.ended_at is null
    left join party p on p.id = r.party_id left join consortium c on c.id = r.consortium_id
   where a.try_this is not null and a.status = 'active' and (select demo from installation) order by a.created_at, a.id, r.granted_at, r.id
$$;

-- ---------------------------------------------------------------- walls
alter table account enable row level security;
create policy own_place on account for select to barnraise_server using (
  id = my_account() or exists (select from role_assignment r where r.account_id = account.id));
comment on policy own_place on account is 'who holds or held a role in a place stays known there: the answer to ending somebody''s last role names them. A member district knows the officers of its consortium by contacts_of, without an address';
create policy oneself on account for update to barnraise_server using (id = my_account()) with check (id = my_account());
alter table role_assignment enable row level security;
create policy own_place on role_assignment for select to barnraise_server using (
  account_id = my_account() or party_id = any (my_parties()) or consortium_id in (select my_offices()));
create policy end_in_own_place on role_assignment for update to barnraise_server
  using (party_id = any (my_parties()) or consortium_id in (select my_offices()))
  with check (party_id = any (my_parties()) or consortium_id in (select my_offices()));
alter table session enable row level security;
create policy own on session to barnraise_server using (account_id = my_account()) with check (account_id = my_account());
alter table credential enable row level security;
alter table external_identity enable row level security;
alter table account_link enable row level security;
alter table attempt enable row level security;
grant select, update (display_name) on account to barnraise_server;
grant select, update (ended_at) on role_assignment to barnraise_server;
grant select, insert, update (last_seen_at, expires_at, ended_at) on session to barnraise_server;
grant execute on function enter(uuid), identify(text), credential_for(text), count_attempt(text, int, interval), forget_attempts(text), take_back_attempt(text), my_offices(),
  link_owner(text, text),
  set_password(text), issue_reset_link(text, text, timestamptz), redeem_link(text, text),
  invite(uuid, uuid, text, text, text, uuid, uuid, text, timestamptz), contacts_of(uuid, uuid), names_of(uuid[]), demo_people()
  to barnraise_server;
create policy worker_reads on account for select to barnraise_worker using (true);
create policy worker_reads on role_assignment for select to barnraise_worker using (true);
grant select on account, role_assignment to barnraise_worker;
grant execute on function enter(uuid) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
