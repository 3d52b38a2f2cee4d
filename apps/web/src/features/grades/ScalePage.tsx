import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { GradeSettingsDocument, type SettingPartsFragment, SetGradeSettingsDocument } from '../../generated/grades/grades.js';
import { LostNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { instantWords } from '../../platform/dates.js';
import { PageReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { CellField } from '../../ui/CellField.js';
import { ErrorSummary } from '../../ui/ErrorSummary.js';
import { TextField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Page, Section } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { topics } from './words.js';

interface Mark { key: number; mark: string; atLeast: string; standsFor: string }
let keys = 0;
const asRows = (marks: readonly { mark: string; atLeast: number; standsFor: number }[]): Mark[] => marks.map((one) => ({ key: ++keys, mark: one.mark, atLeast: String(one.atLeast), standsFor: String(one.standsFor) }));
const whole = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : -1);
/** Everything in the form, to be compared. */
const typedWords = (marks: readonly Mark[], passAt: string, days: string): string => JSON.stringify([marks.map(({ mark, atLeast, standsFor }) => [mark.trim(), whole(atLeast), whole(standsFor)]), whole(passAt), days.trim() === '' ? null : whole(days)]);

export default function ScalePage() {
  const { home } = useSession();
  const { data, error, refetch } = useQuery(GradeSettingsDocument, { variables: { districtId: home?.id ?? '' }, skip: !home, fetchPolicy: 'cache-and-network', context: { topics } });
  if (!home) return <Page title="How do we grade?"><Empty title="A scale belongs to a district">You act for a consortium. Its members set their own.</Empty></Page>;
  if (data?.gradeSettings) return <ScalePanel key={data.gradeSettings.districtId} shown={data.gradeSettings} name={home.name} />;
  if (error) return <PageReadFailed what="the scale" error={error} retry={() => void refetch()} />;
  return <PageBones label="Loading the scale" />;
}

/** How a district grades, and what a grade of others becomes here. */
function ScalePanel({ shown, name }: { shown: SettingPartsFragment; name: string }) {
  return (
    <Page
      title="How do we grade?"
      eyebrow={<><Link to="/bookings/grades">Grades</Link> / How we grade</>}
      lead={`The scale of ${name}: what its own teachers enter, and what grades of others are converted to. ${shown.version === 0 ? 'Nothing is set yet: percent.' : ''}`}
    >
      {shown.mayChange ? <ScaleForm shown={shown} /> : (
        <Section title="Our scale">
          <p>{shown.words}.</p>
          <p className="muted">A registrar or the administrator of the district changes it.</p>
        </Section>
      )}
      {shown.versions.length > 0 ? (
        <Section title="What held when?">
          <Table
            caption="Versions, newest first"
            captionHidden
            rows={shown.versions}
            rowKey={(row) => String(row.version)}
            columns={[
              { key: 'at', head: 'From', names: true, cell: (row) => instantWords(row.at) },
              { key: 'words', head: 'Scale', cell: (row) => row.words },
              { key: 'days', head: 'Grades needed', cell: (row) => (row.deadlineDays == null ? 'as members agreed' : `${row.deadlineDays} days after the last day`) },
              { key: 'by', head: 'Set by', cell: (row) => row.by },
            ]}
          />
        </Section>
      ) : null}
    </Page>
  );
}

export function ScaleForm({ shown }: { shown: SettingPartsFragment }) {
  const command = useCommand(`scale.${shown.districtId}`, SetGradeSettingsDocument, 'GradeSettings', topics);
  const [marks, setMarks] = useState<Mark[]>(() => asRows(shown.marks));
  const [passAt, setPassAt] = useState(String(shown.passAt));
  const [days, setDays] = useState(shown.deadlineDays == null ? '' : String(shown.deadlineDays));
  const [attempt, setAttempt] = useState(0);
  const [base, setBase] = useState({ version: shown.version, words: typedWords(asRows(shown.marks), String(shown.passAt), days) });
  const [moved, setMoved] = useState(false);
  const take = () => {
    setMarks(asRows(shown.marks));
    setPassAt(String(shown.passAt));
    setDays(shown.deadlineDays == null ? '' : String(shown.deadlineDays));
    setMoved(false);
  };
  // Another scale is set now, one's own or a colleague's: what was typed and is another one stays.
  if (base.version !== shown.version) {
    const theirs = typedWords(asRows(shown.marks), String(shown.passAt), shown.deadlineDays == null ? '' : String(shown.deadlineDays));
    const typed = typedWords(marks, passAt, days);
    if (typed === base.words || typed === theirs) take();
    else setMoved(true);
    setBase({ version: shown.version, words: theirs });
  }
  const change = (key: number, part: keyof Omit<Mark, 'key'>, value: string) => setMarks((before) => before.map((one) => (one.key === key ? { ...one, [part]: value } : one)));
  const problems = command.refusal?.problems ?? [];
  const problemOf = (field: string) => problems.find((one) => one.field === `input.${field}`)?.message;
  /** The field a problem is about, for the summary to lead to. */
  const inputOf = (field: string): string | undefined => {
    const [, index, part] = /^input\.marks\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const row = index === undefined ? undefined : marks[Number(index)];
    if (row) return `${{ atLeast: 'from', standsFor: 'stands' }[part!] ?? 'mark'}-${row.key}`;
    return { 'input.passAt': 'pass-at', 'input.deadlineDays': 'deadline-days' }[field];
  };
  const submit = async () => {
    setAttempt((before) => before + 1);
    const done = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, districtId: shown.districtId, version: shown.version, percent: marks.length === 0, marks: marks.map((one) => ({ mark: one.mark.trim(), atLeast: whole(one.atLeast), standsFor: whole(one.standsFor) })), passAt: whole(passAt), deadlineDays: days.trim() === '' ? null : whole(days) },
    }));
    if (!done) return;
    setMoved(false);
    announce('The scale is set');
  };
  return (
    <Section title="Our scale">
      {command.refusal ? <ErrorSummary title={command.refusal.message} lines={problems.map(({ field, message }) => ({ message, inputId: inputOf(field) }))} attempt={attempt} /> : command.lost ? <LostNotice /> : null}
      {moved ? (
        <Notice tone="warn" title={`${shown.versions[0]?.by ?? 'A colleague'} set another scale meanwhile: ${shown.words}.`} actions={<Button onClick={() => { command.forget(); take(); }}>Take theirs instead</Button>} live>
          What you typed stands below and is not set. Compare the two, then set yours.
        </Notice>
      ) : null}
      <div className="row">
        <span className="muted">Begin with:</span>
        {shown.presets.map((preset) => (
          <Button key={preset.label} onClick={() => { setMarks(asRows(preset.marks)); setPassAt(String(preset.passAt)); }}>{preset.label}</Button>
        ))}
      </div>
      <form noValidate className="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        {marks.length === 0 ? <p>Percent: whole numbers from 0 to 100, as they are.</p> : (
          <Table
            caption="Marks, best first. Each begins at a percentage, and stands for one where other districts convert it."
            rows={marks.map((one, index) => ({ ...one, index }))}
            rowKey={(row) => String(row.key)}
            columns={[
              { key: 'name', head: 'Mark', names: true, cell: (row) => row.mark.trim() || `Mark ${row.index + 1}` },
              { key: 'mark', head: 'Written', cell: (row) => <CellField label={`Mark ${row.index + 1}`} mark={`mark-${row.key}`} value={row.mark} error={problemOf(`marks.${row.index}.mark`)} onChange={(value) => change(row.key, 'mark', value)} /> },
              { key: 'from', head: 'From percent', cell: (row) => <CellField type="number" label={`${row.mark || `Mark ${row.index + 1}`}: from percent`} mark={`from-${row.key}`} value={row.atLeast} error={problemOf(`marks.${row.index}.atLeast`)} onChange={(value) => change(row.key, 'atLeast', value)} /> },
              { key: 'stands', head: 'Stands for', cell: (row) => <CellField type="number" label={`${row.mark || `Mark ${row.index + 1}`}: stands for percent`} mark={`stands-${row.key}`} value={row.standsFor} error={problemOf(`marks.${row.index}.standsFor`)} onChange={(value) => change(row.key, 'standsFor', value)} /> },
              { key: 'out', head: 'Change', cell: (row) => <Button look="quiet" onClick={() => setMarks((before) => before.filter((one) => one.key !== row.key))}>Take out<span className="visually-hidden"> {row.mark}</span></Button> },
            ]}
          />
        )}
        {marks.length > 0 && marks.length < 20 ? <div className="row"><Button icon="plus" onClick={() => setMarks((before) => [...before, { key: ++keys, mark: '', atLeast: '', standsFor: '' }])}>Add a mark</Button></div> : null}
        <TextField id="pass-at" name="pass-at" label="Passed from percent" inputMode="numeric" narrow value={passAt} onChange={setPassAt} error={problemOf('passAt')} />
        <TextField id="deadline-days" name="deadline-days" label="Days after the last day by which we need grades" hint={`Empty: as members agreed, usually ${shown.agreedDays} days. The earlier of the two counts.`} inputMode="numeric" narrow optional value={days} onChange={setDays} error={problemOf('deadlineDays')} />
        <p className="muted">Grades that are accepted stay converted as they were.</p>
        <div className="row"><Button look="primary" type="submit" busy={command.busy}>Set it from now on</Button></div>
      </form>
    </Section>
  );
}
