import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalDate, LocalTime } from '../../platform/graphql/scalars.js';
import { Weekday } from '../calendars/index.js';
import { ConsortiumName, DistrictName } from '../districts/index.js';
import { Meeting, Modality } from '../offerings/index.js';

export enum SectionState { DRAFT = 'draft', OPEN = 'open', CLOSED = 'closed', CANCELLED = 'cancelled' }
registerEnumType(SectionState, { name: 'SectionState', description: 'Where a section is in its life.' });

@ObjectType({ description: 'A course code of the School Courses for the Exchange of Data, with its version.' })
export class ScedCode {
  @Field(() => String, { description: 'Version of the code list.' })
  version!: string;

  @Field(() => String, { description: 'Five digits; text, leading zeros matter.' })
  code!: string;

  @Field(() => String, { description: 'Title in the code list.' })
  title!: string;

  @Field(() => String, { description: 'Subject area.' })
  areaName!: string;
}

@ObjectType({ description: 'How the class meets the home school day on one weekday. Times on the home wall clock.' })
export class FitDay {
  @Field(() => Weekday, { description: 'Weekday.' })
  day!: Weekday;

  @Field(() => String, { nullable: true, description: 'The one home period a student would give to the class; null if none overlaps.' })
  periodName!: string | null;

  @Field(() => Int, { description: 'Minutes of the meeting inside that period.' })
  overlapMin!: number;

  @Field(() => Int, { description: 'Minutes of the meeting.' })
  meetingMin!: number;

  @Field(() => LocalTime, { nullable: true, description: 'That period begins.' })
  homeStartsAt!: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'That period ends.' })
  homeEndsAt!: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'The class begins, in home time; null if the home school is never open then.' })
  meetingStartsAt!: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'The class ends, in home time.' })
  meetingEndsAt!: string | null;
}

@ObjectType({ description: 'How well a class fits a home school day: minutes and days, never yes or no.' })
export class Fit {
  @Field(() => Boolean, { description: 'False: a timetable is missing, so nothing is known; it warns and never refuses.' })
  known!: boolean;

  @Field(() => String, { description: 'In words: 45 of 50 min, 4 of 5 days.' })
  sentence!: string;

  @Field(() => Int, { description: 'Minutes that usually fit.' })
  overlapMin!: number;

  @Field(() => Int, { description: 'Minutes of a meeting; 0 without fixed times.' })
  meetingMin!: number;

  @Field(() => Int, { description: 'Days of the week on which that much fits.' })
  daysFitting!: number;

  @Field(() => Int, { description: 'Days of the week on which it meets.' })
  daysTotal!: number;

  @Field(() => [FitDay], { description: 'By weekday, for drawing.' })
  weekdays!: FitDay[];
}

@ObjectType({ description: 'A shared section of a course with its published terms.' })
export class Section {
  @Field(() => ID, { description: "Identifier; the offering's." })
  id!: string;

  @Field(() => SectionState, { description: 'Where it is in its life.' })
  state!: SectionState;

  @Field(() => String, { description: 'Title.' })
  title!: string;

  @Field(() => String, { description: 'One or two sentences.' })
  summary!: string;

  @Field(() => String, { description: 'What is taught.' })
  syllabus!: string;

  @Field(() => String, { nullable: true, description: 'What students need before.' })
  prerequisites!: string | null;

  @Field(() => DistrictName, { description: 'The teaching district.' })
  teachingDistrict!: DistrictName;

  @Field(() => String, { description: 'The teaching school.' })
  schoolName!: string;

  @Field(() => String, { nullable: true, description: 'Who teaches; null until the teacher has consented to be named.' })
  teacherName!: string | null;

  @Field(() => ScedCode, { description: 'Its course code.' })
  sced!: ScedCode;

  @Field(() => String, { description: "The teaching district's own code." })
  localCode!: string;

  @Field(() => String, { description: 'Grades it is meant for: 9-12.' })
  grades!: string;

  @Field(() => Int, { description: 'Credit in hundredths of a Carnegie unit.' })
  creditHundredths!: number;

  @Field(() => Modality, { description: 'How it is taught.' })
  modality!: Modality;

  @Field(() => String, { description: 'Term.' })
  termName!: string;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  lastDay!: string;

  @Field(() => Meeting, { nullable: true, description: 'When it meets; null when there are no fixed times.' })
  meeting!: Meeting | null;

  @Field(() => Int, { description: 'Seats in all.' })
  capacity!: number;

  @Field(() => Int, { description: "Kept for the teaching district's own students until the release date." })
  reservedSeats!: number;

  @Field(() => LocalDate, { nullable: true, description: 'When the reserved seats open to all.' })
  reservedUntil!: string | null;

  @Field(() => Int, { description: 'Seats held, requested or accepted.' })
  seatsTaken!: number;

  @Field(() => Boolean, { description: 'Each request is answered; else it is accepted at once, within the seats.' })
  answersRequests!: boolean;

  @Field(() => Int, { description: 'Seats that districts wait for; who waits is not told. 0 while a request window covers it: what is asked for there is told by the window.' })
  seatsWaiting!: number;

  @Field(() => Int, { description: 'Seats I could take now.' })
  seatsLeft!: number;

  @Field(() => LocalDate, { description: 'Last day on which accepted seats may be canceled.' })
  dropDate!: string;

  @Field(() => LocalDate, { description: 'Last day on which a seat given back costs nothing.' })
  teachingDropDate!: string;

  @Field(() => [String], { description: 'What counselors ask for: dual credit, NCAA.' })
  flags!: string[];

  @Field(() => [ConsortiumName], { description: 'Consortia of mine it is shared with.' })
  consortia!: ConsortiumName[];

  @Field(() => String, { description: 'How the cost is shared, in a few words.' })
  costWords!: string;

  @Field(() => [String], { description: 'The plan as sentences a business manager would sign.' })
  costTerms!: string[];
}
