import { useQuery } from '@apollo/client/react';
import { courseMapping } from '@barnraise/lifecycle';
import { useState } from 'react';
import { MappingApproversDocument } from '../../generated/courses/mapping.js';
import { ApproveMappingDocument, type MappingPartsFragment, ReturnMappingDocument } from '../../generated/courses/section.js';
import { LostNotice, RefusalNotice, CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { creditWords } from '../../platform/amounts.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { MappingAgain } from './MappingAgain.js';
import { MapCourseForm } from './MapCourseForm.js';
import { mappingTag } from './states.js';

export type Mapping = MappingPartsFragment;
const topics = ['booking', 'section', 'mapping'] as const;

/** What the shared course counts as at home: once a year, proposed by one, approved by another. */
export function MappingPanel({ sectionId, home, mapping, remoteTitle, remoteCredit }: { sectionId: string; home: Place; mapping: Mapping | null; remoteTitle: string; remoteCredit: number }) {
  const [editing, setEditing] = useState(false);
  const mayPropose = mayTake(courseMapping, 'propose', home);
  const waiting = mapping?.state === 'PENDING';
  const { data } = useQuery(MappingApproversDocument, { variables: { districtId: home.id }, skip: !waiting, context: { topics: ['mapping', 'account'] } });
  const approvers = data?.mappingApprovers;
  const mayApprove = approvers?.roles.some((role) => home.roles.some((held) => held.role === role)) ?? false;
  return (
    <Section title="What does it count as at home?" aside={mapping ? mappingTag(mapping.state) : null} stands={`${mapping?.state ?? 'none'} ${editing}`}>
      {mapping ? (
        <Facts
          items={[
            ['Local course', `${mapping.localCode} ${mapping.localTitle}`],
            ['Credit', creditWords(mapping.creditHundredths)],
            ['School year', mapping.schoolYear],
            ['Proposed by', mapping.proposedBy],
            mapping.decidedBy ? [mapping.state === 'RETURNED' ? 'Returned by' : 'Approved by', mapping.decidedBy] : null,
          ]}
        />
      ) : (
        <p>
          Nothing yet for this school year. A request needs it; a hold waits for it.
          {mayPropose ? '' : ' Your counselor or registrar proposes it.'}
        </p>
      )}
      {mapping?.state === 'RETURNED' && mapping.reason ? <Notice tone="warn" title="It was returned:">{mapping.reason}</Notice> : null}
      {mapping && waiting ? (
        mayApprove ? (
          <Decide mapping={mapping} />
        ) : (
          <p className="muted">{approvers ? `${approvers.words} approves it.` : 'Looking who approves it.'}</p>
        )
      ) : null}
      {mayPropose && mapping?.state !== 'APPROVED' && mapping?.state !== 'PENDING' ? (
        editing || mapping?.state === 'RETURNED' ? (
          <MapCourseForm sectionId={sectionId} homeId={home.id} mapping={mapping} remoteTitle={remoteTitle} remoteCredit={remoteCredit} onDone={() => setEditing(false)} />
        ) : (
          <>
            <MappingAgain sectionId={sectionId} homeId={home.id} />
            <div>
              <Button onClick={() => setEditing(true)}>Say what it counts as</Button>
            </div>
          </>
        )
      ) : null}
    </Section>
  );
}

function Decide({ mapping }: { mapping: Mapping }) {
  const [returning, setReturning] = useState(false);
  const approve = useCommand(`approve-mapping.${mapping.id}`, ApproveMappingDocument, 'CourseMapping', topics);
  const giveBack = useCommand(`return-mapping.${mapping.id}`, ReturnMappingDocument, 'CourseMapping', topics);
  const form = useForm(`return-mapping.${mapping.id}`, { reason: '' });
  const submit = async () => {
    if (form.values.reason.trim() === '') return form.setProblems([{ field: 'reason', message: 'Say what should be corrected' }]);
    if (await giveBack.send((idempotencyKey) => ({ input: { idempotencyKey, mappingId: mapping.id, reason: form.values.reason.trim() } }))) {
      form.clear();
      announce('Returned for a correction');
    }
  };
  const agree = async () => {
    if (await approve.send((idempotencyKey) => ({ input: { idempotencyKey, mappingId: mapping.id } }))) announce('Approved');
  };
  if (returning) {
    return (
      <CommandForm
        form={form}
        command={giveBack}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" busy={giveBack.busy}>
              Return it
            </Button>
            <Button look="quiet" onClick={() => setReturning(false)}>
              Keep it
            </Button>
          </>
        }
      >
        <AreaField {...form.field('reason')} label="What should be corrected?" maxLength={500} />
      </CommandForm>
    );
  }
  return (
    <>
      {approve.refusal ? <RefusalNotice refusal={approve.refusal} /> : approve.lost ? <LostNotice /> : null}
      <div className="row">
        <Button look="primary" busy={approve.busy} onClick={() => void agree()}>
          Approve
        </Button>
        <Button look="quiet" onClick={() => setReturning(true)}>
          Return for a correction
        </Button>
      </div>
    </>
  );
}
