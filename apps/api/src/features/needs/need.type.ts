import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { Weekday } from '../calendars/index.js';
import { ScedCode } from '../courses/index.js';
import { Modality } from '../offerings/index.js';

export enum NeedState { OPEN = 'open', MET = 'met', WITHDRAWN = 'withdrawn', EXPIRED = 'expired' }
registerEnumType(NeedState, { name: 'NeedState', description: 'Where a need is in its life.' });

export enum NeedTerm { FALL = 'fall', SPRING = 'spring', FULL_YEAR = 'full_year' }
registerEnumType(NeedTerm, { name: 'NeedTerm', description: 'For which part of the school year.' });

export enum DayPart { MORNING = 'morning', MIDDAY = 'midday', AFTERNOON = 'afternoon' }
registerEnumType(DayPart, { name: 'DayPart', description: 'When in the school day.' });

@ObjectType({ description: 'A subject area of the code list.' })
export class SubjectArea {
  @Field(() => String, { description: 'Two digits.' })
  code!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

@ObjectType({ description: 'What my district looks for. Neighbors see it only in sums.' })
export class CourseNeed {
  readonly __typename!: 'CourseNeed';

  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => NeedState, { description: 'Where it is in its life.' })
  state!: NeedState;

  @Field(() => ID, { description: 'The district that looks for it.' })
  districtId!: string;

  @Field(() => String, { description: 'In our own words; neighbors do not read them.' })
  title!: string;

  @Field(() => SubjectArea, { description: 'The subject area.' })
  area!: SubjectArea;

  @Field(() => ScedCode, { nullable: true, description: 'The course; null where only the area is known.' })
  sced!: ScedCode | null;

  @Field(() => Int, { description: 'How many students.' })
  seats!: number;

  @Field(() => Int, { description: 'Seats of fitting sections accepted for us since it was posted.' })
  seatsBooked!: number;

  @Field(() => Int, { description: 'Lowest grade.' })
  gradeLow!: number;

  @Field(() => Int, { description: 'Highest grade.' })
  gradeHigh!: number;

  @Field(() => String, { description: 'For which school year: 2027-28.' })
  schoolYear!: string;

  @Field(() => NeedTerm, { nullable: true, description: 'Term; null for any.' })
  term!: NeedTerm | null;

  @Field(() => Modality, { nullable: true, description: 'How it is taught; null for any way.' })
  modality!: Modality | null;

  @Field(() => [Weekday], { description: 'Days that suit us; none for any.' })
  days!: Weekday[];

  @Field(() => [DayPart], { description: 'Times that suit us; none for any.' })
  times!: DayPart[];

  @Field(() => String, { nullable: true, description: 'For colleagues; neighbors do not read it.' })
  note!: string | null;

  @Field(() => LocalDate, { description: 'Looked for until this day.' })
  until!: string;

  @Field(() => String, { description: 'Who posted it.' })
  postedBy!: string;

  @Field(() => Date, { description: 'When.' })
  postedAt!: Date;

  @Field(() => Boolean, { description: 'I may change it or take it back.' })
  mayChange!: boolean;

  @Field(() => String, { description: 'What is wanted, in words: grades 11 and 12, fall, mornings.' })
  wishWords!: string;
}

@ObjectType({ description: 'What other districts look for, added up. Below the number of districts that members agreed on it says only that there is one.' })
export class NeighborNeed {
  @Field(() => ID, { description: 'Names this line, to start a draft from it.' })
  key!: string;

  @Field(() => String, { description: 'For which school year.' })
  schoolYear!: string;

  @Field(() => SubjectArea, { description: 'The subject area.' })
  area!: SubjectArea;

  @Field(() => ScedCode, { nullable: true, description: 'The course; null where several of an area are added up.' })
  sced!: ScedCode | null;

  @Field(() => String, { description: 'The course, or courses of which area.' })
  title!: string;

  @Field(() => Int, { nullable: true, description: 'How many districts; null below the number agreed on.' })
  districtCount!: number | null;

  @Field(() => [String], { description: 'Their names; none below the number agreed on.' })
  districtNames!: string[];

  @Field(() => String, { description: 'In words: 3 districts; one or more districts.' })
  districtWords!: string;

  @Field(() => String, { nullable: true, description: 'In words: 10 or more students. Null below the number of districts agreed on.' })
  studentWords!: string | null;

  @Field(() => String, { description: 'What enough of them want alike, in words; empty when nothing is.' })
  wishWords!: string;
}
