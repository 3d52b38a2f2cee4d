import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('round_wish')
@Check('round_wish_quantity', 'quantity between 1 and 1000000')
export class RoundWishEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_wish' })
  @ForeignKey('pool_round', { name: 'FK_round_wish_round' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_wish' })
  @ForeignKey('party', { name: 'FK_round_wish_party' })
  partyId!: string;

  @Column('integer', { comment: 'of the first item, in its order unit' })
  quantity!: number;
}

@Entity('round_contract_notice')
export class RoundContractNoticeEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_contract_notice' })
  @ForeignKey('pool_round', { name: 'FK_round_contract_notice_round' })
  roundId!: string;

  @Column('timestamptz')
  at!: Date;
}
