import { allot, type Allotment, type AllotmentRule, type SeatRequest } from '@barnraise/allotment';
import { type Check } from './check.js';

interface Kept { readonly key: string; readonly district: string; readonly turn: number; readonly seats: number; readonly least: number; readonly contributes: boolean; readonly given: number; readonly waits: Allotment['waits']; readonly trace: unknown }

/** Request windows: what was allotted comes out again from what is written down, and was offered. */
export const windowChecks: readonly Check[] = [
  {
    name: 'allotted-as-published',
    says: 'A section that was allotted comes out the same again: from its requests, its seats and the order that was in force.',
    of: 'window_section',
    sql: `
      select d.window_id as id, d.section_id, d.seats, w.rule, coalesce((
               select jsonb_agg(jsonb_build_object('key', r.entry_id, 'district', r.home_party_id, 'turn', r.turn, 'seats', r.seats_asked, 'least', r.seats_least, 'contributes', r.contributes, 'given', r.seats_given,
                        'waits', case when r.waits_seats is not null then jsonb_build_object('seats', r.waits_seats, 'place', r.waits_place) end, 'trace', r.trace) order by r.turn)
                 from window_request r where r.window_id = d.window_id and r.section_id = d.section_id), '[]') as requests
        from window_section d join request_window w on w.id = d.window_id`,
    examine: (row) => {
      const kept = row.requests as Kept[];
      const section = String(row.section_id);
      const requests = kept.map(({ key, district, turn, seats, least, contributes }): SeatRequest => ({ key, section, district, turn, seats, least, contributes }));
      const again = new Map(allot(row.rule as AllotmentRule, { [section]: Number(row.seats) }, requests).map((one) => [one.key, one]));
      const other = kept.find(({ key, given, waits, trace }) => same(again.get(key), { key, seats: given, waits, trace }) === false);
      return other ? `in ${section} request ${other.key} has ${other.given}, and comes to ${again.get(other.key)!.seats}` : null;
    },
  },
  {
    name: 'given-was-offered',
    says: 'Seats that were allotted were offered to the district that asked for them, in one booking of as many.',
    of: 'window_request where seats_given > 0',
    sql: `
      select r.entry_id as id, format('%s were given', r.seats_given) as found from window_request r
       where r.seats_given > 0 and not exists (
         select from booking b where b.waitlist_entry_id = r.entry_id and b.section_id = r.section_id and b.home_party_id = r.home_party_id and b.seat_count = r.seats_given)`,
  },
  {
    name: 'windows-tell-their-end',
    says: "A window's last event tells its state, and one that was allotted has closed after its day.",
    of: 'request_window',
    sql: `
      select w.id, format('it is %s, its last event says %s', w.state, coalesce(last.after, 'nothing')) as found
        from request_window w left join lateral (select facts->>'after' as after from event where subject_type = 'window' and subject_id = w.id order by seq desc limit 1) last on true
       where last.after is distinct from w.state
      union all
      select id, 'it was closed before its day' from request_window where closed_at < closes_at`,
  },
  {
    name: 'asked-until-the-close',
    says: 'What a window asks of a district waits until the window closes, and no longer.',
    of: "inbox_item where kind = 'ASK_IN_WINDOW'",
    sql: `
      select i.id, format('due %s, and the window is %s and closes %s', i.due_at, w.state, w.closes_at) as found from inbox_item i join request_window w on w.id = i.window_id
       where i.kind = 'ASK_IN_WINDOW' and i.done_at is null and (w.state <> 'collecting' or w.closed_at is not null or i.due_at is distinct from w.closes_at)`,
  },
];

/** The same whatever the order of the keys. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]) : value;
