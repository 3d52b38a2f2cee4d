import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What waits for me in a round, as my inbox says it.' })
export class RoundTask {
  @Field(() => String, { description: 'What to do.' })
  nextStep!: string;

  @Field(() => Date, { nullable: true, description: 'Until when; null where nothing says so.' })
  dueAt!: Date | null;
}
