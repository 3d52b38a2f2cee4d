import { useState } from 'react';
import { AttestGradesDocument, type BookPartsFragment } from '../../generated/grades/grades.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { AreaField, TickField } from '../../ui/Field.js';
import css from './Grades.module.css';
import { topics } from './words.js';

/** One press, with what it means: a sentence, who says it, and who is told. */
export function AttestDialog({ book, ready, onClose }: { book: BookPartsFragment; ready: BookPartsFragment['sheets']; onClose: () => void }) {
  const { viewer } = useSession();
  const name = `attest.${book.sectionId}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, AttestGradesDocument, 'GradeBook', topics);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = ready.filter(({ bookingId }) => !left.has(bookingId));
  const corrects = chosen.filter(({ state }) => state === 'ATTESTED' || state === 'ACCEPTED');
  const submit = async () => {
    const reason = form.values.reason.trim();
    if (chosen.length === 0) return form.setProblems([{ field: '', message: 'Choose at least one booking' }]);
    if (corrects.length > 0 && reason === '') return form.setProblems([{ field: 'reason', message: 'Say why: the home district reads it' }]);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: book.sectionId, bookingIds: chosen.map(({ bookingId }) => bookingId), reason: corrects.length > 0 ? reason : null } }));
    if (!done) return;
    form.clear();
    announce('The grades are attested');
    onClose();
  };
  return (
    <CommandDialog title="Do you stand by these grades?" answer="Attest" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        {chosen.length === 0 || chosen.some(({ students }) => students > 0) ? <>“{book.attestation}”<br /></> : null}
        {chosen.some(({ students }) => students === 0) ? <>“{book.attestationOfNobody}” {chosen.filter(({ students }) => students === 0).map(({ reference }) => reference).join(', ')}<br /></> : null}
        {viewer.displayName}
      </p>
      <fieldset className={css['ticks']}>
        <legend>Which bookings?</legend>
        {ready.map((sheet) => (
          <TickField
            key={sheet.bookingId}
            label={`${sheet.homeDistrict.shortName}, ${sheet.reference}`}
            detail={`${sheet.students === 0 ? 'no student was placed' : `${sheet.students} ${sheet.students === 1 ? 'student' : 'students'}${sheet.bookingState === 'WITHDRAWN' ? ', withdrawn' : ''}`}${sheet.state === 'OPEN' ? '' : ', corrected'}`}
            checked={!left.has(sheet.bookingId)}
            onChange={(checked) => setLeft((before) => new Set(checked ? [...before].filter((one) => one !== sheet.bookingId) : [...before, sheet.bookingId]))}
          />
        ))}
      </fieldset>
      <p className="muted">Each home registrar is told and reads the grades on the home district’s scale. Whoever doesn’t answer in time accepts. You can still correct later, with a reason; all of it is kept.</p>
      {corrects.length > 0 ? <AreaField {...form.field('reason')} label="What was corrected, and why?" hint="By the number of the seat, without names." maxLength={500} /> : null}
    </CommandDialog>
  );
}
