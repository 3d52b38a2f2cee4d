import { AnnounceChangeDocument, type ChangeKind, NoteProgressDocument, type SeatStanding, SetMeetingLinkDocument, WithdrawChangeDocument } from '../../generated/running/running.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { dayWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { AreaField, ChoiceField, DayField, TextField, TimeField } from '../../ui/Field.js';
import { type Change, changeWords, type RunningShown, seatName, standingWords } from './words.js';

const topics = ['class'] as const;
/** What somebody who teaches the class wants to say. */
export type Asked = { what: 'link' } | { what: 'change' } | { what: 'withdraw'; change: Change } | { what: 'progress'; seat: RunningShown['seats'][number] };

export function RunningDialog({ asked, running, onClose }: { asked: Asked; running: RunningShown; onClose: () => void }) {
  switch (asked.what) {
    case 'link': return <LinkDialog running={running} onClose={onClose} />;
    case 'change': return <ChangeDialog running={running} onClose={onClose} />;
    case 'withdraw': return <WithdrawDialog change={asked.change} running={running} onClose={onClose} />;
    case 'progress': return <ProgressDialog seat={asked.seat} onClose={onClose} />;
  }
}

const homesOf = (running: RunningShown): string => [...new Set(running.seats.map((seat) => seat.homeDistrict.shortName))].join(', ') || 'Every district with seats';

function LinkDialog({ running, onClose }: { running: RunningShown; onClose: () => void }) {
  const name = `link.${running.sectionId}`;
  const form = useForm(name, { url: running.link?.url ?? '' }, { draft: false });
  const command = useCommand(name, SetMeetingLinkDocument, 'RunningClass', topics);
  const submit = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: running.sectionId, url: form.values.url.trim() || null } }));
    if (!done) return;
    announce(done.link ? 'The link is set, and everyone it concerns is told' : 'There is no link any more');
    onClose();
  };
  return (
    <CommandDialog title="Where does this class meet?" answer="Save the link" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <TextField {...form.field('url')} label="Link to join" hint="The whole link, https://. Empty: none any more." maxLength={500} />
      <p>{homesOf(running)} {running.seats.length === 0 ? 'is' : 'are'} told today that it differs; the link itself stands only with the class, never in a mail or the catalogue.</p>
    </CommandDialog>
  );
}

const kinds: readonly { value: ChangeKind; label: string }[] = [{ value: 'NO_CLASS', label: 'No class that day' }, { value: 'OTHER_TIME', label: 'Another time that day' }];

function ChangeDialog({ running, onClose }: { running: RunningShown; onClose: () => void }) {
  const name = `change.${running.sectionId}`;
  const first = running.meetings.find((one) => one.beginsAt != null && one.change == null)?.day ?? '';
  const form = useForm(name, { day: first, kind: 'NO_CLASS', startsAt: '', endsAt: '', reason: '' });
  const command = useCommand(name, AnnounceChangeDocument, 'RunningClass', topics);
  const other = form.values.kind === 'OTHER_TIME';
  const submit = async () => {
    const { day, startsAt, endsAt, reason } = form.values;
    const missing = [...(day === '' ? [{ field: 'day', message: 'Choose the day' }] : []), ...(other && (startsAt === '' || endsAt === '') ? [{ field: startsAt === '' ? 'startsAt' : 'endsAt', message: 'Say when it begins and ends instead' }] : []), ...(reason.trim().length < 3 ? [{ field: 'reason', message: 'Say why, in a few words' }] : [])];
    if (missing.length > 0) return form.setProblems(missing);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: running.sectionId, day, kind: form.values.kind as ChangeKind, startsAt: other ? startsAt : null, endsAt: other ? endsAt : null, reason: reason.trim() } }));
    if (!done) return;
    form.clear();
    announce(`Announced for ${dayWords(day)}; everyone it concerns is told`);
    onClose();
  };
  return (
    <CommandDialog title="Which day is different?" answer="Announce it" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <DayField {...form.field('day')} label="Day of the class" min={running.today} max={running.lastDay} narrow />
      <ChoiceField {...form.field('kind')} label="What is different?" choices={running.fixedTimes ? kinds : kinds.slice(0, 1)} />
      {other ? (
        <div className="row">
          <TimeField {...form.field('startsAt')} label="Begins" hint="On the school’s clock" narrow />
          <TimeField {...form.field('endsAt')} label="Ends" hint="On the school’s clock" narrow />
        </div>
      ) : null}
      <TextField {...form.field('reason')} label="Why?" hint="For example: in-service day, power out. Every district reads it." maxLength={200} />
      <p>{homesOf(running)} and the site facilitators there are told at once: in the inbox, and by mail right away when it is about today or tomorrow.</p>
    </CommandDialog>
  );
}

function WithdrawDialog({ change, running, onClose }: { change: Change; running: RunningShown; onClose: () => void }) {
  const name = `withdraw.${change.id}`;
  const form = useForm(name, {}, { draft: false });
  const command = useCommand(name, WithdrawChangeDocument, 'RunningClass', topics);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, changeId: change.id } })))) return;
    announce(`Taken back: the class meets as usual on ${dayWords(change.day)}`);
    onClose();
  };
  return (
    <CommandDialog title="Does it meet as usual after all?" answer="Take it back" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>{changeWords(change, running.timeZone)}: {change.reason} Everyone who was told is told again that the class meets as usual.</p>
    </CommandDialog>
  );
}

function ProgressDialog({ seat, onClose }: { seat: RunningShown['seats'][number]; onClose: () => void }) {
  const name = `progress.${seat.id}`;
  const form = useForm(name, { standing: seat.progress?.standing ?? 'ON_TRACK', note: '' });
  const command = useCommand(name, NoteProgressDocument, 'RunningClass', topics);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, seatId: seat.id, standing: form.values.standing as SeatStanding, note: form.values.note.trim() || null } })))) return;
    form.clear();
    announce(`${seatName(seat)}: ${standingWords[form.values.standing as SeatStanding].toLowerCase()}`);
    onClose();
  };
  return (
    <CommandDialog title={`How does ${seatName(seat).toLowerCase().replace(seat.reference.toLowerCase(), seat.reference)} get on?`} answer="Save" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <ChoiceField {...form.field('standing')} label="It is" choices={Object.entries(standingWords).map(([value, label]) => ({ value, label }))} />
      <AreaField {...form.field('note')} label="A few words to the home side" optional hint="What is missing, what would help. No name." maxLength={400} />
      <p>Counselors and registrars of {seat.homeDistrict.shortName} see it; at risk and failing they are told in the inbox.</p>
    </CommandDialog>
  );
}
