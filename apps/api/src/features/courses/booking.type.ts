import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType, PickType } from '@nestjs/graphql';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { PageInfo } from '../../platform/graphql/page.js';
import { byTypename, commonRefusals, InvalidInput, NotAllowed, NotFound } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { CostNotComputable, ShareCalculation } from '../cost-shares/index.js';
import { DistrictName } from '../districts/index.js';
import { Meeting } from '../offerings/index.js';
import { CourseMapping } from './mapping.type.js';
import { DropDatePassed, FitReasonNeeded, HoldExpired, InRequestWindow, MappingNeeded, NotToExceedTooLow, OwedChanged, SectionFull, SectionNotOpen, StepNotPossible, TooManySeats } from './seat.refusals.js';
import { Fit } from './section.type.js';
import { BookingSide, BookingState, BookingStep } from './state.type.js';

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

@InputType({ description: 'Which bookings.' })
export class BookingsInput {
  @Field(() => BookingSide, { description: 'As home or as teaching district.' })
  @IsEnum(BookingSide, { message: 'Choose HOME or TEACHING.' })
  side!: BookingSide;

  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => [BookingState], { nullable: true, description: 'Only these states.' })
  @IsOptional()
  @ArrayMaxSize(10, { message: 'Name each state once.' })
  states?: BookingState[];

  @Field(() => Int, { nullable: true, description: 'Rows per page, 1 to 100; 25 unless said.' })
  @IsOptional()
  @Min(1, { message: 'Ask for at least one row.' })
  @Max(100, { message: 'Ask for at most 100 rows.' })
  first?: number;

  @Field(() => String, { nullable: true, description: 'endCursor of the page before.' })
  @IsOptional()
  @MaxLength(500, { message: 'That is not a cursor of this list.' })
  after?: string;
}

@InputType({ description: 'Seats asked about.' })
export class QuoteSeatsInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId!: string;

  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  homeDistrictId!: string;

  @Field(() => Int, { description: 'How many seats.' })
  @IsInt({ message: 'Enter the number of seats as a whole number.' })
  @Min(1, { message: 'Ask for at least one seat.' })
  @Max(1000, { message: 'Ask for at most 1,000 seats.' })
  seats!: number;
}

@InputType({ description: 'Seats to take at once, for a limited time.' })
export class HoldSeatsInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId!: string;

  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  homeDistrictId!: string;

  @Field(() => Int, { description: 'How many seats.' })
  @IsInt({ message: 'Enter the number of seats as a whole number.' })
  @Min(1, { message: 'Hold at least one seat.' })
  @Max(1000, { message: 'Hold at most 1,000 seats.' })
  seats!: number;

  @Field(() => String, { nullable: true, description: 'Why it works although the times hardly fit.' })
  @IsOptional()
  @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  fitReason?: string;
}

@InputType({ description: 'Held seats to be requested, with the authority to spend.' })
export class RequestSeatsInput extends KeyedInput {
  @Field(() => ID, { description: 'The booking.' })
  @IsUUID(undefined, { message: 'That is not the id of a booking.' })
  bookingId!: string;

  @Field(() => Cents, { description: 'The amount it may never pass.' })
  @Min(0, { message: 'The not-to-exceed amount cannot be negative.' })
  @Max(100_000_000_00, { message: 'The not-to-exceed amount cannot be above $100,000,000.00.' })
  notToExceedCents!: number;

  @Field(() => String, { description: 'What it is paid from.' })
  @Matches(/\S/, { message: 'Enter the budget code this is paid from.' })
  @MaxLength(40, { message: 'A budget code has at most 40 characters.' })
  budgetCode!: string;

  @Field(() => String, { nullable: true, description: 'To the teaching district. No names of students.' })
  @IsOptional()
  @MaxLength(500, { message: 'Write at most 500 characters.' })
  note?: string;
}

@InputType({ description: 'A step of a booking.' })
export class BookingStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The booking.' })
  @IsUUID(undefined, { message: 'That is not the id of a booking.' })
  bookingId!: string;
}

@InputType({ description: 'Accepted seats given back, at the amount that was shown.' })
export class LeaveSeatsInput extends BookingStepInput {
  @Field(() => Cents, { description: 'What was shown to be still owed: another amount is not agreed to.' })
  @Min(0, { message: 'The amount cannot be negative.' })
  owedCents!: number;

  @Field(() => String, { nullable: true, description: 'Why. No names of students.' })
  @IsOptional()
  @MaxLength(500, { message: 'Write at most 500 characters.' })
  reason?: string;
}

@InputType({ description: 'A step of a booking, with a reason for the other side.' })
export class BookingStepWithReasonInput extends BookingStepInput {
  @Field(() => String, { nullable: true, description: 'Why. No names of students.' })
  @IsOptional()
  @MaxLength(500, { message: 'Write at most 500 characters.' })
  reason?: string;
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
