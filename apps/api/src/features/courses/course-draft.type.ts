import { Field, ID, InputType, Int, ObjectType, PickType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsBoolean, IsEnum, IsInt, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { Weekday } from '../calendars/index.js';
import { Refusal, type RefusalData } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate, LocalTime } from '../../platform/graphql/scalars.js';
import { Modality } from '../offerings/index.js';
import { ScedCode, Section } from './section.type.js';

export enum DraftState { DRAFT = 'draft', SUBMITTED = 'submitted', RETURNED = 'returned', PUBLISHED = 'published', DISCARDED = 'discarded' }
registerEnumType(DraftState, { name: 'DraftState', description: 'Where the draft of a course is in its life.' });

export enum DraftStepName { SUBMIT = 'submit', RETURN = 'return', PUBLISH = 'publish', DISCARD = 'discard', CODE = 'code', REVISE = 'revise' }
registerEnumType(DraftStepName, { name: 'DraftStep', description: 'A step somebody can take with the draft of a course.' });

export enum DraftPage { ABOUT = 'about', WHEN = 'when', SEATS = 'seats', COST = 'cost', PEOPLE = 'people' }
registerEnumType(DraftPage, { name: 'DraftPage', description: 'A page of the form for a shared course.' });

export enum SeatCost { FIXED_PRICE = 'fixed_price', COST_RECOVERY = 'cost_recovery', AS_IT_IS = 'as_it_is' }
registerEnumType(SeatCost, { name: 'SeatCost', description: 'How seats are paid. AS_IT_IS: by the plan the section already has.' });

const uuid = { message: 'That is not an id.' };

/** One class for what is asked and what is answered: a form shows again what was typed into it. */
@InputType('CourseDraftContentInput', { description: 'A course as far as it is written. Everything may be missing until it is sent for approval.' })
@ObjectType('CourseDraftContent', { description: 'A course as far as it is written.' })
export class CourseDraftContent {
  @Field(() => String, { nullable: true, description: 'Title.' })
  @IsOptional() @MaxLength(120, { message: 'A title has at most 120 characters.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'One or two sentences.' })
  @IsOptional() @MaxLength(300, { message: 'A summary has at most 300 characters.' })
  summary!: string | null;

  @Field(() => String, { nullable: true, description: 'What is taught.' })
  @IsOptional() @MaxLength(5_000, { message: 'A syllabus has at most 5,000 characters here.' })
  syllabus!: string | null;

  @Field(() => String, { nullable: true, description: 'What students need before.' })
  @IsOptional() @MaxLength(500, { message: 'Prerequisites have at most 500 characters.' })
  prerequisites!: string | null;

  @Field(() => [String], { description: 'What counselors ask for: dual credit, NCAA.' })
  @ArrayMaxSize(8, { message: 'Name at most eight flags.' }) @MaxLength(40, { each: true, message: 'A flag has at most 40 characters.' })
  flags!: string[];

  @Field(() => Modality, { nullable: true, description: 'How it is taught.' })
  @IsOptional() @IsEnum(Modality, { message: 'Choose how it is taught.' })
  modality!: Modality | null;

  @Field(() => ID, { nullable: true, description: 'The teaching school.' })
  @IsOptional() @IsUUID(undefined, uuid)
  schoolId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The term.' })
  @IsOptional() @IsUUID(undefined, uuid)
  termId!: string | null;

  @Field(() => [Weekday], { description: 'Days on which it meets.' })
  @ArrayMaxSize(7, { message: 'A week has seven days.' }) @IsEnum(Weekday, { each: true, message: 'Choose days of the week.' })
  meetingDays!: Weekday[];

  @Field(() => LocalTime, { nullable: true, description: 'It begins, on the clock of the teaching school.' })
  @IsOptional()
  startsAt!: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'It ends.' })
  @IsOptional()
  endsAt!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which a home district may give accepted seats back.' })
  @IsOptional()
  dropDate!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which a seat given back costs nothing.' })
  @IsOptional()
  teachingDropDate!: string | null;

  @Field(() => Int, { nullable: true, description: 'Lowest grade; 13 and 14 are the first years after school.' })
  @IsOptional() @IsInt({ message: 'A grade is a whole number.' })
  gradeLow!: number | null;

  @Field(() => Int, { nullable: true, description: 'Highest grade.' })
  @IsOptional() @IsInt({ message: 'A grade is a whole number.' })
  gradeHigh!: number | null;

  @Field(() => Int, { nullable: true, description: 'Credit in hundredths of a Carnegie unit.' })
  @IsOptional() @IsInt({ message: 'Enter the credit in hundredths, as a whole number.' })
  creditHundredths!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats in all.' })
  @IsOptional() @IsInt({ message: 'Seats are a whole number.' })
  capacity!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats kept for our own students.' })
  @IsOptional() @IsInt({ message: 'Seats are a whole number.' })
  reservedSeats!: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'When the seats kept open to everyone.' })
  @IsOptional()
  reservedUntil!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'We answer each request; else it is accepted at once, within the seats.' })
  @IsOptional() @IsBoolean({ message: 'Say whether each request is answered.' })
  answersRequests!: boolean | null;

  @Field(() => SeatCost, { nullable: true, description: 'How seats are paid.' })
  @IsOptional() @IsEnum(SeatCost, { message: 'Choose how seats are paid.' })
  cost!: SeatCost | null;

  @Field(() => Cents, { nullable: true, description: 'The fixed price of a seat.' })
  @IsOptional()
  priceCents!: number | null;

  @Field(() => Cents, { nullable: true, description: 'What the course costs, where that is recovered over its seats.' })
  @IsOptional()
  costCents!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Our own seats carry a share.' })
  @IsOptional()
  ownSeatsCount!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Empty seats count: we carry them.' })
  @IsOptional()
  emptySeatsCount!: boolean | null;

  @Field(() => Cents, { nullable: true, description: 'The most that one seat may cost.' })
  @IsOptional()
  notToExceedPerSeatCents!: number | null;

  @Field(() => String, { nullable: true, description: 'The code of our own school.' })
  @IsOptional() @MaxLength(30, { message: 'A course code has at most 30 characters.' })
  localCode!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who teaches; named to others only after agreeing to it.' })
  @IsOptional() @IsUUID(undefined, uuid)
  teacherAccountId!: string | null;

  @Field(() => [ID], { description: 'Consortia it is shared with.' })
  @ArrayMaxSize(20, { message: 'Share it with at most 20 consortia.' }) @IsUUID(undefined, { each: true, message: 'That is not the id of a consortium.' })
  consortiumIds!: string[];
}

@ObjectType({ description: 'Something that keeps a draft from being published.' })
export class CourseDraftProblem {
  @Field(() => DraftPage, { description: 'The page of the form.' })
  page!: DraftPage;

  @Field(() => String, { description: 'The field of the content.' })
  field!: string;

  @Field(() => String, { description: 'What is wrong and what to do.' })
  message!: string;
}

@ObjectType({ description: 'A step of a draft that I may take, now or once what blocks it is done.' })
export class CourseDraftStep {
  @Field(() => DraftStepName, { description: 'Which.' })
  step!: DraftStepName;

  @Field(() => String, { description: 'What to press.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What must be done first; null when nothing.' })
  blockedBy!: string | null;
}

@ObjectType({ description: 'A section that is not published yet, as other districts would see it.' })
export class SectionPreview extends PickType(Section, [
  'id', 'title', 'summary', 'syllabus', 'prerequisites', 'teachingDistrict', 'schoolName', 'teacherName', 'sced', 'localCode', 'grades', 'creditHundredths', 'modality', 'termName', 'firstDay', 'lastDay', 'meeting',
  'capacity', 'reservedSeats', 'reservedUntil', 'seatsLeft', 'answersRequests', 'dropDate', 'teachingDropDate', 'flags', 'consortia', 'costWords', 'costTerms',
] as const) {}

@ObjectType({ description: 'A shared course that is being written: a new one, or changes to one that is published.' })
export class CourseDraft {
  readonly __typename!: 'CourseDraft';

  @Field(() => ID, { description: 'Identifier; a new course keeps it when it is published.' })
  id!: string;

  @Field(() => DraftState, { description: 'Where it is in its life.' })
  state!: DraftState;

  @Field(() => ID, { description: 'The teaching district.' })
  districtId!: string;

  @Field(() => ID, { nullable: true, description: 'The published section it changes; null for a new course.' })
  amendsSectionId!: string | null;

  @Field(() => Int, { description: 'Grows with every save.' })
  revision!: number;

  @Field(() => CourseDraftContent, { description: 'What is written so far.' })
  content!: CourseDraftContent;

  @Field(() => ScedCode, { nullable: true, description: 'The course code a registrar gave it.' })
  sced!: ScedCode | null;

  @Field(() => [CourseDraftProblem], { description: 'What still keeps it from being published.' })
  problems!: CourseDraftProblem[];

  @Field(() => [CourseDraftStep], { description: 'Steps I may take.' })
  nextSteps!: CourseDraftStep[];

  @Field(() => String, { description: 'Who began it.' })
  writtenBy!: string;

  @Field(() => Date, { description: 'When it was last changed.' })
  changedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why it was returned.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Who teaches, as the own district knows; null while nobody is chosen.' })
  teacherName!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The teacher agreed to be named to other districts; null while not answered.' })
  namingAgreed!: boolean | null;

  @Field(() => Boolean, { description: 'I am the one who teaches it: the answer about the name is mine.' })
  mineToAnswer!: boolean;

  @Field(() => SectionPreview, { nullable: true, description: 'The section as other districts would see it; null while too much is missing.' })
  preview!: SectionPreview | null;
}

@ObjectType({ implements: () => Refusal, description: 'Somebody else saved this draft meanwhile: look at it again. What was typed is still in the form.' })
export class DraftChanged extends Refusal {
  @Field(() => Int, { description: 'The revision it has now.' })
  revision!: number;
}

@ObjectType({ implements: () => Refusal, description: 'Something that a published course needs is missing or wrong.' })
export class DraftIncomplete extends Refusal {
  @Field(() => [CourseDraftProblem], { description: 'What, page by page.' })
  missing!: CourseDraftProblem[];
}

export const draftChanged = (revision: number): RefusalData => ({
  __typename: 'DraftChanged', code: 'DRAFT_CHANGED', revision, message: 'Somebody else has just saved this draft. Reload it to see what changed; what you typed stays in the form until then.',
}) as RefusalData;

export const draftIncomplete = (missing: readonly object[]): RefusalData => ({
  __typename: 'DraftIncomplete', code: 'DRAFT_INCOMPLETE', missing, message: missing.length === 1 ? 'One thing is still missing.' : `${missing.length} things are still missing.`,
}) as RefusalData;
