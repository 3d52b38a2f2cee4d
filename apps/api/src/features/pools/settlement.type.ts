import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Cents } from '../../platform/graphql/scalars.js';
import { AloneConfidence, ShareCalculation } from '../cost-shares/index.js';
import { DistrictName } from '../districts/index.js';
import { ExpectedCredit } from './credit.type.js';
import { RoundState } from './round.type.js';

export enum SettledLineKind { GOODS = 'goods', CHARGE = 'charge', OTHER = 'other' }
registerEnumType(SettledLineKind, { name: 'SettledLineKind', description: 'What a line of a settlement is for: goods, freight or a fee, or something billed beside the order.' });

@ObjectType({ description: 'One line of what a district finally owes.' })
export class SettledLine {
  @Field(() => ID, { description: 'Its id within the settlement.' })
  id!: string;

  @Field(() => SettledLineKind, { description: 'What it is for.' })
  kind!: SettledLineKind;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What the district keeps of it; null beside goods.' })
  quantityWords!: string | null;

  @Field(() => Cents, { description: 'What it owes for it.' })
  cents!: number;

  @Field(() => String, { description: 'How that came about.' })
  words!: string;
}

@ObjectType({ description: 'What one item would have cost a district alone.' })
export class SavingLine {
  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => Cents, { description: 'Alone, for what it keeps.' })
  aloneCents!: number;

  @Field(() => Cents, { description: 'Together, the goods alone.' })
  paidCents!: number;
}

@ObjectType({ description: 'What a district saved against its own word, freight and fees counted in full; below zero: it would have paid less alone.' })
export class RoundSaving {
  @Field(() => [SavingLine], { description: 'Items it has given its word about.' })
  lines!: SavingLine[];

  @Field(() => Cents, { description: 'Freight, fees and what else was paid beside goods.' })
  besideCents!: number;

  @Field(() => Cents, { description: 'What it would have paid alone.' })
  aloneCents!: number;

  @Field(() => Cents, { description: 'What it pays together.' })
  paidCents!: number;

  @Field(() => Cents, { description: 'The difference; below zero where there is no saving.' })
  savedCents!: number;
}

@ObjectType({ description: 'What a district of mine finally owes.' })
export class SettlementPart {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => Cents, { description: 'In all.' })
  cents!: number;

  @Field(() => Cents, { description: 'What it pays the supplier for its own order.' })
  paidCents!: number;

  @Field(() => String, { description: 'What is still to be paid between districts.' })
  balanceWords!: string;

  @Field(() => [SettledLine], { description: 'Line by line.' })
  lines!: SettledLine[];

  @Field(() => RoundSaving, { nullable: true, description: 'What it saved; null without its word about what it would have paid alone.' })
  saving!: RoundSaving | null;

  @Field(() => ShareCalculation, { description: 'How that came about, step by step, to be worked out again.' })
  share!: ShareCalculation;
}

@ObjectType({ description: 'What a district of mine says it would pay alone for one item; others do not read it.' })
export class RoundBaseline {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { description: 'Per one of what: the unit that has the price.' })
  unitName!: string;

  @Field(() => Int, { description: 'Grows with every change; 0 while nothing is said.' })
  revision!: number;

  @Field(() => Cents, { nullable: true, description: 'What it would pay; null while nothing is said.' })
  priceCents!: number | null;

  @Field(() => String, { nullable: true, description: 'Where that comes from.' })
  source!: string | null;

  @Field(() => AloneConfidence, { nullable: true, description: 'How sure it is.' })
  confidence!: AloneConfidence | null;

  @Field(() => Boolean, { description: 'I may say it, or change it.' })
  mayState!: boolean;
}

@ObjectType({ description: 'What a round finally comes to for districts of mine, and what they would have paid alone.' })
export class RoundSettlement {
  readonly __typename!: 'RoundSettlement';

  @Field(() => ID, { description: 'The round.' })
  id!: string;

  @Field(() => RoundState, { description: 'Where the round stands.' })
  state!: RoundState;

  @Field(() => Boolean, { description: 'I may settle it now.' })
  maySettle!: boolean;

  @Field(() => [SettlementPart], { description: 'What districts of mine finally owe, once it is settled.' })
  parts!: SettlementPart[];

  @Field(() => [RoundBaseline], { description: 'What districts of mine that take part would pay alone, item by item.' })
  baselines!: RoundBaseline[];

  @Field(() => [ExpectedCredit], { description: 'Credits of the supplier that were expected for orders of my districts, and what has come of them.' })
  credits!: ExpectedCredit[];
}
