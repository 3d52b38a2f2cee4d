import { type Draft } from '../../platform/drafts.js';
import { type Form } from '../../platform/form.js';
import { AreaField, ChoiceField, TextField } from '../../ui/Field.js';
import { More } from '../../ui/More.js';
import { answerWords, diligenceFields, lastRecord } from './authority-form.js';
import css from './Rounds.module.css';
import { type Round } from './words.js';

const answers = [{ value: '', label: 'Not answered' }, ...(['YES', 'NO', 'NOT_APPLICABLE'] as const).map((value) => ({ value, label: answerWords[value] }))];

/** Why we use this contract, and behind one line what we checked. What was written down before stands there already. */
export function DueDiligenceFields({ round, districtId, form, whole }: { round: Round; districtId: string; form: Form<Draft>; whole?: boolean }) {
  const { questions, reasonRequired } = round.authority;
  const last = lastRecord(round, districtId);
  const answered = questions.filter(({ key }) => (form.values[diligenceFields.check(key)] ?? '') !== '').length;
  const troubled = form.problems.some(({ field }) => field.startsWith('note-') || field.startsWith('check-'));
  const reason = (
    <AreaField
      {...form.field('reason')} label="Why do we use this contract?" optional={!reasonRequired && !whole} rows={3} maxLength={2000}
      hint={last && !last.here ? `As you wrote it for “${last.record.roundTitle}”. Change what is different.` : 'One or two sentences. It stays in your own records, for your board and your auditor.'}
    />
  );
  const checklist = (
    <More className={css['more']} summary={`What did you check? ${answered} of ${questions.length} answered`} must={whole === true || troubled}>
      {questions.map(({ key, words, hint }) => (
        <fieldset key={key} className={css['check']}>
          <legend className={css['question']}>{words}</legend>
          <p className="muted small">{hint}</p>
          <ChoiceField {...form.field(diligenceFields.check(key))} label="Answer" choices={answers} narrow />
          {form.values[diligenceFields.check(key)] ? <TextField {...form.field(diligenceFields.note(key))} label="Note" optional={form.values[diligenceFields.check(key)] !== 'NO'} maxLength={500} spellCheck /> : null}
        </fieldset>
      ))}
    </More>
  );
  // Written down here already: it stands behind one line, and is sent again only where it changes.
  if (last?.here && !whole) {
    return (
      <More className={css['more']} summary="Why we use this contract: written down" must={troubled || form.problems.some(({ field }) => field === 'reason')}>
        {reason}
        {checklist}
      </More>
    );
  }
  return (
    <>
      {reason}
      {checklist}
    </>
  );
}
