import { createUnionType, Field, ID, InputType } from '@nestjs/graphql';
import { IsUUID, MaxLength } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { Section } from './section.type.js';

@InputType({ description: 'How a section is paid from now on.' })
export class SetSectionPlanInput extends KeyedInput {
  @Field(() => ID, { description: 'The section; of my own district.' })
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId!: string;

  @Field(() => String, { description: 'JSON of the plan.' })
  @MaxLength(20_000, { message: 'The plan is too long.' })
  plan!: string;
}

export const SetSectionPlanResult = createUnionType({
  name: 'SetSectionPlanResult', description: 'The section with its new terms, or why not.', resolveType: byTypename, types: () => [Section, ...commonRefusals] as const,
});
