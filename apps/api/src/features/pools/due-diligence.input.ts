import { createUnionType, Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsUUID, ValidateNested } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { DueDiligenceInput } from './authority.input.js';
import { RoundNotPossible, RoundStepInput } from './round.input.js';
import { Round } from './round.type.js';

@InputType({ description: 'A further revision of what a district wrote down.' })
export class KeepDueDiligenceInput extends RoundStepInput {
  @Field(() => ID, { description: 'The district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => DueDiligenceInput, { description: 'What is written down.' })
  @ValidateNested() @Type(() => DueDiligenceInput)
  record!: DueDiligenceInput;
}

export const KeepDueDiligenceResult = createUnionType({ name: 'KeepDueDiligenceResult', description: 'The round with the record, or why not.', types: () => [Round, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
