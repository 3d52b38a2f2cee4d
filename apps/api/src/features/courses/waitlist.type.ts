import { IsInt, IsOptional, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals, Refusal, type RefusalData } from '../../platform/graphql/refusals.js';
import { DistrictName } from '../districts/index.js';
import { FitReasonNeeded, InRequestWindow, SectionNotOpen, StepNotPossible, TooManySeats } from './seat.refusals.js';

export enum WaitlistState { WAITING = 'waiting', OFFERED = 'offered', TAKEN = 'taken', LAPSED = 'lapsed', LEFT = 'left', ENDED = 'ended' }
registerEnumType(WaitlistState, { name: 'WaitlistState', description: 'Where a place on a waitlist is in its life.' });

@ObjectType({ description: 'Seats that came free for a place on the waitlist: held until its clock runs out.' })
export class WaitlistOffer {
  @Field(() => ID, { description: 'The booking that holds them.' })
  bookingId!: string;

  @Field(() => String, { description: 'Its short name: B-0042.' })
  reference!: string;

  @Field(() => Int, { description: 'How many.' })
  seats!: number;

  @Field(() => Date, { description: 'When the next in line is asked instead.' })
  until!: Date;
}

@ObjectType({ description: "A home district's place in the line for seats of one section. Other districts in it are counted, never named." })
export class WaitlistEntry {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Title of the section.' })
  title!: string;

  @Field(() => String, { description: 'Term.' })
  termName!: string;

  @Field(() => DistrictName, { description: 'Who teaches.' })
  teachingDistrict!: DistrictName;

  @Field(() => DistrictName, { description: 'Whose students would attend.' })
  homeDistrict!: DistrictName;

  @Field(() => WaitlistState, { description: 'Where it is in its life.' })
  state!: WaitlistState;

  @Field(() => Int, { description: 'Seats still wanted.' })
  seatsWanted!: number;

  @Field(() => Int, { description: 'The fewest it would take.' })
  seatsLeast!: number;

  @Field(() => Date, { description: 'When it was asked; what the order goes by.' })
  askedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'Place in line, from 1; null unless waiting.' })
  place!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it stands there: who comes before, counted. Null unless waiting.' })
  reason!: string | null;

  @Field(() => String, { description: 'The order the members agreed on, in words.' })
  orderWords!: string;

  @Field(() => WaitlistOffer, { nullable: true, description: 'What is offered now; null unless offered.' })
  offer!: WaitlistOffer | null;

  @Field(() => Boolean, { description: 'Whether I may change the seats wanted.' })
  mayChange!: boolean;

  @Field(() => Boolean, { description: 'Whether I may leave the line.' })
  mayLeave!: boolean;
}

@InputType({ description: 'A place on the waitlist of a full section.' })
export class JoinWaitlistInput extends KeyedInput {
  @Field(() => ID, { description: 'The section.' })
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId!: string;

  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  homeDistrictId!: string;

  @Field(() => Int, { description: 'Seats wanted.' })
  @IsInt({ message: 'Enter the number of seats as a whole number.' })
  @Min(1, { message: 'Ask for at least one seat.' })
  @Max(1000, { message: 'Ask for at most 1,000 seats.' })
  seats!: number;

  @Field(() => Int, { nullable: true, description: 'The fewest we would take; all of them unless said.' })
  @IsOptional()
  @IsInt({ message: 'Enter the number of seats as a whole number.' })
  @Min(1, { message: 'At least one seat.' })
  @Max(1000, { message: 'At most 1,000 seats.' })
  fewest?: number;

  @Field(() => String, { nullable: true, description: 'Why it works although the times hardly fit.' })
  @IsOptional()
  @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  fitReason?: string;
}

@InputType({ description: 'A step of a place on the waitlist.' })
export class WaitlistStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The place.' })
  @IsUUID(undefined, { message: 'That is not the id of a place on a waitlist.' })
  entryId!: string;
}

@InputType({ description: 'Other seats wanted: fewer keeps the place, more asks anew.' })
export class ChangeWaitlistInput extends WaitlistStepInput {
  @Field(() => Int, { description: 'Seats wanted.' })
  @IsInt({ message: 'Enter the number of seats as a whole number.' })
  @Min(1, { message: 'Ask for at least one seat.' })
  @Max(1000, { message: 'Ask for at most 1,000 seats.' })
  seats!: number;

  @Field(() => Int, { nullable: true, description: 'The fewest we would take; all of them unless said.' })
  @IsOptional()
  @IsInt({ message: 'Enter the number of seats as a whole number.' })
  @Min(1, { message: 'At least one seat.' })
  @Max(1000, { message: 'At most 1,000 seats.' })
  fewest?: number;
}

@ObjectType({ implements: () => Refusal, description: 'The seats wanted are free: there is nothing to wait for.' })
export class SeatsAreFree extends Refusal {
  @Field(() => Int, { description: 'Seats left for the district that asked.' })
  seatsLeft!: number;
}
export const seatsAreFree = (seatsLeft: number, message: string): RefusalData => ({ __typename: 'SeatsAreFree', code: 'SEATS_ARE_FREE', seatsLeft, message }) as RefusalData;

const result = <T extends readonly unknown[]>(name: string, ...special: T) =>
  createUnionType({
    name, description: 'The place, or why not.', resolveType: byTypename,
    types: () => [WaitlistEntry, ...special, ...commonRefusals] as unknown as readonly [typeof WaitlistEntry],
  });
export const JoinWaitlistResult = result('JoinWaitlistResult', SeatsAreFree, SectionNotOpen, TooManySeats, FitReasonNeeded, StepNotPossible, InRequestWindow);
export const ChangeWaitlistResult = result('ChangeWaitlistResult', TooManySeats, StepNotPossible, InRequestWindow);
export const LeaveWaitlistResult = result('LeaveWaitlistResult', StepNotPossible, InRequestWindow);
