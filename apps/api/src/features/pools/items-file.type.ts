import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsUUID, MaxLength } from 'class-validator';
import { FileProblem } from '../../platform/graphql/file-problem.js';
import { RoundTier, RoundUnit, TierMode } from './round.type.js';

@InputType({ description: 'Items from a spreadsheet, to be looked at.' })
export class RoundItemsFileInput {
  @Field(() => ID, { description: 'The district that would lead the round.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => String, { description: 'The text of the file.' })
  @MaxLength(300_000, { message: 'A sheet of items has at most 300,000 characters.' })
  text!: string;
}

@ObjectType({ description: 'An item as a file says it: what a proposal takes.' })
export class RoundItemRead {
  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it has to be like.' })
  specification!: string | null;

  @Field(() => [RoundUnit], { description: 'Its units, the smallest first.' })
  units!: RoundUnit[];

  @Field(() => String, { description: 'Only whole ones of this are ordered.' })
  orderUnit!: string;

  @Field(() => String, { description: 'What a price is for one of.' })
  priceUnit!: string;

  @Field(() => TierMode, { description: 'How tiers work.' })
  mode!: TierMode;

  @Field(() => [RoundTier], { description: 'Prices, from few to many.' })
  tiers!: RoundTier[];

  @Field(() => Int, { nullable: true, description: 'The least that is ordered at all, in the order unit.' })
  threshold!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most the contract allows, in the order unit.' })
  ceiling!: number | null;

  @Field(() => String, { nullable: true, description: 'Its commodity code.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The list the code is from.' })
  codeList!: string | null;

  @Field(() => String, { nullable: true, description: 'Which version of the list.' })
  codeVersion!: string | null;
}

@ObjectType({ description: 'What a sheet of items says, looked at before anything is stored.' })
export class RoundItemsFile {
  @Field(() => [RoundItemRead], { description: 'Its items; none while anything is wrong with it.' })
  items!: RoundItemRead[];

  @Field(() => [FileProblem], { description: 'What is wrong, row by row.' })
  problems!: FileProblem[];
}
