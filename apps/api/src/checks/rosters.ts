import { type Check } from './check.js';

/** Students in seats, and who has been told. */
export const rosterChecks: readonly Check[] = [
  {
    name: 'placed-in-given-seats',
    says: 'Students sit in seats that were given to their district, in the booking and section that the seat is of.',
    of: 'placement',
    sql: `
      select p.seat_id as id, format('in a booking that is %s', b.state) as found
        from placement p join seat e on e.id = p.seat_id join booking b on b.id = p.booking_id join school c on c.id = p.school_id
       where b.state not in ('accepted', 'rostered', 'active', 'completed', 'withdrawn') or e.booking_id <> p.booking_id or b.section_id <> p.section_id or c.party_id <> b.home_party_id`,
  },
  {
    name: 'withdrawn-stand-in-the-sheet',
    says: 'Whoever was withdrawn from a class stands in its sheet of grades as withdrawn, with a day; nobody else left a seat and kept it.',
    of: 'placement',
    sql: `
      select p.seat_id as id, format('left on %s in a booking that is %s', coalesce(p.left_on::text, 'no day'), b.state) as found
        from placement p join booking b on b.id = p.booking_id
       where (p.left_on is null) = (b.state = 'withdrawn')
          or (b.state = 'withdrawn' and not exists (select from seat_grade g where g.seat_id = p.seat_id and g.student_key = p.student_key and g.status = 'withdrawn' and g.last_attended is not null))`,
  },
  {
    name: 'names-end',
    says: 'No name is kept beyond what policy says; a day is given to the worker.',
    of: 'student_name',
    sql: `
      select n.seat_id as id, format('its class ended on %s', s.last_day) as found
        from student_name n join placement p on p.seat_id = n.seat_id join booking b on b.id = p.booking_id join course_section s on s.id = b.section_id
       where s.last_day + coalesce((select (value #>> '{}')::int from policy_version where key = 'students.retentionDays' and id = any (b.governing_policy_ids)), 60) + 1 < today_at(s.time_zone)`,
  },
  {
    name: 'disclosures-say-whose',
    says: 'Every disclosure says whose names it opened, in bookings of the district that it names.',
    of: 'disclosure',
    sql: `
      select d.id, 'it names nobody' as found
        from disclosure d where not exists (select from disclosed_name n where n.disclosure_id = d.id)
      union all
      select n.disclosure_id, 'a seat of another booking or district' from disclosed_name n join booking b on b.id = n.booking_id join seat e on e.id = n.seat_id
       where b.home_party_id <> n.home_party_id or e.booking_id <> n.booking_id`,
  },
];
