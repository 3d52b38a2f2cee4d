import { BY_SHAPE, type Directory, readDraft, type SeenResult, type StudyDraft, type YearCount } from '@barnraise/cost-sharing';
import { type Role } from '@barnraise/lifecycle';
import { readJson } from '../../platform/graphql/json-text.js';
import { invalidInput, type RefusalData } from '../../platform/graphql/refusals.js';
import { type DistrictName, type YearCountRow } from '../districts/index.js';

/** Who may write studies: those who answer for a member's money, and the officers of the consortium. */
export const DISTRICT_AUTHORS: readonly Role[] = ['business_manager', 'superintendent', 'district_administrator'];
export const OFFICE_AUTHORS: readonly Role[] = ['coordinator', 'fiscal_agent'];

/** What looks at every group of districts is worked out for so many at most: each one more doubles the work. What follows from the lines alone is worked out for all. */
const MOST_JOINT = 12;

/** A problem with one field of what was entered; `field` may lead into the JSON of it. */
export const wrong = (field: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule: 'reads', message }]);

/** A draft as it was sent, read field by field; its districts must be members of the consortium. */
export function draftFrom(text: string, members: readonly DistrictName[]): StudyDraft | RefusalData {
  const value = readJson(text);
  if (value === undefined) return wrong('draft', 'The study is not JSON that can be kept.');
  const read = readDraft(value);
  if (!read.ok) {
    const { field } = read.refusal.facts;
    return wrong(field === undefined ? 'draft' : `draft.${field}`, read.refusal.message);
  }
  const sharing = read.draft.members.length + read.draft.guests.length;
  const byLines = Object.keys(read.draft.groups).length === 0;
  const tooMany = read.draft.contenders.filter((contender) => 'joint' in contender && !(byLines && BY_SHAPE.some((method) => method === contender.joint)));
  if (sharing > MOST_JOINT && tooMany.length > 0) {
    const names = tooMany.map(({ name }) => `\u201c${name}\u201d`).join(' and ');
    return wrong('draft.contenders', `${names} ${tooMany.length === 1 ? 'looks' : 'look'} at every group of districts: that is worked out for at most ${MOST_JOINT}, not ${sharing}. Take such ways away, or districts.`);
  }
  const known = new Set(members.map(({ id }) => id));
  if (read.draft.members.some((id) => !known.has(id))) return wrong('draft.members', 'A district of the study is not a member of this consortium (any more). Take it away, or add it as a guest.');
  return read.draft;
}

/** What the directory says of a consortium, as a study takes it. */
export function directoryOf(members: readonly DistrictName[], counts: readonly YearCountRow[]): Directory {
  const asCount = ({ districtId, schoolYear, countedOn, source, parts }: YearCountRow): YearCount => ({
    member: districtId, year: schoolYear, countedOn, source, parts: parts.map(({ schoolId, schoolName, students, virtual }) => ({ school: schoolId, name: schoolName, students, virtual })),
  });
  const measures = [...new Set(counts.map(({ measure }) => measure))];
  return {
    members: members.map(({ id, shortName }) => ({ key: id, name: shortName })),
    counts: Object.fromEntries(measures.map((measure) => [measure, counts.filter((count) => count.measure === measure).map(asCount)])),
  };
}

/** A standing with what the district has said since it was written: its saving follows its own newest figure. */
export function withOwnFigures(seen: readonly SeenResult[], alone: ReadonlyMap<string, number>): SeenResult[] {
  return seen.map((result) => !result.ok ? result : {
    ...result, standings: result.standings.map((row) => (row.member !== null && alone.has(row.member) ? { ...row, savingCents: alone.get(row.member)! - row.cents } : row)),
  });
}
