import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('account')
@Unique('UQ_account_email', ['email'])
@Check('account_email_lower', 'email = lower(email)')
@Check('account_display_name_given', "display_name <> ''")
@Check('account_status', "status in ('invited', 'active', 'disabled')")
export class AccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_account' })
  id!: string;

  @Column('text')
  email!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text')
  status!: 'invited' | 'active' | 'disabled';

  @Column('text', { name: 'try_this', nullable: true, comment: "demo only: what the sign-in list suggests to try as this person" })
  tryThis!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('credential')
export class CredentialEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'PK_credential' })
  @ForeignKey(() => AccountEntity, { name: 'FK_credential_account' })
  accountId!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

@Entity('external_identity')
export class ExternalIdentityEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_external_identity' })
  issuer!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_external_identity' })
  subject!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey(() => AccountEntity, { name: 'FK_external_identity_account' })
  accountId!: string;
}

@Entity('account_link')
@Check('account_link_purpose', "purpose in ('invitation', 'reset')")
export class AccountLinkEntity {
  @PrimaryColumn('text', { name: 'token_hash', primaryKeyConstraintName: 'PK_account_link' })
  tokenHash!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey(() => AccountEntity, { name: 'FK_account_link_account' })
  accountId!: string;

  @Column('text')
  purpose!: 'invitation' | 'reset';

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
