import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DistrictName } from '../districts/index.js';
import { RoundState, RoundUnit } from './round.type.js';

@ObjectType({ description: 'What somebody at a site said of one line of an order: all that has come so far, in the smallest unit.' })
export class RoundReceipt {
  @Field(() => Int, { description: 'Grows with every entry; the newest counts.' })
  revision!: number;

  @Field(() => Int, { description: 'In good order.' })
  good!: number;

  @Field(() => Int, { description: 'Damaged: it is not paid for.' })
  damaged!: number;

  @Field(() => Int, { description: 'Something else in its place.' })
  substituted!: number;

  @Field(() => String, { nullable: true, description: 'What came instead; null where nothing did.' })
  substitute!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The substitute is kept and paid for; null where none came.' })
  accepted!: boolean | null;

  @Field(() => Boolean, { description: 'Nothing more is awaited.' })
  complete!: boolean;

  @Field(() => String, { nullable: true, description: 'A remark.' })
  note!: string | null;

  @Field(() => String, { description: 'In a few words: "9 cases good, 1 case short."' })
  words!: string;

  @Field(() => String, { description: 'Who said so.' })
  receivedBy!: string;

  @Field(() => Date, { description: 'When.' })
  receivedAt!: Date;
}

@ObjectType({ description: 'A line of an order that is awaited at a site.' })
export class ReceivingLine {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => String, { nullable: true, description: 'The number it left with; null while it has not left.' })
  purchaseOrderNumber!: string | null;

  @Field(() => String, { description: 'From whom it comes.' })
  supplier!: string;

  @Field(() => DistrictName, { description: 'For whom.' })
  district!: DistrictName;

  @Field(() => String, { nullable: true, description: 'The school it is delivered to.' })
  siteName!: string | null;

  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => RoundUnit, { description: 'The smallest unit: what receipts count in.' })
  unit!: RoundUnit;

  @Field(() => RoundUnit, { description: 'The unit its price is for: what a delivery is counted in first.' })
  orderUnit!: RoundUnit;

  @Field(() => Int, { description: 'How many of the smallest one of it holds.' })
  orderUnitHolds!: number;

  @Field(() => Int, { description: 'How many of the smallest unit were ordered.' })
  ordered!: number;

  @Field(() => String, { description: 'The same in words: "10 cases".' })
  orderedWords!: string;

  @Field(() => RoundReceipt, { nullable: true, description: 'What was said last; null while nothing was.' })
  receipt!: RoundReceipt | null;

  @Field(() => Int, { description: 'How many times something was said.' })
  entries!: number;

  @Field(() => Boolean, { description: 'I may say what came.' })
  mayReceive!: boolean;
}

@ObjectType({ description: 'Goods that change hands between districts.' })
export class HandOver {
  @Field(() => DistrictName, { description: 'The other district.' })
  district!: DistrictName;

  @Field(() => String, { description: 'How much: "4 cases".' })
  quantityWords!: string;
}

@ObjectType({ description: 'What a district keeps of one item, now that receiving is closed.' })
export class DeliveryLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { description: 'What was ordered for it.' })
  orderedWords!: string;

  @Field(() => String, { description: 'What came to it and can be used.' })
  cameWords!: string;

  @Field(() => String, { description: 'What it keeps.' })
  keepsWords!: string;

  @Field(() => [HandOver], { description: 'What it hands on.' })
  handsOn!: HandOver[];

  @Field(() => [HandOver], { description: 'What it gets from others.' })
  gets!: HandOver[];

  @Field(() => [String], { description: 'How that came about, sentence by sentence.' })
  words!: string[];
}

@ObjectType({ description: 'The part of a district of mine of what came.' })
export class DeliveryPart {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => [DeliveryLine], { description: 'Item by item.' })
  lines!: DeliveryLine[];
}

@ObjectType({ description: 'What came of the orders of a round.' })
export class RoundReceiving {
  readonly __typename!: 'RoundReceiving';

  @Field(() => ID, { description: 'The round.' })
  id!: string;

  @Field(() => String, { description: 'What is bought.' })
  title!: string;

  @Field(() => RoundState, { description: 'Where the round stands.' })
  state!: RoundState;

  @Field(() => String, { description: 'The rule by which what falls short is shared out, in words.' })
  ruleWords!: string;

  @Field(() => [ReceivingLine], { description: 'Lines for districts of mine, and all of an order of mine for all.' })
  lines!: ReceivingLine[];

  @Field(() => [DistrictName], { nullable: true, description: 'Who has not said all that came; null of a sealed round.' })
  waitingFor!: DistrictName[] | null;

  @Field(() => Boolean, { description: 'Every site has said what came.' })
  allReceived!: boolean;

  @Field(() => Boolean, { description: 'I may close receiving now.' })
  mayClose!: boolean;

  @Field(() => [DeliveryPart], { description: 'What districts of mine keep, once receiving is closed.' })
  parts!: DeliveryPart[];
}
