import { type Role } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity.js';

@Entity('role_assignment')
@Check('role_in_its_place', `role in ('teacher', 'counselor', 'registrar', 'procurement_officer', 'business_manager', 'superintendent', 'district_administrator')
  and party_id is not null and consortium_id is null or role in ('coordinator', 'fiscal_agent') and consortium_id is not null and party_id is null`)
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
