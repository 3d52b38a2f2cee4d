import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { csvText } from '../../platform/files/csv.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { RefusedError } from '../../platform/graphql/refused.js';
import { Ids } from '../../platform/ids/ids.js';
import { reference } from '../courses/index.js';
import { type DisclosuresInput, type OpenNamesInput } from './roster.input.js';
import { purposeWords, rightWords, wayWords } from './roster.words.js';
import { writeRosterFile } from './roster-file.rules.js';
import { type DisclosureEntry, type DisclosureReport, DisclosureWay, type OpenedNames, type OpenedStudent } from './disclosure.type.js';

/** The only way to a name, and the record of every time it was taken. */
@Injectable()
export class DisclosureService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** Written down first, then shown, in one transaction. Every call is an opening of its own: what is asked twice was shown twice. */
  open(principal: Principal, { bookingId, sectionId, purpose, way }: OpenNamesInput): Promise<OpenedNames | RefusalData> {
    if ((bookingId == null) === (sectionId == null)) return Promise.resolve(invalidInput([{ field: 'input.bookingId', rule: 'exactlyOne', message: 'Name a booking or a section, exactly one of them.' }]));
    return this.uow.run(principal, async (tx) => {
      const known = await tx.one(bookingId ? 'select id from booking where id = $1' : 'select id from course_section where id = $1', [bookingId ?? sectionId]);
      if (!known) return notFound(bookingId ? 'booking' : 'section');
      const disclosureId = this.ids.next();
      const row = await tx.one<{ names: (Omit<OpenedStudent, 'reference'> & { number: number })[] | null }>('select open_names($1, $2, $3, $4, $5) as names', [disclosureId, bookingId ?? null, sectionId ?? null, purpose, way]);
      if (!row?.names) return notAllowed("Names are open to the teacher of record, to the registrars of both districts, and to the student's own counselor and site facilitator. None of these names is open to you.");
      const students = row.names.map((one) => ({ ...one, reference: reference(one) }));
      return { __typename: 'OpenedNames', disclosureId, students, csv: way === DisclosureWay.FILE ? writeRosterFile(students) : null };
    });
  }

  /** Every time the name of one student was opened, for the registrar of the student's district; empty for everybody else. */
  report(principal: Principal, { districtId, studentNumber, seatId }: DisclosuresInput): Promise<DisclosureReport> {
    if ((studentNumber == null) === (seatId == null)) throw new RefusedError(invalidInput([{ field: 'input.studentNumber', rule: 'exactlyOne', message: 'Name a student by number or by seat, exactly one of them.' }]));
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<Omit<DisclosureEntry, 'reference'> & { number: number } & Record<string, unknown>>(
        'select disclosure_id as id, at, who, district, by_right as right, purpose, way, booking_id as "bookingId", number, title from disclosures_of($1, $2, $3)', [districtId, studentNumber?.trim() ?? null, seatId ?? null]);
      const entries = rows.map((row) => ({ ...row, reference: reference(row) }));
      return {
        entries,
        csv: csvText(['When (UTC)', 'Who', 'District', 'By what right', 'What for', 'How', 'Course', 'Booking'], entries.map((one) => [
          one.at.toISOString(), one.who, one.district, rightWords[one.right], purposeWords[one.purpose], wayWords[one.way], one.title, one.reference,
        ])),
      };
    });
  }
}
