import { createUnionType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsEnum, IsInt, IsNotEmpty, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { Cents } from '../../platform/graphql/scalars.js';
import { AloneConfidence } from '../cost-shares/index.js';
import { RoundNotPossible, RoundStepInput } from './round.input.js';
import { RoundSettlement } from './settlement.type.js';

@InputType({ description: 'What a district of mine would pay alone for one item.' })
export class StateBaselineInput extends RoundStepInput {
  @Field(() => ID, { description: 'The district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => String, { description: 'The item.' })
  @IsNotEmpty({ message: 'Name the item.' }) @MaxLength(40, { message: 'That is not the key of an item.' })
  itemKey!: string;

  @Field(() => Int, { description: 'What was said before, as it was shown: its revision, or 0.' })
  @IsInt({ message: 'Say which entry this follows.' }) @Min(0, { message: 'Say which entry this follows.' })
  revision!: number;

  @Field(() => Cents, { description: 'Per one of the unit that has the price.' })
  @IsInt({ message: 'Enter the price.' }) @Min(1, { message: 'Enter a price above zero.' }) @Max(1_000_000_00, { message: 'Enter at most $1,000,000.00 for one.' })
  priceCents!: number;

  @Field(() => String, { description: 'Where that comes from.' })
  @IsNotEmpty({ message: 'Say where that comes from.' }) @MaxLength(200, { message: 'Say it in at most 200 characters.' })
  source!: string;

  @Field(() => AloneConfidence, { description: 'How sure it is.' })
  @IsEnum(AloneConfidence, { message: 'Say how sure it is.' })
  confidence!: AloneConfidence;
}

const answer = (name: string, description: string) => createUnionType({ name, description, types: () => [RoundSettlement, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
export const StateBaselineResult = answer('StateBaselineResult', 'What is said by now, or why not.');
export const SettleRoundResult = answer('SettleRoundResult', 'What everybody finally owes, my part of it, or why it is not settled.');
