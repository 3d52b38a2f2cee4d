import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';

@ObjectType({ description: 'A rule that purchasing rounds follow today: as it was agreed, or as it is built in.' })
export class RuleInForce {
  @Field(() => String, { description: 'Which rule: rounds.dueDiligence.' })
  key!: string;

  @Field(() => String, { description: 'The rule in words.' })
  words!: string;

  @Field(() => [String], { description: 'What it says, line by line.' })
  valueWords!: string[];

  @Field(() => Int, { description: 'Which version of it, counted from the first; 0 where nothing was agreed and the built-in rule holds.' })
  version!: number;

  @Field(() => LocalDate, { nullable: true, description: 'In force from this day on; null where it is built in.' })
  since!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is written; null where it is built in.' })
  citation!: string | null;

  @Field(() => DistrictName, { nullable: true, description: 'The district whose own rule it is; null for one of all members.' })
  district!: DistrictName | null;
}
