import { useQuery } from '@apollo/client/react';
import { NeighborNeedsDocument } from '../../generated/needs/needs.js';
import { type Place } from '../../platform/session.js';
import { Section } from '../../ui/Page.js';
import { NeighborTable } from './NeighborTable.js';

/** Among what we share: what we could. Nothing is shown while nobody looks for anything. */
export function NeedsToMeet({ home }: { home: Place }) {
  const { data } = useQuery(NeighborNeedsDocument, { variables: {}, context: { topics: ['need'] } });
  const lines = data?.neighborNeeds ?? [];
  if (lines.length === 0) return null;
  return (
    <Section title="What do our neighbors look for?">
      <NeighborTable lines={lines} home={home} />
    </Section>
  );
}
