import { Injectable } from '@nestjs/common';
import { courseNeed, type NeedState } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type ScedCode } from '../courses/index.js';
import { PeopleService } from '../people/index.js';
import { type CourseNeed, type NeighborNeed, type SubjectArea } from './need.type.js';
import { districtWords, studentWords, type Wishes, wishWords } from './need.words.js';

/** A need as every decision about it needs it. */
export interface NeedRow {
  readonly id: string; readonly party_id: string; readonly state: NeedState; readonly title: string; readonly area: SubjectArea; readonly sced: ScedCode | null;
  readonly seats: number; readonly seats_booked: number; readonly grade_low: number; readonly grade_high: number; readonly school_year: string; readonly term: string | null;
  readonly modality: string | null; readonly days: string[]; readonly times: string[]; readonly note: string | null; readonly until: string; readonly ends_at: Date;
  readonly posted_by: string; readonly posted_at: Date;
}

/** One line of what neighbors look for, as the database tells it. */
export interface LineRow extends Wishes {
  readonly school_year: string; readonly area_code: string; readonly area_name: string; readonly version: string | null; readonly code: string | null; readonly title: string | null;
  readonly district_count: number | null; readonly district_names: string[]; readonly at_least: number | null; readonly below: number | null;
}

const NEEDS = `
select n.id, n.party_id, n.state, n.title, jsonb_build_object('code', n.area_code, 'name', coalesce((select area_name from sced_course where area_code = n.area_code order by version desc limit 1), n.area_code)) as area,
       case when x.code is not null then jsonb_build_object('version', x.version, 'code', x.code, 'title', x.title, 'areaName', x.area_name) end as sced,
       n.seats, seats_toward(n) as seats_booked, n.grade_low, n.grade_high, n.school_year, n.term, n.modality, n.days, n.times, n.note, n.until::text, need_ends_at(n) as ends_at, n.posted_by, n.posted_at
  from course_need n left join sced_course x on x.version = n.sced_version and x.code = n.sced_code`;
const MOST = 100;

/** Reads needs: a district's own, and what is told of its neighbors'. Within the open unit of work. */
@Injectable()
export class NeedReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly people: PeopleService,
  ) {}

  row(id: string): Promise<NeedRow | null> {
    return this.uow.tx.one<NeedRow & Record<string, unknown>>(`${NEEDS} where n.id = $1`, [id]);
  }

  async one(id: string): Promise<CourseNeed | null> {
    const row = await this.row(id);
    return row && (await this.asNeeds([row]))[0]!;
  }

  /** Those still looked for first, then those that ended last. */
  async ofDistrict(districtId: string): Promise<CourseNeed[]> {
    return this.asNeeds(await this.uow.tx.query<NeedRow & Record<string, unknown>>(`${NEEDS} where n.party_id = $1 order by n.state <> 'open', n.state_since desc, n.id desc limit ${MOST}`, [districtId]));
  }

  lines(): Promise<LineRow[]> {
    return this.uow.tx.query<LineRow & Record<string, unknown>>('select * from neighbor_needs()');
  }

  areas(): Promise<SubjectArea[]> {
    return this.uow.tx.query<SubjectArea & Record<string, unknown>>('select distinct on (area_code) area_code as code, area_name as name from sced_course where my_account() is not null order by area_code, version desc');
  }

  private async asNeeds(rows: readonly NeedRow[]): Promise<CourseNeed[]> {
    const names = await this.people.namesOf(rows.map((row) => row.posted_by));
    const { principal } = this.uow.tx;
    return rows.map((row) => ({
      __typename: 'CourseNeed', id: row.id, state: row.state as CourseNeed['state'], districtId: row.party_id, title: row.title, area: row.area, sced: row.sced, seats: row.seats, seatsBooked: row.seats_booked,
      gradeLow: row.grade_low, gradeHigh: row.grade_high, schoolYear: row.school_year, term: row.term as CourseNeed['term'], modality: row.modality as CourseNeed['modality'],
      days: row.days as CourseNeed['days'], times: row.times as CourseNeed['times'], note: row.note, until: row.until, postedBy: names.get(row.posted_by) ?? 'Someone no longer here', postedAt: row.posted_at,
      mayChange: courseNeed.step(row.state, 'withdraw', { actor: { side: 'home', roles: this.access.rolesIn(principal, row.party_id) }, nowMs: 0, clock: null, facts: {} }).ok,
      wishWords: wishWords({ ...row, terms: row.term === null ? [] : [row.term], modalities: row.modality === null ? [] : [row.modality] }),
    }));
  }
}

export const keyOf = (line: LineRow): string => `${line.school_year}/${line.area_code}/${line.code ?? ''}`;

/** A line as it is shown. */
export function asLine(line: LineRow): NeighborNeed {
  return {
    key: keyOf(line), schoolYear: line.school_year, area: { code: line.area_code, name: line.area_name },
    sced: line.code === null ? null : { version: line.version!, code: line.code, title: line.title!, areaName: line.area_name },
    title: line.title ?? (line.district_count === null ? `A course in ${line.area_name}` : `Courses in ${line.area_name}`),
    districtCount: line.district_count, districtNames: line.district_names, districtWords: districtWords(line.district_count), studentWords: studentWords(line.at_least, line.below), wishWords: wishWords(line),
  };
}
