import { useQuery } from '@apollo/client/react';
import { SectionWindowDocument, type SectionWindowQuery } from '../../generated/windows/windows.js';

export type SectionWindow = NonNullable<SectionWindowQuery['sectionWindow']>;
export type OwnRequest = NonNullable<SectionWindowQuery['windowRequests']>[number];

/** The request window that the seats of a section wait for, and what my district asked for in it or got. Undefined until it is known. */
export function useSectionWindow(sectionId: string, districtId: string | null): { window: SectionWindow | null | undefined; requests: readonly OwnRequest[] } {
  const { data, error } = useQuery(SectionWindowDocument, {
    variables: { sectionId, districtId: districtId ?? '', forDistrict: districtId !== null }, fetchPolicy: 'cache-and-network', context: { topics: ['window', 'section', 'booking'] },
  });
  // Where it can't be read the page is as without one: the server refuses what a window forbids, and says so.
  return { window: data ? (data.sectionWindow ?? null) : error ? null : undefined, requests: data?.windowRequests ?? [] };
}
