import { randomUUID } from 'node:crypto';
import { type Client, type TestApp } from './app.js';
import { district, type Job, person, type Place } from './factories/neighborhood.js';

/** A booking or a refusal, as a page sees it: what is absent was not part of the answer. */
export interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly seats: number;
  readonly clock: { kind: string; at: string; waitsFor: string | null; rule: string } | null;
  readonly mapping: { id: string; state: string } | null;
  readonly estimate: { expectedCents: number; maximumCents: number; inputHash: string; traceJson: string; sentences: string[] };
  readonly notToExceedCents: number | null;
  readonly budgetCode: string | null;
  readonly reason: string | null;
  readonly leaving: { step: string; owedCents: number; freeUntil: string; sentences: string[] } | null;
  readonly owedCents: number | null;
  readonly section: { seatsLeft: number };
  readonly nextSteps: { step: string; label: string; blockedBy: string | null }[];
  readonly history: { who: string; sentence: string }[];
  readonly policies: { key: string; valueWords: string }[];
}

const BOOKING = `id reference state seats clock { kind at waitsFor rule } mapping { id state } estimate { expectedCents maximumCents inputHash traceJson sentences }
  notToExceedCents budgetCode reason leaving { step owedCents freeUntil sentences } owedCents section { seatsLeft } nextSteps { step label blockedBy } history { who sentence } policies { key valueWords }`;

const special: Record<string, string> = {
  holdSeats: '... on SectionFull { seatsLeft seatsAsked waitlistPosition } ... on TooManySeats { maxPerHold } ... on FitReasonNeeded { fit { sentence known } }',
  requestSeats: '... on HoldExpired { expiredAt } ... on MappingNeeded { mappingState } ... on NotToExceedTooLow { maximumCents }',
  dropSeats: '... on DropDatePassed { dropDate } ... on OwedChanged { owedNowCents }', withdrawSeats: '... on OwedChanged { owedNowCents }',
};
const inputs: Record<string, string> = {
  holdSeats: 'HoldSeatsInput', requestSeats: 'RequestSeatsInput', approveSpending: 'BookingStepInput', declineSpending: 'BookingStepWithReasonInput', acceptSeats: 'BookingStepInput',
  denySeats: 'BookingStepWithReasonInput', cancelSeats: 'BookingStepWithReasonInput', dropSeats: 'LeaveSeatsInput', withdrawSeats: 'LeaveSeatsInput',
};

/** A place on a waitlist or a refusal. */
export interface Waits {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly id: string;
  readonly state: string;
  readonly seatsWanted: number;
  readonly place: number | null;
  readonly reason: string | null;
  readonly offer: { bookingId: string; seats: number; until: string } | null;
}
const ENTRY = 'id state seatsWanted seatsLeast place reason askedAt orderWords mayChange mayLeave offer { bookingId seats until }';
const waitlistInputs = { joinWaitlist: 'JoinWaitlistInput', changeWaitlist: 'ChangeWaitlistInput', leaveWaitlist: 'WaitlistStepInput' } as const;

/** Somebody at work in a district office, through the graph alone. */
export class Desk {
  private constructor(
    readonly client: Client,
    readonly place: Place,
  ) {}

  static async of(app: TestApp, place: Place, job: Job): Promise<Desk> {
    return new Desk(await app.client().signInAs(person(place, job)), place);
  }

  /** Any step with seats, by the name of its operation. */
  step(operation: string, input: object): Promise<Answer> {
    const document = `mutation ($input: ${inputs[operation]}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on Booking { ${BOOKING} } ${special[operation] ?? ''} } }`;
    return this.client.get<Answer>(document, { input: { idempotencyKey: randomUUID(), ...input } });
  }

  hold(sectionId: string, seats: number, more: object = {}): Promise<Answer> {
    return this.step('holdSeats', { sectionId, homeDistrictId: district(this.place), seats, ...more });
  }

  request(bookingId: string, notToExceedCents: number, more: object = {}): Promise<Answer> {
    return this.step('requestSeats', { bookingId, notToExceedCents, budgetCode: '100-512', ...more });
  }

  waitlist(operation: keyof typeof waitlistInputs, input: object): Promise<Waits> {
    const free = operation === 'joinWaitlist' ? '... on SeatsAreFree { seatsLeft }' : '';
    const document = `mutation ($input: ${waitlistInputs[operation]}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on WaitlistEntry { ${ENTRY} } ${free} } }`;
    return this.client.get<Waits>(document, { input: { idempotencyKey: randomUUID(), ...input } });
  }

  join(sectionId: string, seats: number, more: object = {}): Promise<Waits> {
    return this.waitlist('joinWaitlist', { sectionId, homeDistrictId: district(this.place), seats, ...more });
  }

  /** My district's place in the line of a section. */
  placeIn(sectionId: string): Promise<Waits | null> {
    return this.client.get<{ myPlace: Waits | null }>(`query ($id: ID!) { section(id: $id) { myPlace { __typename ${ENTRY} } } }`, { id: sectionId }).then(({ myPlace }) => myPlace);
  }

  booking(id: string): Promise<Answer | null> {
    return this.client.get<Answer | null>(`query ($id: ID!) { booking(id: $id) { __typename ${BOOKING} } }`, { id });
  }

  map(sectionId: string): Promise<Answer> {
    const input = { idempotencyKey: randomUUID(), sectionId, homeDistrictId: district(this.place), localCode: 'SCI-9', localTitle: 'Physics', creditHundredths: 100 };
    return this.client.get<Answer>('mutation ($input: MapCourseInput!) { mapCourse(input: $input) { __typename ... on Refusal { code message } ... on CourseMapping { id state } } }', { input });
  }

  approveMapping(mappingId: string): Promise<Answer> {
    return this.client.get<Answer>('mutation ($input: MappingStepInput!) { approveMapping(input: $input) { __typename ... on Refusal { code message } ... on CourseMapping { id state } } }', { input: { idempotencyKey: randomUUID(), mappingId } });
  }

  returnMapping(mappingId: string, reason: string): Promise<Answer> {
    return this.client.get<Answer>('mutation ($input: ReturnMappingInput!) { returnMapping(input: $input) { __typename ... on Refusal { code message } ... on CourseMapping { id state } } }', { input: { idempotencyKey: randomUUID(), mappingId, reason } });
  }

  inbox(): Promise<{ kind: string; title: string; detail: string; dueAt: string | null; bookingId: string | null }[]> {
    return this.client.get<{ nodes: [] }>('{ inbox(first: 100) { nodes { kind title detail dueAt bookingId } } }').then(({ nodes }) => nodes);
  }

  section(id: string): Promise<{ seatsLeft: number; seatsTaken: number } | null> {
    return this.client.get('query ($id: ID!) { section(id: $id) { seatsLeft seatsTaken } }', { id });
  }
}
