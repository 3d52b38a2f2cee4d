import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Refusal, type RefusalData } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { Fit } from './section.type.js';
import { BookingState, MappingState } from './state.type.js';
import { ordinal } from './waitlist.words.js';

@ObjectType({ implements: () => Refusal, description: 'Fewer seats are left than asked for.' })
export class SectionFull extends Refusal {
  @Field(() => Int, { description: 'Seats left for the district that asked.' })
  seatsLeft!: number;

  @Field(() => Int, { description: 'Seats asked for.' })
  seatsAsked!: number;

  @Field(() => Int, { description: 'Where the district that asked would stand on the waitlist, from 1.' })
  waitlistPosition!: number;
}

@ObjectType({ implements: () => Refusal, description: 'Seats of this section are asked for in a request window, and allotted at its close.' })
export class InRequestWindow extends Refusal {
  @Field(() => ID, { description: 'The window.' })
  windowId!: string;

  @Field(() => String, { description: 'The school year it is about.' })
  schoolYear!: string;

  @Field(() => Date, { description: 'From when it takes requests.' })
  opensAt!: Date;

  @Field(() => Date, { description: 'When it closes.' })
  closesAt!: Date;
}

@ObjectType({ implements: () => Refusal, description: 'The section takes no requests now.' })
export class SectionNotOpen extends Refusal {}

@ObjectType({ implements: () => Refusal, description: "More seats than one hold may take under the consortium's policy." })
export class TooManySeats extends Refusal {
  @Field(() => Int, { description: 'The most one hold may take.' })
  maxPerHold!: number;
}

@ObjectType({ implements: () => Refusal, description: 'The meeting hardly fits the home school day: say why it works anyway.' })
export class FitReasonNeeded extends Refusal {
  @Field(() => Fit, { description: 'How it fits.' })
  fit!: Fit;
}

@ObjectType({ implements: () => Refusal, description: 'The lifecycle has no such step from the present state.' })
export class StepNotPossible extends Refusal {
  @Field(() => BookingState, { nullable: true, description: 'The state of the booking; null when it is about a mapping.' })
  state!: BookingState | null;
}

@ObjectType({ implements: () => Refusal, description: 'The hold has run out; its seats are free for others again.' })
export class HoldExpired extends Refusal {
  @Field(() => Date, { description: 'When it ran out.' })
  expiredAt!: Date;
}

@ObjectType({ implements: () => Refusal, description: 'The home district has not decided yet what the course counts as.' })
export class MappingNeeded extends Refusal {
  @Field(() => MappingState, { nullable: true, description: 'Null when nothing was proposed yet.' })
  mappingState!: MappingState | null;
}

@ObjectType({ implements: () => Refusal, description: 'The not-to-exceed amount is below what the seats may cost.' })
export class NotToExceedTooLow extends Refusal {
  @Field(() => Cents, { description: 'What the seats may cost at most.' })
  maximumCents!: number;
}

@ObjectType({ implements: () => Refusal, description: 'Giving the seats back costs another amount than was shown: look again, then decide.' })
export class OwedChanged extends Refusal {
  @Field(() => Cents, { description: 'What is owed now.' })
  owedNowCents!: number;
}

@ObjectType({ implements: () => Refusal, description: 'The drop date has passed.' })
export class DropDatePassed extends Refusal {
  @Field(() => LocalDate, { description: 'The drop date.' })
  dropDate!: string;
}

const seats = (n: number) => `${n} ${n === 1 ? 'seat' : 'seats'}`;

export const sectionFull = (seatsLeft: number, seatsAsked: number, waitlistPosition: number): RefusalData => ({
  __typename: 'SectionFull', code: 'SECTION_FULL', seatsLeft, seatsAsked, waitlistPosition,
  message: seatsLeft > 0
    ? `Only ${seats(seatsLeft)} ${seatsLeft === 1 ? 'is' : 'are'} left, and you asked for ${seatsAsked}. Ask for fewer, or join the waitlist: you would be ${ordinal(waitlistPosition)} in line.`
    : `No seat is left in this section. Join the waitlist (you would be ${ordinal(waitlistPosition)} in line), or look for another one that fits.`,
}) as RefusalData;

export const sectionNotOpen = (): RefusalData => ({ __typename: 'SectionNotOpen', code: 'SECTION_NOT_OPEN', message: 'This section takes no requests now. Look for another one in the catalogue.' });

/** What the database says of the window in whose way an act stands. */
export interface WindowFacts { readonly windowId?: string; readonly schoolYear?: string; readonly opensAt?: string; readonly closesAt?: string }

const windowMessages = {
  window: 'Nobody takes seats of this section now: they are asked for in a request window, and allotted at its close. Ask in the window.',
  window_not_yet: 'The request window for this section has not opened yet. Ask as soon as it has: who asks earlier counts only between equals.',
  window_closed: 'The request window has closed, and its seats are being allotted. Look again in a moment: then it says where you stand.',
} as const;

/** Why an act on seats or a place in line waits for a window; null where no window stands in its way. */
export function inRequestWindow(refused: string | undefined, { windowId, schoolYear, opensAt, closesAt }: WindowFacts): RefusalData | null {
  const message = windowMessages[refused as keyof typeof windowMessages] as string | undefined;
  return message === undefined ? null : ({ __typename: 'InRequestWindow', code: 'IN_REQUEST_WINDOW', message, windowId, schoolYear, opensAt, closesAt } as RefusalData);
}

export const tooManySeats = (maxPerHold: number): RefusalData => ({
  __typename: 'TooManySeats', code: 'TOO_MANY_SEATS', maxPerHold, message: `One hold may take at most ${seats(maxPerHold)} in this consortium. Ask for fewer, or hold again for the rest.`,
}) as RefusalData;

export const fitReasonNeeded = (fit: Fit): RefusalData => ({
  __typename: 'FitReasonNeeded', code: 'FIT_REASON_NEEDED', fit, message: `The times hardly fit your school day (${fit.sentence}) If it works anyway, say why, and hold the seats.`,
}) as RefusalData;

export const stepNotPossible = (message: string, state: string | null): RefusalData => ({ __typename: 'StepNotPossible', code: 'STEP_NOT_POSSIBLE', message, state }) as RefusalData;

export const holdExpired = (expiredAt: Date | string): RefusalData => ({
  __typename: 'HoldExpired', code: 'HOLD_EXPIRED', expiredAt, message: 'The hold has run out, and its seats are free for others again. Hold them anew.',
}) as RefusalData;

export const mappingNeeded = (message: string, mappingState: string | null): RefusalData => ({ __typename: 'MappingNeeded', code: 'MAPPING_NEEDED', message, mappingState }) as RefusalData;

export const notToExceedTooLow = (message: string, maximumCents: number): RefusalData => ({ __typename: 'NotToExceedTooLow', code: 'NOT_TO_EXCEED_TOO_LOW', message, maximumCents }) as RefusalData;

export const dropDatePassed = (message: string, dropDate: string): RefusalData => ({ __typename: 'DropDatePassed', code: 'DROP_DATE_PASSED', message, dropDate }) as RefusalData;

export const owedChanged = (owedNowCents: number, sentence: string): RefusalData => ({
  __typename: 'OwedChanged', code: 'OWED_CHANGED', owedNowCents, message: `Nothing was done: it costs another amount than was shown. ${sentence}`,
}) as RefusalData;
