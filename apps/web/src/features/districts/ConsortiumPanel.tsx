import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ConsortiumQuery } from '../../generated/districts/consortium.js';
import { dayPlain, zoneWords } from '../../platform/dates.js';
import { ButtonLink } from '../../ui/Button.js';
import { Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { ShapeMap } from '../../ui/ShapeMap.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { PolicyTable, PurchasingRulesTable } from '../agreements/index.js';
import css from './ConsortiumPanel.module.css';
import { Contacts } from './Contacts.js';
import { placeWords } from './words.js';

type Consortium = NonNullable<ConsortiumQuery['consortium']>;

/** Who acts together, where they are, and by which rules. */
export function ConsortiumPanel({ consortium, others, homeId }: { consortium: Consortium; others: readonly { id: string; name: string }[]; homeId: string | null }) {
  const inForce = consortium.policies.filter((policy) => policy.inForce && !policy.key.startsWith('rounds.'));
  const later = consortium.policies.filter((policy) => !policy.inForce);
  const zones = new Set(consortium.members.map((member) => member.timeZone));
  const shapes = useMemo(
    () => consortium.members.map((member) => ({ id: member.district.id, label: member.district.shortName, geometry: member.boundary, lat: member.lat ?? null, lon: member.lon ?? null, strong: member.district.id === homeId })),
    [consortium.members, homeId],
  );
  return (
    <Page
      title="Who acts together?"
      documentTitle={consortium.name}
      eyebrow={consortium.name}
      wide
      lead={
        <>
          {consortium.about}
          {others.length > 0 ? (
            <>
              {' '}
              Your district is also in{' '}
              {others.map((one, index) => (
                <span key={one.id}>
                  {index > 0 ? ', ' : ''}
                  <Link to="/consortium/$id" params={{ id: one.id }}>
                    {one.name}
                  </Link>
                </span>
              ))}
              .
            </>
          ) : null}
        </>
      }
      actions={<><ButtonLink to="/consortium/$id/windows" params={{ id: consortium.id }} icon="calendar">When are seats asked for?</ButtonLink><ButtonLink to="/consortium/$id/seats" params={{ id: consortium.id }} icon="seats">Who gives and takes seats?</ButtonLink><PrintButton /></>}
    >
      <Section title="Where are the members?" aside={<span className="muted">{consortium.members.length} members</span>}>
        <div className={css['members']}>
        <ShapeMap shapes={shapes} title={`Map of the ${consortium.members.length} members of ${consortium.name}; the same in words in the table below`} />
        <Table
          caption={`Members of ${consortium.name}`}
          captionHidden
          rows={consortium.members}
          rowKey={(member) => member.district.id}
          columns={[
            {
              key: 'name',
              head: 'District',
              names: true,
              cell: (member) => (
                <>
                  <Link to="/districts/$id" params={{ id: member.district.id }}>
                    {member.district.name}
                  </Link>{' '}
                  {member.district.id === homeId ? <Tag tone="info">Ours</Tag> : null}
                </>
              ),
            },
            {
              key: 'place',
              head: 'Place',
              cell: (member) => (
                <>
                  {placeWords(member.city, member.county) ?? 'unknown'}
                  {member.localeWords == null ? null : <span className={css['under']}>{member.localeWords}</span>}
                </>
              ),
            },
            ...(zones.size > 1 ? [{ key: 'zone', head: 'Time zone', cell: (member: Consortium['members'][number]) => zoneWords(member.timeZone) }] : []),
            { key: 'since', head: 'Member since', deskOnly: true, cell: (member) => <span className="nowrap">{dayPlain(member.since)}</span> },
            { key: 'students', head: 'Students', figure: true, cell: (member) => member.students?.toLocaleString('en-US') ?? 'unknown' },
            { key: 'open', head: 'Open sections', figure: true, cell: (member) => member.openSections },
          ]}
        />
        </div>
      </Section>
      <Section title="Which rules are in force?">
        {inForce.length === 0 ? <p className="muted">No rules are recorded yet.</p> : <PolicyTable policies={inForce} caption={`Rules in force in ${consortium.name}`} />}
        {later.length > 0 ? (
          <details>
            <summary>Earlier and later versions ({later.length})</summary>
            <PolicyTable policies={later} caption="Versions that are not in force today" />
          </details>
        ) : null}
      </Section>
      <Section title="By which rules do we buy together?">
        <PurchasingRulesTable rules={consortium.purchasingRules} caption={`Rules of purchasing rounds in ${consortium.name}`} />
        <p className="muted small">Rules change with the agreement of the members. A round keeps those it opened under.</p>
      </Section>
      {consortium.contacts.length > 0 ? (
        <Section title="Who keeps it running?">
          <Contacts contacts={consortium.contacts} />
        </Section>
      ) : null}
    </Page>
  );
}
