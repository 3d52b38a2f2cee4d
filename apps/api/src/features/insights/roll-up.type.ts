import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What one member gives and takes. Null: too few to be shown to others, or hidden so that others stay so.' })
export class SeatRollUpRow {
  @Field(() => ID, { description: 'The district.' })
  districtId!: string;

  @Field(() => String, { description: 'What its neighbors call it.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Seats given to students of other members.' })
  given!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats taken in classes of other members.' })
  taken!: number | null;
}

@ObjectType({ description: 'Seats given and taken by the members of a consortium in one school year.' })
export class SeatRollUp {
  @Field(() => ID, { description: 'The consortium.' })
  consortiumId!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The school year.' })
  year!: string;

  @Field(() => [String], { description: 'School years with seats, newest first.' })
  years!: string[];

  @Field(() => Int, { description: 'Counts from 1 to below this one are shown to nobody but the district itself.' })
  smallest!: number;

  @Field(() => [SeatRollUpRow], { description: 'The members, by name. My own are always shown to me.' })
  rows!: SeatRollUpRow[];

  @Field(() => Int, { nullable: true, description: 'All of them: as many are given as taken. Null where a hidden count would follow from it.' })
  total!: number | null;

  @Field(() => String, { description: 'The same as a table for a spreadsheet, without what only I may see.' })
  csv!: string;
}
