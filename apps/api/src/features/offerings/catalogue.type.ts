import { ArrayMaxSize, ArrayMinSize, IsEnum, IsOptional, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Count } from '../../platform/graphql/count.type.js';
import { PageInfo } from '../../platform/graphql/page.js';
import { Cents, LocalDate, LocalTime } from '../../platform/graphql/scalars.js';
import { Weekday } from '../calendars/index.js';
import { ShareGlance } from '../cost-shares/index.js';
import { DistrictName } from '../districts/index.js';

export enum OfferingKind { COURSE = 'course', TEACHER = 'teacher', POOL = 'pool' }
registerEnumType(OfferingKind, { name: 'OfferingKind', description: 'What is shared.' });

export enum Modality { SYNCHRONOUS = 'synchronous', ASYNCHRONOUS = 'asynchronous', HYBRID = 'hybrid', IN_PERSON = 'in_person' }
registerEnumType(Modality, { name: 'Modality', description: 'How a course is taught.' });

export enum FacetName { KIND = 'KIND', AREA = 'AREA', GRADE = 'GRADE', CREDIT = 'CREDIT', MODALITY = 'MODALITY', TERM = 'TERM', DAY = 'DAY', DISTRICT = 'DISTRICT', SEATS = 'SEATS', PRICE = 'PRICE' }
registerEnumType(FacetName, { name: 'FacetName', description: 'By what a catalogue is narrowed.' });

export enum CatalogueSort { BEST_MATCH = 'BEST_MATCH', STARTS_SOONEST = 'STARTS_SOONEST', TITLE = 'TITLE', MOST_SEATS = 'MOST_SEATS', LOWEST_PRICE = 'LOWEST_PRICE' }
registerEnumType(CatalogueSort, { name: 'CatalogueSort', description: 'In which order cards come.' });

@ObjectType({ description: 'When a class meets, in the teaching school zone.' })
export class Meeting {
  @Field(() => [Weekday], { description: 'On which days.' })
  days!: Weekday[];

  @Field(() => LocalTime, { description: 'Begins.' })
  startsAt!: string;

  @Field(() => LocalTime, { description: 'Ends.' })
  endsAt!: string;

  @Field(() => String, { description: 'IANA time zone of the teaching school.' })
  timeZone!: string;

  @Field(() => String, { description: 'In words: Mon, Wed 9:05 to 9:55 AM.' })
  words!: string;
}

@ObjectType({ description: 'One offering at a glance.' })
export class Card {
  @Field(() => ID, { description: "The offering's id." })
  id!: string;

  @Field(() => OfferingKind, { description: 'What is shared.' })
  kind!: OfferingKind;

  @Field(() => String, { description: 'Title.' })
  title!: string;

  @Field(() => String, { description: 'One or two sentences.' })
  summary!: string;

  @Field(() => DistrictName, { description: 'The teaching district, or whoever offers it.' })
  owner!: DistrictName;

  @Field(() => [String], { description: 'Consortia of mine it is shared with.' })
  consortia!: string[];

  @Field(() => String, { nullable: true, description: 'Who teaches; null until the teacher has consented to be named.' })
  teacherName!: string | null;

  @Field(() => String, { nullable: true, description: 'SCED subject area.' })
  areaName!: string | null;

  @Field(() => String, { nullable: true, description: 'Grades it is meant for: 9-12.' })
  grades!: string | null;

  @Field(() => Int, { nullable: true, description: 'Credit in hundredths of a Carnegie unit.' })
  creditHundredths!: number | null;

  @Field(() => Modality, { nullable: true, description: 'How it is taught.' })
  modality!: Modality | null;

  @Field(() => String, { nullable: true, description: 'Term.' })
  termName!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'First day.' })
  firstDay!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day.' })
  lastDay!: string | null;

  @Field(() => Meeting, { nullable: true, description: 'When it meets; null when there are no fixed times.' })
  meeting!: Meeting | null;

  @Field(() => Int, { description: 'Places in all.' })
  capacity!: number;

  @Field(() => Int, { description: 'Places that are waited for, when none is left; who waits is not told.' })
  waitedFor!: number;

  @Field(() => Int, { description: 'Places a neighbor could take now.' })
  seatsLeft!: number;

  @Field(() => Cents, { nullable: true, description: 'The published price of one unit; null when the cost is shared by use.' })
  priceCents!: number | null;

  @Field(() => String, { description: 'How the cost is shared, in a few words.' })
  costWords!: string;

  @Field(() => [String], { description: 'What counselors ask for: dual credit, NCAA.' })
  flags!: string[];

  @Field(() => ShareGlance, { nullable: true, description: 'One more seat for my district; null when it cannot be worked out or I have no district.' })
  myShare!: ShareGlance | null;
}

@ObjectType({ description: 'One value of a facet.' })
export class FacetValue {
  @Field(() => String, { description: 'Give this back to choose it.' })
  value!: string;

  @Field(() => String, { description: 'For people.' })
  label!: string;

  @Field(() => Count, { description: 'How many cards it would show beside the other facets.' })
  count!: Count;

  @Field(() => Boolean, { description: 'Chosen now.' })
  chosen!: boolean;
}

@ObjectType({ description: 'One way to narrow the catalogue.' })
export class Facet {
  @Field(() => FacetName, { description: 'Which.' })
  name!: FacetName;

  @Field(() => [FacetValue], { description: 'Its values that have cards, and those chosen.' })
  values!: FacetValue[];
}

@ObjectType({ description: 'One page of the catalogue with its facet counts.' })
export class Catalogue {
  @Field(() => [Card], { description: 'The cards of this page.' })
  nodes!: Card[];

  @Field(() => PageInfo, { description: 'Whether it goes on.' })
  pageInfo!: PageInfo;

  @Field(() => Count, { description: 'How many cards in all.' })
  total!: Count;

  @Field(() => [Facet], { description: 'Counts by facet.' })
  facets!: Facet[];

  @Field(() => String, { nullable: true, description: 'The words searched instead, when what was typed is found nowhere.' })
  searchedFor!: string | null;
}

@InputType({ description: 'Chosen values of one facet.' })
export class FacetChoice {
  @Field(() => FacetName, { description: 'Which facet.' })
  @IsEnum(FacetName, { message: 'Choose one of the facets shown.' })
  name!: FacetName;

  @Field(() => [String], { description: 'Any of these.' })
  @ArrayMinSize(1, { message: 'Choose at least one value, or leave the facet out.' })
  @ArrayMaxSize(60, { message: 'Choose at most 60 values of one facet.' })
  @MaxLength(80, { each: true, message: 'A facet value has at most 80 characters.' })
  values!: string[];
}

@InputType({ description: 'What is looked for.' })
export class CatalogueInput {
  @Field(() => String, { nullable: true, description: 'Words; a typo is forgiven.' })
  @IsOptional()
  @MaxLength(200, { message: 'Search with at most 200 characters.' })
  search?: string;

  @Field(() => [FacetChoice], { nullable: true, description: 'Values of one facet widen, facets narrow.' })
  @IsOptional()
  @ArrayMaxSize(10, { message: 'Choose each facet once.' })
  @ValidateNested({ each: true })
  @Type(() => FacetChoice)
  choices?: FacetChoice[];

  @Field(() => CatalogueSort, { nullable: true, description: 'Default: best match when searching, else what starts soonest.' })
  @IsOptional()
  sort?: CatalogueSort;

  @Field(() => Int, { nullable: true, description: 'Cards per page, 1 to 100; 24 unless said.' })
  @IsOptional()
  @Min(1, { message: 'Ask for at least one card.' })
  @Max(100, { message: 'Ask for at most 100 cards.' })
  first?: number;

  @Field(() => String, { nullable: true, description: 'endCursor of the page before.' })
  @IsOptional()
  @MaxLength(500, { message: 'That is not a cursor of this list.' })
  after?: string;

  @Field(() => ID, { nullable: true, description: 'The home district whose cost is shown; default: my first district.' })
  @IsOptional()
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  homeDistrictId?: string;
}
