import { type Check } from './check.js';

/** Counters and what they count. The counters are written by three functions alone; here they are counted again. */
export const seatChecks: readonly Check[] = [
  {
    name: 'seats-taken',
    says: "A section's seats taken are its seats in states that take capacity.",
    of: 'course_section',
    sql: `
      select s.id, format('the counter says %s, the seats say %s', s.seats_taken, n) as found
        from course_section s cross join lateral (select count(*) as n from seat where section_id = s.id and takes_capacity(state)) counted
       where s.seats_taken <> n`,
  },
  {
    name: 'own-seats-taken',
    says: "A section's own seats taken are those of bookings of the teaching district itself.",
    of: 'course_section',
    sql: `
      select s.id, format('the counter says %s, the seats say %s', s.own_seats_taken, n) as found
        from course_section s cross join lateral (
          select count(*) as n from seat e join booking b on b.id = e.booking_id
           where b.section_id = s.id and b.home_party_id = s.teaching_party_id and takes_capacity(e.state)) counted
       where s.own_seats_taken <> n`,
  },
  {
    name: 'never-oversold',
    says: 'No section has more seats taken than it has seats.',
    of: 'course_section',
    sql: `
      select s.id, format('%s of %s seats are taken', n, s.capacity) as found
        from course_section s cross join lateral (select count(*) as n from seat where section_id = s.id and takes_capacity(state)) counted
       where n > s.capacity`,
  },
  {
    name: 'units-left',
    says: "The catalogue's seats left are what the section has left for a neighbor.",
    of: 'availability',
    // A block whose release date has come opens with the next hold or sweep, whichever is first.
    sql: `
      select s.id, format('the catalogue says %s of %s, the section has %s of %s', a.units_left, a.capacity, units_left_of(s), s.capacity) as found
        from course_section s left join availability a on a.offering_id = s.id
       where a.offering_id is null or a.capacity <> s.capacity
          or a.units_left not in (units_left_of(s), case when s.reserved_released or s.reserved_seats = 0 then units_left_of(s)
               else coalesce(nullif(seats_left(s, false, s.reserved_until - 1), 0), -s.seats_waiting) end)`,
  },
  {
    name: 'units-by-party',
    says: "The catalogue's seats by home district are the seats of its bookings.",
    of: 'availability',
    sql: `
      select a.offering_id as id, format('the catalogue says %s, the seats say %s', told, counted) as found
        from availability a
       cross join lateral (select coalesce(jsonb_object_agg(key, value::int), '{}') as told from jsonb_each_text(a.units_by_party) where value::int <> 0) t
       cross join lateral (
         select coalesce(jsonb_object_agg(home, n), '{}') as counted from (
           select b.home_party_id as home, count(*)::int as n from seat e join booking b on b.id = e.booking_id
            where b.section_id = a.offering_id and takes_capacity(e.state) group by 1) by_home) c
       where told <> counted`,
  },
  {
    name: 'state-of-seats',
    says: "A booking's state is the state of each of its seats.",
    of: 'booking',
    sql: `
      select b.id, format('the booking is %s, its seats are %s', b.state, string_agg(distinct e.state, ', ')) as found
        from booking b join seat e on e.booking_id = b.id
       group by b.id having bool_or(e.state <> b.state)`,
  },
  {
    name: 'seat-count',
    says: "A booking has as many seats as it says, numbered from one, all in its own section.",
    of: 'booking',
    sql: `
      select b.id, format('it says %s, there are %s', b.seat_count, count(e.id)) as found
        from booking b left join seat e on e.booking_id = b.id
       group by b.id
      having count(e.id) <> b.seat_count or min(e.ordinal) <> 1 or max(e.ordinal) <> b.seat_count or bool_or(e.section_id <> b.section_id)`,
  },
];
