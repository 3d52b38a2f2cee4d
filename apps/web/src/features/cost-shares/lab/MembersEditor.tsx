import { type StudyDraft } from '@barnraise/cost-sharing';
import { memo } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { Button, IconButton } from '../../../ui/Button.js';
import { TickField } from '../../../ui/Field.js';
import { Notice } from '../../../ui/Notice.js';
import { More } from '../../../ui/More.js';
import { Topic } from '../../../ui/Topic.js';
import { type Editing, sameIn, sharers } from './editing.js';
import css from './Editors.module.css';
import { readCount, readDay, readSomething, writeDay } from './reading.js';
import { freeKey, groupsFor, without } from './start.js';
import { TypedField, useTexts } from './typing.js';
import { listed } from './words.js';

type Guest = StudyDraft['guests'][number];

/** Who would share: members by a tick, others by name with a count of their own. */
export const MembersEditor = memo(function MembersEditor({ editing }: { editing: Editing }) {
  const { draft, update, directory } = editing;
  const all = sharers(editing);
  const toggle = (key: string, on: boolean) =>
    update((before) => {
      if (!on) return without(before, key);
      const next = { ...before, members: directory.members.map((one) => one.key).filter((one) => one === key || before.members.includes(one)) };
      return { ...next, groups: groupsFor(next) };
    });
  const add = () => {
    announce('A district added above');
    update((before) => {
      const key = freeKey('guest', before.guests.map((guest) => guest.key));
      const name = before.guests.length === 0 ? 'Another district' : `Another district ${before.guests.length + 1}`;
      return { ...before, guests: [...before.guests, { key, name, counts: [{ member: key, year: before.year, countedOn: `${before.year.slice(0, 4)}-10-01`, source: 'typed in for this study', parts: [{ school: `${key}-1`, name: 'All schools', students: 0, virtual: false }] }] }] };
    });
  };
  return (
    <Topic title="Who would share?" summary={all.length === 0 ? 'Nobody yet' : `${all.length}: ${listed(all.map(({ name }) => name))}`} tone={all.length < 2 ? 'warn' : undefined}>
      {all.length < 2 ? <Notice tone="warn" title="Choose at least two districts." /> : null}
      <div className={css['ticks']} role="group" aria-label="Members that would share">
        {directory.members.map(({ key, name }) => (
          <TickField key={key} label={name} checked={draft.members.includes(key)} onChange={(on) => toggle(key, on)} />
        ))}
      </div>
      {draft.guests.length === 0 ? null : (
        <ul className={css['cards']}>
          {draft.guests.map((guest) => (
            <GuestCard key={guest.key} guest={guest} onChange={(next) => update((before) => ({ ...before, guests: before.guests.map((one) => (one.key === guest.key ? next(one) : one)) }))} onRemove={() => update((before) => without(before, guest.key))} />
          ))}
        </ul>
      )}
      {draft.guests.length < 5 ? (
        <div>
          <Button icon="plus" onClick={add}>
            Add a district that is not a member
          </Button>
        </div>
      ) : null}
    </Topic>
  );
}, sameIn('year', 'members', 'guests'));

/** A district outside of the consortium: its counts are what the author says, school by school. */
function GuestCard({ guest, onChange, onRemove }: { guest: Guest; onChange: (next: (guest: Guest) => Guest) => void; onRemove: () => void }) {
  const texts = useTexts();
  const [count] = guest.counts;
  const at = `guests.${guest.key}`;
  const onCount = (next: (count: Guest['counts'][number]) => Guest['counts'][number]) => onChange((before) => ({ ...before, counts: before.counts.map((one, index) => (index === 0 ? next(one) : one)) }));
  return (
    <li className={css['card']}>
      <div className={css['line']}>
        <TypedField path={`${at}.name`} label="District" value={guest.name} read={readSomething('Type the name of the district')} write={String} onValue={(name) => onChange((before) => ({ ...before, name }))} maxLength={120} />
        <IconButton icon="trash" label={`Remove ${guest.name}`} onClick={onRemove} />
      </div>
      {count === undefined ? null : (
        <More small summary={`${count.parts.reduce((sum, part) => sum + part.students, 0).toLocaleString('en-US')} students in ${count.parts.length === 1 ? 'one school' : `${count.parts.length} schools`}, ${count.year}`}>
            <div className={css['pair']}>
              <TypedField path={`${at}.date`} label="Counted on" value={count.countedOn} read={readDay} write={writeDay} onValue={(countedOn) => onCount((before) => ({ ...before, countedOn, year: schoolYear(countedOn) }))} narrow maxLength={10} />
              <TypedField path={`${at}.source`} label="Source" value={count.source} read={readSomething('Say where the count comes from')} write={String} onValue={(source) => onCount((before) => ({ ...before, source }))} maxLength={200} />
            </div>
            {count.parts.map((part, index) => (
              <div key={part.school} className="stack-s">
                <div className={css['line']}>
                  <TypedField path={`${at}.${part.school}.name`} label="School" value={part.name} read={readSomething('Type the name of the school')} write={String} onValue={(name) => onCount((before) => ({ ...before, parts: before.parts.map((one) => (one.school === part.school ? { ...one, name } : one)) }))} maxLength={120} />
                  <TypedField path={`${at}.${part.school}.students`} label="Students" value={part.students} read={readCount} write={String} onValue={(students) => onCount((before) => ({ ...before, parts: before.parts.map((one) => (one.school === part.school ? { ...one, students } : one)) }))} inputMode="numeric" />
                  {index === 0 ? null : (
                    <IconButton
                      icon="trash"
                      label={`Remove ${part.name}`}
                      onClick={() => {
                        texts.forget(`${at}.${part.school}`);
                        onCount((before) => ({ ...before, parts: before.parts.filter((one) => one.school !== part.school) }));
                      }}
                    />
                  )}
                </div>
                <TickField label={`${part.name} is a virtual school`} checked={part.virtual} onChange={(virtual) => onCount((before) => ({ ...before, parts: before.parts.map((one) => (one.school === part.school ? { ...one, virtual } : one)) }))} />
              </div>
            ))}
            <div>
              <Button icon="plus" onClick={() => onCount((before) => ({ ...before, parts: [...before.parts, { school: freeKey(guest.key, before.parts.map((part) => part.school)), name: `School ${before.parts.length + 1}`, students: 0, virtual: false }] }))}>
                Add a school
              </Button>
            </div>
        </More>
      )}
    </li>
  );
}

function schoolYear(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const from = month >= 7 ? year : year - 1;
  return `${from}-${String((from + 1) % 100).padStart(2, '0')}`;
}
