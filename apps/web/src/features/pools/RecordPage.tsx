import { purchasingRound } from '@barnraise/lifecycle';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { KeepDueDiligenceDocument } from '../../generated/pools/authority.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { dayWords } from '../../platform/dates.js';
import { type Draft } from '../../platform/drafts.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useForm } from '../../platform/form.js';
import { mayTake } from '../../platform/may.js';
import { type Place, useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { answerWords, type Diligence, diligenceValues, fieldOfDiligence, readDiligence } from './authority-form.js';
import { kindOf } from './AuthorityTerms.js';
import { DueDiligenceFields } from './DueDiligenceFields.js';
import { useNamed } from './named.js';
import css from './Rounds.module.css';
import { SendRow } from './SendRow.js';
import { stateName } from './states.js';
import { useWholeRound } from './whole-round.js';
import { keepsRecords, lockWords, type Round } from './words.js';

const route = getRouteApi('/signed-in/rounds/$id/record');
type Written = Round['authority']['records'][number];

export default function RecordPage() {
  const { id } = route.useParams();
  const { round, missing, error, retry } = useWholeRound(id);
  if (round && keepsRecords(round.state)) return <RecordShown key={id} round={round} />;
  if (error && !round) return <PageReadFailed what="this record" error={error} retry={retry} />;
  if (round || missing) return <SubjectMissing what="this record" back={{ to: '/rounds', words: 'See the purchasing rounds' }} />;
  return <PageBones label="Loading the record" />;
}

/** What each of my districts keeps about its use of the contract, for its board and its auditor. */
function RecordShown({ round }: { round: Round }) {
  const { places } = useSession();
  const districts = places.filter((place) => place.kind === 'district');
  const { authority } = round;
  return (
    <Page
      title="Why do we buy on this contract?"
      documentTitle={`Record of ${round.title}`}
      eyebrow={<><Link to="/rounds">Purchasing rounds</Link> / <Link to="/rounds/$id" params={{ id: round.id }}>{round.title}</Link></>}
      lead="What your district checked before it bought, for its board and its auditor. Other districts do not see it."
      actions={<>{authority.records.length > 0 ? <a className={css['download'] ?? ''} href={`/rounds/${round.id}/due-diligence.csv`}>As a table (CSV)</a> : null}<PrintButton /></>}
    >
      <Section title="What is bought, and by what right?">
        <Facts
          items={[
            ['Bought', round.items.map(({ name }) => name).join(', ')],
            ['Led by', round.lead.name],
            ['Contract', `${round.contractNumber ?? 'no number'}, awarded by ${round.leadAgency ?? 'nobody named'}${round.termEnds ? `, until ${dayWords(round.termEnds)}` : ''}`],
            ['Under the law of', authority.stateCode ? stateName(authority.stateCode) : 'no state named'],
            ['Federal money', authority.federal ? 'may pay for a part of it' : 'none'],
            ['Others may use it', round.clause ? <span className={css['clause']}>“{round.clause}”</span> : 'not said'],
            ['Documents', authority.documents.length === 0 ? 'none' : <ul className={css['documents']}>{authority.documents.map(({ kind, title, address }) => <li key={`${kind} ${address}`}>{title}: <a href={address} target="_blank" rel="noopener noreferrer">{address}</a>{title === kindOf(kind) ? '' : `, ${kindOf(kind).toLowerCase()}`}</li>)}</ul>],
          ]}
        />
      </Section>
      {districts.map((place) => (
        <Record key={place.id} round={round} place={place} several={districts.length > 1} />
      ))}
      {districts.length === 0 ? <Empty title="Each district keeps its own record">It is shown to the people of that district alone.</Empty> : null}
    </Page>
  );
}

function Record({ round, place, several }: { round: Round; place: Place; several: boolean }) {
  const [writing, setWriting] = useState(false);
  const written = round.authority.records.filter(({ district }) => district.id === place.id);
  const [last, ...earlier] = written;
  const mayWrite = mayTake(purchasingRound, 'propose', place);
  const title = last ? `What did ${several ? place.shortName : 'we'} write down?` : `Why ${several ? `does ${place.shortName}` : 'do we'} use this contract?`;
  return (
    <Section title={title} id={`record-${place.id}`} stands={`${written.length} ${writing}`}>
      {last && !writing ? <Shown round={round} record={last} /> : null}
      {last && !writing && mayWrite ? <div className="row no-print"><Button onClick={() => setWriting(true)}>Write it anew</Button></div> : null}
      {!last && !mayWrite ? <p className="muted">Nothing is written down yet. Whoever buys for {place.shortName} does it.</p> : null}
      {mayWrite && (writing || !last) ? <RecordForm round={round} districtId={place.id} onDone={() => setWriting(false)} onBack={last ? () => setWriting(false) : null} /> : null}
      {earlier.length > 0 && !writing ? (
        <details className={css['more']}>
          <summary>What was written before ({earlier.length})</summary>
          <div className="stack">
            {earlier.map((one) => (
              <Shown key={one.revision} round={round} record={one} />
            ))}
          </div>
        </details>
      ) : null}
    </Section>
  );
}

function Shown({ round, record }: { round: Round; record: Written }) {
  const rows = round.authority.questions.map((question) => ({ ...question, answered: record.answers.find(({ key }) => key === question.key) ?? null }));
  return (
    <div className="stack-s">
      <p className={css['clause']}>{record.reason}</p>
      <p className="muted small">Written{record.writtenBy == null ? '' : ` by ${record.writtenBy}`} on {lockWords(record.at)}{record.revision > 1 ? `, version ${record.revision}` : ''}.</p>
      <Table
        caption={`What was checked, version ${record.revision}`}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'question', head: 'Question', names: true, cell: ({ words }) => words },
          { key: 'answer', head: 'Answer', cell: ({ answered }) => (answered ? answerWords[answered.answer] : <span className="muted">Not answered</span>) },
          { key: 'note', head: 'Note', cell: ({ answered }) => answered?.note ?? <span className="muted">none</span> },
        ]}
      />
    </div>
  );
}

function RecordForm({ round, districtId, onDone, onBack }: { round: Round; districtId: string; onDone: () => void; onBack: (() => void) | null }) {
  const name = `round.record.${round.id}.${districtId}`;
  const initial = useMemo<Draft>(() => diligenceValues(round, districtId), [round, districtId]);
  const form = useForm<Draft>(name, initial);
  const command = useCommand(name, KeepDueDiligenceDocument, 'Round', ['round']);
  const sent = useRef<Diligence | null>(null);
  const named = useNamed(command, (path) => fieldOfDiligence(path, sent.current) ?? 'reason');
  const submit = async () => {
    const { record, problems } = readDiligence(form.values, round, true);
    form.setProblems(problems);
    if (!record) return;
    sent.current = record;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, districtId, record } })))) return;
    form.clear();
    announce('Written down');
    onDone();
  };
  return (
    <CommandForm
      form={form}
      command={named}
      onSubmit={() => void submit()}
      actions={<SendRow answer="Write it down" busy={command.busy} back="Leave it as it is" onBack={onBack} />}
    >
      <DueDiligenceFields round={round} districtId={districtId} form={form} whole />
    </CommandForm>
  );
}
