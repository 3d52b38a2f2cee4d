import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalDate } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'Part of a count of one school year: one school.' })
export class YearCountPart {
  @Field(() => ID, { description: 'The school.' })
  schoolId!: string;

  @Field(() => String, { description: 'Its name.' })
  schoolName!: string;

  @Field(() => Int, { description: 'Students counted there.' })
  students!: number;

  @Field(() => Boolean, { description: 'Students attend online.' })
  virtual!: boolean;
}

@ObjectType({ description: 'What a district counted in one school year: the newest count of that year.' })
export class YearCountOf {
  @Field(() => ID, { description: 'The district.' })
  districtId!: string;

  @Field(() => String, { description: 'The school year: 2026-27.' })
  schoolYear!: string;

  @Field(() => LocalDate, { description: 'On which day.' })
  countedOn!: string;

  @Field(() => String, { description: 'Who says so.' })
  source!: string;

  @Field(() => [YearCountPart], { description: 'By school, largest first.' })
  parts!: YearCountPart[];
}
