import { type NeedContentInput, type NeedPartsFragment } from '../../generated/needs/needs.js';
import { type Problem } from '../../platform/form.js';

/** The fields of the form, as text. */
export type NeedValues = Record<'title' | 'scedCode' | 'scedTitle' | 'areaCode' | 'seats' | 'gradeLow' | 'gradeHigh' | 'schoolYear' | 'term' | 'modality' | 'days' | 'times' | 'note' | 'until', string>;

export const emptyNeed = (over: Partial<NeedValues>): NeedValues => ({
  title: '', scedCode: '', scedTitle: '', areaCode: '', seats: '', gradeLow: '9', gradeHigh: '12', schoolYear: '', term: '', modality: '', days: '', times: '', note: '', until: '', ...over,
});

export const listOf = (text: string): string[] => text.split(',').filter(Boolean);
export const isIn = (text: string, value: string): boolean => listOf(text).includes(value);
export const toggled = (text: string, value: string, order: readonly string[]): string => {
  const before = listOf(text);
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return order.filter((one) => after.includes(one)).join(',');
};

export const valuesOf = (need: NeedPartsFragment): NeedValues => ({
  title: need.title, scedCode: need.sced?.code ?? '', scedTitle: need.sced?.title ?? '', areaCode: need.sced ? '' : need.area.code, seats: String(need.seats), gradeLow: String(need.gradeLow), gradeHigh: String(need.gradeHigh),
  schoolYear: need.schoolYear, term: need.term ?? '', modality: need.modality ?? '', days: need.days.join(','), times: need.times.join(','), note: need.note ?? '', until: need.until,
});

/** What was typed, as the server takes it; or what in it can't be read. */
export function contentOf(values: NeedValues): { content: NeedContentInput; problems: null } | { content: null; problems: Problem[] } {
  const seats = /^\d{1,3}$/.test(values.seats.trim()) ? Number(values.seats) : null;
  const problems: Problem[] = [
    ...(values.title.trim() === '' ? [{ field: 'title', message: 'Say what you look for' }] : []),
    ...(values.scedCode === '' && values.areaCode === '' ? [{ field: 'areaCode', message: 'Choose the course, or at least its subject area' }] : []),
    ...(seats === null || seats < 1 ? [{ field: 'seats', message: 'Write how many students, as a whole number' }] : []),
    ...(values.schoolYear === '' ? [{ field: 'schoolYear', message: 'Choose the school year' }] : []),
    ...(values.until === '' ? [{ field: 'until', message: 'Choose the last day on which you look for it' }] : []),
  ];
  if (problems.length > 0 || seats === null) return { content: null, problems };
  return {
    problems: null,
    content: {
      title: values.title.trim(), scedCode: values.scedCode || null, areaCode: values.scedCode === '' ? values.areaCode : null, seats, gradeLow: Number(values.gradeLow), gradeHigh: Number(values.gradeHigh),
      schoolYear: values.schoolYear, term: (values.term || null) as NeedContentInput['term'] & (string | null), modality: (values.modality || null) as NeedContentInput['modality'] & (string | null),
      days: listOf(values.days) as NeedContentInput['days'], times: listOf(values.times) as NeedContentInput['times'], note: values.note.trim() || null, until: values.until,
    },
  };
}
