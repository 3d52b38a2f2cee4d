import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState } from 'react';
import { NeedCodesDocument } from '../../generated/needs/needs.js';
import { weekdayWords } from '../../platform/dates.js';
import { type Form } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { AreaField, ChoiceField, DayField, TextField, TickField } from '../../ui/Field.js';
import { isIn, type NeedValues, toggled } from './need-form.js';
import css from './Needs.module.css';

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI'] as const;
const TIMES = [['MORNING', 'Mornings'], ['MIDDAY', 'Midday'], ['AFTERNOON', 'Afternoons']] as const;
const grades = [...Array.from({ length: 7 }, (_, i) => ({ value: String(i + 6), label: `Grade ${i + 6}` })), { value: '13', label: 'First year after school' }, { value: '14', label: 'Second year after school' }];

export function NeedFields({ form, areas, years }: { form: Form<NeedValues>; areas: readonly { code: string; name: string }[]; years: readonly string[] }) {
  const { values, set } = form;
  const ticks = (field: 'days' | 'times', label: string, choices: readonly (readonly [string, string])[]) => (
    <fieldset className={css['group']}>
      <legend>{label}</legend>
      <p className="muted small">None chosen means any.</p>
      <div className={css['ticks']}>
        {choices.map(([value, words]) => (
          <TickField key={value} label={words} checked={isIn(values[field], value)} onChange={() => set(field, toggled(values[field], value, choices.map(([one]) => one)))} />
        ))}
      </div>
    </fieldset>
  );
  return (
    <>
      <TextField {...form.field('title')} label="What do you look for?" hint="In your own words. Only your district reads them." maxLength={120} />
      <Course form={form} areas={areas} />
      <div className={css['pair']}>
        <TextField {...form.field('seats')} label="How many students?" inputMode="numeric" narrow />
        <ChoiceField {...form.field('schoolYear')} label="School year" choices={years.map((year) => ({ value: year, label: year }))} />
        <ChoiceField {...form.field('term')} label="Term" choices={[{ value: '', label: 'Any term' }, { value: 'FALL', label: 'Fall' }, { value: 'SPRING', label: 'Spring' }, { value: 'FULL_YEAR', label: 'Full year' }]} />
      </div>
      <div className={css['pair']}>
        <ChoiceField {...form.field('gradeLow')} label="From grade" choices={grades} />
        <ChoiceField {...form.field('gradeHigh')} label="To grade" choices={grades} />
        <ChoiceField
          {...form.field('modality')} label="How is it taught?"
          choices={[{ value: '', label: 'Any way' }, { value: 'SYNCHRONOUS', label: 'Live by video' }, { value: 'ASYNCHRONOUS', label: 'Online, own pace' }, { value: 'HYBRID', label: 'Partly live, partly own pace' }, { value: 'IN_PERSON', label: 'In person' }]}
        />
      </div>
      {ticks('days', 'Which days suit you?', DAYS.map((value) => [value, weekdayWords(value)] as const))}
      {ticks('times', 'What time of day suits you?', TIMES)}
      <DayField {...form.field('until')} label="Look for it until" hint="After this day neighbors no longer see it." narrow />
      <AreaField {...form.field('note')} label="A note for colleagues" hint="Only your district reads it." optional rows={2} maxLength={500} />
    </>
  );
}

/** The course from the code list, by words or number; or, where that is all that is known, its subject area. */
function Course({ form, areas }: { form: Form<NeedValues>; areas: readonly { code: string; name: string }[] }) {
  const { values, set } = form;
  const [typed, setTyped] = useState(values.title);
  const search = useDeferredValue(typed.trim());
  const chosen = values.scedCode !== '';
  const { data, loading } = useQuery(NeedCodesDocument, { variables: { search }, skip: chosen || search.length < 2, context: { topics: [] } });
  const found = (data?.scedCourses ?? []).slice(0, 6);
  const choose = (code: string, title: string) => {
    set('scedCode', code);
    set('scedTitle', title);
  };
  if (chosen) {
    return (
      <div>
        <p className={css['chosen']}>
          <span>
            Course: <strong>{values.scedCode}</strong> {values.scedTitle}
          </span>
          <Button look="quiet" onClick={() => choose('', '')}>
            Choose another
          </Button>
        </p>
      </div>
    );
  }
  return (
    <fieldset className={css['group']}>
      <legend>Which course is that?</legend>
      <TextField id="need-code" name="code" label="Look for it in the code list" hint="Words of its title, or its number. Needs add up by this code." type="search" value={typed} onChange={setTyped} />
      <p className="muted small" role="status">
        {search.length < 2 ? 'Type at least two letters.' : loading ? 'Looking' : found.length === 0 ? 'Nothing found: try fewer words, or choose the subject area.' : `${found.length === 1 ? 'One course' : `${found.length} courses`} found, the nearest first.`}
      </p>
      <ul className={css['codes']}>
        {found.map((code) => (
          <li key={code.code}>
            <span>
              <strong>{code.code}</strong> {code.title}
              <br />
              <span className="muted small">{code.areaName}</span>
            </span>
            <Button look="quiet" onClick={() => choose(code.code, code.title)}>
              Choose<span className="visually-hidden"> {code.code}, {code.title}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ChoiceField {...form.field('areaCode')} label="Or only its subject area" choices={[{ value: '', label: 'Choose' }, ...areas.map((area) => ({ value: area.code, label: area.name }))]} />
    </fieldset>
  );
}
