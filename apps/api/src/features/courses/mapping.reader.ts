import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type CourseMapping } from './mapping.type.js';

export interface MappingRow {
  readonly id: string; readonly section_id: string; readonly home_party_id: string; readonly school_year: string; readonly state: 'pending' | 'approved' | 'returned';
  readonly local_code: string; readonly local_title: string; readonly credit_hundredths: number; readonly proposed_by: string; readonly decided_by: string | null; readonly reason: string | null;
  readonly proposer: string | null; readonly decider: string | null;
}

const MAPPING = `
select m.id, m.section_id, m.home_party_id, m.school_year, m.state, m.local_code, m.local_title, m.credit_hundredths, m.proposed_by, m.decided_by, m.reason,
       (select display_name from names_of(array[m.proposed_by])) as proposer, (select display_name from names_of(array[m.decided_by])) as decider
  from course_mapping m`;
const GONE = 'Someone no longer here';

/** Reads course mappings, each with the names on it: one statement. Only the home district sees its own. Within the open unit of work. */
@Injectable()
export class MappingReader {
  constructor(private readonly uow: UnitOfWork) {}

  current(sectionId: string, homePartyId: string, schoolYear: string): Promise<MappingRow | null> {
    return this.uow.tx.one<MappingRow & Record<string, unknown>>(`${MAPPING} where m.section_id = $1 and m.home_party_id = $2 and m.school_year = $3`, [sectionId, homePartyId, schoolYear]);
  }

  /** The mapping that counts for a section in its school year; null when there is none yet. */
  ofSection(sectionId: string, homePartyId: string): Promise<MappingRow | null> {
    return this.uow.tx.one<MappingRow & Record<string, unknown>>(
      `${MAPPING} where m.section_id = $1 and m.home_party_id = $2
          and m.school_year = (select y.name from course_section s join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id where s.id = $1)`, [sectionId, homePartyId]);
  }

  /** What the same course counted as before, the same teaching district and the latest year first; null when it never did. */
  async before(sectionId: string, homePartyId: string): Promise<CourseMapping | null> {
    const row = await this.uow.tx.one<MappingRow & Record<string, unknown>>(
      `${MAPPING} join course_section was on was.id = m.section_id join course_section s on s.id = $1 and s.sced_code = was.sced_code
        where m.home_party_id = $2 and m.state = 'approved' and m.section_id <> $1
        order by (was.teaching_party_id = s.teaching_party_id) desc, m.school_year desc, m.decided_at desc, m.id limit 1`, [sectionId, homePartyId]);
    return row && asMapping(row);
  }

  row(id: string): Promise<MappingRow | null> {
    return this.uow.tx.one<MappingRow & Record<string, unknown>>(`${MAPPING} where m.id = $1`, [id]);
  }

  async one(id: string): Promise<CourseMapping | null> {
    const row = await this.row(id);
    return row && asMapping(row);
  }
}

/** A mapping as it is shown. */
export function asMapping(row: MappingRow): CourseMapping {
  return {
    ...({ __typename: 'CourseMapping' } as object), id: row.id, state: row.state as CourseMapping['state'], localCode: row.local_code, localTitle: row.local_title, creditHundredths: row.credit_hundredths,
    schoolYear: row.school_year, proposedBy: row.proposer ?? GONE, decidedBy: row.decided_by && (row.decider ?? GONE), reason: row.reason,
  };
}
