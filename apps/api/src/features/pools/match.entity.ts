import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('round_invoice')
@Check('round_invoice_total', 'total_cents between 0 and 10000000000000')
export class RoundInvoiceEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'PK_round_invoice' })
  @ForeignKey('round_order', { name: 'FK_round_invoice_order' })
  orderId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_round_invoice' })
  number!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_invoice' })
  revision!: number;

  @Column('date')
  day!: string;

  @Column({ type: 'jsonb', comment: 'for whom, what, how many of the smallest unit, for how much' })
  lines!: object[];

  @Column({ type: 'jsonb', comment: 'freight and fees, and what was not ordered, each by its name' })
  extras!: object[];

  @Column('bigint', { name: 'total_cents' })
  totalCents!: string;

  @Column('uuid', { name: 'entered_by' })
  @ForeignKey('account', { name: 'FK_round_invoice_by' })
  enteredBy!: string;

  @Column('timestamptz', { name: 'entered_at' })
  enteredAt!: Date;
}

@Entity('round_difference')
@Check('round_difference_cents', 'cents between -10000000000000 and 10000000000000')
@Check('round_difference_way', "way in ('accepted', 'expected')")
export class RoundDifferenceEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'PK_round_difference' })
  @ForeignKey('round_order', { name: 'FK_round_difference_order' })
  orderId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_round_difference' })
  key!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_difference' })
  revision!: number;

  @Column('bigint', { comment: 'the difference that was looked at; another one has to be decided anew' })
  cents!: string;

  @Column('text')
  way!: 'accepted' | 'expected';

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'decided_by' })
  @ForeignKey('account', { name: 'FK_round_difference_by' })
  decidedBy!: string;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt!: Date;
}

@Entity('round_match')
@Check('round_match_amounts', 'least(billed_cents, final_cents) >= 0 and greatest(billed_cents, final_cents) <= 10000000000000')
export class RoundMatchEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'PK_round_match' })
  @ForeignKey('round_order', { name: 'FK_round_match_order' })
  orderId!: string;

  @Column('text', { name: 'inputs_text' })
  inputsText!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text', { name: 'result_text' })
  resultText!: string;

  @Column('bigint', { name: 'billed_cents' })
  billedCents!: string;

  @Column('bigint', { name: 'final_cents' })
  finalCents!: string;

  @Column('uuid', { name: 'approved_by' })
  @ForeignKey('account', { name: 'FK_round_match_by' })
  approvedBy!: string;

  @Column('timestamptz', { name: 'approved_at' })
  approvedAt!: Date;
}

@Entity('round_credit')
@Check('round_credit_cents', 'cents between 0 and 10000000000000')
export class RoundCreditEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'PK_round_credit' })
  @ForeignKey('round_order', { name: 'FK_round_credit_order' })
  orderId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_round_credit', comment: 'the difference for which the credit was expected' })
  key!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_round_credit' })
  number!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_credit' })
  revision!: number;

  @Column('date')
  day!: string;

  @Column('bigint', { comment: 'nothing: the note is withdrawn' })
  cents!: string;

  @Column('uuid', { name: 'recorded_by' })
  @ForeignKey('account', { name: 'FK_round_credit_by' })
  recordedBy!: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

export const matchEntities = [RoundInvoiceEntity, RoundDifferenceEntity, RoundMatchEntity, RoundCreditEntity];
