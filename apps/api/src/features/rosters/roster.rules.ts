/** A student as the home district writes one down: the least that a class needs. */
export interface Student {
  readonly seatId: string;
  readonly givenName: string;
  readonly familyName: string;
  /** The district's own number. */
  readonly studentNumber: string;
  readonly gradeLevel: number;
  readonly schoolId: string;
  readonly counselorId: string | null;
  /** Whom to ask, where there are accommodations; never what they are. */
  readonly accommodationsContact: string | null;
}

/** What students of one booking may be placed in and with. */
export interface PlacingFacts {
  readonly seats: readonly { readonly id: string; readonly ordinal: number }[];
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly counselors: readonly { readonly id: string; readonly name: string }[];
}

/** One thing that is wrong with one student, and what to do about it. */
export interface StudentProblem {
  readonly index: number;
  readonly field: keyof Student;
  readonly rule: string;
  readonly message: string;
}

export const NAME_LENGTH = 80;
export const CONTACT_LENGTH = 120;
export const GRADES = { lowest: 1, highest: 14 } as const;

/** Blank is nothing; what surrounds a word is no part of it. */
export const trimmed = (student: Student): Student => ({
  ...student, givenName: student.givenName.trim(), familyName: student.familyName.trim(), studentNumber: student.studentNumber.trim(), accommodationsContact: student.accommodationsContact?.trim() || null,
});

/** Everything that is wrong with a list of students, student by student. Empty: they can be placed. */
export function studentProblems(students: readonly Student[], { seats, schools, counselors }: PlacingFacts): StudentProblem[] {
  const problems: StudentProblem[] = [];
  const seen = { seats: new Set<string>(), numbers: new Set<string>() };
  for (const [index, student] of students.entries()) {
    const say = (field: keyof Student, rule: string, message: string) => problems.push({ index, field, rule, message });
    if (!seats.some(({ id }) => id === student.seatId)) say('seatId', 'known', `There is no such seat: this booking has seats 1 to ${seats.length}.`);
    else if (seen.seats.has(student.seatId)) say('seatId', 'once', 'Two students are in this seat: give each a seat of their own.');
    for (const [field, noun] of [['givenName', 'given name'], ['familyName', 'family name']] as const) {
      if (student[field] === '') say(field, 'given', `Enter the ${noun}.`);
      else if (student[field].length > NAME_LENGTH) say(field, 'length', `A ${noun} has at most ${NAME_LENGTH} characters: shorten it.`);
    }
    if (!/^[A-Za-z0-9-]{1,20}$/.test(student.studentNumber)) say('studentNumber', 'shape', 'Enter your own number of the student: 1 to 20 letters, digits or hyphens.');
    else if (seen.numbers.has(student.studentNumber)) say('studentNumber', 'once', 'The same student stands here twice: leave one of the two lines out.');
    if (!Number.isInteger(student.gradeLevel) || student.gradeLevel < GRADES.lowest || student.gradeLevel > GRADES.highest) say('gradeLevel', 'range', 'Enter the grade as a whole number from 1 to 14.');
    if (!schools.some(({ id }) => id === student.schoolId)) say('schoolId', 'known', `Choose the school the student attends: ${schools.map(({ name }) => name).join(', ')}.`);
    if (student.counselorId !== null && !counselors.some(({ id }) => id === student.counselorId)) say('counselorId', 'known', 'That is no counselor of your district: choose one of the list, or leave it empty.');
    if ((student.accommodationsContact?.length ?? 0) > CONTACT_LENGTH) say('accommodationsContact', 'length', `Name only whom to ask, in at most ${CONTACT_LENGTH} characters.`);
    seen.seats.add(student.seatId);
    seen.numbers.add(student.studentNumber);
  }
  return problems;
}
