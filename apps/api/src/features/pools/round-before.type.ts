import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { RoundNotPossible } from './round.input.js';
import { Round } from './round.type.js';

@ObjectType({ description: 'What stands in the form of a district of mine before it has said anything: its own quantities of last time.' })
export class RoundBeforeLine {
  @Field(() => ID, { description: 'The district.' })
  districtId!: string;

  @Field(() => String, { description: 'The item of this round.' })
  itemKey!: string;

  @Field(() => String, { description: 'The unit it counts in.' })
  unit!: string;

  @Field(() => Int, { description: 'At least.' })
  minimum!: number;

  @Field(() => Int, { description: 'At most.' })
  maximum!: number;

  @Field(() => String, { description: 'Where it is from: "Last time: 12 cases".' })
  words!: string;
}

@ObjectType({ description: 'Another round, by its name.' })
export class RoundNamed {
  @Field(() => ID, { description: 'The round.' })
  id!: string;

  @Field(() => String, { description: 'What is bought.' })
  title!: string;
}

@ObjectType({ description: 'What came before a round, and what can come after it.' })
export class RoundBefore {
  @Field(() => ID, { description: 'The round.' })
  roundId!: string;

  @Field(() => RoundNamed, { nullable: true, description: 'The round it was started again from.' })
  copiedFrom!: RoundNamed | null;

  @Field(() => RoundNamed, { nullable: true, description: 'The round that was started again from it, as far as I may see one.' })
  startedAgain!: RoundNamed | null;

  @Field(() => Boolean, { description: 'I may start it again.' })
  mayCopy!: boolean;

  @Field(() => LocalDate, { nullable: true, description: 'The last day of its contract, where that is within sixty days and the round was not started again.' })
  contractEnds!: string | null;

  @Field(() => [RoundBeforeLine], { description: 'Quantities of districts of mine: those of last time, or what was written when the round was started.' })
  lines!: RoundBeforeLine[];
}

export const CopyRoundResult = createUnionType({ name: 'CopyRoundResult', description: 'The new draft, or why not.', types: () => [Round, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
