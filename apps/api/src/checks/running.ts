import { type Check } from './check.js';

/** Classes as they run: marks by seat and day, changed days. */
export const runningChecks: readonly Check[] = [
  {
    name: 'marked-when-it-met',
    says: 'Nobody is marked on a day to come, or on one that was announced without class.',
    of: 'attendance',
    sql: `
      select a.seat_id as id, format('marked %s on %s', a.mark, a.day) as found
        from attendance a join course_section s on s.id = a.section_id
       where a.day > today_at(s.time_zone) + 1
          or exists (select from class_change c where c.section_id = a.section_id and c.day = a.day and c.kind = 'no_class' and c.withdrawn_at is null)`,
  },
  {
    name: 'marks-of-their-seat',
    says: 'A mark or a note stands with the booking, the class and the two districts of its seat.',
    of: 'attendance',
    sql: `
      select m.seat_id as id, 'another booking, class or district than its seat' as found
        from (select seat_id, booking_id, section_id, home_party_id, teaching_party_id from attendance union all select seat_id, booking_id, section_id, home_party_id, teaching_party_id from progress_note) m
        join seat e on e.id = m.seat_id join booking b on b.id = e.booking_id
       where (m.booking_id, m.section_id, m.home_party_id, m.teaching_party_id) is distinct from (b.id, e.section_id, b.home_party_id, b.teaching_party_id)`,
  },
  {
    name: 'marks-of-who-sits-there',
    says: 'What is marked of a seat is of the student who sits there; nobody else is of its class.',
    of: 'placement',
    sql: `
      select p.seat_id as id, 'its marks are of somebody else than its student' as found
        from placement p join seat e on e.id = p.seat_id left join class_student c on c.id = marks_of(e) and c.section_id = e.section_id
       where c.student_key is distinct from p.student_key`,
  },
  {
    name: 'corrections-in-order',
    says: "A mark's revision is one its day had, and what it was before came before.",
    of: 'class_day',
    sql: `
      select a.seat_id as id, format('revision %s of a day that has %s', a.revision, d.revision) as found
        from attendance a join class_day d on d.section_id = a.section_id and d.day = a.day where a.revision > d.revision
      union all
      select x.seat_id, format('was %s at revision %s, is at %s', x.mark, x.revision, a.revision)
        from attendance_before x join attendance a on a.whose = x.whose and a.day = x.day where x.revision >= a.revision`,
  },
  {
    name: 'changes-were-told',
    says: 'Every changed day that stands was told to each district that had seats when it was announced, once.',
    of: 'class_change where withdrawn_at is null',
    sql: `
      select c.id, format('%s notices for %s', count(i.id), b.home_party_id) as found
        from class_change c join (select distinct section_id, home_party_id, min(created_at) over (partition by section_id, home_party_id) as since from booking where is_given(state)) b on b.section_id = c.section_id
        left join inbox_item i on i.subject_id = c.id and i.kind = 'class.changed' and i.party_id = b.home_party_id and i.account_id is null and i.done_at is null
       where exists (select from event e join booking k on k.id = e.subject_id where e.kind = 'booking.accepted' and k.section_id = c.section_id and k.home_party_id = b.home_party_id and is_given(k.state) and e.at <= c.announced_at)
       group by c.id, b.home_party_id having count(i.id) <> 1`,
  },
];
