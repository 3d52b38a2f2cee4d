import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';
import { RoundState, RoundUnit } from './round.type.js';

export enum DifferenceWay { ACCEPTED = 'accepted', EXPECTED = 'expected' }
registerEnumType(DifferenceWay, { name: 'DifferenceWay', description: 'What becomes of a difference: it stays as billed, or ends as agreed, by a credit or a further bill of the supplier.' });

export enum ExtraKind { CHARGE = 'charge', OTHER = 'other' }
registerEnumType(ExtraKind, { name: 'ExtraKind', description: 'What a line of an invoice beside the order is: freight or a fee, or something that was not ordered.' });

@ObjectType({ description: 'What an invoice says of one line of the order.' })
export class InvoiceLine {
  @Field(() => ID, { description: 'For whom.' })
  districtId!: string;

  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => Int, { description: 'How many of the smallest unit.' })
  units!: number;

  @Field(() => Cents, { description: 'For how much.' })
  cents!: number;
}

@ObjectType({ description: 'A line of an invoice beside the order.' })
export class InvoiceExtra {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => ExtraKind, { description: 'What it is.' })
  kind!: ExtraKind;

  @Field(() => Cents, { description: 'For how much.' })
  cents!: number;
}

@ObjectType({ description: 'An invoice of the supplier, as it was entered last.' })
export class RoundInvoice {
  @Field(() => String, { description: "The supplier's number." })
  number!: string;

  @Field(() => Int, { description: 'Grows with every correction.' })
  revision!: number;

  @Field(() => LocalDate, { description: 'Its date.' })
  day!: string;

  @Field(() => Cents, { description: 'What it comes to.' })
  totalCents!: number;

  @Field(() => [InvoiceLine], { description: 'Line by line of the order.' })
  lines!: InvoiceLine[];

  @Field(() => [InvoiceExtra], { description: 'Freight, fees and what was not ordered.' })
  extras!: InvoiceExtra[];

  @Field(() => String, { description: 'Who entered it.' })
  enteredBy!: string;
}

@ObjectType({ description: 'A line of an order with its receipt and its invoices.' })
export class MatchLine {
  @Field(() => DistrictName, { description: 'For whom.' })
  district!: DistrictName;

  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => RoundUnit, { description: 'The smallest unit.' })
  unit!: RoundUnit;

  @Field(() => RoundUnit, { description: 'The unit it was ordered in.' })
  orderUnit!: RoundUnit;

  @Field(() => Int, { description: 'How many of the smallest one of it holds.' })
  orderUnitHolds!: number;

  @Field(() => Int, { description: 'What came and can be used, in the smallest unit.' })
  received!: number;

  @Field(() => String, { description: 'What was ordered.' })
  orderedWords!: string;

  @Field(() => String, { description: 'What came and can be used.' })
  receivedWords!: string;

  @Field(() => String, { description: 'What was billed.' })
  billedWords!: string;

  @Field(() => Cents, { description: 'What it costs by the contract, for what was received.' })
  agreedCents!: number;

  @Field(() => Cents, { description: 'What was billed for it.' })
  billedCents!: number;
}

@ObjectType({ description: 'An amount under a name.' })
export class NamedAmount {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => Cents, { description: 'How much.' })
  cents!: number;
}

@ObjectType({ description: 'One difference between order, receipt and invoice.' })
export class MatchDifference {
  @Field(() => String, { description: 'Its key within the order.' })
  key!: string;

  @Field(() => String, { description: 'What differs, in words.' })
  words!: string;

  @Field(() => Cents, { description: 'Billed less agreed; below zero where less was billed.' })
  cents!: number;

  @Field(() => DifferenceWay, { nullable: true, description: 'What becomes of it; null while that is open.' })
  way!: DifferenceWay | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;
}

@ObjectType({ description: 'An order with what came of it and what was billed for it.' })
export class OrderMatch {
  @Field(() => ID, { description: 'The order.' })
  id!: string;

  @Field(() => DistrictName, { description: 'Who ordered, and pays the supplier.' })
  district!: DistrictName;

  @Field(() => String, { description: 'From whom.' })
  supplier!: string;

  @Field(() => String, { nullable: true, description: 'The number it left with.' })
  purchaseOrderNumber!: string | null;

  @Field(() => [MatchLine], { description: 'Line by line.' })
  lines!: MatchLine[];

  @Field(() => [NamedAmount], { description: 'Freight and fees as they were agreed.' })
  agreedCharges!: NamedAmount[];

  @Field(() => [RoundInvoice], { description: 'What the supplier billed.' })
  invoices!: RoundInvoice[];

  @Field(() => [MatchDifference], { description: 'Where they differ.' })
  differences!: MatchDifference[];

  @Field(() => Cents, { description: 'What is agreed for what was received.' })
  agreedCents!: number;

  @Field(() => Cents, { description: 'What was billed.' })
  billedCents!: number;

  @Field(() => Cents, { description: 'What is finally paid, as it was decided so far.' })
  finalCents!: number;

  @Field(() => Date, { nullable: true, description: 'When it was approved for payment; null while it was not.' })
  approvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who approved it.' })
  approvedBy!: string | null;

  @Field(() => Boolean, { description: 'I may enter an invoice.' })
  mayEnter!: boolean;

  @Field(() => Boolean, { description: 'I may decide differences.' })
  mayDecide!: boolean;

  @Field(() => Boolean, { description: 'I may approve it for payment now.' })
  mayApprove!: boolean;

  @Field(() => String, { nullable: true, description: 'Why I may not approve it, though all is decided: it is above what was authorized, and who may.' })
  approvalNeeds!: string | null;
}

@ObjectType({ description: 'The invoices of a round, matched with what was ordered and what came.' })
export class RoundMatching {
  readonly __typename!: 'RoundMatching';

  @Field(() => ID, { description: 'The round.' })
  id!: string;

  @Field(() => RoundState, { description: 'Where the round stands.' })
  state!: RoundState;

  @Field(() => [OrderMatch], { description: 'Orders of districts of mine.' })
  orders!: OrderMatch[];

  @Field(() => [DistrictName], { nullable: true, description: 'Who has not approved its order yet; null of a sealed round.' })
  waitingFor!: DistrictName[] | null;

  @Field(() => Boolean, { description: 'Every order is approved for payment.' })
  allApproved!: boolean;
}
