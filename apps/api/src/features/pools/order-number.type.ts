import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { DistrictName } from '../districts/index.js';
import { PlaceOrderInput } from './order.input.js';
import { RoundNotPossible } from './round.input.js';

@ObjectType({ description: 'A number an order carried before it was corrected.' })
export class ReplacedNumber {
  @Field(() => String, { description: 'The number as it was.' })
  number!: string;

  @Field(() => Date, { description: 'When it was corrected.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'By whom.' })
  by!: string | null;
}

@ObjectType({ description: 'The purchase-order number of an order of mine, and what it was before.' })
export class OrderNumber {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => [ReplacedNumber], { description: 'Numbers it carried before, the first one first.' })
  replaced!: ReplacedNumber[];

  @Field(() => Boolean, { description: 'I may correct it: nothing of the order has been received.' })
  mayCorrect!: boolean;
}

@ObjectType({ description: 'A district, and whether its order carries its number.' })
export class NumberedDistrict {
  @Field(() => DistrictName, { description: 'Who orders.' })
  district!: DistrictName;

  @Field(() => Date, { nullable: true, description: 'When its order got its number; null while it has none.' })
  placedAt!: Date | null;
}

@ObjectType({ description: 'The numbers that orders of a round carry.' })
export class RoundNumbers {
  readonly __typename!: 'RoundNumbers';

  @Field(() => ID, { description: 'The round.' })
  roundId!: string;

  @Field(() => [OrderNumber], { description: 'Of orders of mine.' })
  own!: OrderNumber[];

  @Field(() => Int, { nullable: true, description: 'How many orders districts place by themselves; for whoever leads, and not of a sealed round.' })
  orderCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many of them carry a number; for whoever leads, and not of a sealed round.' })
  placedCount!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether all of them do; for whoever leads.' })
  allPlaced!: boolean | null;

  @Field(() => [NumberedDistrict], { nullable: true, description: 'Which ones; for whoever leads, and not of a sealed round.' })
  districts!: NumberedDistrict[] | null;
}

@InputType({ description: 'The number as it should have been entered.' })
export class CorrectOrderInput extends PlaceOrderInput {}

export const CorrectOrderResult = createUnionType({ name: 'CorrectOrderResult', description: 'The numbers of the round, or why not.', types: () => [RoundNumbers, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
