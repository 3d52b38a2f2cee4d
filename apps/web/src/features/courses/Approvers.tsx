import { useQuery } from '@apollo/client/react';
import { mappingApprovers } from '@barnraise/lifecycle';
import { useState } from 'react';
import { MappingApproversDocument, type MappingApproversQuery, SetMappingApproversDocument } from '../../generated/courses/mapping.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { TickField } from '../../ui/Field.js';
import { Section } from '../../ui/Page.js';
import css from './DraftPanel.module.css';

type Approvers = NonNullable<MappingApproversQuery['mappingApprovers']>;
type Role = Approvers['roles'][number];
const names: Record<Role, string> = { REGISTRAR: 'Registrars', COUNSELOR: 'Counselors', DISTRICT_ADMINISTRATOR: 'District administrators', SUPERINTENDENT: 'The superintendent' };
const roles = mappingApprovers.map((role) => role.toUpperCase() as Role);
const topics = ['mapping', 'account'] as const;

/** Who approves what a remote course counts as: shown to everyone of the district, set by its administrator. */
export function Approvers({ place }: { place: Place }) {
  const { data } = useQuery(MappingApproversDocument, { variables: { districtId: place.id }, skip: place.kind !== 'district', context: { topics } });
  const approvers = data?.mappingApprovers;
  if (!approvers) return null;
  return (
    <Section title="Who approves what a remote course counts as?">
      <p>{approvers.words} approves: local code, title and credit, once a year. Held seats wait meanwhile.</p>
      {approvers.mayChange ? <Setting key={approvers.roles.join()} approvers={approvers} /> : <p className="muted">The administrator of {place.shortName} sets who.</p>}
    </Section>
  );
}

function Setting({ approvers }: { approvers: Approvers }) {
  const [chosen, setChosen] = useState<readonly Role[]>(approvers.roles);
  const command = useCommand(`approvers.${approvers.districtId}`, SetMappingApproversDocument, 'MappingApprovers', topics);
  const changed = roles.some((role) => chosen.includes(role) !== approvers.roles.includes(role));
  const save = async () => {
    if (await command.send((idempotencyKey) => ({ input: { idempotencyKey, districtId: approvers.districtId, roles: roles.filter((role) => chosen.includes(role)) } }))) announce('Saved');
  };
  return (
    <>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <fieldset className={css['group']}>
        <legend>Who may approve?</legend>
        <div className={css['days']}>
          {roles.map((role) => (
            <TickField key={role} label={names[role]} checked={chosen.includes(role)} onChange={(on) => setChosen(on ? [...chosen, role] : chosen.filter((one) => one !== role))} />
          ))}
        </div>
        <p className="muted small" role="status">
          {chosen.length === 0 ? 'Choose at least one: somebody has to approve.' : 'From today on; what waits already waits for them.'}
        </p>
      </fieldset>
      <div>
        <Button busy={command.busy} disabled={!changed || chosen.length === 0} onClick={() => void save()}>
          Save who approves
        </Button>
      </div>
    </>
  );
}
