import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('round_asking')
@Check('round_asking_items', 'cardinality(items) > 0')
@Check('round_asking_time', 'answers_by > at')
export class RoundAskingEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_asking' })
  @ForeignKey('pool_round', { name: 'FK_round_asking_round' })
  roundId!: string;

  @Column('text', { array: true, comment: 'the items below their threshold, by key' })
  items!: string[];

  @Column('timestamptz', { name: 'answers_by' })
  answersBy!: Date;

  @Column('text', { name: 'inputs_text', comment: 'what went in at the lock, before anybody answered' })
  inputsText!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('round_asked')
@ForeignKey('round_commitment', ['roundId', 'partyId'], ['roundId', 'partyId'], { name: 'FK_round_asked_commitment' })
@Check('round_asked_at_most', 'at_most_cents >= 0')
export class RoundAskedEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_asked' })
  @ForeignKey('round_asking', { name: 'FK_round_asked_asking' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_asked' })
  partyId!: string;

  @Column('bigint', { name: 'at_most_cents', comment: 'the most that a yes can come to' })
  atMostCents!: string;

  @Column({ type: 'jsonb', name: 'if_all', nullable: true, comment: 'what it comes to if everyone says yes; of a sealed round never' })
  ifAll!: object | null;
}

@Entity('round_answer')
@ForeignKey('round_asked', ['roundId', 'partyId'], ['roundId', 'partyId'], { name: 'FK_round_answer_asked' })
export class RoundAnswerEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_answer' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_answer' })
  partyId!: string;

  @Column('boolean')
  yes!: boolean;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('account', { name: 'FK_round_answer_account' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('round_order_number')
@Check('round_order_number_ordinal', 'ordinal > 0')
@Check('round_order_number_changes', 'new_number <> old_number')
export class RoundOrderNumberEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'PK_round_order_number' })
  @ForeignKey('round_order', { name: 'FK_round_order_number_order' })
  orderId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_order_number' })
  ordinal!: number;

  @Column('text', { name: 'old_number' })
  oldNumber!: string;

  @Column('text', { name: 'new_number' })
  newNumber!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('account', { name: 'FK_round_order_number_account' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;
}

export const askingEntities = [RoundAskingEntity, RoundAskedEntity, RoundAnswerEntity, RoundOrderNumberEntity];
