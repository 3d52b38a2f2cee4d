import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsNotEmpty, IsOptional, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { LocalDate } from '../../platform/graphql/scalars.js';

/** Nobody comes near: what is counted up from there stays a number that the database can hold. */
export const MOST_VERSIONS = 1_000_000_000;
const section = { message: 'That is not the id of a section.' };
const booking = { message: 'That is not the id of a booking.' };

@InputType({ description: 'What is typed for one student.' })
export class TypedGradeInput {
  @Field(() => ID, { description: 'The seat.' })
  @IsUUID(undefined, { message: 'That is not the id of a seat.' })
  seatId!: string;

  @Field(() => String, { description: 'A grade on the scale of the teaching district, or I, W, NS, CR; empty takes it out.' })
  @MaxLength(20, { message: 'A grade has at most 8 characters.' })
  typed!: string;

  @Field(() => LocalDate, { nullable: true, description: 'For W: the last day attended, where it is known.' })
  @IsOptional()
  lastAttended?: string | null;

  @Field(() => Int, { description: 'The version that was read; 0 where nothing stood there.' })
  @IsInt({ message: 'Send the version that was read.' })
  @Min(0, { message: 'Send the version that was read.' })
  @Max(MOST_VERSIONS, { message: 'Send the version that was read.' })
  version!: number;
}

@InputType({ description: 'Grades of a class: all of these are saved, or none.' })
export class SaveGradesInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, section)
  sectionId!: string;

  @Field(() => [TypedGradeInput], { description: 'Those to enter or to change.' })
  @ArrayMinSize(1, { message: 'Enter at least one grade.' })
  @ArrayMaxSize(1000, { message: 'Enter at most 1,000 grades at once.' })
  @ValidateNested({ each: true })
  @Type(() => TypedGradeInput)
  grades!: TypedGradeInput[];
}

@InputType({ description: 'Stand by the grades of these bookings of a class.' })
export class AttestGradesInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, section)
  sectionId!: string;

  @Field(() => [ID], { description: 'Bookings whose grades are attested.' })
  @ArrayMinSize(1, { message: 'Choose at least one booking.' })
  @ArrayMaxSize(200, { message: 'Choose at most 200 bookings.' })
  @IsUUID(undefined, { each: true, ...booking })
  bookingIds!: string[];

  @Field(() => String, { nullable: true, description: 'Why they are corrected, where they were attested before. No names: say the seat.' })
  @IsOptional()
  @IsNotEmpty({ message: 'Say why, by the number of the seat.' })
  @MaxLength(500, { message: 'Say why in at most 500 characters.' })
  reason?: string | null;
}

@InputType({ description: 'The answer of a home district to grades that were attested.' })
export class AnswerGradesInput extends KeyedInput {
  @Field(() => ID, { description: 'The booking.' })
  @IsUUID(undefined, booking)
  bookingId!: string;

  @Field(() => Int, { description: 'The attestation that was read.' })
  @IsInt({ message: 'Send the number of the attestation.' })
  number!: number;

  @Field(() => String, { nullable: true, description: 'What is disputed about them. No names: say the seat. Null: they are accepted.' })
  @IsOptional()
  @IsNotEmpty({ message: 'Say what you dispute, by the number of the seat.' })
  @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  dispute?: string | null;
}

@InputType({ description: 'Grades from a spreadsheet, to be looked at.' })
export class GradeFileInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, section)
  sectionId!: string;

  @Field(() => String, { description: 'The text of the file.' })
  @MaxLength(300_000, { message: 'A sheet of grades has at most 300,000 characters.' })
  text!: string;
}
