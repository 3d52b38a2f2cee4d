import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('round_bid')
@Check('round_bid_revision', 'revision >= 1')
@Check('round_bid_reason', 'responsive = (reason is null)')
export class RoundBidEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_bid' })
  @ForeignKey('pool_round', { name: 'FK_round_bid_round' })
  roundId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_round_bid' })
  id!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_bid' })
  revision!: number;

  @Column('text')
  supplier!: string;

  @Column('boolean')
  responsive!: boolean;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'lead_time', nullable: true })
  leadTime!: string | null;

  @Column('text', { nullable: true })
  notes!: string | null;

  @Column({ type: 'jsonb', comment: 'the price list offered for each item, in the unit the item asks for' })
  prices!: object[];

  @Column('uuid', { name: 'recorded_by' })
  @ForeignKey('account', { name: 'FK_round_bid_recorded_by' })
  recordedBy!: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

@Entity('round_solicitation')
@ForeignKey('round_bid', ['roundId', 'bidId', 'bidRevision'], ['roundId', 'id', 'revision'], { name: 'FK_round_solicitation_bid' })
@Check('round_solicitation_asked', 'num_nonnulls(number, published, published_on, bids_due) in (0, 4)')
@Check('round_solicitation_awarded', 'num_nonnulls(bid_id, bid_revision, board_on, minutes, reason, awarded_by, awarded_at) in (0, 7)')
@Check('round_solicitation_either', 'awarded_at is null or failed_reason is null')
export class RoundSolicitationEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_solicitation' })
  @ForeignKey('pool_round', { name: 'FK_round_solicitation_round' })
  roundId!: string;

  @Column('timestamptz', { name: 'estimates_due' })
  estimatesDue!: Date;

  @Column('boolean', { default: false })
  reminded!: boolean;

  @Column('text', { nullable: true })
  number!: string | null;

  @Column('text', { nullable: true, comment: 'where the notice stood' })
  published!: string | null;

  @Column('date', { name: 'published_on', nullable: true })
  publishedOn!: string | null;

  @Column('timestamptz', { name: 'bids_due', nullable: true })
  bidsDue!: Date | null;

  @Column({ type: 'jsonb', default: [], comment: 'links by name, and what each is' })
  documents!: object[];

  @Column('uuid', { name: 'bid_id', nullable: true })
  bidId!: string | null;

  @Column('integer', { name: 'bid_revision', nullable: true })
  bidRevision!: number | null;

  @Column('date', { name: 'board_on', nullable: true })
  boardOn!: string | null;

  @Column('text', { nullable: true })
  minutes!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid', { name: 'awarded_by', nullable: true })
  @ForeignKey('account', { name: 'FK_round_solicitation_awarded_by' })
  awardedBy!: string | null;

  @Column('timestamptz', { name: 'awarded_at', nullable: true })
  awardedAt!: Date | null;

  @Column('text', { name: 'failed_reason', nullable: true })
  failedReason!: string | null;
}

@Entity('round_estimate')
@Index('round_estimate_party', ['partyId'])
export class RoundEstimateEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_estimate' })
  @ForeignKey('pool_round', { name: 'FK_round_estimate_round' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_estimate' })
  @ForeignKey('party', { name: 'FK_round_estimate_party' })
  partyId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_estimate' })
  revision!: number;

  @Column({ type: 'jsonb', comment: 'how much of which item, in which unit; none where the district takes nothing' })
  lines!: object[];

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('account', { name: 'FK_round_estimate_account' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;
}

export const solicitationEntities = [RoundBidEntity, RoundSolicitationEntity, RoundEstimateEntity];
