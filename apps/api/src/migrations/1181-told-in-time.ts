import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Mail comes from inboxes: whatever waits there or is good to know is told as each person chose, once; what runs out is
 * reminded of, once for each lead time; what is done is no longer mailed. Everything told is a row, so that a worker that
 * dies between two steps leaves either all of a step or nothing of it.
 */
export class ToldInTime1181000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table inbox_item add column told_at timestamptz;
alter table inbox_item add column by_account_id uuid default my_account();
comment on column inbox_item.told_at is 'when mail of it was written for those who want it at once';
comment on column inbox_item.by_account_id is 'whose act put it here: they need no mail of it';
update inbox_item set told_at = created_at;
create index inbox_item_untold on inbox_item (id) where told_at is null;
create index inbox_item_due on inbox_item (due_at) where done_at is null and due_at is not null;
create index inbox_item_newest on inbox_item (created_at);
grant update (told_at) on inbox_item to barnraise_worker;

-- What came free, ran out or ended on a waitlist stands in an inbox: mail of it comes from there, once.
create or replace function send_tell(p_event uuid, p_party uuid, p_roles text[], p_subject text, p_body text) returns void language sql as $$
  select null::void
$$;

-- What somebody chose; without a row what the product does by itself.
create table mail_preference (
  account_id uuid constraint "PK_mail_preference" primary key constraint "FK_mail_preference_account" references account (id),
  tasks text not null constraint mail_preference_tasks check (tasks in ('at_once', 'daily')),
  bookings text not null constraint mail_preference_bookings check (bookings in ('at_once', 'daily', 'weekly', 'never')),
  news text not null constraint mail_preference_news check (news in ('at_once', 'daily', 'weekly', 'never')),
  reminders boolean not null,
  changed_at timestamptz not null
);
alter table mail_preference enable row level security;
create policy own on mail_preference to barnraise_server using (account_id = my_account()) with check (account_id = my_account());
create policy worker_reads on mail_preference for select to barnraise_worker using (true);
grant select, insert, update (tasks, bookings, news, reminders, changed_at) on mail_preference to barnraise_server;
grant select on mail_preference to barnraise_worker;

-- The secret behind the link that ends a kind of mail without signing in.
create table mail_stop (
  account_id uuid constraint "PK_mail_stop" primary key constraint "FK_mail_stop_account" references account (id),
  token text not null constraint "UQ_mail_stop_token" unique
);
alter table mail_stop enable row level security;
create policy worker_all on mail_stop to barnraise_worker using (true) with check (true);
grant select, insert on mail_stop to barnraise_worker;
create function stop_mail(p_token text, p_kind text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  select account_id into who from mail_stop where token = p_token;
  if who is null or p_kind not in ('bookings', 'news', 'digest', 'reminders') then
    return false;
  end if;
  insert into mail_preference (account_id, tasks, bookings, news, reminders, changed_at)
  values (who, 'at_once', case when p_kind = 'bookings' then 'never' else 'at_once' end, case when p_kind in ('news', 'digest') then 'never' else 'daily' end, p_kind <> 'reminders', app_now())
  on conflict (account_id) do update set
    tasks = case when p_kind = 'digest' then 'at_once' else mail_preference.tasks end,
    bookings = case when p_kind = 'bookings' or (p_kind = 'digest' and mail_preference.bookings in ('daily', 'weekly')) then 'never' else mail_preference.bookings end,
    news = case when p_kind = 'news' or (p_kind = 'digest' and mail_preference.news in ('daily', 'weekly')) then 'never' else mail_preference.news end,
    reminders = mail_preference.reminders and p_kind <> 'reminders', changed_at = app_now();
  return true;
end $$;
grant execute on function stop_mail(text, text) to barnraise_server;

alter table mail add column item_id uuid constraint "FK_mail_item" references inbox_item (id);
alter table mail add column stop text constraint mail_stop_kind check (stop in ('bookings', 'news', 'digest', 'reminders'));
alter table mail add column dropped_at timestamptz;
comment on column mail.item_id is 'the one thing it is about: a mail of what is done by then is not delivered';
comment on column mail.stop is 'the kind of mail its reader can end by one press';
comment on column mail.dropped_at is 'when it was found to be about something done, or no longer for its reader';
grant update (dropped_at) on mail to barnraise_worker;

-- A reminder of an item, once for each lead time before each day it is due.
create table reminder (
  item_id uuid not null constraint "FK_reminder_item" references inbox_item (id),
  days_before integer not null,
  due_on date not null,
  at timestamptz not null,
  constraint "PK_reminder" primary key (item_id, due_on, days_before)
);
alter table reminder enable row level security;
create policy worker_all on reminder to barnraise_worker using (true) with check (true);
grant select, insert on reminder to barnraise_worker;

-- A person's morning: once a day, whether or not there was anything to tell.
create table digest (
  account_id uuid not null constraint "FK_digest_account" references account (id),
  day date not null,
  weekly boolean not null,
  at timestamptz not null,
  mail_id uuid constraint "FK_digest_mail" references mail (id),
  constraint "PK_digest" primary key (account_id, day)
);
alter table digest enable row level security;
create policy worker_all on digest to barnraise_worker using (true) with check (true);
grant select, insert on digest to barnraise_worker;

create policy worker_reads on inbox_dismissal for select to barnraise_worker using (true);
create policy worker_reads on consortium_member for select to barnraise_worker using (true);
create policy worker_reads on consortium for select to barnraise_worker using (true);
create policy worker_reads on school_year for select to barnraise_worker using (true);
create policy worker_reads on no_school_day for select to barnraise_worker using (true);
create policy worker_reads on policy_version for select to barnraise_worker using (true);
grant select on inbox_dismissal, consortium_member, consortium, school_year, no_school_day, policy_version to barnraise_worker;

-- Who reads an item now: those who hold one of its roles in its place, each once, with what they chose and their zone.
create function zone_of_place(p_party uuid, p_consortium uuid) returns text language sql stable set search_path = public, pg_temp as $$
  select coalesce((select time_zone from party where id = p_party),
                  (select p.time_zone from consortium_member m join party p on p.id = m.party_id where m.consortium_id = p_consortium and m.until is null order by m.since, p.id limit 1), 'America/Denver')
$$;
-- Of several places the first one held: a district before an office.
create function zone_of_person(p_account uuid) returns text language sql stable set search_path = public, pg_temp as $$
  select zone_of_place(r.party_id, r.consortium_id) from role_assignment r where r.account_id = p_account and r.ended_at is null order by r.party_id is null, r.granted_at, r.id limit 1
$$;
create function inbox_reader() returns table (item_id uuid, account_id uuid, email text, tasks text, bookings text, news text, reminders boolean) language sql stable as $$
  select i.id, a.id, min(a.email), coalesce(min(m.tasks), 'at_once'), coalesce(min(m.bookings), 'at_once'), coalesce(min(m.news), 'daily'), coalesce(bool_and(m.reminders), true)
    from inbox_item i
    join role_assignment r on coalesce(r.party_id, r.consortium_id) = coalesce(i.party_id, i.consortium_id) and r.role = any (i.roles) and r.ended_at is null
    join account a on a.id = r.account_id and a.status = 'active'
    left join mail_preference m on m.account_id = a.id
   group by i.id, a.id
$$;
grant execute on function zone_of_place(uuid, uuid), zone_of_person(uuid), inbox_reader() to barnraise_worker;
`);
  }

  down = forwardOnly;
}
