import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { StudyChangedSince, StudyFrozen, StudyNotWorkedOut } from './cost-study.refusals.js';
import { AloneConfidence, CostStudy, StudyAudience } from './cost-study.type.js';

const NO_STUDY = 'That is not the id of a cost study.';
const NO_TITLE = 'Give the study a title.';
const LONG_TITLE = 'A title has at most 120 characters.';
const LONG_DRAFT = 'The study is too large to be kept; take schools or lines away.';
const LARGEST_DRAFT = 60_000;

@InputType({ description: 'A new cost study, private to its author.' })
export class CreateCostStudyInput extends KeyedInput {
  @Field(() => ID, { description: 'The consortium whose members would share.' })
  @IsUUID(undefined, { message: 'That is not the id of a consortium.' })
  consortiumId!: string;

  @Field(() => String, { description: 'What to call it.' })
  @Matches(/\S/, { message: NO_TITLE })
  @MaxLength(120, { message: LONG_TITLE })
  title!: string;

  @Field(() => String, { description: 'JSON of the study.' })
  @MaxLength(LARGEST_DRAFT, { message: LONG_DRAFT })
  draft!: string;
}

@InputType({ description: 'A cost study as it shall be from now on.' })
export class SaveCostStudyInput extends KeyedInput {
  @Field(() => ID, { description: 'The study.' })
  @IsUUID(undefined, { message: NO_STUDY })
  id!: string;

  @Field(() => Int, { description: 'The revision that was changed.' })
  @IsInt({ message: 'Name the revision that was changed.' })
  revision!: number;

  @Field(() => String, { description: 'What to call it.' })
  @Matches(/\S/, { message: NO_TITLE })
  @MaxLength(120, { message: LONG_TITLE })
  title!: string;

  @Field(() => String, { description: 'JSON of the study.' })
  @MaxLength(LARGEST_DRAFT, { message: LONG_DRAFT })
  draft!: string;
}

@InputType({ description: 'A private draft to be removed.' })
export class DeleteCostStudyInput extends KeyedInput {
  @Field(() => ID, { description: 'The study.' })
  @IsUUID(undefined, { message: NO_STUDY })
  id!: string;
}

@InputType({ description: 'A study to be shown to others.' })
export class ShareCostStudyInput extends KeyedInput {
  @Field(() => ID, { description: 'The study.' })
  @IsUUID(undefined, { message: NO_STUDY })
  id!: string;

  @Field(() => StudyAudience, { description: 'With whom.' })
  @IsEnum(StudyAudience, { message: 'Choose the coordinator or the members.' })
  with!: StudyAudience;

  @Field(() => Int, { nullable: true, description: 'The revision I looked at: another one is not shared.' })
  @IsOptional()
  @IsInt({ message: 'Name the revision you looked at.' })
  revision?: number;
}

@InputType({ description: 'A study to go on from, as a private draft of my own.' })
export class CopyCostStudyInput extends KeyedInput {
  @Field(() => ID, { description: 'The study.' })
  @IsUUID(undefined, { message: NO_STUDY })
  id!: string;

  @Field(() => String, { description: 'What to call the copy.' })
  @Matches(/\S/, { message: NO_TITLE })
  @MaxLength(120, { message: LONG_TITLE })
  title!: string;
}

@InputType({ description: 'What a district would pay by itself.' })
export class EnterStandAloneInput extends KeyedInput {
  @Field(() => ID, { description: 'The study.' })
  @IsUUID(undefined, { message: NO_STUDY })
  studyId!: string;

  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => Cents, { description: 'What it would pay by itself.' })
  @Min(0, { message: 'The amount cannot be below zero.' })
  @Max(1_000_000_000_00, { message: 'The amount cannot be above $1,000,000,000.00.' })
  cents!: number;

  @Field(() => String, { description: 'Where the figure comes from.' })
  @Matches(/\S/, { message: 'Say where the figure comes from: who offered it, or which accounts.' })
  @MaxLength(300, { message: 'Say where it comes from in at most 300 characters.' })
  source!: string;

  @Field(() => AloneConfidence, { description: 'How sure you are.' })
  @IsEnum(AloneConfidence, { message: 'Choose a quote, your own accounts or an estimate.' })
  confidence!: AloneConfidence;

  @Field(() => LocalDate, { nullable: true, description: 'When it was obtained.' })
  @IsOptional()
  obtainedOn?: string;
}

@ObjectType({ description: 'The draft is gone.' })
export class CostStudyDeleted {
  readonly __typename!: 'CostStudyDeleted';

  @Field(() => ID, { description: 'The study that was.' })
  id!: string;
}

const result = <T extends readonly unknown[]>(name: string, ...special: T) =>
  createUnionType({
    name, description: 'The study, or why not.', resolveType: byTypename,
    types: () => [CostStudy, ...special, ...commonRefusals] as unknown as readonly [typeof CostStudy],
  });

export const CreateCostStudyResult = result('CreateCostStudyResult');
export const SaveCostStudyResult = result('SaveCostStudyResult', StudyChangedSince, StudyFrozen);
export const ShareCostStudyResult = result('ShareCostStudyResult', StudyChangedSince, StudyFrozen, StudyNotWorkedOut);
export const CopyCostStudyResult = result('CopyCostStudyResult');
export const EnterStandAloneResult = result('EnterStandAloneResult');
export const DeleteCostStudyResult = createUnionType({
  name: 'DeleteCostStudyResult', description: 'Gone, or why not.', resolveType: byTypename, types: () => [CostStudyDeleted, StudyFrozen, ...commonRefusals] as const,
});
