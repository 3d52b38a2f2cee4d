import { csvText } from '../../platform/files/csv.js';
import { readSheet, sameText, wholeRow } from '../../platform/files/sheet.js';
import { type FileProblem } from '../../platform/graphql/file-problem.js';
import { readTyped } from './grade.rules.js';
import { type Scale } from './scale.rules.js';

/** One seat of a class, as a sheet of grades names it. */
export interface FileSeat {
  readonly seatId: string; readonly homeDistrict: string; readonly reference: string; readonly ordinal: number;
  /** The last day attendance says its student was there. */
  readonly seenOn: string | null;
  /** The last day attended of a student who was withdrawn: W stands there for good. Null for all others. */
  readonly withdrawn: string | null;
}
export interface FileGrade { readonly seatId: string; readonly typed: string; readonly lastAttended: string | null }
export interface ReadGrades {
  readonly grades: readonly FileGrade[];
  /** Numbers the sheet says its students have: whoever knows them compares. */
  readonly numbers: readonly { readonly seatId: string; readonly number: string; readonly row: number }[];
  readonly problems: readonly FileProblem[];
}

export const HEADS = { district: 'District', booking: 'Booking', seat: 'Seat', number: 'Student number', student: 'Student', grade: 'Grade', lastAttended: 'Last day attended' } as const;
type Head = keyof typeof HEADS;
const NEEDED: readonly Head[] = ['booking', 'seat', 'grade'];

/** A day as sheets write it: 2026-10-02, or 10/2/2026 as an American spreadsheet makes of it. */
export function readDay(cell: string): string | null | undefined {
  if (cell === '') return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell) ?? (() => {
    const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
    return us ? [cell, us[3]!, us[1]!.padStart(2, '0'), us[2]!.padStart(2, '0')] : null;
  })();
  if (!iso) return undefined;
  const [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const last = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return last === undefined || day < 1 || day > last ? undefined : `${iso[1]}-${iso[2]}-${iso[3]}`;
}

/** Grades from a spreadsheet, row by row, and everything that is wrong with them. Nothing is stored; a sheet with problems has no grades. */
export function readGradeFile(text: string, seats: readonly FileSeat[], scale: Scale, days: { readonly first: string; readonly last: string }): ReadGrades {
  const { rows, problems: unread } = readSheet(text, { heads: HEADS, needed: NEEDED, one: 'student', whole: 'A sheet of grades' });
  if (unread.length > 0) return { grades: [], numbers: [], problems: unread };
  const problems: FileProblem[] = [];
  const grades: FileGrade[] = [];
  const numbers: { seatId: string; number: string; row: number }[] = [];
  const seen = new Set<string>();
  for (const { row, cell } of rows) {
    const say = (head: Head, rule: string, message: string) => problems.push({ row, column: HEADS[head], rule, message });
    const seat = seats.find((one) => sameText(one.reference, cell('booking')) && String(one.ordinal) === cell('seat'));
    if (!seats.some((one) => sameText(one.reference, cell('booking')))) {
      say('booking', 'known', `No booking of this class is called “${cell('booking').slice(0, 20)}”: it has ${[...new Set(seats.map(({ reference }) => reference))].join(', ')}.`);
      continue;
    }
    if (!seat) {
      say('seat', 'known', `There is no student in seat “${cell('seat').slice(0, 20)}” of ${cell('booking')}: take this row out.`);
      continue;
    }
    if (seen.has(seat.seatId)) say('seat', 'once', `Seat ${seat.ordinal} of ${seat.reference} stands here twice: leave one of the two rows out.`);
    seen.add(seat.seatId);
    const lastAttended = readDay(cell('lastAttended'));
    if (lastAttended === undefined) {
      say('lastAttended', 'day', `“${cell('lastAttended').slice(0, 20)}” is no day: write it like 2026-10-02.`);
      continue;
    }
    if (seat.withdrawn !== null) {
      if (!['', 'W'].includes(cell('grade').toUpperCase())) say('grade', 'withdrawn', `Seat ${seat.ordinal} of ${seat.reference} was withdrawn: W stands there. Leave it, or take this row out.`);
      else if (lastAttended !== null && lastAttended !== seat.withdrawn) say('lastAttended', 'withdrawn', `Seat ${seat.ordinal} of ${seat.reference} was withdrawn, last attended ${seat.withdrawn}: that stays.`);
      continue;
    }
    const { grade, problem } = readTyped(cell('grade'), lastAttended, scale, days);
    // W without a day: the last one attendance knows of, shown before it is saved.
    if (problem) say(problem.part === 'value' ? 'grade' : 'lastAttended', problem.rule, problem.message);
    else if (grade) grades.push({ seatId: seat.seatId, typed: cell('grade'), lastAttended: grade.status === 'withdrawn' ? (lastAttended ?? seat.seenOn) : null });
    if (cell('number') !== '') numbers.push({ seatId: seat.seatId, number: cell('number'), row });
  }
  if (problems.length === 0 && grades.length === 0) return { grades: [], numbers: [], problems: [wholeRow(2, 'some', 'No row of this file has a grade: fill in the column "Grade".')] };
  return { grades: problems.length > 0 ? [] : grades, numbers, problems };
}

/** A sheet for a spreadsheet; what is read back in has the same heads. */
export const writeGradeFile = (rows: readonly { district: string; reference: string; ordinal: number; number: string; student: string; typed: string; lastAttended: string | null }[]): string =>
  csvText(Object.values(HEADS), rows.map((one) => [one.district, one.reference, one.ordinal, one.number, one.student, one.typed, one.lastAttended]));
