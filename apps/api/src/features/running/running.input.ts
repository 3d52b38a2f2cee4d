import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsUUID, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { LocalDate, LocalTime } from '../../platform/graphql/scalars.js';
import { AttendanceMark, ChangeKind, SeatStanding } from './running.type.js';

const section = { message: 'That is not the id of a section.' };
const seat = { message: 'That is not the id of a seat.' };

@InputType({ description: 'Where a class meets.' })
export class SetMeetingLinkInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, section)
  sectionId!: string;

  @Field(() => String, { nullable: true, description: 'The address, https; null: none any more.' })
  @IsOptional() @MaxLength(500, { message: 'A link has at most 500 characters.' })
  url?: string | null;
}

@InputType({ description: 'A day of a class that will be different.' })
export class AnnounceChangeInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, section)
  sectionId!: string;

  @Field(() => LocalDate, { description: 'The day, one of the class.' })
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'Choose a day.' })
  day!: string;

  @Field(() => ChangeKind, { description: 'What is different.' })
  @IsEnum(ChangeKind, { message: 'Choose NO_CLASS or OTHER_TIME.' })
  kind!: ChangeKind;

  @Field(() => LocalTime, { nullable: true, description: 'When it begins instead; only for another time.' })
  @IsOptional()
  startsAt?: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'When it ends instead.' })
  @IsOptional()
  endsAt?: string | null;

  @Field(() => String, { description: 'Why, in words: every district reads it.' })
  @MaxLength(200, { message: 'Say it in at most 200 characters.' })
  reason!: string;
}

@InputType({ description: 'An announced change, taken back.' })
export class WithdrawChangeInput extends KeyedInput {
  @Field(() => ID, { description: 'The change.' })
  @IsUUID(undefined, { message: 'That is not the id of a change.' })
  changeId!: string;
}

@InputType({ description: 'A seat that was not simply present.' })
export class SeatMarkInput {
  @Field(() => ID, { description: 'The seat.' })
  @IsUUID(undefined, seat)
  seatId!: string;

  @Field(() => AttendanceMark, { description: 'The mark.' })
  @IsEnum(AttendanceMark, { message: 'Choose present, late, absent or excused.' })
  mark!: AttendanceMark;
}

@InputType({ description: 'Who was in class on a day: everyone, but for the exceptions.' })
export class MarkClassInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, section)
  sectionId!: string;

  @Field(() => LocalDate, { description: 'The day, one of the class, today or before.' })
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'Choose a day.' })
  day!: string;

  @Field(() => Int, { description: 'The revision of the day that was seen; 0 when nobody had marked it.' })
  @IsInt({ message: 'Send the revision you saw.' }) @Min(0, { message: 'Send the revision you saw.' })
  revision!: number;

  @Field(() => [SeatMarkInput], { description: 'Seats that were not simply present, or joined after that day; all others were present.' })
  @ArrayMaxSize(1000, { message: 'At most 1,000 seats at once.' })
  @ValidateNested({ each: true })
  @Type(() => SeatMarkInput)
  exceptions!: SeatMarkInput[];
}

@InputType({ description: 'How a seat gets on.' })
export class NoteProgressInput extends KeyedInput {
  @Field(() => ID, { description: 'The seat.' })
  @IsUUID(undefined, seat)
  seatId!: string;

  @Field(() => SeatStanding, { description: 'How it stands.' })
  @IsEnum(SeatStanding, { message: 'Choose on track, at risk or failing.' })
  standing!: SeatStanding;

  @Field(() => String, { nullable: true, description: 'A few words to the home side, without a name.' })
  @IsOptional() @MaxLength(400, { message: 'Say it in at most 400 characters.' })
  note?: string | null;
}
