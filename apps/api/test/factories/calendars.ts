import { type Pool } from 'pg';

export interface NewSchool {
  readonly id: string;
  readonly partyId: string;
  readonly name?: string;
  readonly timeZone?: string;
}

export async function insertSchool(owner: Pool, school: NewSchool): Promise<string> {
  await owner.query(`insert into school (id, party_id, name, level, lowest_grade, highest_grade, time_zone) values ($1, $2, $3, 'High', '09', '12', $4)`, [
    school.id, school.partyId, school.name ?? `School ${school.id.slice(-4)}`, school.timeZone ?? 'America/Boise',
  ]);
  return school.id;
}

export interface NewTerm {
  readonly id: string;
  /** The year it lies in is made with it. */
  readonly schoolYearId: string;
  readonly partyId: string;
  readonly schoolYear?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
}

export async function insertTerm(owner: Pool, term: NewTerm): Promise<string> {
  const [first, last] = [term.firstDay ?? '2020-08-01', term.lastDay ?? '2099-06-30'];
  await owner.query(`insert into school_year (id, party_id, name, first_day, last_day, weekdays) values ($1, $2, $5, $3, $4, '{MON,TUE,WED,THU,FRI}')`, [term.schoolYearId, term.partyId, first, last, term.schoolYear ?? '2026-27']);
  await owner.query(`insert into term (id, school_year_id, code, name, first_day, last_day) values ($1, $2, 'F', 'Fall term', $3, $4)`, [term.id, term.schoolYearId, first, last]);
  return term.id;
}
