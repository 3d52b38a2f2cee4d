import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { GeoJson, LocalDate } from '../../platform/graphql/scalars.js';
import { ConsortiumName, DistrictName } from './place-names.type.js';

@ObjectType({ description: 'A school of a district.' })
export class School {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'NCES school identifier: text, leading zeros matter.' })
  ncesSchoolId!: string | null;

  @Field(() => String, { description: 'Name.' })
  name!: string;

  @Field(() => String, { description: 'Elementary, middle, high, or several.' })
  level!: string;

  @Field(() => String, { nullable: true, description: 'NCES locale in words.' })
  localeWords!: string | null;

  @Field(() => String, { nullable: true, description: 'Lowest grade offered: PK, K, 1...' })
  lowestGrade!: string | null;

  @Field(() => String, { nullable: true, description: 'Highest grade offered.' })
  highestGrade!: string | null;

  @Field(() => String, { description: 'IANA time zone.' })
  timeZone!: string;

  @Field(() => Float, { nullable: true, description: 'Latitude, WGS 84.' })
  lat!: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude, WGS 84.' })
  lon!: number | null;

  @Field(() => Boolean, { description: 'Students attend online.' })
  virtual!: boolean;

  @Field(() => Int, { nullable: true, description: 'Students at the latest count.' })
  enrollment!: number | null;
}

@ObjectType({ description: 'Part of a count: one school.' })
export class CountPart {
  @Field(() => String, { description: 'The school.' })
  schoolName!: string;

  @Field(() => Int, { description: 'Students counted there.' })
  students!: number;

  @Field(() => Boolean, { description: 'Students attend online.' })
  virtual!: boolean;
}

@ObjectType({ description: 'A count of a district on a day, with its composition by school.' })
export class DatedCount {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'What was counted.' })
  measure!: string;

  @Field(() => LocalDate, { description: 'On which day.' })
  countedOn!: string;

  @Field(() => Int, { description: 'The sum of its parts.' })
  total!: number;

  @Field(() => String, { description: 'Who says so.' })
  source!: string;

  @Field(() => [CountPart], { description: 'By school, largest first.' })
  parts!: CountPart[];
}

@ObjectType({ description: 'A district (or service agency, or college) that can be a member.' })
export class District extends DistrictName {
  @Field(() => String, { description: 'district, service_agency or college.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'NCES LEA identifier: text, leading zeros matter.' })
  ncesLeaId!: string | null;

  @Field(() => String, { nullable: true, description: "The state's own identifier." })
  stateId!: string | null;

  @Field(() => String, { nullable: true, description: 'County.' })
  county!: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'NCES locale code.' })
  localeCode!: string | null;

  @Field(() => String, { nullable: true, description: 'NCES locale in words.' })
  localeWords!: string | null;

  @Field(() => String, { description: 'IANA time zone of its office.' })
  timeZone!: string;

  @Field(() => Float, { nullable: true, description: 'Latitude, mean of its schools.' })
  lat!: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude, mean of its schools.' })
  lon!: number | null;

  @Field(() => Float, { nullable: true, description: 'Land area in square kilometers.' })
  landAreaKm2!: number | null;

  @Field(() => GeoJson, { nullable: true, description: 'Its boundary, simplified.' })
  boundary!: unknown;

  @Field(() => [ConsortiumName], { description: 'Consortia it shares with me.' })
  consortia!: ConsortiumName[];

  @Field(() => [School], { description: 'Its schools.' })
  schools!: School[];

  @Field(() => [DatedCount], { description: 'Dated counts, newest first.' })
  counts!: DatedCount[];
}

@ObjectType({ description: 'One member of a consortium, with what a map needs.' })
export class ConsortiumMember {
  @Field(() => DistrictName, { description: 'The member.' })
  district!: DistrictName;

  @Field(() => LocalDate, { description: 'Member since.' })
  since!: string;

  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'County.' })
  county!: string | null;

  @Field(() => String, { nullable: true, description: 'NCES locale in words.' })
  localeWords!: string | null;

  @Field(() => String, { description: 'IANA time zone.' })
  timeZone!: string;

  @Field(() => Float, { nullable: true, description: 'Latitude.' })
  lat!: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude.' })
  lon!: number | null;

  @Field(() => GeoJson, { nullable: true, description: 'Boundary, simplified.' })
  boundary!: unknown;

  @Field(() => Int, { nullable: true, description: 'Students at the latest count.' })
  students!: number | null;
}

@ObjectType({ description: 'Districts that act together under one agreement.' })
export class Consortium extends ConsortiumName {
  @Field(() => String, { description: 'What it is for.' })
  about!: string;

  @Field(() => [ConsortiumMember], { description: 'Its members, by name.' })
  members!: ConsortiumMember[];
}
