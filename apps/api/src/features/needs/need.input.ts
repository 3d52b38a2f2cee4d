import { createUnionType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, IsEnum, IsInt, IsNotEmpty, IsOptional, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { Weekday } from '../calendars/index.js';
import { CourseDraft, StepNotPossible } from '../courses/index.js';
import { Modality } from '../offerings/index.js';
import { CourseNeed, DayPart, NeedTerm } from './need.type.js';

@InputType({ description: 'What is looked for.' })
export class NeedContentInput {
  @Field(() => String, { description: 'In our own words: AP Physics 1.' })
  @IsNotEmpty({ message: 'Say what you look for.' }) @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The course, five digits.' })
  @IsOptional() @Matches(/^\d{5}$/, { message: 'A course code has five digits.' })
  scedCode!: string | null;

  @Field(() => String, { nullable: true, description: 'The subject area, two digits, where no course is named.' })
  @IsOptional() @Matches(/^\d{2}$/, { message: 'A subject area has two digits.' })
  areaCode!: string | null;

  @Field(() => Int, { description: 'How many students.' })
  @IsInt({ message: 'Enter how many students, as a whole number.' }) @Min(1, { message: 'Enter at least one student.' }) @Max(200, { message: 'Enter at most 200 students.' })
  seats!: number;

  @Field(() => Int, { description: 'Lowest grade.' })
  @IsInt({ message: 'Choose the lowest grade.' }) @Min(6, { message: 'Grades begin with 6.' }) @Max(14, { message: 'Grades end with 14, the second year of college.' })
  gradeLow!: number;

  @Field(() => Int, { description: 'Highest grade.' })
  @IsInt({ message: 'Choose the highest grade.' }) @Min(6, { message: 'Grades begin with 6.' }) @Max(14, { message: 'Grades end with 14, the second year of college.' })
  gradeHigh!: number;

  @Field(() => String, { description: 'For which school year: 2027-28.' })
  @Matches(/^20\d{2}-\d{2}$/, { message: 'Write the school year like 2027-28.' })
  schoolYear!: string;

  @Field(() => NeedTerm, { nullable: true, description: 'Term; leave it out for any.' })
  @IsOptional() @IsEnum(NeedTerm, { message: 'Choose a term, or any.' })
  term!: NeedTerm | null;

  @Field(() => Modality, { nullable: true, description: 'How it is taught; leave it out for any way.' })
  @IsOptional() @IsEnum(Modality, { message: 'Choose how it is taught, or any way.' })
  modality!: Modality | null;

  @Field(() => [Weekday], { description: 'Days that suit us; none for any.' })
  @ArrayMaxSize(7, { message: 'A week has seven days.' }) @IsEnum(Weekday, { each: true, message: 'Choose days of the week.' })
  days!: Weekday[];

  @Field(() => [DayPart], { description: 'Times that suit us; none for any.' })
  @ArrayMaxSize(3, { message: 'There are three parts of a day.' }) @IsEnum(DayPart, { each: true, message: 'Choose parts of the day.' })
  times!: DayPart[];

  @Field(() => String, { nullable: true, description: 'For colleagues.' })
  @IsOptional() @MaxLength(500, { message: 'A note has at most 500 characters.' })
  note!: string | null;

  @Field(() => LocalDate, { description: 'Looked for until this day.' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choose the last day on which you look for it.' })
  until!: string;
}

@InputType({ description: 'A new need.' })
export class PostNeedInput extends KeyedInput {
  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => NeedContentInput, { description: 'What it looks for.' })
  @ValidateNested()
  @Type(() => NeedContentInput)
  need!: NeedContentInput;
}

@InputType({ description: 'A step of a need.' })
export class NeedStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The need.' })
  @IsUUID(undefined, { message: 'That is not the id of a need.' })
  needId!: string;
}

@InputType({ description: 'A need as it is looked for now.' })
export class ChangeNeedInput extends NeedStepInput {
  @Field(() => NeedContentInput, { description: 'All of it.' })
  @ValidateNested()
  @Type(() => NeedContentInput)
  need!: NeedContentInput;
}

@InputType({ description: 'A draft that begins with what neighbors look for.' })
export class StartDraftFromNeedInput extends KeyedInput {
  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => ID, { description: 'The line of what neighbors look for.' })
  @MaxLength(40, { message: 'That is no line of what neighbors look for.' })
  needKey!: string;
}

const needResult = (name: string) => createUnionType({ name, description: 'The need, or why not.', types: () => [CourseNeed, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename });

export const PostNeedResult = needResult('PostNeedResult');
export const ChangeNeedResult = needResult('ChangeNeedResult');
export const WithdrawNeedResult = needResult('WithdrawNeedResult');
export const StartDraftFromNeedResult = createUnionType({
  name: 'StartDraftFromNeedResult', description: 'The draft, or why not.', types: () => [CourseDraft, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename,
});
