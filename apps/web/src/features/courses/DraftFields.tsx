import { type ReactNode } from 'react';
import { type DraftPage } from '../../generated/courses/draft.js';
import { spanWords, weekdayWords } from '../../platform/dates.js';
import { type Form } from '../../platform/form.js';
import { AreaField, ChoiceField, DayField, TextField, TickField, TimeField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { type DraftValues, isIn, toggled } from './draft-form.js';
import css from './DraftPanel.module.css';
import { type DraftChoices, type DraftShown } from './DraftPanel.js';

interface Fields {
  form: Form<DraftValues>;
  choices: DraftChoices;
  draft: DraftShown;
  missing: ReadonlyMap<string, string>;
}

const NONE = { value: '', label: 'Choose' };
const days = ['MON', 'TUE', 'WED', 'THU', 'FRI'] as const;
const grades = [...Array.from({ length: 7 }, (_, i) => ({ value: String(i + 6), label: `Grade ${i + 6}` })), { value: '13', label: 'First year after school' }, { value: '14', label: 'Second year after school' }];

/** The fields of one page of the form; what is missing stands beside its field. */
export function DraftFields({ page, ...fields }: Fields & { page: DraftPage }) {
  switch (page) {
    case 'ABOUT':
      return <About {...fields} />;
    case 'WHEN':
      return <When {...fields} />;
    case 'SEATS':
      return <Seats {...fields} />;
    case 'COST':
      return <Cost {...fields} />;
    case 'PEOPLE':
      return <People {...fields} />;
  }
}

/** A field of the form: its own problem first, else what the server misses. */
const fieldOf = ({ form, missing }: Fields) => (name: keyof DraftValues) => {
  const field = form.field(name);
  return { ...field, error: field.error ?? missing.get(name) };
};

function About(fields: Fields) {
  const field = fieldOf(fields);
  return (
    <>
      <TextField {...field('title')} label="Title" hint="As counselors would look for it: Calculus I, not MTH 4B." maxLength={120} />
      <AreaField {...field('summary')} label="In one or two sentences" hint="Stands on the card in the catalogue." rows={2} maxLength={300} />
      <ChoiceField
        {...field('modality')} label="How is it taught?" narrow
        choices={[NONE, { value: 'SYNCHRONOUS', label: 'Live by video' }, { value: 'ASYNCHRONOUS', label: 'Online, at the student’s own pace' }, { value: 'HYBRID', label: 'Partly live, partly own pace' }, { value: 'IN_PERSON', label: 'In person' }]}
      />
      <AreaField {...field('syllabus')} label="Syllabus" hint="Topics in their order. A line for each week or unit is enough." rows={8} maxLength={5000} />
      <AreaField {...field('prerequisites')} label="What do students need before?" optional rows={2} maxLength={500} />
      <TextField {...field('flags')} label="Marks that counselors ask for" hint="Separate them by commas: NCAA, Dual credit: Treasure Valley College, 3 credits" optional />
    </>
  );
}

function When(fields: Fields) {
  const { form, choices, draft } = fields;
  const field = fieldOf(fields);
  const amends = draft.amendsSectionId != null;
  const schools = choices.district?.schools ?? [];
  const terms = (choices.district?.schoolYears ?? []).flatMap((year) => year.terms.map((term) => ({ value: term.id, label: `${term.name}, ${year.name} (${spanWords(term.firstDay, term.lastDay)})` })));
  const timed = form.values.modality !== 'ASYNCHRONOUS';
  return (
    <>
      {amends ? <Notice tone="plain" title="School and term stay as they are published.">To teach the course in another term, copy it.</Notice> : (
        <div className={css['pair']}>
          <ChoiceField {...field('schoolId')} label="School it is taught from" choices={[NONE, ...schools.map((school) => ({ value: school.id, label: school.name }))]} />
          <ChoiceField {...field('termId')} label="Term" choices={[NONE, ...terms]} />
        </div>
      )}
      {timed ? (
        <>
          <TickGroup legend="Days on which it meets" error={field('meetingDays').error} id={field('meetingDays').id}>
            {days.map((day) => (
              <TickField key={day} label={weekdayWords(day)} checked={isIn(form.values.meetingDays, day)} onChange={() => form.set('meetingDays', toggled(form.values.meetingDays, day, days))} />
            ))}
          </TickGroup>
          <div className={css['pair']}>
            <TimeField {...field('startsAt')} label="Begins" hint="On the clock of your school." narrow />
            <TimeField {...field('endsAt')} label="Ends" hint="Neighbors in another zone see their own time." narrow />
          </div>
        </>
      ) : (
        <Notice tone="plain" title="At the student’s own pace: there are no fixed times." />
      )}
      <div className={css['pair']}>
        <DayField {...field('dropDate')} label="Seats can be given back until" hint="The last day on which a home district may drop." narrow />
        <DayField {...field('teachingDropDate')} label="Without cost until" hint="The last day on which a seat given back costs nothing. May be another day." narrow />
      </div>
    </>
  );
}

function Seats(fields: Fields) {
  const { form } = fields;
  const field = fieldOf(fields);
  const keeps = Number(form.values.reservedSeats) > 0;
  return (
    <>
      <div className={css['pair']}>
        <ChoiceField {...field('gradeLow')} label="From grade" choices={[NONE, ...grades]} narrow />
        <ChoiceField {...field('gradeHigh')} label="To grade" choices={[NONE, ...grades]} narrow />
        <TextField {...field('creditHundredths')} label="Credit" hint="In Carnegie units: 1, 0.5 …" inputMode="decimal" narrow maxLength={5} />
      </div>
      <div className={css['pair']}>
        <TextField {...field('capacity')} label="Seats in all" inputMode="numeric" narrow maxLength={3} />
        <TextField {...field('reservedSeats')} label="Of these, kept for our own students" optional inputMode="numeric" narrow maxLength={3} />
        {keeps ? <DayField {...field('reservedUntil')} label="Kept until" hint="On this day they open to everyone." narrow /> : null}
      </div>
      <ChoiceField
        {...field('answersRequests')} label="When a neighbor requests seats" hint="At once means within the seats above; you are told of each."
        choices={[{ value: 'no', label: 'They are accepted at once' }, { value: 'yes', label: 'We answer each request' }]}
      />
    </>
  );
}

function Cost(fields: Fields) {
  const { form, draft } = fields;
  const field = fieldOf(fields);
  const kept = draft.content.cost === 'AS_IT_IS';
  return (
    <>
      <ChoiceField
        {...field('cost')} label="How is a seat paid?"
        choices={[NONE, { value: 'FIXED_PRICE', label: 'A fixed price for each seat' }, { value: 'COST_RECOVERY', label: 'What the course costs us, recovered over its seats' }, ...(kept ? [{ value: 'AS_IT_IS', label: 'By the plan it already has' }] : [])]}
      />
      {form.values.cost === 'FIXED_PRICE' ? (
        <TextField {...field('priceCents')} label="Price of a seat, for the whole term" prefix="$" inputMode="decimal" narrow hint="You carry the seats that stay empty." />
      ) : form.values.cost === 'COST_RECOVERY' ? (
        <>
          <div className={css['pair']}>
            <TextField {...field('costCents')} label="What the course costs us" prefix="$" inputMode="decimal" narrow hint="Pay, material and what else it takes, for the whole term." />
            <TextField {...field('notToExceedPerSeatCents')} label="The most one seat may cost" prefix="$" inputMode="decimal" narrow hint="What is above it, you carry." />
          </div>
          <div className={css['pair']}>
            <ChoiceField {...field('ownSeatsCount')} label="Do our own students carry a share?" choices={[NONE, { value: 'yes', label: 'Yes, like everybody else' }, { value: 'no', label: 'No' }]} narrow />
            <ChoiceField {...field('emptySeatsCount')} label="Who carries empty seats?" choices={[NONE, { value: 'yes', label: 'We do: the price stays the same' }, { value: 'no', label: 'Nobody: the more come, the less each pays' }]} />
          </div>
        </>
      ) : form.values.cost === 'AS_IT_IS' ? (
        <Notice tone="plain" title="It keeps the plan that was composed for it.">Your business manager can change it on the section’s page once it is published.</Notice>
      ) : null}
    </>
  );
}

function People(fields: Fields) {
  const { form, choices } = fields;
  const field = fieldOf(fields);
  const teachers = (choices.people.nodes ?? []).filter((person) => person.roles.some((held) => held.role === 'TEACHER'));
  const consortia = choices.district?.consortia ?? [];
  return (
    <>
      <ChoiceField {...field('teacherAccountId')} label="Who teaches?" optional hint="Other districts read the name only once this person has agreed to it." choices={[{ value: '', label: 'Not decided yet' }, ...teachers.map((one) => ({ value: one.id, label: one.displayName }))]} />
      <TextField {...field('localCode')} label="Code at your own school" narrow maxLength={30} />
      <TickGroup legend="Share it with" error={field('consortiumIds').error} id={field('consortiumIds').id}>
        {consortia.map((one) => (
          <TickField key={one.id} label={one.name} checked={isIn(form.values.consortiumIds, one.id)} onChange={() => form.set('consortiumIds', toggled(form.values.consortiumIds, one.id, consortia.map(({ id }) => id)))} />
        ))}
      </TickGroup>
    </>
  );
}

function TickGroup({ legend, error, id, children }: { legend: string; error: string | undefined; id: string; children: ReactNode }) {
  return (
    <fieldset className={css['group']} id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      {error ? <p id={`${id}-error`} className={css['missing']}>{error}</p> : null}
      <div className={css['days']}>{children}</div>
    </fieldset>
  );
}
