import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('round_order')
@Check('round_order_way', "way in ('district', 'lead')")
@Check('round_order_total', 'total_cents >= 0')
@Check('round_order_placed', 'num_nonnulls(purchase_order_number, placed_by, placed_at) in (0, 3)')
@Unique('UQ_round_order_number', ['number'])
@Unique('UQ_round_order_party', ['roundId', 'partyId'])
@Index('round_order_own_number', ['partyId', 'purchaseOrderNumber'], { unique: true })
export class RoundOrderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_round_order' })
  id!: string;

  @Column('uuid', { name: 'round_id' })
  @ForeignKey('pool_round', { name: 'FK_round_order_round' })
  roundId!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey('party', { name: 'FK_round_order_party' })
  partyId!: string;

  @Column('text', { comment: 'ours, never given twice' })
  number!: string;

  @Column('text')
  way!: 'district' | 'lead';

  @Column('text')
  supplier!: string;

  @Column('text', { name: 'supplier_contact', nullable: true })
  supplierContact!: string | null;

  @Column({ type: 'jsonb', comment: 'for whom, what, how much, at which contracted price, for how much, to which school' })
  lines!: object[];

  @Column({ type: 'jsonb', default: [], comment: 'freight and fees: for whom, of which item, what, how much' })
  charges!: object[];

  @Column('bigint', { name: 'total_cents' })
  totalCents!: string;

  @Column('text', { name: 'budget_code', nullable: true })
  budgetCode!: string | null;

  @Column('text', { name: 'purchase_order_number', nullable: true })
  purchaseOrderNumber!: string | null;

  @Column('uuid', { name: 'placed_by', nullable: true })
  @ForeignKey('account', { name: 'FK_round_order_placed_by' })
  placedBy!: string | null;

  @Column('timestamptz', { name: 'placed_at', nullable: true })
  placedAt!: Date | null;

  @Column('uuid', { name: 'released_by' })
  @ForeignKey('account', { name: 'FK_round_order_released_by' })
  releasedBy!: string;

  @Column('timestamptz', { name: 'released_at' })
  releasedAt!: Date;
}
