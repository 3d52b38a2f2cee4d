import { csvText } from '../../platform/files/csv.js';
import { readSheet, sameText } from '../../platform/files/sheet.js';
import { type FileProblem } from '../../platform/graphql/file-problem.js';
import { type PlacingFacts, type Student, studentProblems, trimmed } from './roster.rules.js';

export interface ReadFile {
  readonly students: readonly Student[];
  readonly problems: readonly FileProblem[];
}

/** The heads of a roster as we write them; read in any case, with or without those that may be left out. */
export const HEADS = {
  seatId: 'Seat', givenName: 'Given name', familyName: 'Family name', studentNumber: 'Student number', gradeLevel: 'Grade', schoolId: 'School', counselorId: 'Counselor', accommodationsContact: 'Accommodations contact',
} as const satisfies Record<keyof Student, string>;
const NEEDED: readonly (keyof Student)[] = ['givenName', 'familyName', 'studentNumber', 'gradeLevel'];

/**
 * A roster from a spreadsheet, row by row: the students it names, and everything that is wrong with it. Nothing is stored;
 * a file with problems names no students that could be placed.
 */
export function readRosterFile(text: string, facts: PlacingFacts): ReadFile {
  const { rows, problems: unread } = readSheet(text, { heads: HEADS, needed: NEEDED, one: 'student', whole: 'A roster' });
  if (unread.length > 0) return { students: [], problems: unread };
  const free = facts.seats.filter(({ ordinal }) => !rows.some(({ cell }) => cell('seatId') === String(ordinal))).map(({ id }) => id);
  const students = rows.map(({ cell }): Student => {
    const seat = cell('seatId');
    const school = cell('schoolId');
    const counselor = cell('counselorId');
    const grade = cell('gradeLevel');
    return trimmed({
      seatId: (seat === '' ? free.shift() : facts.seats.find(({ ordinal }) => String(ordinal) === seat)?.id) ?? '',
      givenName: cell('givenName'), familyName: cell('familyName'), studentNumber: cell('studentNumber'), gradeLevel: /^\d{1,2}$/.test(grade) ? Number(grade) : NaN,
      schoolId: (school === '' && facts.schools.length === 1 ? facts.schools[0] : facts.schools.find(({ name }) => sameText(name, school)))?.id ?? '',
      counselorId: counselor === '' ? null : (facts.counselors.find(({ name }) => sameText(name, counselor))?.id ?? ''),
      accommodationsContact: cell('accommodationsContact'),
    });
  });
  const problems = studentProblems(students, facts).map(({ index, field, rule, message }): FileProblem => {
    const { row, cell } = rows[index]!;
    const tooMany = field === 'seatId' && cell('seatId') === '';
    return { row, column: HEADS[field], rule, message: tooMany ? `There are more students than the ${facts.seats.length} seats of this booking: leave this row out, or book another seat.` : message };
  });
  return { students: problems.length > 0 ? [] : students, problems };
}

/** A name as it was opened. */
export interface NamedStudent {
  readonly ordinal: number;
  readonly reference: string;
  readonly homeDistrict: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly studentNumber: string;
  readonly gradeLevel: number;
  readonly school: string;
  readonly counselor: string | null;
  readonly accommodationsContact: string | null;
}

/** Opened names for a spreadsheet; what is read back in has the same heads. */
export const writeRosterFile = (students: readonly NamedStudent[]): string =>
  csvText([...Object.values(HEADS), 'District', 'Booking'], students.map((one) => [
    one.ordinal, one.givenName, one.familyName, one.studentNumber, one.gradeLevel, one.school, one.counselor, one.accommodationsContact, one.homeDistrict, one.reference,
  ]));
