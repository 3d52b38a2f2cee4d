import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('round_document')
@Check('round_document_kind', "kind in ('solicitation', 'award', 'clause', 'price-list', 'other')")
@Check('round_document_title', 'char_length(title) between 1 and 120')
@Check('round_document_address', "address ~ '^https://' and char_length(address) <= 500")
export class RoundDocumentEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_document' })
  @ForeignKey('pool_round', { name: 'FK_round_document_round' })
  roundId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_document' })
  ordinal!: number;

  @Column('text')
  kind!: 'solicitation' | 'award' | 'clause' | 'price-list' | 'other';

  @Column('text')
  title!: string;

  @Column('text')
  address!: string;
}

@Entity('round_authority')
@Check('round_authority_expected', 'expected_cents > 0')
@Check('round_authority_due_diligence', "due_diligence in ('asked', 'required')")
export class RoundAuthorityEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_authority' })
  @ForeignKey('pool_round', { name: 'FK_round_authority_round' })
  roundId!: string;

  @Column('bigint', { name: 'expected_cents', nullable: true })
  expectedCents!: string | null;

  @Column('text', { name: 'due_diligence', default: 'asked', comment: 'the rule in force when the round opened' })
  dueDiligence!: 'asked' | 'required';

  @Column('uuid', { name: 'bid_policy_id', nullable: true, comment: 'the thresholds in force when the round opened: a policy version, of which none ever goes' })
  bidPolicyId!: string | null;
}

@Entity('round_due_diligence')
@Check('round_due_diligence_revision', 'revision >= 1')
@Check('round_due_diligence_reason', 'char_length(btrim(reason)) between 1 and 2000')
@Index('round_due_diligence_party', ['partyId', 'at'])
export class RoundDueDiligenceEntity {
  @PrimaryColumn('uuid', { name: 'round_id', primaryKeyConstraintName: 'PK_round_due_diligence' })
  @ForeignKey('pool_round', { name: 'FK_round_due_diligence_round' })
  roundId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_round_due_diligence' })
  @ForeignKey('party', { name: 'FK_round_due_diligence_party' })
  partyId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_round_due_diligence' })
  revision!: number;

  @Column({ type: 'jsonb', comment: 'question by question: yes, no or not applicable, and a note' })
  answers!: object[];

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('account', { name: 'FK_round_due_diligence_account' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;
}

export const authorityEntities = [RoundDocumentEntity, RoundAuthorityEntity, RoundDueDiligenceEntity];
