import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { WindowRequestsDocument } from '../../generated/windows/windows.js';
import { useServerNow } from '../../platform/clock.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { type OwnRequest } from './useSectionWindow.js';
import { closesWords, seatsOf } from './words.js';
import css from './Windows.module.css';

/** What our district asked for in request windows, above its bookings; nothing where it never did. */
export function useOurRequests(districtId: string | null): readonly OwnRequest[] {
  const { data } = useQuery(WindowRequestsDocument, { variables: { districtId: districtId ?? '' }, skip: districtId === null, fetchPolicy: 'cache-and-network', context: { topics: ['window', 'section', 'booking'] } });
  return data?.windowRequests ?? [];
}

export function OurRequests({ requests }: { requests: readonly OwnRequest[] }) {
  const open = requests.filter((one) => one.allottedAt == null);
  const done = requests.filter((one) => one.allottedAt != null);
  if (requests.length === 0) return null;
  return (
    <Section title="What did we ask for in request windows?">
      {open.length > 0 ? <p>Seats are allotted at the close. Until then you may change what you ask for, or take it back.</p> : null}
      {open.length > 0 ? <RequestTable requests={open} caption="Our requests that are being collected" /> : null}
      {done.length > 0 ? (
        <details {...(open.length === 0 ? { open: true } : {})}>
          <summary>Allotted before ({done.length})</summary>
          <RequestTable requests={done} caption="Our requests that were allotted" />
        </details>
      ) : null}
    </Section>
  );
}

export function RequestTable({ requests, caption }: { requests: readonly OwnRequest[]; caption: string }) {
  const now = useServerNow();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={requests}
      rowKey={(one) => `${one.windowId} ${one.id}`}
      columns={[
        {
          key: 'what', head: 'Course', names: true,
          cell: (one) => (
            <>
              <Link to="/sections/$id" params={{ id: one.sectionId }}>{one.title}</Link>
              <span className={css['under']}>{one.teachingDistrict.shortName}, {one.schoolYear}</span>
            </>
          ),
        },
        { key: 'asked', head: 'Asked for', figure: true, cell: (one) => <>{one.seatsAsked}{one.seatsLeast < one.seatsAsked ? <span className={css['under']}>at the least {one.seatsLeast}</span> : null}</> },
        {
          key: 'result', head: 'Result',
          cell: (one) => one.allottedAt == null ? (
            <>
              <Tag tone="info" icon="clock">{now < Date.parse(one.closesAt) ? 'Collecting' : 'Being allotted'}</Tag>
              <span className={css['under']}>{now < Date.parse(one.closesAt) ? 'until' : 'closed'} {closesWords(one)}</span>
            </>
          ) : (
            <Tag tone={one.seatsGiven === 0 ? 'warn' : 'good'} icon={one.seatsGiven === 0 ? 'alert' : 'check'}>{one.seatsGiven === 0 ? 'None' : `${one.seatsGiven} of ${seatsOf(one.seatsAsked)}`}</Tag>
          ),
        },
        {
          key: 'why', head: 'Why',
          cell: (one) => one.steps.length === 0 ? <span className="muted">decided at the close</span> : (
            <details>
              <summary>Step by step<span className="visually-hidden">: {one.title}</span></summary>
              <ol className={css['steps']}>
                {one.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </details>
          ),
        },
      ]}
    />
  );
}
