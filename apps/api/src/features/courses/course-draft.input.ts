import { createUnionType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { CourseDraft, CourseDraftContent, DraftChanged, DraftIncomplete } from './course-draft.type.js';
import { StepNotPossible } from './seat.refusals.js';

@InputType({ description: 'A new draft.' })
export class StartCourseDraftInput extends KeyedInput {
  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => ID, { nullable: true, description: 'A section of ours to copy.' })
  @IsOptional() @IsUUID(undefined, { message: 'That is not the id of a section.' })
  copyOfSectionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A section of ours to change.' })
  @IsOptional() @IsUUID(undefined, { message: 'That is not the id of a section.' })
  amendsSectionId?: string | null;
}

@InputType({ description: 'A step of a draft.' })
export class CourseDraftStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The draft.' })
  @IsUUID(undefined, { message: 'That is not the id of a draft.' })
  draftId!: string;
}

@InputType({ description: 'What is written so far.' })
export class SaveCourseDraftInput extends CourseDraftStepInput {
  @Field(() => Int, { description: 'The revision that was changed.' })
  @IsInt({ message: 'Name the revision that was changed.' })
  revision!: number;

  @Field(() => CourseDraftContent, { description: 'The whole content.' })
  @ValidateNested()
  @Type(() => CourseDraftContent)
  content!: CourseDraftContent;
}

@InputType({ description: 'The course code of a draft.' })
export class CodeCourseInput extends CourseDraftStepInput {
  @Field(() => String, { description: 'Version of the code list.' })
  @MaxLength(10, { message: 'That is not a version of the code list.' })
  scedVersion!: string;

  @Field(() => String, { description: 'Five digits.' })
  @Matches(/^\d{5}$/, { message: 'A course code has five digits.' })
  scedCode!: string;
}

@InputType({ description: 'A draft sent back to its author.' })
export class ReturnCourseDraftInput extends CourseDraftStepInput {
  @Field(() => String, { description: 'What to correct.' })
  @IsNotEmpty({ message: 'Say what needs a correction.' })
  @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  reason!: string;
}

@InputType({ description: 'My answer whether other districts may read my name.' })
export class AnswerNamingInput extends CourseDraftStepInput {
  @Field(() => Boolean, { description: 'They may.' })
  @IsBoolean({ message: 'Answer yes or no.' })
  agreed!: boolean;
}

const draftResult = <T extends readonly unknown[]>(name: string, ...special: T) =>
  createUnionType({
    name, description: 'The draft, or why not.', resolveType: byTypename,
    types: () => [CourseDraft, StepNotPossible, ...special, ...commonRefusals] as unknown as readonly [typeof CourseDraft],
  });

export const StartCourseDraftResult = draftResult('StartCourseDraftResult');
export const SaveCourseDraftResult = draftResult('SaveCourseDraftResult', DraftChanged);
export const CodeCourseResult = draftResult('CodeCourseResult');
export const SubmitCourseDraftResult = draftResult('SubmitCourseDraftResult', DraftIncomplete);
export const ReturnCourseDraftResult = draftResult('ReturnCourseDraftResult');
export const PublishCourseDraftResult = draftResult('PublishCourseDraftResult', DraftIncomplete);
export const DiscardCourseDraftResult = draftResult('DiscardCourseDraftResult');
export const AnswerNamingResult = draftResult('AnswerNamingResult');
