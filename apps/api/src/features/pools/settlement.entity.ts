import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('round_baseline')
@ForeignKey('round_item', ['roundId', 'itemKey'], ['roundId', 'key'], { name: 'FK_round_baseline_item' })
@Check('round_baseline_price', 'price_cents between 1 and 100000000')
@Check('round_baseline_confidence', "confidence in ('quote', 'own-accounts', 'estimate')")
export class RoundBaselineEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_baseline' })
  @ForeignKey('pool_round', { name: 'FK_round_baseline_round' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_baseline' })
  @ForeignKey('party', { name: 'FK_round_baseline_party' })
  partyId!: string;

  @PrimaryColumn('text', { name: 'item_key', primaryKeyConstraintName: 'PK_round_baseline' })
  itemKey!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_baseline' })
  revision!: number;

  @Column('bigint', { name: 'price_cents', comment: 'what it would have paid alone, per one of the unit that has the price' })
  priceCents!: string;

  @Column('text')
  source!: string;

  @Column('text')
  confidence!: 'quote' | 'own-accounts' | 'estimate';

  @Column('uuid', { name: 'stated_by' })
  @ForeignKey('account', { name: 'FK_round_baseline_by' })
  statedBy!: string;

  @Column('timestamptz', { name: 'stated_at' })
  statedAt!: Date;
}

@Entity('round_settlement')
export class RoundSettlementEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_settlement' })
  @ForeignKey('pool_round', { name: 'FK_round_settlement_round' })
  roundId!: string;

  @Column('uuid', { name: 'plan_version_id' })
  @ForeignKey('cost_plan_version', { name: 'FK_round_settlement_plan' })
  planVersionId!: string;

  @Column('text', { name: 'inputs_text' })
  inputsText!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('bigint', { name: 'total_cents' })
  totalCents!: string;

  @Column('uuid', { name: 'settled_by' })
  @ForeignKey('account', { name: 'FK_round_settlement_by' })
  settledBy!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('round_settlement_part')
export class RoundSettlementPartEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_settlement_part' })
  @ForeignKey(() => RoundSettlementEntity, { name: 'FK_round_settlement_part_settlement' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_settlement_part' })
  @ForeignKey('party', { name: 'FK_round_settlement_part_party' })
  partyId!: string;

  @Column('uuid', { name: 'calculation_id' })
  @ForeignKey('share_calculation', { name: 'FK_round_settlement_part_calculation' })
  calculationId!: string;

  @Column('bigint')
  cents!: string;

  @Column('bigint', { name: 'paid_cents', comment: 'what it was approved to pay the supplier for its own order' })
  paidCents!: string;

  @Column('jsonb')
  lines!: object[];
}

export const settlementEntities = [RoundBaselineEntity, RoundSettlementEntity, RoundSettlementPartEntity];
