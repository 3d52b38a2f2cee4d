import { createUnionType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEnum, IsInt, IsNotEmpty, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DifferenceWay, ExtraKind, RoundMatching } from './match.type.js';
import { RoundNotPossible, RoundStepInput } from './round.input.js';

/** What the cost engine takes; an order says closer how much it can be billed. */
const MOST_CENTS = 100_000_000_000_00;

@InputType({ description: 'What an invoice says of one line of the order.' })
export class InvoiceLineInput {
  @Field(() => ID, { description: 'For whom.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => String, { description: 'The item.' })
  @IsNotEmpty({ message: 'Name the item.' }) @MaxLength(40, { message: 'That is not the key of an item.' })
  itemKey!: string;

  @Field(() => Int, { description: 'How many of the smallest unit.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(30_000_000, { message: 'Enter at most 30,000,000.' })
  units!: number;

  @Field(() => Cents, { description: 'For how much.' })
  @IsInt({ message: 'Enter an amount.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(MOST_CENTS, { message: 'That amount is too high to be one.' })
  cents!: number;
}

@InputType({ description: 'A line of an invoice beside the order.' })
export class InvoiceExtraInput {
  @Field(() => String, { description: 'What it is called.' })
  @IsNotEmpty({ message: 'Say what it is.' }) @MaxLength(80, { message: 'Say it in at most 80 characters.' })
  name!: string;

  @Field(() => ExtraKind, { description: 'What it is.' })
  @IsEnum(ExtraKind, { message: 'Choose what it is.' })
  kind!: ExtraKind;

  @Field(() => Cents, { description: 'For how much.' })
  @IsInt({ message: 'Enter an amount.' }) @Min(1, { message: 'Enter an amount above zero.' }) @Max(MOST_CENTS, { message: 'That amount is too high to be one.' })
  cents!: number;
}

@InputType({ description: 'An order of a district of mine.' })
export class MatchStepInput extends RoundStepInput {
  @Field(() => ID, { description: 'The order.' })
  @IsUUID(undefined, { message: 'That is not the id of an order.' })
  orderId!: string;
}

@InputType({ description: 'An invoice, or its correction: an invoice without lines is withdrawn.' })
export class EnterInvoiceInput extends MatchStepInput {
  @Field(() => String, { description: "The supplier's number." })
  @IsNotEmpty({ message: 'Enter the number of the invoice.' }) @MaxLength(60, { message: 'A number has at most 60 characters.' })
  number!: string;

  @Field(() => Int, { description: 'The revision that is corrected, as it was shown; 0 for a new one.' })
  @IsInt({ message: 'Say which entry this follows.' }) @Min(0, { message: 'Say which entry this follows.' })
  revision!: number;

  @Field(() => LocalDate, { description: 'Its date.' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choose the date of the invoice.' })
  day!: string;

  @Field(() => [InvoiceLineInput], { description: 'Line by line of the order.' })
  @ArrayMaxSize(2500, { message: 'That is more than an order has.' }) @ValidateNested({ each: true }) @Type(() => InvoiceLineInput)
  lines!: InvoiceLineInput[];

  @Field(() => [InvoiceExtraInput], { description: 'Freight, fees and what was not ordered.' })
  @ArrayMaxSize(20, { message: 'Twenty lines beside the order are enough.' }) @ValidateNested({ each: true }) @Type(() => InvoiceExtraInput)
  extras!: InvoiceExtraInput[];
}

@InputType({ description: 'An order that is approved for payment, at the amount that was shown.' })
export class ApproveInvoicesInput extends MatchStepInput {
  @Field(() => Cents, { description: 'What was shown to be paid finally: another amount is not approved.' })
  @IsInt({ message: 'Enter an amount.' }) @Min(0, { message: 'Enter zero or more.' })
  finalCents!: number;
}

@InputType({ description: 'What becomes of a difference, and why.' })
export class DecideDifferenceInput extends MatchStepInput {
  @Field(() => String, { description: 'The difference.' })
  @IsNotEmpty({ message: 'Name the difference.' }) @MaxLength(200, { message: 'That is not the key of a difference.' })
  key!: string;

  @Field(() => Cents, { description: 'Its amount as it was shown.' })
  @IsInt({ message: 'Enter an amount.' }) @Min(-MOST_CENTS, { message: 'That amount is too high to be one.' }) @Max(MOST_CENTS, { message: 'That amount is too high to be one.' })
  cents!: number;

  @Field(() => DifferenceWay, { description: 'What becomes of it.' })
  @IsEnum(DifferenceWay, { message: 'Choose what becomes of it.' })
  way!: DifferenceWay;

  @Field(() => String, { description: 'Why.' })
  @IsNotEmpty({ message: 'Say why.' }) @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  reason!: string;
}

const answer = (name: string, description: string) => createUnionType({ name, description, types: () => [RoundMatching, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
export const EnterInvoiceResult = answer('EnterInvoiceResult', 'The order with the invoice, or why not.');
export const DecideDifferenceResult = answer('DecideDifferenceResult', 'The order with what was decided, or why not.');
export const ApproveInvoicesResult = answer('ApproveInvoicesResult', 'The approved order, or why not.');
