import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PeopleService } from '../people/index.js';
import { type CourseMapping } from './mapping.type.js';

export interface MappingRow {
  readonly id: string; readonly section_id: string; readonly home_party_id: string; readonly school_year: string; readonly state: 'pending' | 'approved' | 'returned';
  readonly local_code: string; readonly local_title: string; readonly credit_hundredths: number; readonly proposed_by: string; readonly decided_by: string | null; readonly reason: string | null;
}

const COLUMNS = 'id, section_id, home_party_id, school_year, state, local_code, local_title, credit_hundredths, proposed_by, decided_by, reason';

/** Reads course mappings; only the home district sees its own. Within the open unit of work. */
@Injectable()
export class MappingReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: PeopleService,
  ) {}

  current(sectionId: string, homePartyId: string, schoolYear: string): Promise<MappingRow | null> {
    return this.uow.tx.one<MappingRow & Record<string, unknown>>(`select ${COLUMNS} from course_mapping where section_id = $1 and home_party_id = $2 and school_year = $3`, [sectionId, homePartyId, schoolYear]);
  }

  /** The mapping that counts for a section in its school year; null when there is none yet. */
  ofSection(sectionId: string, homePartyId: string): Promise<MappingRow | null> {
    return this.uow.tx.one<MappingRow & Record<string, unknown>>(
      `select ${COLUMNS} from course_mapping where section_id = $1 and home_party_id = $2
          and school_year = (select y.name from course_section s join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id where s.id = $1)`, [sectionId, homePartyId]);
  }

  row(id: string): Promise<MappingRow | null> {
    return this.uow.tx.one<MappingRow & Record<string, unknown>>(`select ${COLUMNS} from course_mapping where id = $1`, [id]);
  }

  async one(id: string): Promise<CourseMapping | null> {
    const row = await this.row(id);
    return row && this.asType(row);
  }

  async asType(row: MappingRow): Promise<CourseMapping> {
    const names = await this.people.namesOf([row.proposed_by, row.decided_by].filter((id) => id !== null));
    const who = (id: string) => names.get(id) ?? 'Someone no longer here';
    return {
      ...({ __typename: 'CourseMapping' } as object), id: row.id, state: row.state as CourseMapping['state'], localCode: row.local_code, localTitle: row.local_title, creditHundredths: row.credit_hundredths,
      schoolYear: row.school_year, proposedBy: who(row.proposed_by), decidedBy: row.decided_by && who(row.decided_by), reason: row.reason,
    };
  }
}
