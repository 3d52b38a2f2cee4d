import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** As PostgreSQL prints it. */
const SORT_KEY = `
CASE
    WHEN is_notice THEN ('2'::text || lpad((('999999999999'::bigint - (EXTRACT(epoch FROM (created_at AT TIME ZONE 'UTC'::text)))::bigint))::text, 12, '0'::text))
    WHEN (due_at IS NULL) THEN '1'::text
    ELSE ('0'::text || lpad(((EXTRACT(epoch FROM (due_at AT TIME ZONE 'UTC'::text)))::bigint)::text, 12, '0'::text))
END`;

@Entity('inbox_item')
@Check('inbox_item_place', 'num_nonnulls(party_id, consortium_id) = 1')
@Index('inbox_item_open', ['partyId', 'sortKey', 'id'], { where: '(done_at IS NULL)' })
@Index('inbox_item_open_office', ['consortiumId', 'sortKey', 'id'], { where: '((done_at IS NULL) AND (consortium_id IS NOT NULL))' })
@Index('inbox_item_untold', ['id'], { where: '(told_at IS NULL)' })
@Index('inbox_item_due', ['dueAt'], { where: '((done_at IS NULL) AND (due_at IS NOT NULL))' })
@Index('inbox_item_newest', ['createdAt'])
@Index('inbox_item_window', ['windowId'], { where: '((done_at IS NULL) AND (window_id IS NOT NULL))' })
@Index('inbox_item_subject', ['subjectId'], { where: '(done_at IS NULL)' })
export class InboxItemEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_inbox_item' })
  id!: string;

  @Column('text')
  kind!: string;

  @Column('boolean', { name: 'is_notice' })
  isNotice!: boolean;

  @Column('uuid', { name: 'party_id', nullable: true })
  @ForeignKey('party', { name: 'FK_inbox_item_party' })
  partyId!: string | null;

  @Column('uuid', { name: 'consortium_id', nullable: true })
  @ForeignKey('consortium', { name: 'FK_inbox_item_consortium' })
  consortiumId!: string | null;

  @Column('text', { array: true })
  roles!: string[];

  @Column({ type: 'uuid', array: true, comment: 'parties whose act may settle this item' })
  sides!: string[];

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'booking_id', nullable: true })
  bookingId!: string | null;

  @Column('uuid', { name: 'section_id', nullable: true })
  sectionId!: string | null;

  @Column('uuid', { name: 'study_id', nullable: true })
  studyId!: string | null;

  @Column('uuid', { name: 'draft_id', nullable: true })
  draftId!: string | null;

  @Column('uuid', { name: 'need_id', nullable: true })
  needId!: string | null;

  @Column('uuid', { name: 'round_id', nullable: true })
  roundId!: string | null;

  @Column('uuid', { name: 'window_id', nullable: true })
  windowId!: string | null;

  @Column('text')
  title!: string;

  @Column('text')
  detail!: string;

  @Column('text', { name: 'next_step', nullable: true })
  nextStep!: string | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('text', { name: 'due_rule', nullable: true })
  dueRule!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'told_at', nullable: true, comment: 'when mail of it was written for those who want it at once' })
  toldAt!: Date | null;

  @Column({ type: 'uuid', name: 'by_account_id', nullable: true, default: () => 'my_account()', comment: 'whose act put it here: they need no mail of it' })
  byAccountId!: string | null;

  @Column({ type: 'uuid', name: 'account_id', nullable: true, comment: 'for this one of those who hold its roles; null: for all of them' })
  @ForeignKey('account', { name: 'FK_inbox_item_account' })
  accountId!: string | null;

  @Column({ type: 'boolean', default: false, comment: 'about today or tomorrow: mailed at once to whoever wants such mail at all' })
  urgent!: boolean;

  @Column({
    type: 'text', name: 'sort_key', nullable: true, insert: false, update: false, comment: 'tasks by their clock, tasks without one, then notices, newest first', generatedType: 'STORED', asExpression: SORT_KEY,
  })
  sortKey!: string;
}

@Entity('inbox_dismissal')
export class InboxDismissalEntity {
  @PrimaryColumn('uuid', { name: 'item_id', primaryKeyConstraintName: 'PK_inbox_dismissal' })
  @ForeignKey(() => InboxItemEntity, { name: 'FK_inbox_dismissal_item' })
  itemId!: string;

  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'PK_inbox_dismissal' })
  @ForeignKey('account', { name: 'FK_inbox_dismissal_account' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('mail')
@Unique('UQ_mail_dedupe', ['dedupeKey'])
@Index('mail_unsent', ['createdAt'], { where: '(sent_at IS NULL)' })
@Check('mail_stop_kind', "stop in ('bookings', 'news', 'digest', 'reminders')")
export class MailEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_mail' })
  id!: string;

  @Column('text', { name: 'dedupe_key' })
  dedupeKey!: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('account', { name: 'FK_mail_account' })
  accountId!: string;

  @Column('text', { name: 'to_address' })
  toAddress!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  body!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column({ type: 'uuid', name: 'item_id', nullable: true, comment: 'the one thing it is about: a mail of what is done by then is not delivered' })
  @ForeignKey(() => InboxItemEntity, { name: 'FK_mail_item' })
  itemId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'the kind of mail its reader can end by one press' })
  stop!: string | null;

  @Column({ type: 'timestamptz', name: 'dropped_at', nullable: true, comment: 'when it was found to be about something done, or no longer for its reader' })
  droppedAt!: Date | null;
}

export const inboxEntities = [InboxItemEntity, InboxDismissalEntity, MailEntity];
