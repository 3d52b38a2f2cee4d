import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FileProblem } from '../../platform/graphql/file-problem.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { BookingState, StepNotPossible } from '../courses/index.js';
import { DistrictName } from '../districts/index.js';
import { NameRight } from './disclosure.type.js';

@ObjectType({ description: 'A seat of a booking, without a name.' })
export class RosterSeat {
  @Field(() => ID, { description: 'The seat.' })
  id!: string;

  @Field(() => Int, { description: 'Its number: seat 1, seat 2.' })
  ordinal!: number;

  @Field(() => String, { nullable: true, description: 'The school its student attends; null while nobody is placed.' })
  schoolName!: string | null;

  @Field(() => Date, { nullable: true, description: 'When a student was placed; null while nobody is.' })
  placedAt!: Date | null;
}

@ObjectType({ description: 'Something to choose by its name.' })
export class RosterChoice {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'Name.' })
  name!: string;
}

@ObjectType({ description: 'How many names I may open by one right.' })
export class NameRightHeld {
  @Field(() => NameRight, { description: 'By what right.' })
  right!: NameRight;

  @Field(() => Int, { description: 'How many names.' })
  names!: number;
}

@ObjectType({ description: 'Who sits in the seats of a booking, without names: they are opened by a step of their own, which is written down.' })
export class Roster {
  @Field(() => ID, { description: 'The booking.' })
  bookingId!: string;

  @Field(() => String, { description: 'Short name of the booking.' })
  reference!: string;

  @Field(() => BookingState, { description: 'Where the seats are in their life.' })
  state!: BookingState;

  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Title of the section.' })
  title!: string;

  @Field(() => DistrictName, { description: 'Whose students these are.' })
  homeDistrict!: DistrictName;

  @Field(() => DistrictName, { description: 'Who teaches.' })
  teachingDistrict!: DistrictName;

  @Field(() => LocalDate, { description: 'From this day on names may be placed.' })
  opensOn!: string;

  @Field(() => LocalDate, { description: 'First day of the class.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'The last day on which names are kept here.' })
  namesUntil!: string;

  @Field(() => [RosterSeat], { description: 'The seats, in order.' })
  seats!: RosterSeat[];

  @Field(() => Boolean, { description: 'Whether I may place students now.' })
  mayPlace!: boolean;

  @Field(() => Boolean, { description: 'And so may whoever sits in a seat be taken out of it: not after the last day.' })
  mayReplace!: boolean;

  @Field(() => String, { nullable: true, description: 'Why nobody can be placed now, for those who could; null otherwise.' })
  blockedBy!: string | null;

  @Field(() => [NameRightHeld], { description: 'By which rights I may open names; empty: by none.' })
  rights!: NameRightHeld[];

  @Field(() => [RosterChoice], { description: 'Schools of the home district; empty for the other side.' })
  schools!: RosterChoice[];

  @Field(() => [RosterChoice], { description: 'Counselors of the home district; empty for the other side.' })
  counselors!: RosterChoice[];
}

@ObjectType({ description: 'Seats of one district in a class.' })
export class ClassBooking {
  @Field(() => ID, { description: 'The booking.' })
  bookingId!: string;

  @Field(() => String, { description: 'Its short name.' })
  reference!: string;

  @Field(() => BookingState, { description: 'Where the seats are in their life.' })
  state!: BookingState;

  @Field(() => DistrictName, { description: 'Whose students these are.' })
  homeDistrict!: DistrictName;

  @Field(() => Int, { description: 'Seats.' })
  seats!: number;

  @Field(() => Int, { description: 'Seats with a student.' })
  placed!: number;
}

@ObjectType({ description: 'One class across districts, without names.' })
export class ClassRoster {
  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'Its term.' })
  termName!: string;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  lastDay!: string;

  @Field(() => [ClassBooking], { description: 'Seats that are taken for good, by district.' })
  bookings!: ClassBooking[];

  @Field(() => [NameRightHeld], { description: 'By which rights I may open names; empty: by none.' })
  rights!: NameRightHeld[];
}

@ObjectType({ description: 'A student as a file names one: nothing is stored yet.' })
export class FileStudent {
  @Field(() => ID, { description: 'The seat.' })
  seatId!: string;

  @Field(() => String, { description: 'Legal given name.' })
  givenName!: string;

  @Field(() => String, { description: 'Legal family name.' })
  familyName!: string;

  @Field(() => String, { description: "The district's own number." })
  studentNumber!: string;

  @Field(() => Int, { description: 'Grade level.' })
  gradeLevel!: number;

  @Field(() => ID, { description: 'School.' })
  schoolId!: string;

  @Field(() => ID, { nullable: true, description: 'Counselor.' })
  counselorId!: string | null;

  @Field(() => String, { nullable: true, description: 'Whom to ask about accommodations.' })
  accommodationsContact!: string | null;
}

@ObjectType({ description: 'What a file says, looked at before anything is stored.' })
export class RosterFile {
  @Field(() => [FileStudent], { description: 'The students; none while there are problems.' })
  students!: FileStudent[];

  @Field(() => [FileProblem], { description: 'Everything that is wrong, row by row.' })
  problems!: FileProblem[];
}

@ObjectType({ description: 'A school and who looks after its students who learn from elsewhere.' })
export class SiteFacilitator {
  @Field(() => ID, { description: 'The school.' })
  schoolId!: string;

  @Field(() => String, { description: 'Its name.' })
  schoolName!: string;

  @Field(() => ID, { nullable: true, description: 'The person; null while nobody is named.' })
  accountId!: string | null;

  @Field(() => String, { nullable: true, description: "The person's name." })
  name!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when.' })
  since!: Date | null;
}

export const PlaceStudentsResult = createUnionType({ name: 'PlaceStudentsResult', description: 'The roster, or why not.', resolveType: byTypename, types: () => [Roster, StepNotPossible, ...commonRefusals] as const });
export const NameFacilitatorResult = createUnionType({ name: 'NameFacilitatorResult', description: 'The school with its facilitator, or why not.', resolveType: byTypename, types: () => [SiteFacilitator, ...commonRefusals] as const });
