import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Who may give and end roles is asked by the database as well. And an account that is not yet of a place is only invited to
 * a role there: until its owner accepts, the place knows no more of it than what was typed.
 */
export class PeopleWalls1120000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table role_invitation (
  id uuid constraint "PK_role_invitation" primary key,
  person_id uuid not null,
  account_id uuid not null constraint "FK_role_invitation_account" references account (id),
  email text not null,
  display_name text not null constraint role_invitation_name_given check (display_name <> ''),
  role text not null,
  party_id uuid constraint "FK_role_invitation_party" references party (id),
  consortium_id uuid constraint "FK_role_invitation_consortium" references consortium (id),
  token_hash text not null constraint "UQ_role_invitation_token" unique,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  constraint role_invitation_in_its_place check (
    (role in ('teacher', 'counselor', 'registrar', 'procurement_officer', 'business_manager', 'superintendent', 'district_administrator')
      and party_id is not null and consortium_id is null)
    or (role in ('coordinator', 'fiscal_agent') and consortium_id is not null and party_id is null))
);
comment on column role_invitation.id is 'the id of the role, once it is taken up';
comment on column role_invitation.person_id is 'who is invited, as the place knows them until then: one id for all that is open there';
create unique index role_invitation_once on role_invitation
  (account_id, role, coalesce(party_id, consortium_id)) where accepted_at is null and ended_at is null;
create index role_invitation_party on role_invitation (party_id) where accepted_at is null and ended_at is null;
create index role_invitation_consortium on role_invitation (consortium_id) where accepted_at is null and ended_at is null;

-- ---------------------------------------------------------------- who may
create function may_give_roles(p_party uuid, p_consortium uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from role_assignment r join account a on a.id = r.account_id and a.status = 'active'
     where r.account_id = my_account() and r.ended_at is null
       and (r.party_id = p_party and r.role in ('district_administrator', 'superintendent') or r.consortium_id = p_consortium and r.role = 'coordinator'))
$$;

-- Why the principal may not give this role to this address, or null: 'place', 'oneself' or 'superintendent'.
-- Only a superintendent makes another; where a district has none, and has asked nobody else to be it, whoever gives roles there does.
create function invitation_refusal(p_email text, p_role text, p_party uuid, p_consortium uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when not may_give_roles(p_party, p_consortium) then 'place'
    when lower(p_email) = (select email from account where id = my_account()) then 'oneself'
    when p_role = 'superintendent'
      and not exists (select from role_assignment r where r.account_id = my_account() and r.party_id = p_party and r.role = 'superintendent' and r.ended_at is null)
      and (exists (select from role_assignment r join account a on a.id = r.account_id
                    where r.party_id = p_party and r.role = 'superintendent' and r.ended_at is null and a.status <> 'disabled' and a.email <> lower(p_email))
           or exists (select from role_invitation i where i.party_id = p_party and i.role = 'superintendent'
                         and i.accepted_at is null and i.ended_at is null and i.email <> lower(p_email))) then 'superintendent'
  end
$$;

-- Invites somebody to a role in a place. An address that is new here gets its account with the role; one of this place gets
-- the role at once; an account from elsewhere is only asked: the id answered is then not the account's.
create or replace function invite(p_account uuid, p_role_id uuid, p_email text, p_name text, p_role text, p_party uuid, p_consortium uuid,
                                  p_token_hash text, p_expires timestamptz)
returns table (account_id uuid, link_issued boolean, already boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  refused text;
  who uuid;
  waiting boolean;
  known boolean;
  asked role_invitation;
begin
  if p_role = 'superintendent' then
    perform pg_advisory_xact_lock(hashtextextended(p_party::text, 9));
  end if;
  refused := invitation_refusal(p_email, p_role, p_party, p_consortium);
  if refused is not null then
    raise exception '%', case refused when 'place' then 'not your place' when 'oneself' then 'not for oneself' else 'not for a superintendent' end
      using errcode = 'insufficient_privilege';
  end if;
  insert into account (id, email, display_name, status, created_at)
  values (p_account, lower(p_email), p_name, 'invited', app_now())
  on conflict (email) do nothing;
  known := not found;
  select a.id, a.status = 'invited' into who, waiting from account a where a.email = lower(p_email);

  if known and not exists (
       select from role_assignment r where r.account_id = who and r.ended_at is null and (r.party_id = p_party or r.consortium_id = p_consortium)) then
    select i.* into asked from role_invitation i
     where i.account_id = who and i.accepted_at is null and i.ended_at is null and (i.party_id = p_party or i.consortium_id = p_consortium)
     order by i.role <> p_role, i.invited_at limit 1;
    if asked.role = p_role then
      if asked.expires_at > app_now() then
        return query select asked.person_id, false, true;
      else
        update role_invitation i set token_hash = p_token_hash, expires_at = p_expires where i.id = asked.id;
        return query select asked.person_id, true, false;
      end if;
      return;
    end if;
    insert into role_invitation (id, person_id, account_id, email, display_name, role, party_id, consortium_id, token_hash, invited_at, expires_at)
    values (p_role_id, coalesce(asked.person_id, p_account), who, lower(p_email), coalesce(asked.display_name, p_name), p_role, p_party, p_consortium,
            p_token_hash, app_now(), p_expires);
    return query select coalesce(asked.person_id, p_account), true, false;
    return;
  end if;

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

-- Whom a link to a role asks, while it can be used, and whether that account can sign in already.
create function asked_by_link(p_token_hash text) returns table (account_id uuid, email text, display_name text, signs_in boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.email, a.display_name, a.status = 'active' from role_invitation i join account a on a.id = i.account_id
   where i.token_hash = p_token_hash and i.accepted_at is null and i.ended_at is null and i.expires_at > app_now() and a.status in ('invited', 'active')
$$;

-- Takes a role up, and what else is open to the same person in that place; answers whose it was.
create function take_up_roles(p_token_hash text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare asked role_invitation;
begin
  select i.* into asked from role_invitation i
   where i.token_hash = p_token_hash and i.accepted_at is null and i.ended_at is null and i.expires_at > app_now() for update;
  if not found or asked.account_id is distinct from my_account() then
    return null;
  end if;
  with taken as (
    update role_invitation i set accepted_at = app_now()
     where i.person_id = asked.person_id and i.accepted_at is null and i.ended_at is null and i.expires_at > app_now() returning i.*)
  insert into role_assignment (id, account_id, role, party_id, consortium_id, granted_at)
  select t.id, t.account_id, t.role, t.party_id, t.consortium_id, app_now() from taken t
  on conflict do nothing;
  update account set status = 'active' where id = asked.account_id and status = 'invited';
  return asked.account_id;
end $$;

-- ---------------------------------------------------------------- walls
drop policy end_in_own_place on role_assignment;
create policy end_in_own_place on role_assignment for update to barnraise_server
  using (may_give_roles(party_id, consortium_id)) with check (may_give_roles(party_id, consortium_id));
alter table role_invitation enable row level security;
create policy own_place on role_invitation for select to barnraise_server using (
  party_id = any (my_parties()) or consortium_id in (select my_offices()));
create policy end_in_own_place on role_invitation for update to barnraise_server
  using (may_give_roles(party_id, consortium_id)) with check (may_give_roles(party_id, consortium_id));
grant select (id, person_id, email, display_name, role, party_id, consortium_id, invited_at, expires_at, accepted_at, ended_at), update (ended_at)
  on role_invitation to barnraise_server;
grant execute on function may_give_roles(uuid, uuid), invitation_refusal(text, text, uuid, uuid), asked_by_link(text), take_up_roles(text) to barnraise_server;
`);
  }

  down = forwardOnly;
}
