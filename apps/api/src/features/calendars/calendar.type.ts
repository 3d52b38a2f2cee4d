import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalDate, LocalTime } from '../../platform/graphql/scalars.js';

export enum Weekday { MON = 'MON', TUE = 'TUE', WED = 'WED', THU = 'THU', FRI = 'FRI', SAT = 'SAT', SUN = 'SUN' }
registerEnumType(Weekday, { name: 'Weekday', description: 'A day of the week.' });

@ObjectType({ description: 'One period of a bell schedule.' })
export class Period {
  @Field(() => String, { description: 'As the school calls it.' })
  name!: string;

  @Field(() => [Weekday], { description: 'On which days it is held so.' })
  days!: Weekday[];

  @Field(() => LocalTime, { description: 'Begins, in the school zone.' })
  startsAt!: string;

  @Field(() => LocalTime, { description: 'Ends, in the school zone.' })
  endsAt!: string;
}

@ObjectType({ description: 'A term of a school year.' })
export class Term {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'Name.' })
  name!: string;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  lastDay!: string;
}

@ObjectType({ description: 'A day without school.' })
export class NoSchoolDay {
  @Field(() => LocalDate, { description: 'The day.' })
  day!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: "A district's school year." })
export class SchoolYear {
  @Field(() => String, { description: 'Such as 2026-27.' })
  name!: string;

  @Field(() => LocalDate, { description: 'First day with students.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day with students.' })
  lastDay!: string;

  @Field(() => [Weekday], { description: 'Days of the week with school.' })
  weekdays!: Weekday[];

  @Field(() => [Term], { description: 'Its terms, in order.' })
  terms!: Term[];

  @Field(() => [NoSchoolDay], { description: 'Days without school, in order.' })
  noSchoolDays!: NoSchoolDay[];
}
