import { type Role } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from './account.entity.js';

@Entity('role_invitation')
@Check('role_invitation_name_given', `display_name <> ''`)
@Check('role_invitation_in_its_place', `role in ('teacher', 'counselor', 'registrar', 'procurement_officer', 'business_manager', 'superintendent', 'district_administrator')
  and party_id is not null and consortium_id is null or role in ('coordinator', 'fiscal_agent') and consortium_id is not null and party_id is null`)
@Unique('UQ_role_invitation_token', ['tokenHash'])
@Index('role_invitation_once', { synchronize: false })
@Index('role_invitation_party', ['partyId'], { where: '((accepted_at IS NULL) AND (ended_at IS NULL))' })
@Index('role_invitation_consortium', ['consortiumId'], { where: '((accepted_at IS NULL) AND (ended_at IS NULL))' })
export class RoleInvitationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_role_invitation', comment: 'the id of the role, once it is taken up' })
  id!: string;

  @Column('uuid', { name: 'person_id', comment: 'who is invited, as the place knows them until then: one id for all that is open there' })
  personId!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey(() => AccountEntity, { name: 'FK_role_invitation_account' })
  accountId!: string;

  @Column('text')
  email!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text')
  role!: Role;

  @Column('uuid', { name: 'party_id', nullable: true })
  @ForeignKey('party', { name: 'FK_role_invitation_party' })
  partyId!: string | null;

  @Column('uuid', { name: 'consortium_id', nullable: true })
  @ForeignKey('consortium', { name: 'FK_role_invitation_consortium' })
  consortiumId!: string | null;

  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  @Column('timestamptz', { name: 'invited_at' })
  invitedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
