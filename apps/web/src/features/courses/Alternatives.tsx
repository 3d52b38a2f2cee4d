import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { AlternativesDocument } from '../../generated/courses/alternatives.js';
import { spanWords } from '../../platform/dates.js';
import { ButtonLink } from '../../ui/Button.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import css from './BookingsPanel.module.css';

/** What else would do, for a district whose seats came to nothing. */
export function Alternatives({ bookingId, title }: { bookingId: string; title: string }) {
  const { data } = useQuery(AlternativesDocument, { variables: { bookingId }, fetchPolicy: 'cache-and-network', context: { topics: ['section'] } });
  if (!data) return null;
  return (
    <Section title="What else fits?">
      <Table
        caption="Sections with seats enough, in the same subject and at the same time of the year"
        captionHidden
        rows={data.alternatives}
        rowKey={(row) => row.id}
        empty={<p className="muted">No other open section of this subject has seats enough right now.</p>}
        columns={[
          {
            key: 'what', head: 'Course', names: true,
            cell: (row) => (
              <>
                <Link to="/sections/$id" params={{ id: row.id }}>
                  {row.title}
                </Link>
                <span className={css['under']}>{row.teachingDistrict.shortName}</span>
              </>
            ),
          },
          {
            key: 'when', head: 'When',
            cell: (row) => (
              <>
                {row.termName}, {spanWords(row.firstDay, row.lastDay)}
                <span className={css['under']}>{row.meeting?.words ?? 'No fixed times'}</span>
              </>
            ),
          },
          { key: 'fit', head: 'Fit with our day', cell: (row) => row.fitSentence },
          { key: 'left', head: 'Seats left', figure: true, cell: (row) => row.seatsLeft },
        ]}
      />
      <div>
        <ButtonLink to="/find" search={{ q: title }}>
          Search what neighbors share
        </ButtonLink>
      </div>
    </Section>
  );
}
