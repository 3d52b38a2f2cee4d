import { type CourseDraftContentInput, type DraftPartsFragment, type DraftPage } from '../../generated/courses/draft.js';
import { editableCents, parseCents } from '../../platform/amounts.js';
import { type Problem } from '../../platform/form.js';
import { parseCredit } from './seats.js';

export type DraftShown = DraftPartsFragment;
type Content = DraftShown['content'];

/** The pages of the form in their order, and the question each asks. */
export const draftPages = [
  { page: 'ABOUT', key: 'about', name: 'The course', question: 'What is taught?' },
  { page: 'WHEN', key: 'when', name: 'Times', question: 'When does it meet?' },
  { page: 'SEATS', key: 'seats', name: 'Seats', question: 'For whom, and how many?' },
  { page: 'COST', key: 'cost', name: 'Cost', question: 'What does a seat cost?' },
  { page: 'PEOPLE', key: 'people', name: 'People', question: 'Who teaches, and who may see it?' },
] as const satisfies readonly { page: DraftPage; key: string; name: string; question: string }[];
export type PageKey = (typeof draftPages)[number]['key'] | 'check';

/** The fields of each page, as the form names them: as the content does. */
export type DraftValues = Record<keyof Omit<Content, '__typename'>, string>;

const list = (values: readonly string[]): string => values.join(',');
const unlisted = (text: string): string[] => text.split(',').map((one) => one.trim()).filter(Boolean);
const yesNo = (value: boolean | null | undefined): string => (value == null ? '' : value ? 'yes' : 'no');
const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));
const money = (cents: number | null | undefined): string => (cents == null ? '' : editableCents(cents));

/** What the server has, as it stands in the fields. */
export function valuesOf(content: Content): DraftValues {
  return {
    title: text(content.title), summary: text(content.summary), syllabus: text(content.syllabus), prerequisites: text(content.prerequisites), flags: content.flags.join(', '), modality: text(content.modality),
    schoolId: text(content.schoolId), termId: text(content.termId), meetingDays: list(content.meetingDays), startsAt: text(content.startsAt), endsAt: text(content.endsAt), dropDate: text(content.dropDate),
    teachingDropDate: text(content.teachingDropDate), gradeLow: text(content.gradeLow), gradeHigh: text(content.gradeHigh),
    creditHundredths: content.creditHundredths == null ? '' : String(content.creditHundredths / 100), capacity: text(content.capacity), reservedSeats: text(content.reservedSeats), reservedUntil: text(content.reservedUntil),
    answersRequests: content.answersRequests === true ? 'yes' : 'no',
    cost: text(content.cost), priceCents: money(content.priceCents), costCents: money(content.costCents), ownSeatsCount: yesNo(content.ownSeatsCount), emptySeatsCount: yesNo(content.emptySeatsCount),
    notToExceedPerSeatCents: money(content.notToExceedPerSeatCents), localCode: text(content.localCode), teacherAccountId: text(content.teacherAccountId), consortiumIds: list(content.consortiumIds),
  };
}

/** What was typed, as the server takes it; or what in it can't be read. An empty field is no problem here. */
export function contentOf(values: DraftValues): { ok: true; content: CourseDraftContentInput } | { ok: false; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = <T>(field: keyof DraftValues, parse: (typed: string) => T | null, message: string): T | null => {
    const typed = values[field].trim();
    if (typed === '') return null;
    const value = parse(typed);
    if (value === null) problems.push({ field, message });
    return value;
  };
  const whole = (typed: string): number | null => (/^\d{1,4}$/.test(typed) ? Number(typed) : null);
  const amount = (field: keyof DraftValues) => read(field, parseCents, 'Write an amount of money, such as 450 or 450.00');
  const count = (field: keyof DraftValues, what: string) => read(field, whole, `Write ${what} as a whole number`);
  const answer = (field: keyof DraftValues) => (values[field] === '' ? null : values[field] === 'yes');
  const content: CourseDraftContentInput = {
    title: values.title || null, summary: values.summary || null, syllabus: values.syllabus || null, prerequisites: values.prerequisites || null, flags: unlisted(values.flags),
    modality: (values.modality || null) as CourseDraftContentInput['modality'] & (string | null), schoolId: values.schoolId || null, termId: values.termId || null,
    meetingDays: unlisted(values.meetingDays) as CourseDraftContentInput['meetingDays'], startsAt: values.startsAt || null, endsAt: values.endsAt || null,
    dropDate: values.dropDate || null, teachingDropDate: values.teachingDropDate || null, gradeLow: count('gradeLow', 'the grade'), gradeHigh: count('gradeHigh', 'the grade'),
    creditHundredths: read('creditHundredths', parseCredit, 'Write the credit with at most two decimals, such as 0.5'),
    capacity: count('capacity', 'the seats'), reservedSeats: count('reservedSeats', 'the seats'), reservedUntil: values.reservedUntil || null,
    answersRequests: answer('answersRequests'),
    cost: (values.cost || null) as CourseDraftContentInput['cost'] & (string | null), priceCents: amount('priceCents'), costCents: amount('costCents'), ownSeatsCount: answer('ownSeatsCount'),
    emptySeatsCount: answer('emptySeatsCount'), notToExceedPerSeatCents: amount('notToExceedPerSeatCents'), localCode: values.localCode || null, teacherAccountId: values.teacherAccountId || null,
    consortiumIds: unlisted(values.consortiumIds),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, content };
}

/** How many things are missing, by page. */
export const missingOn = (draft: Pick<DraftShown, 'problems'>, page: DraftPage): number => draft.problems.filter((one) => one.page === page).length;

/** One value in or out of a list of them, in the order given. */
export function toggled(values: string, one: string, order: readonly string[]): string {
  const has = new Set(unlisted(values));
  if (!has.delete(one)) has.add(one);
  return list(order.filter((each) => has.has(each)));
}
export const isIn = (values: string, one: string): boolean => unlisted(values).includes(one);
