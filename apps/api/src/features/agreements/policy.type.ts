import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalDate } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'One version of one rule of a consortium or a district.' })
export class PolicyVersion {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'Which rule: seats.holdHours.' })
  key!: string;

  @Field(() => String, { description: 'The rule in words.' })
  words!: string;

  @Field(() => String, { description: 'Its value in words: 48 hours.' })
  valueWords!: string;

  @Field(() => LocalDate, { description: 'In force from this day until the next version.' })
  effectiveFrom!: string;

  @Field(() => String, { description: 'Where the members wrote it down.' })
  citation!: string;

  @Field(() => Boolean, { description: 'The version that rules today.' })
  inForce!: boolean;
}
