import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { DisclosurePurpose, DisclosureWay } from './disclosure.type.js';

const booking = { message: 'That is not the id of a booking.' };

@InputType({ description: 'A student and the seat: the least that a class needs.' })
export class StudentInput {
  @Field(() => ID, { description: 'The seat.' })
  @IsUUID(undefined, { message: 'That is not the id of a seat.' })
  seatId!: string;

  @Field(() => String, { description: 'Legal given name.' })
  @MaxLength(200, { message: 'A given name has at most 80 characters.' })
  givenName!: string;

  @Field(() => String, { description: 'Legal family name.' })
  @MaxLength(200, { message: 'A family name has at most 80 characters.' })
  familyName!: string;

  @Field(() => String, { description: "The district's own number of the student." })
  @MaxLength(100, { message: 'A student number has at most 20 characters.' })
  studentNumber!: string;

  @Field(() => Int, { description: 'Grade level, 1 to 14.' })
  @IsInt({ message: 'Enter the grade as a whole number.' })
  gradeLevel!: number;

  @Field(() => ID, { description: 'The school the student attends.' })
  @IsUUID(undefined, { message: 'That is not the id of a school.' })
  schoolId!: string;

  @Field(() => ID, { nullable: true, description: 'The counselor of the student, who may open the name too.' })
  @IsOptional()
  @IsUUID(undefined, { message: 'That is not the id of a person.' })
  counselorId?: string | null;

  @Field(() => String, { nullable: true, description: 'Whom to ask about accommodations, where there are any. Never what they are.' })
  @IsOptional()
  @MaxLength(200, { message: 'Name only whom to ask, in at most 120 characters.' })
  accommodationsContact?: string | null;
}

@InputType({ description: 'Who sits in which seats of a booking; seats that are not named stay as they are.' })
export class PlaceStudentsInput extends KeyedInput {
  @Field(() => ID, { description: 'The booking.' })
  @IsUUID(undefined, booking)
  bookingId!: string;

  @Field(() => [StudentInput], { description: 'Students to place. One who sat in such a seat before leaves it.' })
  @ArrayMaxSize(1000, { message: 'Place at most 1,000 students at once.' })
  @ValidateNested({ each: true })
  @Type(() => StudentInput)
  students!: StudentInput[];

  @Field(() => [ID], { description: 'Seats to empty.' })
  @ArrayMaxSize(1000, { message: 'Empty at most 1,000 seats at once.' })
  @IsUUID(undefined, { each: true, message: 'That is not the id of a seat.' })
  emptied!: string[];
}

@InputType({ description: 'Which names to open, and what for: it is written down before they are shown.' })
export class OpenNamesInput {
  @Field(() => ID, { nullable: true, description: 'Those of one booking. This or a section.' })
  @IsOptional()
  @IsUUID(undefined, booking)
  bookingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Those of a whole class. This or a booking.' })
  @IsOptional()
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId?: string | null;

  @Field(() => DisclosurePurpose, { description: 'What for.' })
  @IsEnum(DisclosurePurpose, { message: 'Say what the names are for.' })
  purpose!: DisclosurePurpose;

  @Field(() => DisclosureWay, { description: 'To be shown, or to be taken along as a file.' })
  @IsEnum(DisclosureWay, { message: 'Choose SCREEN or FILE.' })
  way!: DisclosureWay;
}

@InputType({ description: 'One student of my district, by our own number or by a seat.' })
export class DisclosuresInput {
  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => String, { nullable: true, description: 'Our own number of the student. This or a seat.' })
  @IsOptional()
  @MaxLength(20, { message: 'A student number has at most 20 characters.' })
  studentNumber?: string | null;

  @Field(() => ID, { nullable: true, description: 'A seat the student sits in. This or a number.' })
  @IsOptional()
  @IsUUID(undefined, { message: 'That is not the id of a seat.' })
  seatId?: string | null;
}

@InputType({ description: 'A roster from a spreadsheet, to be looked at.' })
export class RosterFileInput {
  @Field(() => ID, { description: 'The booking.' })
  @IsUUID(undefined, booking)
  bookingId!: string;

  @Field(() => String, { description: 'The text of the file.' })
  @MaxLength(300_000, { message: 'A roster has at most 300,000 characters.' })
  text!: string;
}

@InputType({ description: 'Who looks after the students of a school who learn from elsewhere.' })
export class NameFacilitatorInput extends KeyedInput {
  @Field(() => ID, { description: 'A school of my district.' })
  @IsUUID(undefined, { message: 'That is not the id of a school.' })
  schoolId!: string;

  @Field(() => ID, { nullable: true, description: 'A person of my district; null: nobody any more.' })
  @IsOptional()
  @IsUUID(undefined, { message: 'That is not the id of a person.' })
  accountId?: string | null;
}
