import { createUnionType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsDate, IsEnum, IsInt, IsNotEmpty, IsOptional, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { OpenRoundInput, RoundNotPossible, RoundStepInput, RoundTierInput } from './round.input.js';
import { Round, TierMode } from './round.type.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

@InputType({ description: 'Estimates that are asked for.' })
export class GatherEstimatesInput extends OpenRoundInput {
  @Field(() => Date, { description: 'Until when.' })
  @IsDate({ message: 'Choose until when estimates are asked for.' })
  estimatesDue!: Date;
}

@InputType({ description: 'How much of an item is expected.' })
export class EstimateLineInput {
  @Field(() => String, { description: 'The item.' })
  @IsNotEmpty({ message: 'Name the item.' }) @MaxLength(40, { message: 'That is not the key of an item.' })
  itemKey!: string;

  @Field(() => String, { description: 'The unit it counts in.' })
  @IsNotEmpty({ message: 'Choose the unit.' }) @MaxLength(30, { message: 'A unit has at most 30 characters.' })
  unit!: string;

  @Field(() => Int, { description: 'How many.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(1, { message: 'Enter at least one, or leave it out.' }) @Max(1_000_000, { message: 'Enter at most 1,000,000.' })
  count!: number;
}

@InputType({ description: 'What a district expects to take, in place of what it said before. It binds nobody.' })
export class GiveEstimateInput extends RoundStepInput {
  @Field(() => ID, { description: 'The district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => [EstimateLineInput], { description: 'Item by item; none if it takes nothing.' })
  @ArrayMaxSize(200, { message: 'A round has at most 200 items.' }) @ValidateNested({ each: true }) @Type(() => EstimateLineInput)
  lines!: EstimateLineInput[];
}

@InputType({ description: 'A paper of a solicitation.' })
export class SolicitationDocumentInput {
  @Field(() => String, { description: 'Its name.' })
  @IsNotEmpty({ message: 'Name the document.' }) @MaxLength(120, { message: 'A name has at most 120 characters.' })
  name!: string;

  @Field(() => String, { description: 'Its address, https only.' })
  @IsNotEmpty({ message: 'Enter the address of the document.' }) @MaxLength(500, { message: 'An address has at most 500 characters.' })
  url!: string;

  @Field(() => String, { description: 'What it is: the specification, the notice.' })
  @IsNotEmpty({ message: 'Say what the document is.' }) @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  what!: string;
}

@InputType({ description: 'A solicitation as it was published.' })
export class AskForBidsInput extends RoundStepInput {
  @Field(() => String, { description: 'Its number.' })
  @IsNotEmpty({ message: 'Enter the number of the solicitation.' }) @MaxLength(60, { message: 'A number has at most 60 characters.' })
  number!: string;

  @Field(() => String, { description: 'Where its notice stands.' })
  @IsNotEmpty({ message: 'Say where the notice stands.' }) @MaxLength(200, { message: 'Say it in at most 200 characters.' })
  published!: string;

  @Field(() => LocalDate, { description: 'Since when it stands there.' })
  @Matches(DAY, { message: 'Choose the day of the notice.' })
  publishedOn!: string;

  @Field(() => Date, { description: 'Until when bids come in.' })
  @IsDate({ message: 'Choose until when bids come in.' })
  bidsDue!: Date;

  @Field(() => [SolicitationDocumentInput], { description: 'Its papers.' })
  @ArrayMaxSize(10, { message: 'Ten documents are enough.' }) @ValidateNested({ each: true }) @Type(() => SolicitationDocumentInput)
  documents!: SolicitationDocumentInput[];
}

@InputType({ description: 'What a bid asks for one item.' })
export class BidPriceInput {
  @Field(() => String, { description: 'The item.' })
  @IsNotEmpty({ message: 'Name the item.' }) @MaxLength(40, { message: 'That is not the key of an item.' })
  itemKey!: string;

  @Field(() => TierMode, { description: 'How its tiers work.' })
  @IsEnum(TierMode, { message: 'Choose how tiers work.' })
  mode!: TierMode;

  @Field(() => [RoundTierInput], { description: 'Prices, from few to many.' })
  @ArrayMinSize(1, { message: 'Enter a price.' }) @ArrayMaxSize(12, { message: 'Twelve prices are enough.' }) @ValidateNested({ each: true }) @Type(() => RoundTierInput)
  tiers!: RoundTierInput[];
}

@InputType({ description: 'A bid that came, or how it reads after all.' })
export class RecordBidInput extends RoundStepInput {
  @Field(() => ID, { nullable: true, description: 'The bid that is written down anew; left out for another one.' })
  @IsOptional() @IsUUID(undefined, { message: 'That is not the id of a bid.' })
  bidId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The revision it was read at.' })
  @IsOptional() @IsInt({ message: 'Enter a whole number.' })
  revision!: number | null;

  @Field(() => String, { description: 'Who bids.' })
  @IsNotEmpty({ message: 'Name the supplier.' }) @MaxLength(120, { message: 'A name has at most 120 characters.' })
  supplier!: string;

  @Field(() => Boolean, { description: 'It answers what was asked.' })
  @IsBoolean({ message: 'Say whether the bid is responsive.' })
  responsive!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it does not.' })
  @IsOptional() @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'How long it takes to deliver.' })
  @IsOptional() @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  leadTime!: string | null;

  @Field(() => String, { nullable: true, description: 'What else it says.' })
  @IsOptional() @MaxLength(1000, { message: 'Notes have at most 1,000 characters.' })
  notes!: string | null;

  @Field(() => [BidPriceInput], { description: 'Item by item.' })
  @ArrayMaxSize(200, { message: 'A round has at most 200 items.' }) @ValidateNested({ each: true }) @Type(() => BidPriceInput)
  prices!: BidPriceInput[];
}

@InputType({ description: 'What the board of the leading district decided.' })
export class AwardRoundInput extends RoundStepInput {
  @Field(() => ID, { description: 'The bid.' })
  @IsUUID(undefined, { message: 'Choose a bid.' })
  bidId!: string;

  @Field(() => Int, { description: 'The revision it was read at.' })
  @IsInt({ message: 'Enter a whole number.' })
  bidRevision!: number;

  @Field(() => LocalDate, { description: 'The day on which the board met.' })
  @Matches(DAY, { message: 'Choose the day on which the board met.' })
  boardOn!: string;

  @Field(() => String, { description: 'Where its minutes say so.' })
  @IsNotEmpty({ message: 'Say where the minutes say so.' }) @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  minutes!: string;

  @Field(() => String, { description: 'Why this bid.' })
  @IsNotEmpty({ message: 'Write why this bid.' }) @MaxLength(2000, { message: 'A reason has at most 2,000 characters.' })
  reason!: string;

  @Field(() => String, { description: 'The number of the contract.' })
  @IsNotEmpty({ message: 'Enter the number of the contract.' }) @MaxLength(60, { message: 'A number has at most 60 characters.' })
  contractNumber!: string;

  @Field(() => String, { description: 'The words by which other districts may use it.' })
  @IsNotEmpty({ message: 'Copy the words by which other districts may use it.' }) @MaxLength(2000, { message: 'A clause has at most 2,000 characters.' })
  clause!: string;

  @Field(() => LocalDate, { description: 'The last day of the contract.' })
  @Matches(DAY, { message: 'Choose the last day of the contract.' })
  termEnds!: string;

  @Field(() => Cents, { nullable: true, description: 'The most the contract allows in all.' })
  @IsOptional() @IsInt({ message: 'Enter an amount.' }) @Min(1, { message: 'Enter an amount above zero.' }) @Max(1_000_000_000_00, { message: 'That amount is too high to be one.' })
  ceilingCents!: number | null;
}

@InputType({ description: 'Why no bid is awarded.' })
export class FailRoundInput extends RoundStepInput {
  @Field(() => String, { description: 'Why.' })
  @IsNotEmpty({ message: 'Write why no bid is awarded.' }) @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  reason!: string;
}

@InputType({ description: 'When the commitments of an awarded round become binding.' })
export class OpenAwardedRoundInput extends RoundStepInput {
  @Field(() => Date, { description: 'When it locks.' })
  @IsDate({ message: 'Choose when the round locks.' })
  locksAt!: Date;
}

const answer = (name: string, description: string) => createUnionType({ name, description, types: () => [Round, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
export const GatherEstimatesResult = answer('GatherEstimatesResult', 'The round that gathers estimates, or why not.');
export const GiveEstimateResult = answer('GiveEstimateResult', 'The round with the estimate, or why not.');
export const AskForBidsResult = answer('AskForBidsResult', 'The round that is out for bids, or why not.');
export const RecordBidResult = answer('RecordBidResult', 'The round with the bid, or why not.');
export const AwardRoundResult = answer('AwardRoundResult', 'The awarded round, or why not.');
export const FailRoundResult = answer('FailRoundResult', 'The round that ended without an award, or why not.');
export const OpenAwardedRoundResult = answer('OpenAwardedRoundResult', 'The open round, or why not.');
