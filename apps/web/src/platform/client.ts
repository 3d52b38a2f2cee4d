import { ApolloClient, ApolloLink, type FieldFunctionOptions, HttpLink, InMemoryCache, type StoreObject } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { ErrorLink } from '@apollo/client/link/error';
import { tap } from 'rxjs';
import { possibleTypes } from '../generated/possible-types.js';
import { connection } from './connection.js';
import { without } from './without.js';

/** Pages of one list, joined: `after` continues the list before it, its absence starts anew. */
const pages = {
  keyArgs: (args: Record<string, unknown> | null) => {
    const { input, ...rest } = args ?? {};
    return JSON.stringify(without({ ...rest, ...((input ?? {}) as Record<string, unknown>) }, 'first', 'after'));
  },
  merge(existing: { nodes?: readonly unknown[] } | undefined, incoming: { nodes?: readonly unknown[] }, { args, readField }: FieldFunctionOptions) {
    const after = (args?.['input'] as Record<string, unknown> | undefined)?.['after'] ?? args?.['after'];
    if (!after || !existing) return incoming;
    // A page that comes twice, or while the list was read again, adds nothing twice.
    const idOf = (node: unknown) => readField('id', node as StoreObject) ?? node;
    const there = new Set(existing.nodes?.map(idOf));
    return { ...incoming, nodes: [...(existing.nodes ?? []), ...(incoming.nodes ?? []).filter((node) => !there.has(idOf(node)))] };
  },
};

export const createCache = () =>
  new InMemoryCache({
    possibleTypes: Object.fromEntries(Object.entries(possibleTypes).map(([name, types]) => [name, [...types]])),
    typePolicies: {
      Query: { fields: { catalogue: pages, bookings: pages, inbox: pages, people: pages, outgoingMail: pages, costStudies: pages } },
      // A card's share depends on the home district of the query, a quote has no id: both stay where they were read.
      Card: { keyFields: false },
      ShareCalculation: { keyFields: false },
      // A list and a page read different parts of its items, which have no id of their own.
      Round: { keyFields: false },
      RoundAsking: { keyFields: ['roundId'] },
      RoundNumbers: { keyFields: ['roundId'] },
      SeatRollUp: { keyFields: ['consortiumId', 'year'] },
      SeatRollUpRow: { keyFields: false },
      Roster: { keyFields: ['bookingId'] },
      ClassRoster: { keyFields: ['sectionId'] },
      GradeBook: { keyFields: ['sectionId'] },
      BookingGrades: { keyFields: ['bookingId'] },
      GradeSettings: { keyFields: ['districtId'] },
      RunningClass: { keyFields: ['sectionId'] },
      AttendanceDay: { keyFields: ['sectionId', 'day'] },
      SiteFacilitator: { keyFields: ['schoolId'] },
      DemoPerson: { keyFields: ['accountId'] },
    },
  });

/** What the server says about the whole page rather than about one field. */
const notice = new ErrorLink(({ error }) => {
  if (CombinedGraphQLErrors.is(error)) {
    const codes = error.errors.map((one) => one.extensions?.['code']);
    if (codes.includes('PLEASE_RELOAD')) connection.set({ stale: true });
    if (codes.includes('SIGN_IN_FIRST')) connection.set({ signedOut: true });
    return;
  }
  if (ServerError.is(error) && error.statusCode < 500) return;
  connection.set({ reachable: false });
});

const reached = new ApolloLink((operation, forward) => forward(operation).pipe(tap(() => connection.set({ reachable: true }))));

export const createClient = () =>
  new ApolloClient({
    cache: createCache(),
    link: ApolloLink.from([
      notice,
      reached,
      new HttpLink({ uri: '/graphql', credentials: 'same-origin', headers: { 'x-barnraise-request': '1' }, enhancedClientAwareness: { transport: false } }),
    ]),
    devtools: { enabled: import.meta.env?.DEV === true },
  });
