import { randomUUID } from 'node:crypto';
import { REQUEST_HEADER } from '../../src/platform/auth/session-cookie.js';
import { type Someone } from './world.js';

/** What an act came to, as the caller hears it. */
export interface Answer {
  readonly type: string;
  /** Of the thing; absent for a refusal. */
  readonly id?: string;
  readonly state?: string;
  readonly seats?: number;
  readonly code?: string;
  readonly message?: string;
}

/** The server answered, but not with an outcome. */
export class Fault extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

const THING: Record<string, string> = { mapCourse: 'CourseMapping', approveMapping: 'CourseMapping', returnMapping: 'CourseMapping', joinWaitlist: 'WaitlistEntry', leaveWaitlist: 'WaitlistEntry', changeWaitlist: 'WaitlistEntry', postNeed: 'CourseNeed',
  proposeRound: 'Round', openRound: 'Round', commitToRound: 'Round' };
const INPUT: Record<string, string> = { mapCourse: 'MapCourseInput', approveMapping: 'MappingStepInput', returnMapping: 'ReturnMappingInput', holdSeats: 'HoldSeatsInput', requestSeats: 'RequestSeatsInput',
  acceptSeats: 'BookingStepInput', joinWaitlist: 'JoinWaitlistInput', leaveWaitlist: 'WaitlistStepInput', changeWaitlist: 'ChangeWaitlistInput', dropSeats: 'LeaveSeatsInput', denySeats: 'BookingStepWithReasonInput', cancelSeats: 'BookingStepWithReasonInput', postNeed: 'PostNeedInput',
  proposeRound: 'ProposeRoundInput', openRound: 'OpenRoundInput', commitToRound: 'CommitToRoundInput' };

function documentOf(operation: string): string {
  const thing = THING[operation] ? `... on ${THING[operation]} { id state }` : '... on Booking { id state seats }';
  return `mutation ($input: ${INPUT[operation]}!) { ${operation}(input: $input) { type: __typename ${thing} ... on Refusal { code message } } }`;
}

/** Sends one act to one server. Throws a Fault for an answer without an outcome, anything else when the line broke. */
export async function act(url: string, who: Someone, operation: string, input: object, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', cookie: `barnraise=${who.token}`, [REQUEST_HEADER]: '1' },
    body: JSON.stringify({ query: documentOf(operation), variables: { input } }), ...(signal ? { signal } : {}),
  });
  const body = (await response.json()) as { data?: Record<string, Answer | null> | null; errors?: { message: string; extensions?: { code?: string } }[] };
  const answer = body.data?.[operation];
  if (body.errors || !answer) throw new Fault(body.errors?.map(({ message }) => message).join('; ') ?? `no answer, status ${response.status}: ${JSON.stringify(body).slice(0, 300)}`, body.errors?.[0]?.extensions?.code);
  return answer;
}

export const newKey = (): string => randomUUID();
