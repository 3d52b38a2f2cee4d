import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** Who teaches what, as far as it is shared with the reader. Within the open unit of work. */
@Injectable()
export class TaughtAreas {
  constructor(private readonly uow: UnitOfWork) {}

  /** Districts that share a course of a subject area, in the order of their ids. */
  async neighborsTeaching(areaCode: string): Promise<string[]> {
    const rows = await this.uow.tx.query<{ id: string }>(
      `select distinct s.teaching_party_id as id from course_section s join offering o on o.id = s.id and o.state in ('open', 'closed') join sced_course x on x.version = s.sced_version and x.code = s.sced_code
        where x.area_code = $1 order by 1`, [areaCode]);
    return rows.map(({ id }) => id);
  }
}
