import { createUnionType, Field, InputType } from '@nestjs/graphql';
import { IsBoolean } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { RoundAsking } from './asking.type.js';
import { CommitmentStepInput, RoundNotPossible } from './round.input.js';

@InputType({ description: 'The answer of a district that is asked. It is given once and stands.' })
export class AnswerRoundInput extends CommitmentStepInput {
  @Field(() => Boolean, { description: 'It still takes what it committed to, though the threshold is missed.' })
  @IsBoolean({ message: 'Answer yes or no.' })
  yes!: boolean;
}

export const AnswerRoundResult = createUnionType({ name: 'AnswerRoundResult', description: 'The question with its answer, or why not.', types: () => [RoundAsking, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
