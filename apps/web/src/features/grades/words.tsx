import { gradeSheet } from '@barnraise/lifecycle';
import { type GradeSheetState, type SheetPartsFragment } from '../../generated/grades/grades.js';
import { instantWords } from '../../platform/dates.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';
import { Tag } from '../../ui/Tag.js';

export const topics = ['grades', 'booking', 'roster'] as const;

const looks: Record<GradeSheetState, { tone: Tone; icon: IconName }> = { OPEN: { tone: 'warn', icon: 'clock' }, ATTESTED: { tone: 'info', icon: 'arrow' }, DISPUTED: { tone: 'bad', icon: 'back' }, ACCEPTED: { tone: 'good', icon: 'check' } };
export const sheetTag = (state: GradeSheetState) => (
  <Tag tone={looks[state].tone} icon={looks[state].icon}>
    {gradeSheet.table.states[state.toLowerCase() as Lowercase<GradeSheetState>].label}
  </Tag>
);

type Attestation = SheetPartsFragment['attestations'][number];

/** Who stood by the grades, and what was said to it, newest first. */
export function Attestations({ of }: { of: readonly Attestation[] }) {
  if (of.length === 0) return null;
  return (
    <ol className="stack-s" reversed>
      {of.map((one) => (
        <li key={one.number}>
          <strong>{one.by}</strong>, <time dateTime={one.at}>{instantWords(one.at)}</time>: “{one.sentence}”
          {one.reason == null ? null : <> Corrected: {one.reason}</>}
          {one.answer == null || one.answeredAt == null ? null : (
            <>
              {' '}
              {one.answer === 'DISPUTED' ? 'Disputed' : 'Accepted'} {one.answeredBy == null ? 'by silence' : `by ${one.answeredBy}`}, <time dateTime={one.answeredAt}>{instantWords(one.answeredAt)}</time>
              {one.answerReason == null ? '.' : `: ${one.answerReason}`}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
