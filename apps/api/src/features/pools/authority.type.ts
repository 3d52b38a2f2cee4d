import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Cents } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';

export enum DocumentKind { SOLICITATION = 'solicitation', AWARD = 'award', CLAUSE = 'clause', PRICE_LIST = 'price-list', OTHER = 'other' }
registerEnumType(DocumentKind, { name: 'DocumentKind', description: 'What a document of a round is.' });

export enum CheckAnswer { YES = 'yes', NO = 'no', NOT_APPLICABLE = 'not-applicable' }
registerEnumType(CheckAnswer, { name: 'CheckAnswer', description: 'How a question of the checklist was answered.' });

export enum PooledBasis { EXPECTED = 'expected', NOW = 'now', AT_LOCK = 'at-lock' }
registerEnumType(PooledBasis, { name: 'PooledBasis', description: 'What the sum of a round is: expected by whoever leads it, as it stands now, or as it locked.' });

@ObjectType({ description: 'A document that shows by what right a round buys.' })
export class RoundDocument {
  @Field(() => DocumentKind, { description: 'What it is.' })
  kind!: DocumentKind;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'Where it is.' })
  address!: string;
}

@ObjectType({ description: 'A question a district answers before it buys on a contract of somebody else.' })
export class CheckQuestion {
  @Field(() => String, { description: 'Its key.' })
  key!: string;

  @Field(() => String, { description: 'The question.' })
  words!: string;

  @Field(() => String, { description: 'Where to look, in this round.' })
  hint!: string;
}

@ObjectType({ description: 'An answer to it.' })
export class CheckAnswered {
  @Field(() => String, { description: 'The key of the question.' })
  key!: string;

  @Field(() => CheckAnswer, { description: 'The answer.' })
  answer!: CheckAnswer;

  @Field(() => String, { nullable: true, description: 'A note.' })
  note!: string | null;
}

@ObjectType({ description: 'What a district of mine wrote down about its use of a contract. Never changed, only followed by another.' })
export class DueDiligenceRecord {
  @Field(() => DistrictName, { description: 'Whose it is.' })
  district!: DistrictName;

  @Field(() => Int, { description: 'Counted from the first.' })
  revision!: number;

  @Field(() => [CheckAnswered], { description: 'What was checked.' })
  answers!: CheckAnswered[];

  @Field(() => String, { description: 'Why the district uses this contract.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Who wrote it; null where that is not told.' })
  writtenBy!: string | null;

  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'In which round.' })
  roundTitle!: string;
}

@ObjectType({ description: 'What a sum of all parts together asks for by law, though each part may not.' })
export class BidWarning {
  @Field(() => Cents, { description: 'The sum.' })
  cents!: number;

  @Field(() => PooledBasis, { description: 'What the sum is.' })
  basis!: PooledBasis;

  @Field(() => Boolean, { description: 'One part alone comes to it as well.' })
  alone!: boolean;

  @Field(() => String, { description: 'What is needed, in a sentence.' })
  words!: string;

  @Field(() => String, { description: 'When it is not, and what this round shows for that.' })
  unlessWords!: string;

  @Field(() => String, { description: 'The law, and where members wrote it down.' })
  citation!: string;
}

@ObjectType({ description: 'By what right a round buys, and what districts of mine wrote down about that.' })
export class RoundAuthority {
  @Field(() => String, { nullable: true, description: 'The state under whose law it buys: ID.' })
  stateCode!: string | null;

  @Field(() => Boolean, { description: 'Federal money may pay for a part of it.' })
  federal!: boolean;

  @Field(() => Cents, { nullable: true, description: 'What all of it is expected to come to, by whoever leads it.' })
  expectedCents!: number | null;

  @Field(() => [RoundDocument], { description: 'Documents, in the order they were added.' })
  documents!: RoundDocument[];

  @Field(() => Boolean, { description: 'Without its written reason no commitment of a district counts.' })
  reasonRequired!: boolean;

  @Field(() => [CheckQuestion], { description: 'The checklist.' })
  questions!: CheckQuestion[];

  @Field(() => [DueDiligenceRecord], { description: 'What districts of mine wrote down here, the newest first.' })
  records!: DueDiligenceRecord[];

  @Field(() => [DueDiligenceRecord], { description: 'What they wrote down last about the same contract in another round.' })
  before!: DueDiligenceRecord[];

  @Field(() => [String], { description: 'From which sums on bids are needed, in words.' })
  bidRules!: string[];

  @Field(() => String, { nullable: true, description: 'Where members wrote that down; null where nothing is agreed.' })
  bidRulesCitation!: string | null;

  @Field(() => BidWarning, { nullable: true, description: 'A threshold that all parts together pass; null while they do not, and of a sealed round that is open or over.' })
  bidWarning!: BidWarning | null;
}
