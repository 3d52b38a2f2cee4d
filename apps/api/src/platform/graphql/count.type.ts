import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A number that is exact up to 1,000; beyond it only "at least" is known.' })
export class Count {
  @Field(() => Int, { description: 'The number, or 1,000 when there are more.' })
  value!: number;

  @Field(() => Boolean, { description: 'True when there are more than `value`.' })
  atLeast!: boolean;
}
