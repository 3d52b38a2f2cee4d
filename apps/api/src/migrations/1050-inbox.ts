import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Tasks and notices: what needs whom, by when; and the mail that tells them. */
export class Inbox1050000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table inbox_item (
  id uuid constraint "PK_inbox_item" primary key,
  kind text not null,
  is_notice boolean not null,
  party_id uuid constraint "FK_inbox_item_party" references party (id),
  consortium_id uuid constraint "FK_inbox_item_consortium" references consortium (id),
  roles text[] not null,
  sides uuid[] not null,
  subject_id uuid not null,
  booking_id uuid,
  section_id uuid,
  title text not null,
  detail text not null,
  next_step text,
  due_at timestamptz,
  due_rule text,
  created_at timestamptz not null,
  done_at timestamptz,
  sort_key text generated always as (
    case when is_notice then '2' || lpad((999999999999 - extract(epoch from created_at at time zone 'UTC')::bigint)::text, 12, '0')
         when due_at is null then '1'
         else '0' || lpad((extract(epoch from due_at at time zone 'UTC')::bigint)::text, 12, '0') end) stored,
  constraint inbox_item_place check (num_nonnulls(party_id, consortium_id) = 1)
);
comment on column inbox_item.sort_key is 'tasks by their clock, tasks without one, then notices, newest first';
comment on column inbox_item.sides is 'parties whose act may settle this item';
create index inbox_item_open on inbox_item (party_id, sort_key, id) where done_at is null;
create index inbox_item_open_office on inbox_item (consortium_id, sort_key, id) where done_at is null and consortium_id is not null;
create index inbox_item_subject on inbox_item (subject_id) where done_at is null;
create table inbox_dismissal (
  item_id uuid not null constraint "FK_inbox_dismissal_item" references inbox_item (id),
  account_id uuid not null constraint "FK_inbox_dismissal_account" references account (id),
  at timestamptz not null,
  constraint "PK_inbox_dismissal" primary key (item_id, account_id)
);
alter table inbox_item enable row level security;
create policy own_place on inbox_item for select to barnraise_server
  using (party_id = any (my_parties()) or consortium_id in (select my_offices()));
create policy to_a_neighbor on inbox_item for insert to barnraise_server
  with check (sides && my_parties() and (party_id in (select my_neighbors()) or consortium_id = any (my_consortia())));
alter table inbox_dismissal enable row level security;
create policy own on inbox_dismissal to barnraise_server using (account_id = my_account()) with check (account_id = my_account());
grant select, insert on inbox_item to barnraise_server;
grant select, insert on inbox_dismissal to barnraise_server;

-- What one side does settles what waits on the other: allowed to the sides of the item alone.
create function settle_inbox(p_subject uuid, p_kinds text[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  update inbox_item set done_at = app_now()
   where subject_id = p_subject and kind = any (p_kinds) and done_at is null and sides && my_parties();
  get diagnostics n = row_count;
  return n;
end $$;
grant execute on function settle_inbox(uuid, text[]) to barnraise_server;

create table mail (
  id uuid constraint "PK_mail" primary key,
  dedupe_key text not null constraint "UQ_mail_dedupe" unique,
  account_id uuid not null constraint "FK_mail_account" references account (id),
  to_address text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_unsent on mail (created_at) where sent_at is null;
alter table mail enable row level security;
create policy own on mail for select to barnraise_server using (account_id = my_account());
create policy worker_all on mail to barnraise_worker using (true) with check (true);
grant select on mail to barnraise_server;
-- The body may be written to take a link's token out once it is sent.
grant select, insert, update (sent_at, body) on mail to barnraise_worker;

-- Links go by mail before anybody is signed in: the address is the account's own, never the caller's.
create function post_mail(p_id uuid, p_dedupe text, p_account uuid, p_subject text, p_body text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into mail (id, dedupe_key, account_id, to_address, subject, body, created_at)
  select p_id, p_dedupe, a.id, a.email, p_subject, p_body, app_now() from account a where a.id = p_account
  on conflict (dedupe_key) do nothing
$$;
grant execute on function post_mail(uuid, text, uuid, text, text) to barnraise_server;
create policy worker_writes on inbox_item to barnraise_worker using (true) with check (true);
grant select, insert, update (done_at) on inbox_item to barnraise_worker;
-- The demo reads all mail in the product: nothing outside a demo installation.
create function demo_mail(p_limit int, p_before uuid) returns setof mail
language sql stable security definer set search_path = public, pg_temp as $$
  select * from mail where (select demo from installation) and (p_before is null or id < p_before) order by id desc limit p_limit
$$;
grant execute on function demo_mail(int, uuid) to barnraise_server;
`);
  }

  down = forwardOnly;
}
