import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { csvText } from '../../platform/files/csv.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { reference } from '../courses/index.js';
import { DisclosurePurpose, DisclosureService, DisclosureWay } from '../rosters/index.js';
import { type GradeFileInput } from './grade.input.js';
import { GradeReader } from './grade.reader.js';
import { HEADS, readGradeFile, writeGradeFile } from './grade-file.rules.js';
import { atHome, statusWords, typedOf } from './grade.rules.js';
import { type GradeFile, type GradePaper } from './grade.type.js';
import { asScale } from './scale.rules.js';

const strangeNumber = {
  other: 'Another student sits in this seat: the columns of the sheet were sorted apart. Take the sheet of this class anew.',
  unopened: 'Student numbers are compared with names you have opened. Show the names of this class first, which is written down, or leave this column out.',
} as const;

/** Grades in and out of spreadsheets. What goes out has names in it: it is a disclosure like any other, written down first. */
@Injectable()
export class GradePaperService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: GradeReader,
    private readonly names: DisclosureService,
  ) {}

  /** A file, looked at: nothing is stored. Null for a class whose grades aren't the principal's to enter. */
  read(principal: Principal, { sectionId, text }: GradeFileInput): Promise<GradeFile | null> {
    return this.uow.run(principal, async (tx) => {
      const row = await this.reader.section(sectionId);
      if (!row || !this.reader.ofRecord(row, principal)) return null;
      const [sheets, { seats }] = [new Map((await this.reader.sheetsOf(sectionId)).map((sheet) => [sheet.bookingId, sheet])), await this.reader.rows(sectionId, null)];
      const known = seats.flatMap(({ seatId, bookingId, ordinal, seen, withdrawn, entered }) => {
        const sheet = sheets.get(bookingId);
        return sheet ? [{ seatId, ordinal, homeDistrict: sheet.homeDistrict.shortName, reference: reference(sheet), seenOn: seen, withdrawn: withdrawn ? (entered?.lastAttended ?? '') : null }] : [];
      });
      const { grades, numbers, problems } = readGradeFile(text, known, asScale(row.scale), { first: row.first_day, last: row.last_day });
      const said = new Map((await tx.query<{ seat_id: string; says: keyof typeof strangeNumber }>('select seat_id, says from numbers_on_sheet($1, $2) where says is not null', [sectionId, JSON.stringify(numbers)])).map((one) => [one.seat_id, one.says]));
      const strange = numbers.filter(({ seatId }) => said.has(seatId)).map(({ seatId, row: at }) => ({ row: at, column: HEADS.number, rule: 'student', message: strangeNumber[said.get(seatId)!] }));
      const all = [...problems, ...strange].sort((a, b) => a.row - b.row);
      return { grades: all.length > 0 ? [] : [...grades], problems: all };
    });
  }

  /** The sheet of a class, to be filled in elsewhere. */
  async sheet(principal: Principal, sectionId: string): Promise<GradePaper | RefusalData> {
    if (!isId(sectionId)) return notFound('section');
    const book = await this.uow.run(principal, async () => {
      const row = await this.reader.section(sectionId);
      return row && (this.reader.ofRecord(row, principal) ? await this.reader.book(sectionId) : notAllowed('Only the teacher of record or a registrar of the teaching district takes the sheet of a class.'));
    });
    if (!book) return notFound('section');
    if (!('seats' in book)) return book;
    const opened = await this.names.open(principal, { sectionId, purpose: DisclosurePurpose.TEACHING, way: DisclosureWay.FILE });
    if (!('students' in opened)) return opened;
    const named = new Map(opened.students.map((one) => [one.seatId, one]));
    const sheets = new Map(book.sheets.map((sheet) => [sheet.bookingId, sheet]));
    return {
      disclosureId: opened.disclosureId, ...({ __typename: 'GradePaper' } as object),
      csv: writeGradeFile(book.seats.map((seat) => {
        const [student, sheet] = [named.get(seat.seatId), sheets.get(seat.bookingId)!];
        return { district: sheet.homeDistrict.shortName, reference: sheet.reference, ordinal: seat.ordinal, number: student?.studentNumber ?? '', student: student ? `${student.familyName}, ${student.givenName}` : '', typed: seat.typed, lastAttended: seat.lastAttended };
      })),
    };
  }

  /** The lines a home registrar puts on transcripts: what the course counts as, and the grade as the district writes it. */
  async transcript(principal: Principal, bookingId: string): Promise<GradePaper | RefusalData> {
    if (!isId(bookingId)) return notFound('booking');
    const found = await this.uow.run(principal, async (tx) => {
      const row = await this.reader.sheet(bookingId);
      if (!row) return null;
      if (!(await tx.one(`select where holds_role($1, '{registrar}')`, [row.home_party_id]))) return notAllowed('Only a registrar of the home district takes its transcript lines.');
      if (row.attested[0]?.answer !== 'accepted') return notAllowed('These grades are not accepted yet: accept them, then take the transcript lines.');
      if (row.attested[0].nobody) return notAllowed('No student was placed in these seats: there is no line to take.');
      const [{ seats }, scales, mapping] = [await this.reader.rows(null, bookingId), await this.reader.scales(row), await this.reader.countedAs(row)];
      return { row, seats, scales, mapping };
    });
    if (!found) return notFound('booking with grades');
    if (!('row' in found)) return found;
    const { row, seats, scales: { from, to }, mapping } = found;
    const opened = await this.names.open(principal, { bookingId, purpose: DisclosurePurpose.RECORDS, way: DisclosureWay.FILE });
    if (!('students' in opened)) return opened.__typename === 'NotAllowed' ? notAllowed('The names of these students have ended with the term, as policy says. Their grades stay on the page, by seat.') : opened;
    const named = new Map(opened.students.map((one) => [one.seatId, one]));
    const credit = mapping ? mapping.credit_hundredths / 100 : null;
    return {
      disclosureId: opened.disclosureId, ...({ __typename: 'GradePaper' } as object),
      csv: csvText(['Student number', 'Family name', 'Given name', 'Local course', 'Local title', 'Credit', 'Credit earned', 'Grade', 'Given as', 'Status', 'Term', 'Taught by', 'Booking', HEADS.lastAttended], seats.flatMap((seat) => {
        const [student, grade] = [named.get(seat.seatId), seat.attested[0]];
        if (!student || !grade) return [];
        const { mark, passed } = atHome(grade, from, to);
        return [[student.studentNumber, student.familyName, student.givenName, mapping?.local_code ?? '', mapping?.local_title ?? row.title, credit?.toFixed(2) ?? '', credit === null ? '' : (passed ? credit : 0).toFixed(2), mark, typedOf(grade), statusWords[grade.status], row.termName, row.teachingDistrict.shortName, reference(row), grade.lastAttended]];
      })),
    };
  }
}
