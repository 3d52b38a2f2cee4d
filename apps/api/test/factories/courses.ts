import { type SeatPlan } from '@barnraise/cost-sharing';
import { type Pool } from 'pg';

export interface NewSection {
  readonly id: string;
  readonly planId: string;
  readonly teachingPartyId: string;
  readonly schoolId: string;
  readonly termId: string;
  readonly consortiumIds: readonly string[];
  readonly title?: string;
  readonly capacity?: number;
  readonly reserved?: { readonly seats: number; readonly until: string };
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly dropDate?: string;
  readonly plan?: SeatPlan;
}

/** An open, asynchronous section with its offering, audience, plan, counters and card: as published, without the publisher. */
export async function insertSection(owner: Pool, section: NewSection): Promise<string> {
  const { id, capacity = 10, title = `Course ${id.slice(-4)}`, firstDay = '2020-08-01', lastDay = '2099-06-30', dropDate = lastDay } = section;
  const plan = section.plan ?? { method: 'fixed-price-per-seat', priceCents: 25_000 };
  await owner.query(`insert into sced_course (version, code, area_code, area_name, title, description) values ('12', '03101', '03', 'Science', 'Chemistry', '') on conflict do nothing`);
  await owner.query(`insert into offering (id, kind, owner_party_id, state, title, summary, created_at) values ($1, 'course', $2, 'open', $3, '', app_now())`, [id, section.teachingPartyId, title]);
  await owner.query('insert into audience (offering_id, consortium_id) select $1, unnest($2::uuid[])', [id, section.consortiumIds]);
  await owner.query('insert into cost_plan_version (id, party_id, consortium_ids, plan, created_at) values ($1, $2, $3, $4, app_now())', [section.planId, section.teachingPartyId, section.consortiumIds, JSON.stringify(plan)]);
  await owner.query(
    `insert into course_section (id, teaching_party_id, school_id, term_id, sced_version, sced_code, local_code, syllabus, grade_low, grade_high, credit_hundredths, modality,
                                 first_day, last_day, time_zone, capacity, reserved_seats, reserved_until, drop_date, teaching_drop_date, plan_version_id)
     values ($1, $2, $3, $4, '12', '03101', 'SCI-1', '', 9, 12, 50, 'asynchronous', $5, $6, 'America/Boise', $7, $8, $9, $10, $10, $11)`,
    [id, section.teachingPartyId, section.schoolId, section.termId, firstDay, lastDay, capacity, section.reserved?.seats ?? 0, section.reserved?.until ?? null, dropDate, section.planId]);
  await owner.query('insert into availability (offering_id, capacity, units_left) select id, capacity, seats_left(s, false, today_at(time_zone)) from course_section s where id = $1', [id]);
  await owner.query(
    `insert into catalogue_card (offering_id, open, owner_party_id, consortium_ids, title_key, first_day, facet_keys, search, body, plan)
     values ($1, true, $2, $3, lower($4), $5, '{KIND:COURSE}', to_tsvector('english', $4), '{}', $6)`,
    [id, section.teachingPartyId, section.consortiumIds, title, firstDay, JSON.stringify(plan)]);
  return id;
}

/** A mapping that has been approved: seats can be requested. */
export async function insertMapping(owner: Pool, mapping: { readonly sectionId: string; readonly homePartyId: string; readonly proposedBy: string }): Promise<void> {
  await owner.query(
    `insert into course_mapping (id, section_id, home_party_id, school_year, state, local_code, local_title, credit_hundredths, proposed_by, proposed_at, decided_by, decided_at)
     select gen_random_uuid(), s.id, $2, y.name, 'approved', 'C1', 'Chemistry', 50, $3, app_now(), $3, app_now()
       from course_section s join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id where s.id = $1`,
    [mapping.sectionId, mapping.homePartyId, mapping.proposedBy]);
}
