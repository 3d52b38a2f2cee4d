import { useApolloClient, useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AnswerGradesDocument, BookingGradesDocument, type BookingGradesQuery, type GradesPartsFragment, TakeTranscriptDocument } from '../../generated/grades/grades.js';
import { answerOf, type Refusal } from '../../platform/answer.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { dayWords, instantWords } from '../../platform/dates.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useForm } from '../../platform/form.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { download, fileName } from '../../ui/download.js';
import { AreaField } from '../../ui/Field.js';
import { Columns, Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { OpenNames, useNames } from '../rosters/index.js';
import css from './Grades.module.css';
import { Attestations, sheetTag, topics } from './words.js';

const route = getRouteApi('/signed-in/bookings/$id/grades');
type Rights = NonNullable<BookingGradesQuery['roster']>['rights'];

export default function BookingGradesPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(BookingGradesDocument, { variables: { bookingId: id }, fetchPolicy: 'cache-and-network', context: { topics } });
  if (data?.bookingGrades) return <GradesPanel key={id} shown={data.bookingGrades} rights={data.roster?.rights ?? []} />;
  if (error) return <PageReadFailed what="these grades" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this page of grades" back={{ to: '/bookings', words: 'See our bookings' }} />;
  return <PageBones label="Loading the grades" />;
}

/** Grades of one booking, given and ours side by side: accepted, disputed, or taken to transcripts. */
function GradesPanel({ shown, rights }: { shown: GradesPartsFragment; rights: Rights }) {
  const { places } = useSession();
  const { sheet } = shown;
  const names = useNames({ bookingId: shown.bookingId }, `${sheet.title} ${sheet.reference}`);
  const home = places.some((place) => place.id === sheet.homeDistrict.id);
  const registrar = places.some((place) => place.id === sheet.homeDistrict.id && place.roles.some((held) => held.role === 'REGISTRAR'));
  const nameOf = new Map(names.students?.map((one) => [one.seatId, one]));
  const last = sheet.attestations[0];
  return (
    <Page
      title={shown.mayAnswer ? (last?.nobody ? 'Was nobody in these seats?' : 'Do we accept these grades?') : home ? 'What did our students reach?' : 'What did these students reach?'}
      documentTitle={`Grades of ${sheet.reference}, ${sheet.title}`}
      eyebrow={
        <>
          <Link to="/bookings/grades">Grades</Link> / <Link to="/bookings/$id" params={{ id: shown.bookingId }}>{sheet.reference}</Link>
        </>
      }
      lead={
        <>
          <Link to="/sections/$id" params={{ id: sheet.sectionId }}>{sheet.title}</Link>, {sheet.termName}: {sheet.students === 0 ? `${sheet.seats} ${sheet.seats === 1 ? 'seat' : 'seats'}` : `${sheet.students} ${sheet.students === 1 ? 'student' : 'students'}`} of {sheet.homeDistrict.shortName}, taught by {sheet.teachingDistrict.shortName}.
        </>
      }
      actions={<PrintButton />}
    >
      <Columns
        top={
          <Section title="Given there, and here" aside={sheetTag(sheet.state)} stands={sheet.state}>
            {last === undefined && sheet.students === 0 ? (
              <Empty title="Nobody is placed in these seats">
                Without a name there is no grade. {home ? <Link to="/bookings/$id/roster" params={{ id: shown.bookingId }}>Say who sits there</Link> : `A counselor or registrar of ${sheet.homeDistrict.shortName} says who sits there.`}
              </Empty>
            ) : last === undefined ? (
              <Empty title="No grades yet">
                They are due by {dayWords(sheet.dueOn)}: {sheet.dueRule}. They come to your registrar’s inbox.
              </Empty>
            ) : last.nobody ? (
              <>
                <p><strong>{sheet.teachingDistrict.shortName} attests that no student was placed in {sheet.seats === 1 ? 'this seat' : `these ${sheet.seats} seats`}.</strong></p>
                {sheet.state === 'ATTESTED' && home ? <p className="muted">Was somebody there? Dispute it and say so: then you can name them, and they get their grades.</p> : null}
                {sheet.state === 'DISPUTED' && home ? <p><Link to="/bookings/$id/roster" params={{ id: shown.bookingId }}>Say who sat there</Link></p> : null}
              </>
            ) : shown.grades.length === 0 ? (
              <p className="muted">{shown.mayKnow ? 'None of these grades is of a student of yours.' : 'Grades are open to the teacher of record, to the registrars of both districts, and to each student’s own counselor. None of these is open to you.'}</p>
            ) : (
              <>
                <Table
                  caption={`Grades of ${sheet.reference}`}
                  captionHidden
                  rows={shown.grades}
                  rowKey={(row) => row.seatId}
                  columns={[
                    {
                      key: 'student', head: 'Student', names: true,
                      cell: (row) => {
                        const name = nameOf.get(row.seatId);
                        return name ? <>{name.familyName}, {name.givenName}<span className={css['under']}>Seat {row.ordinal}, number {name.studentNumber}</span></> : `Seat ${row.ordinal}`;
                      },
                    },
                    { key: 'given', head: `Given by ${sheet.teachingDistrict.shortName}`, cell: (row) => <>{row.given}{row.before == null ? null : <span className={css['under']}>was {row.before}</span>}{row.lastAttended == null ? null : <span className={css['under']}>last attended {dayWords(row.lastAttended)}</span>}</> },
                    { key: 'ours', head: `At ${sheet.homeDistrict.shortName}`, cell: (row) => <span className={css['ours']}>{row.ours}<span className={css['under']}>{row.passed ? 'passed' : 'not passed'}</span></span> },
                    { key: 'how', head: 'How it came about', cell: (row) => row.how },
                  ]}
                />
                {rights.length > 0 ? <OpenNames rights={rights} names={names} /> : null}
              </>
            )}
          </Section>
        }
        side={
          <>
            {shown.mayAnswer && last ? <Answer shown={shown} number={last.number} /> : null}
            {registrar && shown.fixed && last?.nobody === false ? <Transcript shown={shown} /> : null}
            <Section title="What holds">
              <Facts
                items={[
                  sheet.answerBy == null ? null : ['Answer by', `${instantWords(sheet.answerBy)}; silence accepts`],
                  ['Counts here as', shown.countsAs ?? (home ? 'not mapped' : 'decided by the home district')],
                  [`Scale of ${sheet.teachingDistrict.shortName}`, shown.theirScale],
                  [`Scale of ${sheet.homeDistrict.shortName}`, `${shown.ourScale}${shown.fixed ? '. Fixed when it was accepted' : ''}`],
                ]}
              />
              {registrar && !shown.fixed ? <p><Link to="/bookings/grades/scale">Change how we grade</Link></p> : null}
            </Section>
          </>
        }
        main={last === undefined ? null : <Section title="Who stood by them?"><Attestations of={sheet.attestations} /></Section>}
      />
    </Page>
  );
}

function Answer({ shown, number }: { shown: GradesPartsFragment; number: number }) {
  const [disputing, setDisputing] = useState(false);
  const command = useCommand(`accept.${shown.bookingId}.${number}`, AnswerGradesDocument, 'BookingGrades', topics);
  const accept = async () => {
    if (await command.send((idempotencyKey) => ({ input: { idempotencyKey, bookingId: shown.bookingId, number, dispute: null } }))) announce('The grades are accepted');
  };
  return (
    <Section title="Your answer">
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <p>{shown.sheet.students === 0 ? 'Accepted, the seats are completed without a grade.' : 'Accepted, they stay converted as you see them, whatever scale you choose later.'}</p>
      <div className="row">
        <Button look="primary" busy={command.busy} onClick={() => void accept()}>{shown.sheet.students === 0 ? 'Accept it' : 'Accept the grades'}</Button>
        <Button onClick={() => setDisputing(true)}>Dispute</Button>
      </div>
      {disputing ? <Dispute shown={shown} number={number} onClose={() => setDisputing(false)} /> : null}
    </Section>
  );
}

function Dispute({ shown, number, onClose }: { shown: GradesPartsFragment; number: number; onClose: () => void }) {
  const name = `dispute.${shown.bookingId}.${number}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, AnswerGradesDocument, 'BookingGrades', topics);
  const submit = async () => {
    const dispute = form.values.reason.trim();
    if (dispute === '') return form.setProblems([{ field: 'reason', message: 'Say what you dispute' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, bookingId: shown.bookingId, number, dispute } })))) return;
    form.clear();
    announce('The teaching side is told');
    onClose();
  };
  return (
    <CommandDialog title="What is not right?" answer="Dispute the grades" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>{shown.sheet.teachingDistrict.shortName} reads it, corrects or confirms, and attests again. Nothing counts as accepted meanwhile.</p>
      <AreaField {...form.field('reason')} label="What do you dispute?" hint="By the number of the seat, without names." maxLength={500} />
    </CommandDialog>
  );
}

function Transcript({ shown }: { shown: GradesPartsFragment }) {
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async () => {
    setBusy(true);
    setLost(false);
    try {
      const { data } = await client.mutate({ mutation: TakeTranscriptDocument, variables: { bookingId: shown.bookingId }, fetchPolicy: 'no-cache' });
      const answer = answerOf(data!.takeTranscript, 'GradePaper');
      setRefusal(answer.refusal);
      if (!answer.done) return;
      download(`${fileName(`transcript ${shown.sheet.title} ${shown.sheet.reference}`)}.csv`, answer.done.csv, 'text/csv;charset=utf-8');
      announce('The transcript lines are in your downloads');
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title="For transcripts">
      {refusal ? <RefusalNotice refusal={refusal} /> : lost ? <LostNotice /> : null}
      <p>{shown.countsAs == null ? 'The course is not mapped: lines come without a local code and credit.' : `One line per student: ${shown.countsAs}, and the grade as we write it.`} With names: that you took them is written down.</p>
      <div className="row">
        <Button icon="arrow" busy={busy} onClick={() => void take()}>Take transcript lines (CSV)</Button>
      </div>
    </Section>
  );
}
