import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('policy_version')
@Check('policy_version_scope', 'num_nonnulls(consortium_id, party_id) = 1')
@Index('policy_version_once', { synchronize: false })
export class PolicyVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_policy_version' })
  id!: string;

  @Column('uuid', { name: 'consortium_id', nullable: true })
  @ForeignKey('consortium', { name: 'FK_policy_version_consortium' })
  consortiumId!: string | null;

  @Column('uuid', { name: 'party_id', nullable: true })
  @ForeignKey('party', { name: 'FK_policy_version_party' })
  partyId!: string | null;

  @Column('text')
  key!: string;

  @Column('jsonb')
  value!: unknown;

  @Column('date', { name: 'effective_from' })
  effectiveFrom!: string;

  @Column('text')
  citation!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

export const agreementsEntities = [PolicyVersionEntity];
