import { IsInt, IsNotEmpty, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { StepNotPossible } from './seat.refusals.js';
import { MappingState } from './state.type.js';

@ObjectType({ description: 'What a remote course counts as at home: decided once a year.' })
export class CourseMapping {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => MappingState, { description: 'Where it is in its life.' })
  state!: MappingState;

  @Field(() => String, { description: "The home district's course code." })
  localCode!: string;

  @Field(() => String, { description: "The home district's title." })
  localTitle!: string;

  @Field(() => Int, { description: 'Credit at home, in hundredths.' })
  creditHundredths!: number;

  @Field(() => String, { description: 'For which school year.' })
  schoolYear!: string;

  @Field(() => String, { description: 'Who proposed it.' })
  proposedBy!: string;

  @Field(() => String, { nullable: true, description: 'Who decided.' })
  decidedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was returned.' })
  reason!: string | null;
}

@InputType({ description: 'What a remote course shall count as at home.' })
export class MapCourseInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId!: string;

  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  homeDistrictId!: string;

  @Field(() => String, { description: "The home district's course code." })
  @IsNotEmpty({ message: 'Enter the course code your district uses.' })
  @MaxLength(30, { message: 'A course code has at most 30 characters.' })
  localCode!: string;

  @Field(() => String, { description: "The home district's title." })
  @IsNotEmpty({ message: 'Enter the course title as it shall stand on the transcript.' })
  @MaxLength(120, { message: 'A course title has at most 120 characters.' })
  localTitle!: string;

  @Field(() => Int, { description: 'Credit at home, in hundredths.' })
  @IsInt({ message: 'Enter the credit in hundredths, as a whole number.' })
  @Min(5, { message: 'Enter at least 0.05 credits.' })
  @Max(1000, { message: 'Enter at most 10 credits.' })
  creditHundredths!: number;
}

@InputType({ description: 'A step of a course mapping.' })
export class MappingStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The mapping.' })
  @IsUUID(undefined, { message: 'That is not the id of a course mapping.' })
  mappingId!: string;
}

@InputType({ description: 'A course mapping sent back.' })
export class ReturnMappingInput extends MappingStepInput {
  @Field(() => String, { description: 'What to correct.' })
  @IsNotEmpty({ message: 'Say what needs a correction.' })
  @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  reason!: string;
}

const mappingResult = (name: string) =>
  createUnionType({ name, description: 'The mapping, or why not.', types: () => [CourseMapping, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename });

export const MapCourseResult = mappingResult('MapCourseResult');
export const ApproveMappingResult = mappingResult('ApproveMappingResult');
export const ReturnMappingResult = mappingResult('ReturnMappingResult');
