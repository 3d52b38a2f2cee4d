import { useQuery } from '@apollo/client/react';
import { type ReactNode } from 'react';
import { ClassRosterDocument } from '../../generated/rosters/roster.js';
import { useNames } from './names.js';
import { OpenNames } from './OpenNames.js';

/** Names beside seats of a class on another page: shown only once they are opened here, which is written down. */
export function useClassNames(sectionId: string, title: string): { nameOf: (seatId: string) => string | null; opener: ReactNode } {
  const { data } = useQuery(ClassRosterDocument, { variables: { sectionId }, fetchPolicy: 'cache-and-network', context: { topics: ['booking', 'roster'] } });
  const names = useNames({ sectionId }, title);
  const rights = data?.classRoster?.rights ?? [];
  return {
    nameOf: (seatId) => {
      const one = names.students?.find((student) => student.seatId === seatId);
      return one ? `${one.familyName}, ${one.givenName}` : null;
    },
    opener: rights.length > 0 ? <OpenNames rights={rights} names={names} /> : null,
  };
}
