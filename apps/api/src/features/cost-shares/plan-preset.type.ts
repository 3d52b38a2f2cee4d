import { createUnionType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { LocalDate } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'A way to share that the members of a consortium agreed on by name: one version of it.' })
export class PlanPreset {
  readonly __typename!: 'PlanPreset';

  @Field(() => ID, { description: 'This version.' })
  id!: string;

  @Field(() => String, { description: 'Stays the same through its versions: plan.preset.by-students.' })
  key!: string;

  @Field(() => String, { description: 'What members call it.' })
  name!: string;

  @Field(() => String, { description: 'JSON of the formula.' })
  formula!: string;

  @Field(() => [String], { description: 'The formula as sentences.' })
  words!: string[];

  @Field(() => LocalDate, { description: 'In force from this day until the next version.' })
  effectiveFrom!: string;

  @Field(() => String, { description: 'Where the members wrote it down.' })
  citation!: string;
}

@InputType({ description: 'A way to share that the members have agreed on.' })
export class AdoptPlanPresetInput extends KeyedInput {
  @Field(() => ID, { description: 'The consortium.' })
  @IsUUID(undefined, { message: 'That is not the id of a consortium.' })
  consortiumId!: string;

  @Field(() => String, { description: 'What members call it; a name in use gets a new version.' })
  @Matches(/[A-Za-z0-9]/, { message: 'Give it a name that members will recognize.' })
  @MaxLength(80, { message: 'A name has at most 80 characters.' })
  name!: string;

  @Field(() => String, { description: 'JSON of the formula.' })
  @MaxLength(10_000, { message: 'The formula is too long.' })
  formula!: string;

  @Field(() => LocalDate, { description: 'In force from this day on.' })
  @IsString({ message: 'Choose the day from which it holds.' })
  effectiveFrom!: string;

  @Field(() => String, { description: 'Where the members wrote it down.' })
  @Matches(/\S/, { message: 'Say where the members wrote it down: which document, which section.' })
  @MaxLength(300, { message: 'Cite it in at most 300 characters.' })
  citation!: string;
}

export const AdoptPlanPresetResult = createUnionType({
  name: 'AdoptPlanPresetResult', description: 'The new version, or why not.', resolveType: byTypename, types: () => [PlanPreset, ...commonRefusals] as const,
});
