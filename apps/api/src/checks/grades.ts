import { type Check } from './check.js';

/** What students reached, who stands by it, and who accepted it. */
export const gradeChecks: readonly Check[] = [
  {
    name: 'sheets-tell-their-answer',
    says: "A sheet of grades stands where its last attestation and the home district's answer left it; completed seats have grades that were accepted.",
    of: 'grade_sheet',
    sql: `
      select g.booking_id as id, format('the sheet is %s, its last attestation %s', g.state, coalesce(a.answer, case when a.number is null then 'is not there' else 'is not answered' end)) as found
        from grade_sheet g left join lateral (select number, answer from grade_attestation a where a.booking_id = g.booking_id order by number desc limit 1) a on true
       where g.state <> coalesce(a.answer, case when a.number is null then 'open' else 'attested' end)
      union all
      select b.id, 'completed, and its grades were never accepted' from booking b
       where b.state = 'completed' and not exists (select from grade_attestation a where a.booking_id = b.id and a.answer = 'accepted')`,
  },
  {
    name: 'attested-on-their-scale',
    says: 'Whatever was attested is a mark of the scale it was given on, for a student of that booking; an attestation without grades says that nobody was placed.',
    of: 'grade_attestation',
    sql: `
      select a.booking_id as id, format('attestation %s has no grades and does not say so, or says so and has some', a.number) as found from grade_attestation a
       where a.nobody = exists (select from attested_grade g where g.booking_id = a.booking_id and g.number = a.number)
      union all
      select g.seat_id, format('%s is no mark of its scale, or the seat is of another booking', g.mark)
        from attested_grade g join grade_attestation a on a.booking_id = g.booking_id and a.number = g.number join seat e on e.id = g.seat_id left join grade_setting s on s.id = a.scale_id
       where e.booking_id <> g.booking_id or (g.mark is not null and not on_scale(s.scale, g.mark))`,
  },
  {
    name: 'grades-wait-in-an-inbox',
    says: 'Grades that were attested wait for the home registrar, once; those that are disputed wait for the teaching side; nothing else does.',
    of: 'grade_sheet',
    sql: `
      select w.id, format('%s open tasks of kind %s while it is %s', n, kind, w.state) as found
        from (select booking_id as id, state from grade_sheet) w cross join (values ('ACCEPT_GRADES', 'attested'), ('CORRECT_GRADES', 'disputed')) k (kind, waits)
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = w.id and i.kind = k.kind and i.done_at is null) counted
       where n <> case when w.state = waits then 1 else 0 end`,
  },
];
