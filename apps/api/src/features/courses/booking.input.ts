import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { Cents } from '../../platform/graphql/scalars.js';
import { BookingSide, BookingState } from './state.type.js';

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
