import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';
import { RoundOrder } from './order.type.js';
import { CommitmentNow, RoundProposal, RoundShareCharge } from './proposal.type.js';
import { RoundMissing } from './round-missing.type.js';
import { RoundTask } from './round-task.type.js';
import { BelowThreshold } from './below-threshold.type.js';

export enum RoundState {
  DRAFT = 'draft', ESTIMATES = 'estimates', SOLICITED = 'solicited', AWARDED = 'awarded', OPEN = 'open', ASKING = 'asking', LOCKED = 'locked', RELEASED = 'released', RECEIVED = 'received', SETTLED = 'settled', FAILED = 'failed', CANCELLED = 'cancelled',
}
registerEnumType(RoundState, { name: 'RoundState', description: 'Where a purchasing round stands.' });

export enum RoundRoute { CONTRACT = 'contract', SOLICITATION = 'solicitation' }
registerEnumType(RoundRoute, { name: 'RoundRoute', description: 'Whether it buys on a contract that exists, or the members ask for bids together.' });

export enum CommitmentState { COMMITTED = 'committed', AWAITING_APPROVAL = 'awaiting_approval', DECLINED = 'declined', WITHDRAWN = 'withdrawn' }
registerEnumType(CommitmentState, { name: 'CommitmentState', description: 'Where a commitment stands.' });

export enum FillAim { BEST_PRICE = 'best-price', LEAST_COST = 'least-cost' }
registerEnumType(FillAim, { name: 'FillAim', description: 'Which quantity between minimums and maximums is ordered.' });

export enum ShortRule { AS_DELIVERED = 'as-delivered', MAX_MIN = 'max-min', PRO_RATA = 'pro-rata', FIRST_COME = 'first-come' }
registerEnumType(ShortRule, { name: 'ShortRule', description: 'How a delivery that falls short is shared out.' });

export enum TierMode { ALL_UNITS = 'all-units', INCREMENTAL = 'incremental' }
registerEnumType(TierMode, { name: 'TierMode', description: 'Whether the price reached holds for every unit, or each price for the units within its tier.' });

@ObjectType({ description: 'A unit of an item.' })
export class RoundUnit {
  @Field(() => String, { description: 'One of it: case.' })
  name!: string;

  @Field(() => String, { description: 'More than one: cases.' })
  plural!: string;

  @Field(() => Int, { nullable: true, description: 'How many of the unit `of` it holds; null for the smallest.' })
  holds!: number | null;

  @Field(() => String, { nullable: true, description: 'The smaller unit.' })
  of!: string | null;
}

@ObjectType({ description: 'A price from a quantity on.' })
export class RoundTier {
  @Field(() => Int, { description: 'From how many of `tierUnit` on.' })
  from!: number;

  @Field(() => Cents, { description: 'Per one of `priceUnit`.' })
  priceCents!: number;
}

@ObjectType({ description: 'How an item of an open round stands.' })
export class ItemProgress {
  @Field(() => Int, { description: 'What would be ordered now, in the order unit.' })
  ordered!: number;

  @Field(() => Int, { description: 'What all commitments come to at most, in tier units, as a mark on the ladder.' })
  onLadder!: number;

  @Field(() => Int, { nullable: true, description: 'The tier reached, as a position in `tiers`; null while nothing is ordered.' })
  tier!: number | null;

  @Field(() => Cents, { description: 'What all goods of it cost now.' })
  goodsCents!: number;

  @Field(() => Int, { nullable: true, description: 'What is missing to the next price, in the order unit; null where there is none.' })
  toNext!: number | null;

  @Field(() => Int, { description: 'What is missing to the threshold, in the order unit.' })
  toThreshold!: number;

  @Field(() => String, { description: 'What the next case does to everyone: "4 more cases and everyone saves $61".' })
  headline!: string;
}

@ObjectType({ description: 'Something that can be ordered in a round.' })
export class RoundItem {
  @Field(() => String, { description: 'Its key within the round.' })
  key!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it has to be like.' })
  specification!: string | null;

  @Field(() => [RoundUnit], { description: 'Its units, the smallest first.' })
  units!: RoundUnit[];

  @Field(() => RoundUnit, { description: 'The case: only whole ones of it are ordered.' })
  orderUnit!: RoundUnit;

  @Field(() => RoundUnit, { description: 'What a price is for one of.' })
  priceUnit!: RoundUnit;

  @Field(() => RoundUnit, { description: 'What tiers count in.' })
  tierUnit!: RoundUnit;

  @Field(() => TierMode, { description: 'How tiers work.' })
  mode!: TierMode;

  @Field(() => [RoundTier], { description: 'Prices, from few to many; none before the award of a solicitation.' })
  tiers!: RoundTier[];

  @Field(() => Int, { nullable: true, description: 'The least that is ordered at all, in the order unit.' })
  threshold!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most the contract allows, in the order unit.' })
  ceiling!: number | null;

  @Field(() => ItemProgress, { nullable: true, description: 'How it stands; null before the round opens, and always of a sealed round.' })
  progress!: ItemProgress | null;
}

@ObjectType({ description: 'What my quantity comes to at one tier, charges not counted.' })
export class MyTier {
  @Field(() => Cents, { description: 'The price of the tier.' })
  priceCents!: number;

  @Field(() => Cents, { description: 'What I would pay.' })
  cents!: number;
}

@ObjectType({ description: 'What a district takes of one item.' })
export class CommitmentLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'The unit it counts in.' })
  unit!: string;

  @Field(() => Int, { description: 'At least.' })
  minimum!: number;

  @Field(() => Int, { description: 'At most.' })
  maximum!: number;

  @Field(() => Cents, { nullable: true, description: 'The most it pays per one of `unit`; above it the line binds nobody.' })
  notToExceedCents!: number | null;

  @Field(() => Cents, { nullable: true, description: 'What it would cost now; null where that is not told, or nothing is ordered.' })
  nowCents!: number | null;

  @Field(() => [MyTier], { description: 'What it would cost at each tier.' })
  atTiers!: MyTier[];
}

@ObjectType({ description: 'What a district of mine takes in a round.' })
export class RoundCommitment {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => CommitmentState, { description: 'Where it stands.' })
  state!: CommitmentState;

  @Field(() => Int, { description: 'Grows with every change.' })
  revision!: number;

  @Field(() => Cents, { description: 'The most it can come to.' })
  atMostCents!: number;

  @Field(() => String, { description: 'What it is paid from.' })
  budgetCode!: string;

  @Field(() => String, { nullable: true, description: 'Where the money comes from.' })
  fundingSource!: string | null;

  @Field(() => ID, { nullable: true, description: 'The school it is delivered to.' })
  schoolId!: string | null;

  @Field(() => [CommitmentLine], { description: 'Item by item.' })
  lines!: CommitmentLine[];

  @Field(() => CommitmentNow, { nullable: true, description: 'What it comes to as things stand; null where that is not told, or it does not count.' })
  now!: CommitmentNow | null;

  @Field(() => Boolean, { description: 'I may approve or decline its spending.' })
  mayApprove!: boolean;

  @Field(() => String, { nullable: true, description: 'Whose spending limit it takes, in words, where mine does not reach; null where it does, or where nothing waits for me.' })
  approvalNeeds!: string | null;
}

@ObjectType({ description: 'One line of what a district owes.' })
export class RoundShareLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it takes: "12 cases".' })
  quantityWords!: string;

  @Field(() => String, { description: 'The price: "$31.00 per case".' })
  priceWords!: string;

  @Field(() => Cents, { description: 'What it owes for it.' })
  cents!: number;

  @Field(() => [String], { description: 'How that came about, sentence by sentence.' })
  words!: string[];
}

@ObjectType({ description: 'What a district of mine came to at the lock.' })
export class RoundShare {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => Cents, { description: 'What it owes in all, by what was committed at the lock.' })
  cents!: number;

  @Field(() => Cents, { nullable: true, description: 'What it finally owes; null until the round is settled.' })
  settledCents!: number | null;

  @Field(() => [RoundShareLine], { description: 'Item by item.' })
  lines!: RoundShareLine[];

  @Field(() => [RoundShareCharge], { description: 'Freight and fees, each a line of its own.' })
  charges!: RoundShareCharge[];
}

@ObjectType({ description: 'A round of a purchasing pool: districts that order together.' })
export class Round {
  readonly __typename!: 'Round';

  @Field(() => ID, { description: 'The round.' })
  id!: string;

  @Field(() => RoundState, { description: 'Where it stands.' })
  state!: RoundState;

  @Field(() => Int, { description: 'Of its draft: whoever changes or opens it says which one was looked at.' })
  revision!: number;

  @Field(() => RoundRoute, { description: 'By which way it comes to its prices.' })
  route!: RoundRoute;

  @Field(() => String, { description: 'What is bought.' })
  title!: string;

  @Field(() => String, { description: 'One or two sentences.' })
  summary!: string;

  @Field(() => DistrictName, { description: 'Who leads it.' })
  lead!: DistrictName;

  @Field(() => ID, { description: 'Whose members may take part.' })
  consortiumId!: string;

  @Field(() => Boolean, { description: 'Sealed: nobody sees what others take.' })
  sealed!: boolean;

  @Field(() => FillAim, { description: 'Which quantity is ordered.' })
  aim!: FillAim;

  @Field(() => Boolean, { description: 'More than asked for is ordered where that costs less in total.' })
  buyUp!: boolean;

  @Field(() => ShortRule, { description: 'How a delivery that falls short is shared out.' })
  shortRule!: ShortRule;

  @Field(() => Date, { description: 'When commitments become binding.' })
  locksAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was to lock before it was extended.' })
  extendedFrom!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who awarded the contract.' })
  leadAgency!: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the contract.' })
  contractNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'The words by which other districts may use it.' })
  clause!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day of the contract.' })
  termEnds!: string | null;

  @Field(() => Cents, { nullable: true, description: 'The most the contract allows in all.' })
  ceilingCents!: number | null;

  @Field(() => BelowThreshold, { description: 'What happens if an item is below its threshold at the lock.' })
  belowThreshold!: BelowThreshold;

  @Field(() => Int, { nullable: true, description: 'How many days the lock moves by then, or members have to answer.' })
  belowDays!: number | null;

  @Field(() => [RoundMissing], { description: 'What is missing before it can open, or before estimates are asked for.' })
  missing!: RoundMissing[];

  @Field(() => [String], { description: 'The rules it is filled by, in words.' })
  ruleWords!: string[];

  @Field(() => [RoundItem], { description: 'What can be ordered.' })
  items!: RoundItem[];

  @Field(() => RoundProposal, { description: 'Freight and fees, codes, days of delivery.' })
  proposal!: RoundProposal;

  @Field(() => Int, { description: 'How many districts take part.' })
  participantCount!: number;

  @Field(() => [DistrictName], { nullable: true, description: 'Who takes part; null of a sealed round.' })
  participants!: DistrictName[] | null;

  @Field(() => [RoundCommitment], { description: 'What districts of mine take.' })
  commitments!: RoundCommitment[];

  @Field(() => [RoundShare], { description: 'What districts of mine came to at the lock.' })
  shares!: RoundShare[];

  @Field(() => [RoundOrder], { description: 'Orders of districts of mine, once the round is released.' })
  orders!: RoundOrder[];

  @Field(() => [RoundTask], { description: 'What waits for me here, the most urgent first.' })
  tasks!: RoundTask[];

  @Field(() => [DistrictName], { description: 'Districts for which I may commit.' })
  commitFor!: DistrictName[];

  @Field(() => [String], { description: 'What I may do with the round itself: change, open, extend, cancel, release; gather, solicit, fail.' })
  steps!: string[];
}
