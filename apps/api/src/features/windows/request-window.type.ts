import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DistrictName } from '../districts/index.js';

export enum RequestWindowState { COLLECTING = 'collecting', ALLOTTED = 'allotted', CANCELLED = 'cancelled' }
registerEnumType(RequestWindowState, { name: 'RequestWindowState', description: 'Where a request window is in its life.' });

@ObjectType({ description: 'A time in which the members of a consortium ask for seats of one school year. At its close they are allotted by the order the members published.' })
export class RequestWindow {
  readonly __typename!: 'RequestWindow';

  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ID, { description: 'The consortium whose members ask.' })
  consortiumId!: string;

  @Field(() => String, { nullable: true, description: 'Its name; null where it is not one of mine, and the section is shared with both.' })
  consortiumName!: string | null;

  @Field(() => String, { description: 'The school year whose seats are asked for: 2027-28.' })
  schoolYear!: string;

  @Field(() => RequestWindowState, { description: 'Where it is in its life.' })
  state!: RequestWindowState;

  @Field(() => Date, { description: 'From when it takes requests.' })
  opensAt!: Date;

  @Field(() => Date, { description: 'Until when it takes requests.' })
  closesAt!: Date;

  @Field(() => String, { description: 'The zone of the consortium, whose days these are.' })
  timeZone!: string;

  @Field(() => Boolean, { description: 'Its close was moved once; it moves no more.' })
  extended!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it took no more requests; null while it does, and where it was canceled.' })
  closedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was allotted or canceled.' })
  endedAt!: Date | null;

  @Field(() => String, { description: 'The order its seats are allotted by, in words: as it was at the close, or as it stands now.' })
  orderWords!: string;

  @Field(() => String, { nullable: true, description: 'Why it was canceled.' })
  reason!: string | null;

  @Field(() => Boolean, { description: 'Whether I may move its close.' })
  mayExtend!: boolean;

  @Field(() => Boolean, { description: 'Whether I may cancel it.' })
  mayCancel!: boolean;
}

@ObjectType({ description: 'What is asked for in one section of a window, by members of its consortium. Districts are counted, never named, and nothing is told that a single request could be worked out of.' })
export class WindowProgress {
  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'Who teaches it.' })
  teachingName!: string;

  @Field(() => Int, { description: 'Seats there are to allot, or were.' })
  seats!: number;

  @Field(() => Boolean, { description: 'It has been allotted.' })
  allotted!: boolean;

  @Field(() => Int, { nullable: true, description: 'Districts that ask; null where too few do for more than that to be told.' })
  districts!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats they ask for: until it is allotted as a step that is reached, as 10 for "10 or more"; null where too few ask.' })
  seatsAsked!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats given; null until it is allotted, and where too few asked.' })
  seatsGiven!: number | null;
}

@ObjectType({ description: "My district's request in a window: what it asked for, and what came of it and why." })
export class WindowRequest {
  @Field(() => ID, { description: 'The place in line that the request is.' })
  id!: string;

  @Field(() => ID, { description: 'The window.' })
  windowId!: string;

  @Field(() => String, { nullable: true, description: 'The consortium that opened it; null where it is not one of mine, and its page not mine to read.' })
  consortiumName!: string | null;

  @Field(() => String, { description: 'The zone of that consortium.' })
  timeZone!: string;

  @Field(() => String, { description: 'The school year.' })
  schoolYear!: string;

  @Field(() => Date, { description: 'When the window closes, or closed.' })
  closesAt!: Date;

  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => DistrictName, { description: 'Who teaches it.' })
  teachingDistrict!: DistrictName;

  @Field(() => DistrictName, { description: 'Whose students would attend.' })
  homeDistrict!: DistrictName;

  @Field(() => Int, { description: 'Seats asked for.' })
  seatsAsked!: number;

  @Field(() => Int, { description: 'The fewest it would take.' })
  seatsLeast!: number;

  @Field(() => Date, { description: 'When it was asked.' })
  askedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'Seats given; null until the section is allotted.' })
  seatsGiven!: number | null;

  @Field(() => Date, { nullable: true, description: 'When it was allotted.' })
  allottedAt!: Date | null;

  @Field(() => [String], { description: 'The result, step by step; empty until there is one.' })
  steps!: string[];

  @Field(() => ID, { nullable: true, description: 'The booking the seats given are held in, or were.' })
  bookingId!: string | null;
}

@ObjectType({ description: 'A school year a window could be opened for.' })
export class WindowYear {
  @Field(() => String, { description: 'The school year: 2027-28.' })
  schoolYear!: string;

  @Field(() => Int, { description: 'Shared sections of that year so far.' })
  sections!: number;

  @Field(() => String, { description: 'The order the members published, in words, as it stands now.' })
  orderWords!: string;

  @Field(() => String, { description: 'The zone of the consortium, whose days a window has.' })
  timeZone!: string;
}
