import { type Check } from './check.js';

/** The line for seats: its counter, its order's effect, and what it says of the seats that were offered to it. */
export const waitlistChecks: readonly Check[] = [
  {
    name: 'seats-waiting',
    says: "A section's seats waited for are those wanted by the places that wait.",
    of: 'course_section',
    sql: `
      select s.id, format('the counter says %s, the places say %s', s.seats_waiting, n) as found
        from course_section s cross join lateral (select coalesce(sum(seats_wanted), 0) as n from waitlist_entry where section_id = s.id and state = 'waiting') counted
       where s.seats_waiting <> n`,
  },
  {
    name: 'nobody-waits-beside-free-seats',
    says: 'No seat of an open section is free while somebody waits who would take it; under a request window all of them wait for its close.',
    of: "waitlist_entry where state = 'waiting'",
    // A block whose release date has come is offered with the next hold or sweep, whichever is first.
    sql: `
      select w.id, format('%s wanted, %s at the least, %s free', w.seats_wanted, w.seats_least, free) as found
        from waitlist_entry w join course_section s on s.id = w.section_id join offering o on o.id = s.id
       cross join lateral (select seats_left(s, w.home_party_id = s.teaching_party_id, case when s.reserved_seats = 0 or s.reserved_released then today_at(s.time_zone) else least(today_at(s.time_zone), s.reserved_until - 1) end) as free) f
       where w.state = 'waiting' and o.state = 'open' and today_at(s.time_zone) <= s.last_day and w.seats_least <= free and (window_over(s.id)).id is null
         and exists (select from consortium_member m where m.consortium_id = w.consortium_id and m.party_id = w.home_party_id and m.until is null)`,
  },
  {
    name: 'offers-are-holds',
    says: 'A place that is offered seats has them held, once; no other place has, and the seats are for its district and section.',
    of: 'waitlist_entry',
    sql: `
      select w.id, format('it is %s, with %s held', w.state, n) as found
        from waitlist_entry w cross join lateral (select count(*) as n from booking b where b.waitlist_entry_id = w.id and b.state = 'held') held
       where n <> case w.state when 'offered' then 1 else 0 end
      union all
      select w.id, format('its booking %s is for somebody else', b.number) from waitlist_entry w join booking b on b.waitlist_entry_id = w.id
       where b.section_id <> w.section_id or b.home_party_id <> w.home_party_id or b.consortium_id <> w.consortium_id`,
  },
  {
    name: 'taken-with-seats',
    says: 'A place that was taken has a booking that went further than the offer.',
    of: "waitlist_entry where state = 'taken'",
    sql: `
      select w.id, 'nothing was taken' as found from waitlist_entry w
       where w.state = 'taken' and not exists (select from booking b where b.waitlist_entry_id = w.id and b.state not in ('held', 'expired'))`,
  },
  {
    name: 'lines-end-with-courses',
    says: 'Nobody waits for seats of a section that was canceled.',
    of: "waitlist_entry where state in ('waiting', 'offered')",
    sql: `
      select w.id, 'its section was canceled' as found from waitlist_entry w join offering o on o.id = w.section_id
       where w.state in ('waiting', 'offered') and o.state = 'cancelled'`,
  },
  {
    name: 'waiting-without-gaps',
    says: 'Each event of a place on a waitlist begins where the one before it ended, and the last tells its state.',
    of: "event where subject_type = 'waitlist'",
    sql: `
      select subject_id as id, format('event %s goes from %s to %s after %s', seq, coalesce(before, 'nothing'), after, coalesce(ended, 'nothing')) as found from (
        select subject_id, seq, facts->>'before' as before, facts->>'after' as after, lag(facts->>'after') over (partition by subject_id order by seq) as ended from event where subject_type = 'waitlist') told
       where before is distinct from ended or (before is not null and not exists (select from waitlist_move where from_state = before and to_state = after))
      union all
      select w.id, format('it is %s, its last event says %s', w.state, coalesce(last.after, 'nothing'))
        from waitlist_entry w left join lateral (select facts->>'after' as after from event where subject_id = w.id order by seq desc limit 1) last on true
       where last.after is distinct from w.state`,
  },
];
