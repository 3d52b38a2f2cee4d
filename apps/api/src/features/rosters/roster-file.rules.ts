import { CsvError, parse } from 'csv-parse/sync';
import { csvText, withoutMark } from '../../platform/files/csv.js';
import { type PlacingFacts, type Student, studentProblems, trimmed } from './roster.rules.js';

/** One thing that is wrong with a file: where, which rule, and what to do. */
export interface FileProblem {
  /** As a spreadsheet counts: the heads are row 1. */
  readonly row: number;
  readonly column: string;
  readonly rule: string;
  readonly message: string;
}

export interface ReadFile {
  readonly students: readonly Student[];
  readonly problems: readonly FileProblem[];
}

/** The heads of a roster as we write them; read in any case, with or without those that may be left out. */
export const HEADS = {
  seatId: 'Seat', givenName: 'Given name', familyName: 'Family name', studentNumber: 'Student number', gradeLevel: 'Grade', schoolId: 'School', counselorId: 'Counselor', accommodationsContact: 'Accommodations contact',
} as const satisfies Record<keyof Student, string>;
const NEEDED: readonly (keyof Student)[] = ['givenName', 'familyName', 'studentNumber', 'gradeLevel'];
const MOST_ROWS = 1000;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
const whole = (row: number, rule: string, message: string): ReadFile => ({ students: [], problems: [{ row, column: '', rule, message }] });

interface Line { readonly record: string[]; readonly info: { readonly lines: number } }

/**
 * A roster from a spreadsheet, row by row: the students it names, and everything that is wrong with it. Nothing is stored;
 * a file with problems names no students that could be placed.
 */
export function readRosterFile(text: string, facts: PlacingFacts): ReadFile {
  let lines: Line[];
  try {
    lines = parse(text, { bom: true, delimiter: [',', ';', '\t'], skip_empty_lines: true, relax_column_count: true, info: true, to: MOST_ROWS + 2 }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return whole(Number(error['lines'] ?? 1), 'table', 'This is not a table: a quotation mark is opened and never closed, or stands inside a word. Save the sheet as CSV again.');
  }
  const [first, ...rest] = lines;
  if (!first || rest.length === 0) return whole(1, 'empty', 'There is no student in this file: the first row holds the heads, each row after it one student.');
  if (rest.length > MOST_ROWS) return whole(MOST_ROWS + 2, 'length', `A roster has at most ${MOST_ROWS} rows.`);
  const columns = new Map(first.record.flatMap((head, at): [keyof Student, number][] => {
    const field = (Object.keys(HEADS) as (keyof Student)[]).find((key) => same(HEADS[key], head));
    return field ? [[field, at]] : [];
  }));
  const missing = NEEDED.filter((field) => !columns.has(field));
  if (missing.length > 0) return { students: [], problems: missing.map((field) => ({ row: 1, column: HEADS[field], rule: 'head', message: `The first row must have a column "${HEADS[field]}": add it.` })) };

  const problems: FileProblem[] = [];
  const cell = ({ record }: Line, field: keyof Student): string => withoutMark((record[columns.get(field) ?? -1] ?? '').trim());
  const free = facts.seats.filter(({ ordinal }) => !rest.some((line) => cell(line, 'seatId') === String(ordinal))).map(({ id }) => id);
  const students = rest.map((line): Student => {
    const seat = cell(line, 'seatId');
    const school = cell(line, 'schoolId');
    const counselor = cell(line, 'counselorId');
    const grade = cell(line, 'gradeLevel');
    return trimmed({
      seatId: (seat === '' ? free.shift() : facts.seats.find(({ ordinal }) => String(ordinal) === seat)?.id) ?? '',
      givenName: cell(line, 'givenName'), familyName: cell(line, 'familyName'), studentNumber: cell(line, 'studentNumber'), gradeLevel: /^\d{1,2}$/.test(grade) ? Number(grade) : NaN,
      schoolId: (school === '' && facts.schools.length === 1 ? facts.schools[0] : facts.schools.find(({ name }) => same(name, school)))?.id ?? '',
      counselorId: counselor === '' ? null : (facts.counselors.find(({ name }) => same(name, counselor))?.id ?? ''),
      accommodationsContact: cell(line, 'accommodationsContact'),
    });
  });
  for (const { index, field, rule, message } of studentProblems(students, facts)) {
    const line = rest[index]!;
    const tooMany = field === 'seatId' && cell(line, 'seatId') === '';
    problems.push({ row: line.info.lines, column: HEADS[field], rule, message: tooMany ? `There are more students than the ${facts.seats.length} seats of this booking: leave this row out, or book another seat.` : message });
  }
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
