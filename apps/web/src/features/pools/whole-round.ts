import { type ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { RoundAuthorityDocument } from '../../generated/pools/authority.js';
import { RoundDocument } from '../../generated/pools/rounds.js';
import { type Round } from './words.js';

/** A round and by what right it buys: two questions, asked at once, shown when both are answered. */
export function useWholeRound(id: string): { round: Round | null; missing: boolean; error: ErrorLike | undefined; retry: () => void } {
  const read = useQuery(RoundDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const law = useQuery(RoundAuthorityDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const [base, authority] = [read.data?.round, law.data?.round?.authority];
  const round = useMemo(() => (base && authority ? { ...base, authority } : null), [base, authority]);
  return { round, missing: read.data !== undefined && !base, error: read.error ?? law.error, retry: () => void Promise.all([read.refetch(), law.refetch()]) };
}
