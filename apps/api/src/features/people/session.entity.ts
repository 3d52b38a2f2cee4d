import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from './account.entity.js';

@Entity('session')
@Unique('UQ_session_token', ['tokenHash'])
@Index('session_account', ['accountId'])
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_session' })
  id!: string;

  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey(() => AccountEntity, { name: 'FK_session_account' })
  accountId!: string;

  @Column('text')
  device!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

@Entity('attempt')
@Index('attempt_bucket', ['bucket', 'at'])
export class AttemptEntity {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'PK_attempt', generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  bucket!: string;

  @Column('timestamptz')
  at!: Date;
}
