import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { InboxItemEntity, MailEntity } from './inbox.entity.js';

@Entity('mail_preference')
@Check('mail_preference_tasks', "tasks in ('at_once', 'daily')")
@Check('mail_preference_bookings', "bookings in ('at_once', 'daily', 'weekly', 'never')")
@Check('mail_preference_news', "news in ('at_once', 'daily', 'weekly', 'never')")
export class MailPreferenceEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'PK_mail_preference' })
  @ForeignKey('account', { name: 'FK_mail_preference_account' })
  accountId!: string;

  @Column('text')
  tasks!: string;

  @Column('text')
  bookings!: string;

  @Column('text')
  news!: string;

  @Column('boolean')
  reminders!: boolean;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

@Entity('mail_stop')
@Unique('UQ_mail_stop_token', ['token'])
export class MailStopEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'PK_mail_stop' })
  @ForeignKey('account', { name: 'FK_mail_stop_account' })
  accountId!: string;

  @Column('text')
  token!: string;
}

@Entity('reminder')
export class ReminderEntity {
  @PrimaryColumn('uuid', { name: 'item_id', primaryKeyConstraintName: 'PK_reminder' })
  @ForeignKey(() => InboxItemEntity, { name: 'FK_reminder_item' })
  itemId!: string;

  @PrimaryColumn('date', { name: 'due_on', primaryKeyConstraintName: 'PK_reminder' })
  dueOn!: string;

  @PrimaryColumn('integer', { name: 'days_before', primaryKeyConstraintName: 'PK_reminder' })
  daysBefore!: number;

  @Column('timestamptz')
  at!: Date;
}

@Entity('digest')
export class DigestEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'PK_digest' })
  @ForeignKey('account', { name: 'FK_digest_account' })
  accountId!: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'PK_digest' })
  day!: string;

  @Column('boolean')
  weekly!: boolean;

  @Column('timestamptz')
  at!: Date;

  @Column('uuid', { name: 'mail_id', nullable: true })
  @ForeignKey(() => MailEntity, { name: 'FK_digest_mail' })
  mailId!: string | null;
}

export const mailEntities = [MailPreferenceEntity, MailStopEntity, ReminderEntity, DigestEntity];
