import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';

@ObjectType({ description: 'A credit note of the supplier, as it was entered last.' })
export class CreditNote {
  @Field(() => String, { description: "The supplier's number." })
  number!: string;

  @Field(() => Int, { description: 'Grows with every correction.' })
  revision!: number;

  @Field(() => LocalDate, { description: 'Its date.' })
  day!: string;

  @Field(() => Cents, { description: 'How much.' })
  cents!: number;

  @Field(() => String, { description: 'Who entered it.' })
  recordedBy!: string;
}

@ObjectType({ description: 'A credit that was expected when an order was approved for payment, and what has come of it.' })
export class ExpectedCredit {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => DistrictName, { description: 'Who ordered, and gets it.' })
  district!: DistrictName;

  @Field(() => String, { description: 'From whom.' })
  supplier!: string;

  @Field(() => String, { description: 'The difference it answers.' })
  key!: string;

  @Field(() => String, { description: 'What differed, in words.' })
  words!: string;

  @Field(() => Cents, { description: 'What was expected.' })
  expectedCents!: number;

  @Field(() => Cents, { description: 'What has arrived, all notes together.' })
  arrivedCents!: number;

  @Field(() => String, { description: 'How that stands, in words.' })
  standsWords!: string;

  @Field(() => [CreditNote], { description: 'The notes against it.' })
  notes!: CreditNote[];

  @Field(() => Boolean, { description: 'I may enter a note, or correct one.' })
  mayRecord!: boolean;
}
