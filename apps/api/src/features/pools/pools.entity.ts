import { type CommitmentState, type RoundState } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { authorityEntities } from './authority.entity.js';
import { askingEntities } from './asking.entity.js';
import { matchEntities } from './match.entity.js';
import { RoundOrderEntity } from './order.entity.js';
import { solicitationEntities } from './solicitation.entity.js';
import { RoundContractNoticeEntity, RoundWishEntity } from './proposal.entity.js';
import { receivingEntities } from './receiving.entity.js';
import { settlementEntities } from './settlement.entity.js';

@Entity('pool_round')
@Check('pool_round_route', "route in ('contract', 'solicitation')")
@Check('pool_round_state', "state in ('draft', 'estimates', 'solicited', 'awarded', 'open', 'asking', 'locked', 'released', 'received', 'settled', 'failed', 'cancelled')")
@Check('pool_round_aim', "aim in ('best-price', 'least-cost')")
@Check('pool_round_unapproved', "unapproved_counts in ('nothing', 'committed')")
@Check('pool_round_ceiling', 'ceiling_cents > 0')
@Check('pool_round_extended', 'extended_from < locks_at')
@Check('pool_round_sealed', 'ceiling_cents is null or not sealed')
@Check('pool_round_below', "below_threshold in ('end', 'extend', 'ask')")
@Check('pool_round_below_days', 'below_days between 1 and 30')
@Check('pool_round_below_both', "(below_threshold = 'end') = (below_days is null)")
@Check('pool_round_short_rule', "short_rule in ('as-delivered', 'max-min', 'pro-rata', 'first-come')")
@Check('pool_round_delivery', 'delivery_until >= delivery_from')
@Check('pool_round_revision', 'revision >= 1')
@Check('pool_round_sealed_short', "short_rule = 'as-delivered' or not sealed")
@Index('pool_round_due', ['locksAt'], { where: "(state = 'open'::text)" })
@Index('pool_round_asking', ['id'], { where: "(state = 'asking'::text)" })
@Index('pool_round_lead', ['leadPartyId', 'proposedAt', 'id'])
@Index('pool_round_consortium', ['consortiumId', 'locksAt', 'id'])
export class PoolRoundEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_pool_round' })
  @ForeignKey('offering', { name: 'FK_pool_round_offering' })
  id!: string;

  @Column('uuid', { name: 'lead_party_id' })
  @ForeignKey('party', { name: 'FK_pool_round_lead' })
  leadPartyId!: string;

  @Column('uuid', { name: 'consortium_id' })
  @ForeignKey('consortium', { name: 'FK_pool_round_consortium' })
  consortiumId!: string;

  @Column('text')
  route!: 'contract' | 'solicitation';

  @Column('text')
  state!: RoundState;

  @Column('boolean')
  sealed!: boolean;

  @Column('text')
  aim!: 'best-price' | 'least-cost';

  @Column('boolean', { name: 'buy_up' })
  buyUp!: boolean;

  @Column('timestamptz', { name: 'locks_at' })
  locksAt!: Date;

  @Column('timestamptz', { name: 'extended_from', nullable: true })
  extendedFrom!: Date | null;

  @Column('text', { name: 'unapproved_counts' })
  unapprovedCounts!: 'nothing' | 'committed';

  @Column('text', { name: 'lead_agency', nullable: true })
  leadAgency!: string | null;

  @Column('text', { name: 'contract_number', nullable: true })
  contractNumber!: string | null;

  @Column('text', { nullable: true })
  clause!: string | null;

  @Column('date', { name: 'term_ends', nullable: true })
  termEnds!: string | null;

  @Column('bigint', { name: 'ceiling_cents', nullable: true })
  ceilingCents!: string | null;

  @Column('boolean', { default: false })
  reminded!: boolean;

  @Column('text', { name: 'below_threshold', default: 'end' })
  belowThreshold!: 'end' | 'extend' | 'ask';

  @Column('integer', { name: 'below_days', nullable: true })
  belowDays!: number | null;

  @Column('text', { name: 'short_rule', default: 'as-delivered' })
  shortRule!: 'as-delivered' | 'max-min' | 'pro-rata' | 'first-come';

  @Column({ type: 'jsonb', default: [], comment: 'freight and fees of the whole round, as the price engine reads them' })
  charges!: object[];

  @Column('date', { name: 'delivery_from', nullable: true })
  deliveryFrom!: string | null;

  @Column('date', { name: 'delivery_until', nullable: true })
  deliveryUntil!: string | null;

  @Column('text', { name: 'state_code', nullable: true })
  stateCode!: string | null;

  @Column('boolean', { default: false })
  federal!: boolean;

  @Column('uuid', { name: 'copied_from', nullable: true })
  @ForeignKey(() => PoolRoundEntity, { name: 'FK_pool_round_copied_from' })
  copiedFrom!: string | null;

  @Column('uuid', { name: 'proposed_by' })
  @ForeignKey('account', { name: 'FK_pool_round_proposed_by' })
  proposedBy!: string;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  @Column('timestamptz', { name: 'state_since' })
  stateSince!: Date;

  @Column({ type: 'integer', default: 1, comment: 'how often its draft was saved' })
  revision!: number;
}

@Entity('round_item')
export class RoundItemEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_item' })
  @ForeignKey(() => PoolRoundEntity, { name: 'FK_round_item_round' })
  roundId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_round_item' })
  key!: string;

  @Column('integer')
  ordinal!: number;

  @Column({ type: 'jsonb', comment: 'the item as the price engine reads it' })
  body!: object;

  @Column({ type: 'jsonb', name: 'unit_sizes', comment: 'each unit, and how many of the smallest it holds' })
  unitSizes!: Record<string, number>;

  @Column('bigint', { name: 'ceiling_units', nullable: true })
  ceilingUnits!: string | null;
}

@Entity('round_commitment')
@Check('round_commitment_state', "state in ('committed', 'awaiting_approval', 'declined', 'withdrawn')")
@Check('round_commitment_at_most', 'at_most_cents >= 0')
@Index('round_commitment_party', ['partyId'])
export class RoundCommitmentEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_commitment' })
  @ForeignKey(() => PoolRoundEntity, { name: 'FK_round_commitment_round' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_commitment' })
  @ForeignKey('party', { name: 'FK_round_commitment_party' })
  partyId!: string;

  @Column('text')
  state!: CommitmentState;

  @Column('integer')
  revision!: number;

  @Column('bigint', { name: 'at_most_cents' })
  atMostCents!: string;

  @Column('bigint', { name: 'approved_cents' })
  approvedCents!: string;

  @Column('text', { name: 'budget_code' })
  budgetCode!: string;

  @Column('text', { name: 'funding_source', nullable: true })
  fundingSource!: string | null;

  @Column('uuid', { name: 'school_id', nullable: true })
  @ForeignKey('school', { name: 'FK_round_commitment_school' })
  schoolId!: string | null;

  @Column('uuid', { name: 'committed_by' })
  @ForeignKey('account', { name: 'FK_round_commitment_by' })
  committedBy!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

@Entity('round_line')
@ForeignKey('round_commitment', ['roundId', 'partyId'], ['roundId', 'partyId'], { name: 'FK_round_line_commitment' })
@ForeignKey('round_item', ['roundId', 'itemKey'], ['roundId', 'key'], { name: 'FK_round_line_item' })
@Check('round_line_not_to_exceed', 'not_to_exceed_cents > 0')
@Check('round_line_limits', 'minimum between 0 and maximum and maximum between 1 and 1000000')
export class RoundLineEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_line' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_line' })
  partyId!: string;

  @PrimaryColumn('text', { name: 'item_key', primaryKeyConstraintName: 'PK_round_line' })
  itemKey!: string;

  @Column('text')
  unit!: string;

  @Column('integer')
  minimum!: number;

  @Column('integer')
  maximum!: number;

  @Column('bigint', { name: 'not_to_exceed_cents', nullable: true })
  notToExceedCents!: string | null;
}

@Entity('round_commitment_version')
@ForeignKey('round_commitment', ['roundId', 'partyId'], ['roundId', 'partyId'], { name: 'FK_round_commitment_version_commitment' })
export class RoundCommitmentVersionEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_commitment_version' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_commitment_version' })
  partyId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_commitment_version' })
  revision!: number;

  @Column('text')
  state!: CommitmentState;

  @Column('bigint', { name: 'at_most_cents' })
  atMostCents!: string;

  @Column('jsonb')
  lines!: object[];

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('account', { name: 'FK_round_commitment_version_account' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('round_result')
export class RoundResultEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_result' })
  @ForeignKey(() => PoolRoundEntity, { name: 'FK_round_result_round' })
  roundId!: string;

  @Column('text', { name: 'inputs_text' })
  inputsText!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text', { name: 'result_text' })
  resultText!: string;

  @Column('bigint', { name: 'total_cents' })
  totalCents!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('round_share')
export class RoundShareEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_share' })
  @ForeignKey(() => RoundResultEntity, { name: 'FK_round_share_result' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_share' })
  @ForeignKey('party', { name: 'FK_round_share_party' })
  partyId!: string;

  @Column('bigint')
  cents!: string;

  @Column('jsonb')
  lines!: object[];
}

export const poolsEntities = [PoolRoundEntity, RoundItemEntity, RoundCommitmentEntity, RoundLineEntity, RoundCommitmentVersionEntity, RoundResultEntity, RoundShareEntity, RoundOrderEntity, ...authorityEntities, ...solicitationEntities, RoundWishEntity, RoundContractNoticeEntity,
  ...askingEntities,
  ...receivingEntities,
  ...matchEntities,
  ...settlementEntities,
];
