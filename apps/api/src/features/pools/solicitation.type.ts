import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';
import { TierMode } from './round.type.js';

@ObjectType({ description: 'How much of an item a district expects to take.' })
export class EstimateLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'The unit it counts in.' })
  unit!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;

  @Field(() => String, { description: 'The same in words: "40 cases".' })
  words!: string;
}

@ObjectType({ description: 'What a district of mine expects to take. It binds nobody.' })
export class RoundEstimate {
  @Field(() => DistrictName, { description: 'The district.' })
  district!: DistrictName;

  @Field(() => Int, { description: 'Grows with every change.' })
  revision!: number;

  @Field(() => Date, { description: 'When it was said.' })
  at!: Date;

  @Field(() => [EstimateLine], { description: 'Item by item; none where it takes nothing.' })
  lines!: EstimateLine[];
}

@ObjectType({ description: 'What all estimates of an item come to.' })
export class EstimateSum {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'How much: "120 cases".' })
  quantityWords!: string;
}

@ObjectType({ description: 'A paper of a solicitation, by its link.' })
export class SolicitationDocument {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'Where it is.' })
  url!: string;

  @Field(() => String, { description: 'What it is.' })
  what!: string;
}

@ObjectType({ description: 'A price from a quantity on, as it was offered.' })
export class BidTier {
  @Field(() => Int, { description: 'From how many on.' })
  from!: number;

  @Field(() => Cents, { description: 'The price.' })
  priceCents!: number;
}

@ObjectType({ description: 'What a bid asks for one item.' })
export class BidPrice {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => TierMode, { description: 'How its tiers work.' })
  mode!: TierMode;

  @Field(() => [BidTier], { description: 'Prices, from few to many.' })
  tiers!: BidTier[];

  @Field(() => Cents, { nullable: true, description: 'What the compared quantity costs at these prices; null where none is told.' })
  cents!: number | null;

  @Field(() => Boolean, { description: 'No responsive bid asks less for it.' })
  lowest!: boolean;
}

@ObjectType({ description: 'A bid that came.' })
export class RoundBid {
  @Field(() => ID, { description: 'The bid.' })
  id!: string;

  @Field(() => Int, { description: 'Grows when it is written down anew.' })
  revision!: number;

  @Field(() => String, { description: 'Who bids.' })
  supplier!: string;

  @Field(() => Boolean, { description: 'It answers what was asked.' })
  responsive!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it does not.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'How long it takes to deliver.' })
  leadTime!: string | null;

  @Field(() => String, { nullable: true, description: 'What else it says.' })
  notes!: string | null;

  @Field(() => [BidPrice], { description: 'Item by item.' })
  prices!: BidPrice[];

  @Field(() => Cents, { nullable: true, description: 'All items at the compared quantities; null where that is not told, or an item has no price.' })
  totalCents!: number | null;

  @Field(() => Boolean, { description: 'No responsive bid comes to less.' })
  lowest!: boolean;
}

@ObjectType({ description: 'What the board of the leading district decided.' })
export class RoundAward {
  @Field(() => ID, { description: 'The bid.' })
  bidId!: string;

  @Field(() => String, { description: 'Who won.' })
  supplier!: string;

  @Field(() => LocalDate, { description: 'The day on which the board met.' })
  boardOn!: string;

  @Field(() => String, { description: 'Where its minutes say so.' })
  minutes!: string;

  @Field(() => String, { description: 'Why this bid.' })
  reason!: string;

  @Field(() => Date, { description: 'When it was written down.' })
  awardedAt!: Date;
}

@ObjectType({ description: 'How a round without a contract comes to one: estimates, bids, the award.' })
export class RoundSolicitation {
  @Field(() => ID, { description: 'The round.' })
  roundId!: string;

  @Field(() => Date, { description: 'Until when estimates are asked for.' })
  estimatesDue!: Date;

  @Field(() => Int, { description: 'How many districts have answered.' })
  answeredCount!: number;

  @Field(() => Int, { description: 'How many are asked.' })
  memberCount!: number;

  @Field(() => [DistrictName], { nullable: true, description: 'Who has answered; null of a sealed round.' })
  answered!: DistrictName[] | null;

  @Field(() => [EstimateSum], { nullable: true, description: 'What all estimates come to; null of a sealed round.' })
  sums!: EstimateSum[] | null;

  @Field(() => [RoundEstimate], { description: 'What districts of mine expect to take.' })
  estimates!: RoundEstimate[];

  @Field(() => [DistrictName], { description: 'Districts for which I may estimate.' })
  estimateFor!: DistrictName[];

  @Field(() => String, { nullable: true, description: 'The number of the solicitation; null until bids are asked for.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'Where its notice stood.' })
  published!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Since when it stood there.' })
  publishedOn!: string | null;

  @Field(() => Date, { nullable: true, description: 'Until when bids come in.' })
  bidsDue!: Date | null;

  @Field(() => [SolicitationDocument], { description: 'Its papers.' })
  documents!: SolicitationDocument[];

  @Field(() => [RoundBid], { description: 'Bids, as they came.' })
  bids!: RoundBid[];

  @Field(() => String, { description: 'Over which quantities bids are compared, in words.' })
  comparedWords!: string;

  @Field(() => RoundAward, { nullable: true, description: 'The award; null before it.' })
  award!: RoundAward | null;

  @Field(() => String, { nullable: true, description: 'Why no bid was awarded.' })
  failedReason!: string | null;

  @Field(() => Boolean, { description: 'I may write down bids now.' })
  mayRecordBids!: boolean;

  @Field(() => Boolean, { description: 'I may award one of the bids now.' })
  mayAward!: boolean;
}
