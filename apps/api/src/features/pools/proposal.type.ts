import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';

export enum ChargeKind { FIXED = 'fixed', PERCENT = 'percent', PER_UNIT = 'per-unit' }
registerEnumType(ChargeKind, { name: 'ChargeKind', description: 'How a charge is measured: one amount, a percentage of the goods, or so much for each of a unit.' });

export enum ChargeShare { BY_GOODS = 'by-goods', BY_QUANTITY = 'by-quantity', EQUALLY = 'equally' }
registerEnumType(ChargeShare, { name: 'ChargeShare', description: 'How a charge is shared among those who take some.' });

@ObjectType({ description: 'Freight or a fee: a cost line beside the goods.' })
export class RoundCharge {
  @Field(() => String, { nullable: true, description: 'The item it belongs to; null where it is for the whole round.' })
  itemKey!: string | null;

  @Field(() => String, { description: 'What it is: Freight.' })
  name!: string;

  @Field(() => ChargeKind, { description: 'How it is measured.' })
  kind!: ChargeKind;

  @Field(() => Cents, { nullable: true, description: 'The amount, or the amount for each of `unit`; null for a percentage.' })
  cents!: number | null;

  @Field(() => String, { nullable: true, description: 'The percentage of the goods; null for an amount.' })
  percent!: string | null;

  @Field(() => String, { nullable: true, description: 'What the amount is for each of.' })
  unit!: string | null;

  @Field(() => ChargeShare, { description: 'How it is shared.' })
  sharedBy!: ChargeShare;

  @Field(() => String, { description: 'All of that in words: "Freight: $120.00 in all, shared equally".' })
  words!: string;
}

@ObjectType({ description: 'The code of an item in somebody\'s list of codes, as it was typed.' })
export class ItemCode {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'The code.' })
  code!: string;

  @Field(() => String, { description: 'The list it is from: NIGP, UNSPSC.' })
  list!: string;

  @Field(() => String, { nullable: true, description: 'Which version of the list.' })
  version!: string | null;
}

@ObjectType({ description: 'What a round says beside its items and its rule.' })
export class RoundProposal {
  @Field(() => [RoundCharge], { description: 'Freight and fees: those of the round, then those of its items.' })
  charges!: RoundCharge[];

  @Field(() => [ItemCode], { description: 'Codes of items that have one.' })
  codes!: ItemCode[];

  @Field(() => LocalDate, { nullable: true, description: 'The first day on which goods may come.' })
  deliveryFrom!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day by which all of them have to be there.' })
  deliveryUntil!: string | null;

  @Field(() => ID, { nullable: true, description: 'The round it was copied from.' })
  copiedFromId!: string | null;
}

@ObjectType({ description: 'What a commitment comes to as things stand.' })
export class CommitmentNow {
  @Field(() => Cents, { description: 'The goods.' })
  goodsCents!: number;

  @Field(() => Cents, { description: 'Freight and fees.' })
  chargesCents!: number;
}

@ObjectType({ description: 'A part of freight or a fee that a district owes.' })
export class RoundShareCharge {
  @Field(() => String, { nullable: true, description: 'The item it belongs to; null where it is for the whole round.' })
  itemKey!: string | null;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => Cents, { description: 'What the district owes of it.' })
  cents!: number;

  @Field(() => String, { description: 'How that came about.' })
  words!: string;
}

@ObjectType({ description: 'Freight or a fee on an order.' })
export class RoundOrderCharge {
  @Field(() => String, { description: 'What it is, and of which item.' })
  name!: string;

  @Field(() => DistrictName, { description: 'For whom.' })
  district!: DistrictName;

  @Field(() => Cents, { description: 'What it comes to.' })
  cents!: number;
}
