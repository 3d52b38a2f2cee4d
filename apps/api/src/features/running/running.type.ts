import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { LocalDate, LocalTime } from '../../platform/graphql/scalars.js';
import { StepNotPossible } from '../courses/index.js';
import { DistrictName } from '../districts/index.js';

export enum AttendanceMark { PRESENT = 'present', LATE = 'late', ABSENT = 'absent', EXCUSED = 'excused' }
registerEnumType(AttendanceMark, {
  name: 'AttendanceMark', description: 'Whether the student of a seat was in class on a day.',
  valuesMap: { PRESENT: { description: 'There.' }, LATE: { description: 'There, but not from the start.' }, ABSENT: { description: 'Not there.' }, EXCUSED: { description: 'Not there, and the home school said why.' } },
});

export enum SeatStanding { ON_TRACK = 'on_track', AT_RISK = 'at_risk', FAILING = 'failing' }
registerEnumType(SeatStanding, {
  name: 'SeatStanding', description: 'How a seat gets on, before there is a grade.',
  valuesMap: { ON_TRACK: { description: 'As it should be.' }, AT_RISK: { description: 'May not pass as things are.' }, FAILING: { description: 'Does not pass as things are.' } },
});

export enum ChangeKind { NO_CLASS = 'no_class', OTHER_TIME = 'other_time' }
registerEnumType(ChangeKind, { name: 'ChangeKind', description: 'NO_CLASS: the class does not meet that day. OTHER_TIME: it meets at another time.' });

@ObjectType({ description: 'Where a class meets: for its two sides alone.' })
export class ClassLink {
  @Field(() => String, { description: 'The address, https.' })
  url!: string;

  @Field(() => String, { description: 'Who set it.' })
  setBy!: string;

  @Field(() => Date, { description: 'When.' })
  setAt!: Date;
}

@ObjectType({ description: 'A day of a class that was announced to be different.' })
export class ChangedDay {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => LocalDate, { description: 'The day.' })
  day!: string;

  @Field(() => ChangeKind, { description: 'What is different.' })
  kind!: ChangeKind;

  @Field(() => LocalTime, { nullable: true, description: 'When it begins instead; null when it does not meet.' })
  startsAt!: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'When it ends instead.' })
  endsAt!: string | null;

  @Field(() => String, { description: 'Why, in words.' })
  reason!: string;

  @Field(() => String, { description: 'Who announced it.' })
  announcedBy!: string;

  @Field(() => Date, { description: 'When.' })
  announcedAt!: Date;
}

@ObjectType({ description: 'A day without school in the teaching district, on which the class would meet.' })
export class DayOff {
  @Field(() => LocalDate, { description: 'The day.' })
  day!: string;

  @Field(() => String, { description: 'Why, as the calendar says.' })
  reason!: string;
}

@ObjectType({ description: 'One meeting ahead.' })
export class ClassMeeting {
  @Field(() => LocalDate, { description: 'The day, in the zone of the teaching school.' })
  day!: string;

  @Field(() => Date, { nullable: true, description: 'When it begins; null: it was announced not to meet.' })
  beginsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends.' })
  endsAt!: Date | null;

  @Field(() => ChangedDay, { nullable: true, description: 'What was announced of it.' })
  change!: ChangedDay | null;

  @Field(() => [String], { description: 'Home districts, as far as they are mine to see, that have no school that day.' })
  closedAt!: string[];
}

@ObjectType({ description: 'A day of a class, over the seats that are mine to see.' })
export class ClassDay {
  @Field(() => LocalDate, { description: 'The day.' })
  day!: string;

  @Field(() => Boolean, { description: 'Whether it was marked.' })
  marked!: boolean;

  @Field(() => Int, { description: 'Seats that were there.' })
  present!: number;

  @Field(() => Int, { description: 'Late.' })
  late!: number;

  @Field(() => Int, { description: 'Absent.' })
  absent!: number;

  @Field(() => Int, { description: 'Excused.' })
  excused!: number;
}

@ObjectType({ description: 'The mark of a seat on a day.' })
export class SeatMark {
  @Field(() => LocalDate, { description: 'The day.' })
  day!: string;

  @Field(() => AttendanceMark, { description: 'The mark.' })
  mark!: AttendanceMark;
}

@ObjectType({ description: 'How a seat gets on, as whoever teaches it last said.' })
export class SeatProgress {
  @Field(() => SeatStanding, { description: 'How it stands.' })
  standing!: SeatStanding;

  @Field(() => String, { nullable: true, description: 'A few words to the home side.' })
  note!: string | null;

  @Field(() => String, { description: 'Who wrote it.' })
  writtenBy!: string;

  @Field(() => Date, { description: 'When.' })
  writtenAt!: Date;
}

@ObjectType({ description: 'A seat of a running class, without a name: what is told is of the student who sits there now.' })
export class ClassSeat {
  @Field(() => ID, { description: 'The seat.' })
  id!: string;

  @Field(() => ID, { description: 'Its booking.' })
  bookingId!: string;

  @Field(() => String, { description: 'Short name of the booking.' })
  reference!: string;

  @Field(() => Int, { description: 'Its number in the booking: seat 1, seat 2.' })
  ordinal!: number;

  @Field(() => DistrictName, { description: 'Whose student sits there.' })
  homeDistrict!: DistrictName;

  @Field(() => LocalDate, { nullable: true, description: 'The last day it was in class, late or not; null: not yet.' })
  lastAttended!: string | null;

  @Field(() => Int, { description: 'Days it was absent in all, excused ones not counted.' })
  absences!: number;

  @Field(() => [SeatMark], { description: 'Its marks on the days shown.' })
  marks!: SeatMark[];

  @Field(() => SeatProgress, { nullable: true, description: 'How it gets on; null while nobody has said.' })
  progress!: SeatProgress | null;
}

@ObjectType({ description: 'A class as it runs, for those who teach it and those who have seats in it.' })
export class RunningClass {
  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => DistrictName, { description: 'Who teaches.' })
  teachingDistrict!: DistrictName;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  lastDay!: string;

  @Field(() => String, { description: 'Zone of the teaching school.' })
  timeZone!: string;

  @Field(() => LocalDate, { description: 'Today, there.' })
  today!: string;

  @Field(() => Boolean, { description: 'Whether it meets at fixed times. Without them every school day is a day of the class.' })
  fixedTimes!: boolean;

  @Field(() => Boolean, { description: 'Whether I teach it: mark, announce, set the link, say how seats get on.' })
  mayTeach!: boolean;

  @Field(() => Boolean, { description: 'Whether where it meets is mine to know.' })
  mayJoin!: boolean;

  @Field(() => ClassLink, { nullable: true, description: 'Where it meets; null while nowhere, or not mine to know.' })
  link!: ClassLink | null;

  @Field(() => [ClassMeeting], { description: 'The next five days of the class; empty without fixed times.' })
  meetings!: ClassMeeting[];

  @Field(() => [ChangedDay], { description: 'Announced changes from today on.' })
  changes!: ChangedDay[];

  @Field(() => [DayOff], { description: 'Days without school in the teaching district in the next six weeks, on which it would meet.' })
  daysOff!: DayOff[];

  @Field(() => [ClassDay], { description: 'The last ten days of the class, oldest first; empty when no seat is mine to see.' })
  days!: ClassDay[];

  @Field(() => [ClassSeat], { description: 'The seats that are mine to see, by district, booking and number.' })
  seats!: ClassSeat[];
}

@ObjectType({ description: 'What a mark was before it was corrected.' })
export class MarkBefore {
  @Field(() => AttendanceMark, { description: 'The mark.' })
  mark!: AttendanceMark;

  @Field(() => String, { description: 'Who made it.' })
  markedBy!: string;

  @Field(() => Date, { description: 'When.' })
  markedAt!: Date;
}

@ObjectType({ description: 'A seat on a day.' })
export class SeatOnDay {
  @Field(() => ID, { description: 'The seat.' })
  seatId!: string;

  @Field(() => String, { description: 'Short name of its booking.' })
  reference!: string;

  @Field(() => Int, { description: 'Its number there.' })
  ordinal!: number;

  @Field(() => DistrictName, { description: 'Whose student sits there.' })
  homeDistrict!: DistrictName;

  @Field(() => LocalDate, { description: 'From which day on everyone present means this seat too; before it, only by naming it.' })
  countsFrom!: string;

  @Field(() => AttendanceMark, { nullable: true, description: 'The mark; null while there is none.' })
  mark!: AttendanceMark | null;

  @Field(() => [MarkBefore], { description: 'What it was before, newest first.' })
  before!: MarkBefore[];
}

@ObjectType({ description: 'One day of a class, to be marked.' })
export class AttendanceDay {
  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => LocalDate, { description: 'The day.' })
  day!: string;

  @Field(() => String, { nullable: true, description: 'Why it cannot be marked; null: it can.' })
  blockedBy!: string | null;

  @Field(() => Int, { description: 'How often it was marked: sent back with the marks.' })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'Who marked it last.' })
  markedBy!: string | null;

  @Field(() => Date, { nullable: true, description: 'When.' })
  markedAt!: Date | null;

  @Field(() => [SeatOnDay], { description: 'Every seat of the class.' })
  seats!: SeatOnDay[];

  @Field(() => LocalDate, { nullable: true, description: 'The day of the class before.' })
  dayBefore!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day of the class after, up to today.' })
  dayAfter!: string | null;
}

@ObjectType({ description: 'Attendance of one booking as a file.' })
export class AttendanceFile {
  @Field(() => String, { description: 'The text (CSV): one line for each seat and day, no names.' })
  csv!: string;

  @Field(() => Int, { description: 'Lines without the head.' })
  rows!: number;
}

export const ClassResult = createUnionType({ name: 'ClassResult', description: 'The class as it is now, or why not.', types: () => [RunningClass, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename });
