import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Cents } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';

@ObjectType({ description: 'An item of which too little was committed by the lock.' })
export class AskedItem {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { description: 'What the order needed at the least: "40 cases".' })
  thresholdWords!: string;

  @Field(() => String, { nullable: true, description: 'What was missing at the lock: "8 cases"; null of a sealed round.' })
  missingWords!: string | null;
}

@ObjectType({ description: 'What a yes comes to for one item.' })
export class QuestionLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What the district committed to: "6 to 9 cases".' })
  committedWords!: string;

  @Field(() => String, { nullable: true, description: 'What it takes if everyone says yes; null of a sealed round.' })
  quantityWords!: string | null;

  @Field(() => String, { nullable: true, description: 'The price then; null of a sealed round, empty where it takes nothing.' })
  priceWords!: string | null;

  @Field(() => Cents, { nullable: true, description: 'What it pays for it then; null of a sealed round.' })
  cents!: number | null;
}

@ObjectType({ description: 'What a district of mine is asked, and what it answered. An answer stands.' })
export class RoundQuestion {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => [QuestionLine], { description: 'Item by item.' })
  lines!: QuestionLine[];

  @Field(() => Cents, { nullable: true, description: 'What it pays for these items if everyone says yes; null of a sealed round.' })
  ifAllCents!: number | null;

  @Field(() => Cents, { nullable: true, description: 'What it pays then for all it takes in the round; null of a sealed round.' })
  ifAllTotalCents!: number | null;

  @Field(() => Cents, { description: 'The most it can come to, whatever others answer: never above what was approved, nor above its price limits.' })
  atMostCents!: number;

  @Field(() => Boolean, { nullable: true, description: 'What it answered; null while it has not.' })
  yes!: boolean | null;

  @Field(() => Date, { nullable: true, description: 'When it answered.' })
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who answered for it.' })
  answeredBy!: string | null;

  @Field(() => Boolean, { description: 'I may answer for it.' })
  mayAnswer!: boolean;
}

@ObjectType({ description: 'A round that asks its members, or did: part of it stayed below its threshold.' })
export class RoundAsking {
  readonly __typename!: 'RoundAsking';

  @Field(() => ID, { description: 'The round.' })
  roundId!: string;

  @Field(() => Date, { description: 'Until when members may answer.' })
  answersBy!: Date;

  @Field(() => [AskedItem], { description: 'What it is about.' })
  items!: AskedItem[];

  @Field(() => [RoundQuestion], { description: 'What districts of mine are asked.' })
  questions!: RoundQuestion[];

  @Field(() => Int, { nullable: true, description: 'How many districts are asked; for whoever leads, and not of a sealed round.' })
  askedCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many have answered; for whoever leads.' })
  answeredCount!: number | null;
}
