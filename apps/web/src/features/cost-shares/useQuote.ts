import { useQuery } from '@apollo/client/react';
import { QuoteSeatsDocument, type QuoteSeatsQuery } from '../../generated/cost-shares/quote.js';
import { answerOf, type Refusal } from '../../platform/answer.js';

type Calculation = Extract<QuoteSeatsQuery['quoteSeats'], { __typename: 'ShareCalculation' }>;

export interface Quote {
  calculation: Calculation | null;
  refusal: Refusal | null;
  /** A newer figure is on its way; the old one is still shown. */
  stale: boolean;
  failed: boolean;
}

/** What seats would cost now. Says nothing for a number of seats that makes no sense. */
export function useQuote(sectionId: string, homeDistrictId: string, seats: number | null): Quote {
  const { data, previousData, loading, error } = useQuery(QuoteSeatsDocument, {
    variables: { input: { sectionId, homeDistrictId, seats: seats ?? 1 } },
    skip: seats === null,
    fetchPolicy: 'cache-and-network',
    context: { topics: ['section', 'booking'] },
  });
  const shown = data ?? previousData;
  const answer = shown ? answerOf(shown.quoteSeats, 'ShareCalculation') : null;
  return { calculation: answer?.done ?? null, refusal: answer?.refusal ?? null, stale: loading && !data, failed: error !== undefined && !shown };
}
