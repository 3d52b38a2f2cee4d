import { type BusinessCalendar, mondayToFriday, weekdays } from '@barnraise/timetable';
import { Ids } from '../../platform/ids/ids.js';
import { type Sql, type SqlTx } from '../../platform/jobs/jobs.js';
import { digestLetter, ITEM_FOR_MAIL, type ItemForMail, itemLetter, type Letter, reminderLetter } from './mail.words.js';
import { DAYS_BEFORE, MORNING, reminderDue } from './reminder.rules.js';

type Stop = 'bookings' | 'news' | 'digest' | 'reminders';
interface NewMail { readonly dedupe: string; readonly accountId: string; readonly to: string; readonly letter: Letter; readonly itemId: string | null; readonly stop: Stop | null }
interface Reader { readonly account_id: string; readonly email: string }

const AT_ONCE = 25;
/** "2026-11-12 16:00" on the clock of a zone. */
const local = (instant: string, zone: string): string => `to_char(${instant} at time zone ${zone}, 'YYYY-MM-DD HH24:MI')`;

/**
 * What inboxes hold, told by mail. Each step reads, writes its mails with the jobs that deliver them, and notes what it has
 * told, all in one transaction: a worker that dies leaves it whole or undone, and two workers never tell the same.
 */
export class InboxMail {
  constructor(
    private readonly sql: Sql,
    private readonly base: string,
    private readonly ids: Ids = new Ids(),
  ) {}

  /** What is new, to those who want it at once; what is urgent, to all who want such mail at all. Not to whoever did it. Answers how many items were looked at. */
  tell(): Promise<number> {
    return this.sql.together(async (tx) => {
      const items = await tx.query<ItemForMail & { is_notice: boolean }>(`select ${ITEM_FOR_MAIL}, i.is_notice from inbox_item i where i.told_at is null order by i.id limit ${AT_ONCE} for update of i skip locked`);
      if (items.length === 0) return 0;
      const readers = await tx.query<Reader & { item_id: string; stop: Stop | null }>(
        `select r.item_id, r.account_id, r.email, case when not i.is_notice then null when i.booking_id is not null then 'bookings' else 'news' end as stop
           from inbox_reader() r join inbox_item i on i.id = r.item_id
          where r.item_id = any ($1) and i.done_at is null and r.account_id is distinct from i.by_account_id
            and case when not i.is_notice then r.tasks when i.booking_id is not null then r.bookings else r.news end = any (case when i.urgent then '{at_once,daily,weekly}'::text[] else '{at_once}' end) order by r.item_id, r.account_id`, [items.map(({ id }) => id)]);
      const byId = new Map(items.map((item) => [item.id, item]));
      await this.write(tx, readers.map((reader) => ({
        dedupe: `item:${reader.item_id}:${reader.account_id}`, accountId: reader.account_id, to: reader.email, letter: itemLetter(byId.get(reader.item_id)!, this.base), itemId: reader.item_id, stop: reader.stop,
      })));
      await tx.query('update inbox_item set told_at = app_now() where id = any ($1)', [items.map(({ id }) => id)]);
      return items.length;
    });
  }

  /** Reminds of tasks that run out: whatever has a clock, whoever put it there. */
  async remind(): Promise<number> {
    const tasks = await this.sql.query<{ id: string; due: string; created: string; now: string; zone: string; weekdays: string[] | null; closed: string[]; days: unknown; told: number[] }>(
      `select i.id, ${local('i.due_at', 'z.zone')} as due, ${local('i.created_at', 'z.zone')} as created, ${local('app_now()', 'z.zone')} as now, z.zone,
              (select y.weekdays from school_year y where y.party_id = i.party_id and i.due_at::date between y.first_day and y.last_day limit 1) as weekdays,
              array(select d.day::text from no_school_day d join school_year y on y.id = d.school_year_id where y.party_id = i.party_id and d.day between i.due_at::date - 40 and i.due_at::date + 1) as closed,
              (select v.value from policy_version v left join consortium_member m on m.consortium_id = v.consortium_id and m.party_id = i.party_id and m.until is null
                where v.key = 'reminders.daysBefore' and v.effective_from <= app_now()::date and (v.party_id = i.party_id or v.consortium_id = i.consortium_id or m.party_id is not null)
                order by v.party_id is null, v.effective_from desc, v.id limit 1) as days,
              array(select r.days_before from reminder r where r.item_id = i.id and r.due_on = (i.due_at at time zone z.zone)::date) as told
         from inbox_item i cross join lateral (select zone_of_place(i.party_id, i.consortium_id) as zone) z
        where i.done_at is null and not i.is_notice and i.due_at > app_now() and i.due_at < app_now() + interval '30 days' order by i.due_at, i.id`);
    let reminded = 0;
    for (const task of tasks) {
      const days = reminderDue({ dueLocal: task.due, createdLocal: task.created }, task.now, numbers(task.days), calendarOf(task.zone, task.weekdays, task.closed));
      if (days === null || task.told.includes(days)) continue;
      reminded += await this.remindOf(task.id, task.due.slice(0, 10), days);
    }
    return reminded;
  }

  /** Everybody's morning: what waits and what is new since the last one, in one mail. Answers how many people were looked at. */
  async digest(): Promise<number> {
    const people = await this.sql.query<{ id: string; day: string; weekly: boolean }>(
      `select a.id, z.day::text, extract(isodow from z.day) = 1 as weekly
         from account a cross join lateral (select app_now() at time zone zone_of_person(a.id) as clock) c cross join lateral (select c.clock::date as day) z
        where a.status = 'active' and exists (select from role_assignment r where r.account_id = a.id and r.ended_at is null)
          and to_char(c.clock, 'HH24:MI') >= $1 and extract(isodow from z.day) < 6 and not exists (select from digest d where d.account_id = a.id and d.day = z.day)
        order by a.id limit 200`, [MORNING]);
    for (const person of people) await this.morningOf(person.id, person.day, person.weekly);
    return people.length;
  }

  private morningOf(accountId: string, day: string, weekly: boolean): Promise<void> {
    return this.sql.together(async (tx) => {
      // Whoever writes the row writes the mail: a second worker waits here and finds it done.
      const [own] = await tx.query<{ at: Date }>('insert into digest (account_id, day, weekly, at) values ($1, $2, $3, app_now()) on conflict do nothing returning at', [accountId, day, weekly]);
      if (!own) return;
      const items = await tx.query<ItemForMail & { is_notice: boolean; email: string }>(
        `select ${ITEM_FOR_MAIL}, i.is_notice, r.email
           from inbox_reader() r join inbox_item i on i.id = r.item_id
           cross join lateral (select case when not i.is_notice then r.tasks when i.booking_id is not null then r.bookings else r.news end as chosen) c
           cross join lateral (select coalesce((select max(d.at) from digest d where d.account_id = $1 and d.day < $2 and (c.chosen = 'daily' or d.weekly)), $3::timestamptz - case c.chosen when 'weekly' then interval '7 days' else interval '1 day' end) as since) s
          where r.account_id = $1 and i.done_at is null and not i.urgent and i.created_at <= $3 and (c.chosen = 'daily' or (c.chosen = 'weekly' and $4))
            and case when i.is_notice then i.created_at > s.since and not exists (select from inbox_dismissal x where x.item_id = i.id and x.account_id = $1) else true end
          order by i.sort_key, i.id limit 200`, [accountId, day, own.at, weekly]);
      const letter = digestLetter(items.filter((item) => !item.is_notice), items.filter((item) => item.is_notice), weekly && items.every((item) => item.is_notice), this.base);
      if (!letter) return;
      await this.write(tx, [{ dedupe: `digest:${accountId}:${day}`, accountId, to: items[0]!.email, letter, itemId: null, stop: 'digest' }]);
    });
  }

  private remindOf(itemId: string, dueOn: string, days: number): Promise<number> {
    return this.sql.together(async (tx) => {
      const [item] = await tx.query<ItemForMail>(`select ${ITEM_FOR_MAIL} from inbox_item i where i.id = $1 and i.done_at is null for update of i skip locked`, [itemId]);
      if (!item) return 0;
      const [own] = await tx.query('insert into reminder (item_id, days_before, due_on, at) values ($1, $2, $3, app_now()) on conflict do nothing returning item_id', [itemId, days, dueOn]);
      if (!own) return 0;
      const readers = await tx.query<Reader>('select account_id, email from inbox_reader() where item_id = $1 and reminders order by account_id', [itemId]);
      const letter = reminderLetter(item, days === 0, this.base);
      await this.write(tx, readers.map((reader) => ({ dedupe: `remind:${itemId}:${dueOn}:${days}:${reader.account_id}`, accountId: reader.account_id, to: reader.email, letter, itemId, stop: 'reminders' })));
      return 1;
    });
  }

  /** Mails and the jobs that deliver them, together; none that was written before. */
  private async write(tx: SqlTx, mails: readonly NewMail[]): Promise<void> {
    if (mails.length === 0) return;
    const rows = mails.map(({ dedupe, accountId, to, letter, itemId, stop }) => ({ id: this.ids.next(), dedupe_key: dedupe, account_id: accountId, to_address: to, ...letter, item_id: itemId, stop }));
    const written = await tx.query<{ id: string }>(
      `insert into mail (id, dedupe_key, account_id, to_address, subject, body, item_id, stop, created_at)
       select id, dedupe_key, account_id, to_address, subject, body, item_id, stop, app_now()
         from jsonb_to_recordset($1) as one (id uuid, dedupe_key text, account_id uuid, to_address text, subject text, body text, item_id uuid, stop text)
       on conflict (dedupe_key) do nothing returning id`, [JSON.stringify(rows)]);
    for (const { id } of written) await tx.send('deliver', { mailId: id });
  }
}

const numbers = (value: unknown): readonly number[] => (Array.isArray(value) && value.every((one) => typeof one === 'number') ? (value as number[]) : DAYS_BEFORE);

function calendarOf(zone: string, open: readonly string[] | null, closedDays: readonly string[]): BusinessCalendar {
  const days = weekdays.filter((day) => open?.includes(day.toUpperCase()));
  return { zone, weekdays: days.length > 0 ? days : mondayToFriday, closedDays };
}
