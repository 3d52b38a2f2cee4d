import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Cents } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';

@ObjectType({ description: 'How much of one item a district asked for, and what it came to.' })
export class TakerLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => Int, { description: 'At least, in `unit`.' })
  minimum!: number;

  @Field(() => Int, { description: 'At most, in `unit`.' })
  maximum!: number;

  @Field(() => String, { description: 'What it counts in: "5 to 7 cases".' })
  askedWords!: string;

  @Field(() => String, { nullable: true, description: 'What it takes, once the round has locked: "6 cases".' })
  takenWords!: string | null;

  @Field(() => Cents, { nullable: true, description: 'What it owes for it, once the round has locked.' })
  cents!: number | null;
}

@ObjectType({ description: 'A district that takes part in a round.' })
export class Taker {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => Boolean, { description: 'Its spending still waits for an approver; what that counts is a rule of the round.' })
  awaitsApproval!: boolean;

  @Field(() => [TakerLine], { description: 'Item by item.' })
  lines!: TakerLine[];
}
