import { type FieldProblem, invalidInput, type RefusalData } from '../../platform/graphql/refusals.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { type NeedContentInput } from './need.input.js';

type Finding = readonly [wrong: boolean, field: keyof NeedContentInput, message: string];

/** What is wrong with the parts of a need as they stand together; null when nothing is. */
export function needRefusal(need: NeedContentInput): RefusalData | null {
  const [first = 0, last = 0] = need.schoolYear.split('-').map(Number);
  const findings: Finding[] = [
    [need.title.trim() === '', 'title', 'Say what you look for.'],
    [need.scedCode === null && need.areaCode === null, 'scedCode', 'Choose the course, or at least its subject area.'],
    [need.gradeHigh < need.gradeLow, 'gradeHigh', 'The highest grade is not below the lowest.'],
    [(first + 1) % 100 !== last, 'schoolYear', 'A school year ends in the year after it begins: 2027-28.'],
    [!isUsualDay(need.until), 'until', 'There is no such day.'],
    [isUsualDay(need.until) && need.until > `${first + 1}-06-30`, 'until', 'Choose a day before that school year is over.'],
  ];
  const problems = findings.filter(([wrong]) => wrong).map(([, field, message]): FieldProblem => ({ field: `input.need.${field}`, rule: 'together', message }));
  return problems.length === 0 ? null : invalidInput(problems);
}
