import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('round_receipt')
@Check('round_receipt_units', 'least(good, damaged, substituted) >= 0 and good + damaged + substituted <= 90000000')
@Check('round_receipt_substitute', 'num_nonnulls(substitute, accepted) = case when substituted > 0 then 2 else 0 end')
export class RoundReceiptEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'PK_round_receipt' })
  @ForeignKey('round_order', { name: 'FK_round_receipt_order' })
  orderId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_receipt' })
  @ForeignKey('party', { name: 'FK_round_receipt_party' })
  partyId!: string;

  @PrimaryColumn('text', { name: 'item_key', primaryKeyConstraintName: 'PK_round_receipt' })
  itemKey!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_receipt' })
  revision!: number;

  @Column('integer', { comment: 'all that has come so far in good order, in the smallest unit' })
  good!: number;

  @Column('integer')
  damaged!: number;

  @Column('integer')
  substituted!: number;

  @Column('text', { nullable: true })
  substitute!: string | null;

  @Column('boolean', { nullable: true })
  accepted!: boolean | null;

  @Column('boolean')
  complete!: boolean;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('uuid', { name: 'received_by' })
  @ForeignKey('account', { name: 'FK_round_receipt_by' })
  receivedBy!: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}

@Entity('round_delivery')
export class RoundDeliveryEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_delivery' })
  @ForeignKey('pool_round', { name: 'FK_round_delivery_round' })
  roundId!: string;

  @Column('text', { name: 'inputs_text' })
  inputsText!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text', { name: 'result_text' })
  resultText!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('round_delivery_part')
export class RoundDeliveryPartEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_delivery_part' })
  @ForeignKey(() => RoundDeliveryEntity, { name: 'FK_round_delivery_part_delivery' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_delivery_part' })
  @ForeignKey('party', { name: 'FK_round_delivery_part_party' })
  partyId!: string;

  @Column({ type: 'jsonb', comment: 'item by item: what was ordered, what came, what it keeps, what it hands on to whom or gets from whom, and why' })
  lines!: object[];
}

export const receivingEntities = [RoundReceiptEntity, RoundDeliveryEntity, RoundDeliveryPartEntity];
