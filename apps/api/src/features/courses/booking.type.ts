import { createUnionType, Field, ID, Int, ObjectType, PickType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/page.js';
import { byTypename, commonRefusals, InvalidInput, NotAllowed, NotFound } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { CostNotComputable, ShareCalculation } from '../cost-shares/index.js';
import { DistrictName } from '../districts/index.js';
import { Meeting } from '../offerings/index.js';
import { CourseMapping } from './mapping.type.js';
import { DropDatePassed, FitReasonNeeded, HoldExpired, InRequestWindow, MappingNeeded, NotToExceedTooLow, OwedChanged, SectionFull, SectionNotOpen, StepNotPossible, TooManySeats } from './seat.refusals.js';
import { Fit } from './section.type.js';
import { BookingState, BookingStep } from './state.type.js';

@ObjectType({ description: 'The section a booking is for, as far as lists need it.' })
export class BookedSection {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'Title.' })
  title!: string;

  @Field(() => String, { description: 'Term.' })
  termName!: string;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  lastDay!: string;

  @Field(() => Meeting, { nullable: true, description: 'When it meets.' })
  meeting!: Meeting | null;

  @Field(() => String, { nullable: true, description: 'Who teaches.' })
  teacherName!: string | null;

  @Field(() => Int, { description: 'Seats left for the home district of the booking.' })
  seatsLeft!: number;

  @Field(() => Int, { description: 'Seats in all.' })
  capacity!: number;

  @Field(() => LocalDate, { description: 'Last day on which accepted seats may be canceled.' })
  dropDate!: string;
}

@ObjectType({ description: 'The deadline of the present state.' })
export class BookingClock {
  @Field(() => String, { description: 'HOLD, ANSWER or APPROVAL.' })
  kind!: string;

  @Field(() => Date, { nullable: true, description: 'When it runs out; while it waits, when it would at the latest.' })
  at!: Date | null;

  @Field(() => String, { nullable: true, description: 'What it waits for: the course mapping to be approved.' })
  waitsFor!: string | null;

  @Field(() => String, { description: 'The rule in words.' })
  rule!: string;
}

@ObjectType({ description: 'What giving accepted seats back would come to today, by the terms they were accepted under.' })
export class Leaving {
  @Field(() => BookingStep, { description: 'DROP until the drop date, WITHDRAW after it.' })
  step!: BookingStep;

  @Field(() => Cents, { description: 'What would still be owed.' })
  owedCents!: number;

  @Field(() => LocalDate, { description: 'The last day on which it costs nothing.' })
  freeUntil!: string;

  @Field(() => [String], { description: 'Where the amount comes from.' })
  sentences!: string[];
}

@ObjectType({ description: 'A step I may take, now or once what blocks it is done.' })
export class NextStep {
  @Field(() => BookingStep, { description: 'Which.' })
  step!: BookingStep;

  @Field(() => String, { description: 'What to press.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What must be done first; null when nothing.' })
  blockedBy!: string | null;
}

@ObjectType({ description: 'One thing that happened.' })
export class HistoryEntry {
  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'Who did it; "The clock" for what happened by itself.' })
  who!: string;

  @Field(() => String, { description: 'What, in words.' })
  sentence!: string;
}

@ObjectType({ description: 'Seats a home district has held, requested or been given in one section.' })
export class Booking {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'Short name people say on the phone: B-0042.' })
  reference!: string;

  @Field(() => BookingState, { description: 'Follows from the seats.' })
  state!: BookingState;

  @Field(() => Int, { description: 'How many.' })
  seats!: number;

  @Field(() => BookedSection, { description: 'The section.' })
  section!: BookedSection;

  @Field(() => DistrictName, { description: 'Whose students attend.' })
  homeDistrict!: DistrictName;

  @Field(() => DistrictName, { description: 'Who teaches.' })
  teachingDistrict!: DistrictName;

  @Field(() => Date, { description: 'When the seats were first held.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Who held them.' })
  createdBy!: string;

  @Field(() => BookingClock, { nullable: true, description: 'The deadline of the present state.' })
  clock!: BookingClock | null;

  @Field(() => CourseMapping, { nullable: true, description: 'What it counts as at home; null for the teaching side.' })
  mapping!: CourseMapping | null;

  @Field(() => ShareCalculation, { description: 'What it costs the home district.' })
  estimate!: ShareCalculation;

  @Field(() => Cents, { nullable: true, description: 'The amount it may never pass.' })
  notToExceedCents!: number | null;

  @Field(() => String, { nullable: true, description: 'What it is paid from; null for the teaching side.' })
  budgetCode!: string | null;

  @Field(() => String, { nullable: true, description: 'From the home district to the teaching district.' })
  note!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was denied, declined or canceled.' })
  reason!: string | null;

  @Field(() => Leaving, { nullable: true, description: 'What giving the seats back would come to today; null unless they are accepted.' })
  leaving!: Leaving | null;

  @Field(() => Cents, { nullable: true, description: 'What seats given back after acceptance still cost; null otherwise.' })
  owedCents!: number | null;

  @Field(() => Fit, { nullable: true, description: 'How it fitted the home school day when the seats were held.' })
  fit!: Fit | null;

  @Field(() => [NextStep], { description: 'Steps I may take, most likely first.' })
  nextSteps!: NextStep[];
}

@ObjectType({ description: 'A booking as the page of its section shows it.' })
export class BookingGlance extends PickType(Booking, ['id', 'reference', 'state', 'seats', 'clock'] as const) {}

@ObjectType({ description: 'How many bookings are in one state.' })
export class BookingStateCount {
  @Field(() => BookingState, { description: 'State.' })
  state!: BookingState;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'A page of bookings, newest first.' })
export class BookingConnection {
  @Field(() => [Booking], { description: 'The bookings of this page.' })
  nodes!: Booking[];

  @Field(() => PageInfo, { description: 'Whether it goes on.' })
  pageInfo!: PageInfo;

  @Field(() => [BookingStateCount], { description: 'Counts of this side and district by state, whatever is chosen.' })
  counts!: BookingStateCount[];
}

const result = <T extends readonly unknown[]>(name: string, ...special: T) =>
  createUnionType({
    name, description: 'The booking, or why not.', resolveType: byTypename,
    types: () => [Booking, ...special, ...commonRefusals] as unknown as readonly [typeof Booking],
  });

export const HoldSeatsResult = result('HoldSeatsResult', SectionFull, SectionNotOpen, TooManySeats, FitReasonNeeded, CostNotComputable, InRequestWindow);
export const RequestSeatsResult = result('RequestSeatsResult', HoldExpired, MappingNeeded, NotToExceedTooLow, StepNotPossible, CostNotComputable);
export const ApproveSpendingResult = result('ApproveSpendingResult', StepNotPossible);
export const DeclineSpendingResult = result('DeclineSpendingResult', StepNotPossible);
export const AcceptSeatsResult = result('AcceptSeatsResult', StepNotPossible);
export const DenySeatsResult = result('DenySeatsResult', StepNotPossible);
export const CancelSeatsResult = result('CancelSeatsResult', StepNotPossible);
export const DropSeatsResult = result('DropSeatsResult', StepNotPossible, DropDatePassed, OwedChanged);
export const WithdrawSeatsResult = result('WithdrawSeatsResult', StepNotPossible, OwedChanged);

export const QuoteSeatsResult = createUnionType({
  name: 'QuoteSeatsResult', description: 'The cost, or why it cannot be said.', resolveType: byTypename,
  types: () => [ShareCalculation, CostNotComputable, NotFound, NotAllowed, InvalidInput] as const,
});
