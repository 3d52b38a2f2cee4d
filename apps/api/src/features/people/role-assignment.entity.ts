import { type Role } from '@barnraise/lifecycle';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity.js';

@Entity('role_assignment')
@Index('role_assignment_once', { synchronize: false })
@Index('role_assignment_party', ['partyId'], { where: '(ended_at IS NULL)' })
@Index('role_assignment_consortium', ['consortiumId'], { where: '(ended_at IS NULL)' })
export class RoleAssignmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_role_assignment' })
  id!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey(() => AccountEntity, { name: 'FK_role_assignment_account' })
  accountId!: string;

  @Column('text')
  role!: Role;

  @Column('uuid', { name: 'party_id', nullable: true })
  @ForeignKey('party', { name: 'FK_role_assignment_party' })
  partyId!: string | null;

  @Column('uuid', { name: 'consortium_id', nullable: true })
  @ForeignKey('consortium', { name: 'FK_role_assignment_consortium' })
  consortiumId!: string | null;

  @Column('timestamptz', { name: 'granted_at' })
  grantedAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
