import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PartyEntity } from './party.entity.js';

@Entity('consortium')
export class ConsortiumEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_consortium' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'short_name' })
  shortName!: string;

  @Column('text')
  about!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('consortium_member')
@Index('consortium_member_party', ['partyId'])
export class ConsortiumMemberEntity {
  @PrimaryColumn('uuid', { name: 'consortium_id', primaryKeyConstraintName: 'PK_consortium_member' })
  @ForeignKey(() => ConsortiumEntity, { name: 'FK_consortium_member_consortium' })
  consortiumId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_consortium_member' })
  @ForeignKey(() => PartyEntity, { name: 'FK_consortium_member_party' })
  partyId!: string;

  @Column('date')
  since!: string;

  @Column('date', { nullable: true })
  until!: string | null;
}
