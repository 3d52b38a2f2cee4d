import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { byTypename, InvalidInput, NotAllowed, NotFound } from '../../platform/graphql/refusals.js';

export enum NameRight { TEACHER = 'teacher', TEACHING_REGISTRAR = 'teaching_registrar', HOME_REGISTRAR = 'home_registrar', FACILITATOR = 'facilitator', COUNSELOR = 'counselor' }
registerEnumType(NameRight, {
  name: 'NameRight', description: 'By what right somebody opens the name in a seat.',
  valuesMap: {
    TEACHER: { description: 'The teacher of record.' }, TEACHING_REGISTRAR: { description: 'A registrar of the teaching district.' }, HOME_REGISTRAR: { description: 'A registrar of the home district.' },
    FACILITATOR: { description: "The site facilitator of the student's school." }, COUNSELOR: { description: 'The counselor named for the student.' },
  },
});

export enum DisclosurePurpose { TEACHING = 'teaching', SUPPORT = 'support', RECORDS = 'records', REQUEST = 'request' }
registerEnumType(DisclosurePurpose, {
  name: 'DisclosurePurpose', description: 'What names are opened for.',
  valuesMap: {
    TEACHING: { description: 'To teach the class.' }, SUPPORT: { description: 'To look after the student where the student sits.' }, RECORDS: { description: 'To keep records.' },
    REQUEST: { description: 'To answer a parent or student who asks.' },
  },
});

export enum DisclosureWay { SCREEN = 'screen', FILE = 'file' }
registerEnumType(DisclosureWay, { name: 'DisclosureWay', description: 'SCREEN: names were shown. FILE: they were taken along as a file.' });

@ObjectType({ description: 'A name, opened.' })
export class OpenedStudent {
  @Field(() => ID, { description: 'The seat.' })
  seatId!: string;

  @Field(() => Int, { description: 'Number of the seat in its booking.' })
  ordinal!: number;

  @Field(() => String, { description: 'The booking.' })
  reference!: string;

  @Field(() => String, { description: 'The home district.' })
  homeDistrict!: string;

  @Field(() => String, { description: 'Legal given name.' })
  givenName!: string;

  @Field(() => String, { description: 'Legal family name.' })
  familyName!: string;

  @Field(() => String, { description: "The home district's own number of the student." })
  studentNumber!: string;

  @Field(() => Int, { description: 'Grade level.' })
  gradeLevel!: number;

  @Field(() => ID, { description: 'The school the student attends.' })
  schoolId!: string;

  @Field(() => String, { description: 'Its name.' })
  school!: string;

  @Field(() => ID, { nullable: true, description: 'The counselor named for the student.' })
  counselorId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of that counselor.' })
  counselor!: string | null;

  @Field(() => String, { nullable: true, description: 'Whom to ask about accommodations; null where there are none to know of.' })
  accommodationsContact!: string | null;

  @Field(() => NameRight, { description: 'By what right it was opened.' })
  right!: NameRight;
}

@ObjectType({ description: 'Names that were opened, and written down as opened.' })
export class OpenedNames {
  @Field(() => ID, { description: 'Under which it is written down.' })
  disclosureId!: string;

  @Field(() => [OpenedStudent], { description: 'The students, by district and seat.' })
  students!: OpenedStudent[];

  @Field(() => String, { nullable: true, description: 'The same as a table for a spreadsheet; only for FILE.' })
  csv!: string | null;
}

@ObjectType({ description: 'One time a name was opened.' })
export class DisclosureEntry {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'Who opened it.' })
  who!: string;

  @Field(() => String, { description: 'Of which district.' })
  district!: string;

  @Field(() => NameRight, { description: 'By what right.' })
  right!: NameRight;

  @Field(() => DisclosurePurpose, { description: 'What for.' })
  purpose!: DisclosurePurpose;

  @Field(() => DisclosureWay, { description: 'Shown, or taken along.' })
  way!: DisclosureWay;

  @Field(() => ID, { description: 'The booking.' })
  bookingId!: string;

  @Field(() => String, { description: 'Its short name.' })
  reference!: string;

  @Field(() => String, { description: 'The course.' })
  title!: string;
}

@ObjectType({ description: 'Every time the name of one student was opened, newest first.' })
export class DisclosureReport {
  @Field(() => [DisclosureEntry], { description: 'The times.' })
  entries!: DisclosureEntry[];

  @Field(() => String, { description: 'The same as a table for a spreadsheet.' })
  csv!: string;
}

export const OpenNamesResult = createUnionType({ name: 'OpenNamesResult', description: 'The names, or why not.', resolveType: byTypename, types: () => [OpenedNames, NotAllowed, NotFound, InvalidInput] as const });
