import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsDate, IsEnum, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals, Refusal, type RefusalData } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DueDiligenceInput, RoundDocumentInput } from './authority.input.js';
import { ItemCodeInput, RoundChargeInput } from './proposal.input.js';
import { FillAim, Round, RoundRoute, ShortRule, TierMode } from './round.type.js';
import { BelowThreshold } from './below-threshold.type.js';

const MOST_CENTS = 1_000_000_000_00;
/** The price engine works with limits up to a million dollars for one unit. */
const MOST_LIMIT_CENTS = 1_000_000_00;
export const MOST_ITEMS = 200;

@InputType({ description: 'A unit of an item; the smallest first.' })
export class RoundUnitInput {
  @Field(() => String, { description: 'One of it: case.' })
  @IsNotEmpty({ message: 'Name the unit.' }) @MaxLength(30, { message: 'A unit has at most 30 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'More than one, where that is not the name with an s.' })
  @IsOptional() @MaxLength(30, { message: 'A unit has at most 30 characters.' })
  plural!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many of `of` it holds.' })
  @IsOptional() @IsInt({ message: 'Enter a whole number.' }) @Min(1, { message: 'It holds at least one.' }) @Max(100_000, { message: 'It holds at most 100,000.' })
  holds!: number | null;

  @Field(() => String, { nullable: true, description: 'The smaller unit.' })
  @IsOptional() @MaxLength(30, { message: 'A unit has at most 30 characters.' })
  of!: string | null;
}

@InputType({ description: 'A price from a quantity on.' })
export class RoundTierInput {
  @Field(() => Int, { description: 'From how many on; the first from 1.' })
  @IsInt({ message: 'Enter from how many on, as a whole number.' }) @Min(1, { message: 'A tier begins at 1 or later.' }) @Max(1_000_000, { message: 'A tier begins at 1,000,000 at the latest.' })
  from!: number;

  @Field(() => Cents, { description: 'Per one price unit.' })
  @IsInt({ message: 'Enter the price.' }) @Min(1, { message: 'Enter a price above zero.' }) @Max(MOST_CENTS, { message: 'That price is too high to be one.' })
  priceCents!: number;
}

@InputType({ description: 'Something that can be ordered.' })
export class RoundItemInput {
  @Field(() => String, { description: 'What it is.' })
  @IsNotEmpty({ message: 'Say what is bought.' }) @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it has to be like.' })
  @IsOptional() @MaxLength(1000, { message: 'A specification has at most 1,000 characters.' })
  specification!: string | null;

  @Field(() => [RoundUnitInput], { description: 'Units, the smallest first.' })
  @ArrayMinSize(1, { message: 'Name its unit.' }) @ArrayMaxSize(5, { message: 'Five units are enough.' }) @ValidateNested({ each: true }) @Type(() => RoundUnitInput)
  units!: RoundUnitInput[];

  @Field(() => String, { description: 'The case: only whole ones of it are ordered.' })
  @IsString({ message: 'Choose the unit that is ordered.' })
  orderUnit!: string;

  @Field(() => String, { description: 'What a price is for one of.' })
  @IsString({ message: 'Choose the unit that has the price.' })
  priceUnit!: string;

  @Field(() => String, { nullable: true, description: 'What tiers count in; the price unit if left out.' })
  @IsOptional() @IsString({ message: 'Choose the unit that tiers count in.' })
  tierUnit!: string | null;

  @Field(() => TierMode, { description: 'How tiers work.' })
  @IsEnum(TierMode, { message: 'Choose how tiers work.' })
  mode!: TierMode;

  @Field(() => [RoundTierInput], { description: 'Prices, from few to many; none where bids are asked for.' })
  @ArrayMaxSize(12, { message: 'Twelve prices are enough.' }) @ValidateNested({ each: true }) @Type(() => RoundTierInput)
  tiers!: RoundTierInput[];

  @Field(() => Int, { nullable: true, description: 'The least that is ordered at all, in the order unit.' })
  @IsOptional() @IsInt({ message: 'Enter a whole number.' }) @Min(1, { message: 'A threshold is at least 1.' }) @Max(1_000_000, { message: 'A threshold is at most 1,000,000.' })
  threshold!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most the contract allows, in the order unit.' })
  @IsOptional() @IsInt({ message: 'Enter a whole number.' }) @Min(1, { message: 'A ceiling is at least 1.' }) @Max(1_000_000, { message: 'A ceiling is at most 1,000,000.' })
  ceiling!: number | null;

  @Field(() => [RoundChargeInput], { nullable: true, description: 'Freight and fees of this item.' })
  @IsOptional() @ArrayMaxSize(20, { message: 'Twenty charges are enough.' }) @ValidateNested({ each: true }) @Type(() => RoundChargeInput)
  charges!: RoundChargeInput[] | null;

  @Field(() => ItemCodeInput, { nullable: true, description: 'Its code in a list of codes.' })
  @IsOptional() @ValidateNested() @Type(() => ItemCodeInput)
  code!: ItemCodeInput | null;
}

@InputType({ description: 'A round as it is proposed. Quick: one item, its price, when it locks.' })
export class RoundContentInput {
  @Field(() => String, { description: 'What is bought.' })
  @IsNotEmpty({ message: 'Say what is bought.' }) @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  title!: string;

  @Field(() => RoundRoute, { nullable: true, description: 'On a contract that exists, if left out.' })
  @IsOptional() @IsEnum(RoundRoute, { message: 'Say whether a contract exists.' })
  route?: RoundRoute | null;

  @Field(() => String, { nullable: true, description: 'One or two sentences for neighbors.' })
  @IsOptional() @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  summary!: string | null;

  @Field(() => [RoundItemInput], { description: 'What can be ordered.' })
  @ArrayMinSize(1, { message: 'Enter at least one item.' }) @ArrayMaxSize(MOST_ITEMS, { message: `A round has at most ${MOST_ITEMS} items.` }) @ValidateNested({ each: true }) @Type(() => RoundItemInput)
  items!: RoundItemInput[];

  @Field(() => Date, { description: 'When commitments become binding; of a solicitation, when that is planned.' })
  @IsDate({ message: 'Choose when the round locks.' })
  locksAt!: Date;

  @Field(() => Boolean, { description: 'Nobody sees what others take.' })
  @IsBoolean({ message: 'Say whether the round is sealed.' })
  sealed!: boolean;

  @Field(() => FillAim, { description: 'Which quantity is ordered.' })
  @IsEnum(FillAim, { message: 'Choose what the order aims at.' })
  aim!: FillAim;

  @Field(() => Boolean, { description: 'Order more than asked for where that costs less in total.' })
  @IsBoolean({ message: 'Say whether more may be bought where that costs less.' })
  buyUp!: boolean;

  @Field(() => ShortRule, { nullable: true, description: 'How a delivery that falls short is shared out; each keeps what came to it if left out.' })
  @IsOptional() @IsEnum(ShortRule, { message: 'Choose how a short delivery is shared.' })
  shortRule!: ShortRule | null;

  @Field(() => String, { nullable: true, description: 'Who awarded the contract.' })
  @IsOptional() @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  leadAgency!: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the contract.' })
  @IsOptional() @MaxLength(60, { message: 'A number has at most 60 characters.' })
  contractNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'The words by which other districts may use it.' })
  @IsOptional() @MaxLength(2000, { message: 'A clause has at most 2,000 characters.' })
  clause!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day of the contract.' })
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choose the last day of the contract.' })
  termEnds!: string | null;

  @Field(() => Cents, { nullable: true, description: 'The most the contract allows in all.' })
  @IsOptional() @IsInt({ message: 'Enter an amount.' }) @Min(1, { message: 'Enter an amount above zero.' }) @Max(MOST_CENTS, { message: 'That amount is too high to be one.' })
  ceilingCents!: number | null;

  @Field(() => String, { nullable: true, description: 'The state under whose law it buys: ID. Of a new round, that of the district, if left out.' })
  @IsOptional() @Matches(/^[A-Z]{2}$/, { message: 'Choose a state.' })
  stateCode!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Federal money may pay for a part of it; no, if left out.' })
  @IsOptional() @IsBoolean({ message: 'Say whether federal money may pay for it.' })
  federal!: boolean | null;

  @Field(() => Cents, { nullable: true, description: 'What all of it is expected to come to.' })
  @IsOptional() @IsInt({ message: 'Enter an amount.' }) @Min(1, { message: 'Enter an amount above zero.' }) @Max(MOST_CENTS, { message: 'That amount is too high to be one.' })
  expectedCents!: number | null;

  @Field(() => [RoundDocumentInput], { nullable: true, description: 'Documents that show by what right it buys, in place of those before; none, if left out.' })
  @IsOptional() @ArrayMaxSize(20, { message: 'Twenty documents are enough.' }) @ValidateNested({ each: true }) @Type(() => RoundDocumentInput)
  documents!: RoundDocumentInput[] | null;

  @Field(() => [RoundChargeInput], { nullable: true, description: 'Freight and fees of the whole round.' })
  @IsOptional() @ArrayMaxSize(20, { message: 'Twenty charges are enough.' }) @ValidateNested({ each: true }) @Type(() => RoundChargeInput)
  charges!: RoundChargeInput[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'The first day on which goods may come.' })
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choose the first day of delivery.' })
  deliveryFrom!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day by which all goods have to be there.' })
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choose the last day of delivery.' })
  deliveryUntil!: string | null;

  @Field(() => BelowThreshold, { nullable: true, description: 'What happens if an item is below its threshold at the lock; it ends without an order if left out.' })
  @IsOptional() @IsEnum(BelowThreshold, { message: 'Choose what happens below a threshold.' })
  belowThreshold?: BelowThreshold | null;

  @Field(() => Int, { nullable: true, description: 'How many days the lock moves by, or members have to answer.' })
  @IsOptional() @IsInt({ message: 'Enter a whole number of days.' }) @Min(1, { message: 'It is at least one day.' }) @Max(30, { message: 'It is at most 30 days.' })
  belowDays?: number | null;
}

@InputType({ description: 'A draft of a round: a new one, or changes to one of mine.' })
export class ProposeRoundInput extends KeyedInput {
  @Field(() => ID, { nullable: true, description: 'The draft that is changed; left out for a new one.' })
  @IsOptional() @IsUUID(undefined, { message: 'That is not the id of a round.' })
  roundId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The revision of the draft that is changed, as it was read; left out for a new one.' })
  @IsOptional() @IsInt({ message: 'Say which revision is changed.' })
  revision!: number | null;

  @Field(() => ID, { description: 'The district that leads it.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => ID, { description: 'Whose members may take part.' })
  @IsUUID(undefined, { message: 'That is not the id of a consortium.' })
  consortiumId!: string;

  @Field(() => RoundContentInput, { description: 'What is proposed.' })
  @ValidateNested() @Type(() => RoundContentInput)
  round!: RoundContentInput;

  @Field(() => Int, { nullable: true, description: 'How many of the first item the leading district wants, in its order unit: they stand in its form when the round opens.' })
  @IsOptional() @IsInt({ message: 'Enter a whole number.' }) @Min(1, { message: 'Enter at least one.' }) @Max(1_000_000, { message: 'Enter at most 1,000,000.' })
  takes!: number | null;
}

@InputType({ description: 'A step of a round.' })
export class RoundStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The round.' })
  @IsUUID(undefined, { message: 'That is not the id of a round.' })
  roundId!: string;
}

@InputType({ description: 'A draft that opens.' })
export class OpenRoundInput extends RoundStepInput {
  @Field(() => Int, { description: 'The revision that was looked at: no other is opened.' })
  @IsInt({ message: 'Say which revision was looked at.' })
  revision!: number;
}

@InputType({ description: 'A later lock.' })
export class ExtendRoundInput extends RoundStepInput {
  @Field(() => Date, { description: 'When it locks instead.' })
  @IsDate({ message: 'Choose when the round locks instead.' })
  locksAt!: Date;
}

@InputType({ description: 'What is taken of one item.' })
export class CommitmentLineInput {
  @Field(() => String, { description: 'The item.' })
  @IsNotEmpty({ message: 'Name the item.' }) @MaxLength(40, { message: 'That is not the key of an item.' })
  itemKey!: string;

  @Field(() => String, { description: 'The unit it counts in.' })
  @IsNotEmpty({ message: 'Choose the unit.' }) @MaxLength(30, { message: 'A unit has at most 30 characters.' })
  unit!: string;

  @Field(() => Int, { description: 'At least; quick: the same as at most.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(1_000_000, { message: 'Enter at most 1,000,000.' })
  minimum!: number;

  @Field(() => Int, { description: 'At most.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(1, { message: 'Enter at least one.' }) @Max(1_000_000, { message: 'Enter at most 1,000,000.' })
  maximum!: number;

  @Field(() => Cents, { nullable: true, description: 'The most paid per one of `unit`.' })
  @IsOptional() @IsInt({ message: 'Enter an amount.' }) @Min(1, { message: 'Enter an amount above zero.' }) @Max(MOST_LIMIT_CENTS, { message: 'That price is too high to be one.' })
  notToExceedCents!: number | null;
}

@InputType({ description: 'What a district takes, in place of what it took before.' })
export class CommitToRoundInput extends RoundStepInput {
  @Field(() => ID, { description: 'The district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => Int, { nullable: true, description: 'The revision of the commitment that was looked at, 0 where there was none; left out, it takes the place of whatever stands.' })
  @IsOptional() @IsInt({ message: 'Say which revision was looked at.' })
  revision?: number | null;

  @Field(() => [CommitmentLineInput], { description: 'Item by item.' })
  @ArrayMinSize(1, { message: 'Enter at least one line, or take the commitment back.' }) @ArrayMaxSize(MOST_ITEMS, { message: `A round has at most ${MOST_ITEMS} items.` }) @ValidateNested({ each: true }) @Type(() => CommitmentLineInput)
  lines!: CommitmentLineInput[];

  @Field(() => String, { description: 'What it is paid from.' })
  @IsNotEmpty({ message: 'Enter a budget code.' }) @MaxLength(60, { message: 'A budget code has at most 60 characters.' })
  budgetCode!: string;

  @Field(() => String, { nullable: true, description: 'Where the money comes from.' })
  @IsOptional() @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  fundingSource!: string | null;

  @Field(() => ID, { nullable: true, description: 'The school it is delivered to.' })
  @IsOptional() @IsUUID(undefined, { message: 'That is not the id of a school.' })
  schoolId!: string | null;

  @Field(() => DueDiligenceInput, { nullable: true, description: 'Why the district uses this contract, and what it checked; left out where it is written down already.' })
  @IsOptional() @ValidateNested() @Type(() => DueDiligenceInput)
  dueDiligence!: DueDiligenceInput | null;
}

@InputType({ description: 'A step of the commitment of a district.' })
export class CommitmentStepInput extends RoundStepInput {
  @Field(() => ID, { description: 'The district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;
}

@ObjectType({ implements: () => Refusal, description: 'The round, or the commitment, has no such step now.' })
export class RoundNotPossible extends Refusal {}

export const roundNotPossible = (message: string, code = 'ROUND_NOT_POSSIBLE'): RefusalData => ({ __typename: 'RoundNotPossible', code, message });
/** What was typed, or looked at, is not what is saved by now. */
export const draftChanged = (): RefusalData => roundNotPossible('A colleague has changed this draft since you read it: look at what is saved now. Nothing of yours was written over it.', 'DRAFT_CHANGED');

const answer = (name: string, description: string) => createUnionType({ name, description, types: () => [Round, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
export const ProposeRoundResult = answer('ProposeRoundResult', 'The draft, or why not.');
export const OpenRoundResult = answer('OpenRoundResult', 'The open round, or why not.');
export const ExtendRoundResult = answer('ExtendRoundResult', 'The round with its later lock, or why not.');
export const CancelRoundResult = answer('CancelRoundResult', 'The canceled round, or why not.');
export const CommitToRoundResult = answer('CommitToRoundResult', 'The round with the commitment, or why not.');
export const WithdrawCommitmentResult = answer('WithdrawCommitmentResult', 'The round without the commitment, or why not.');
export const ApproveCommitmentResult = answer('ApproveCommitmentResult', 'The round with the approved commitment, or why not.');
export const DeclineCommitmentResult = answer('DeclineCommitmentResult', 'The round without the declined commitment, or why not.');
