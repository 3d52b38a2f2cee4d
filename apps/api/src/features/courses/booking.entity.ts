import { type SeatSide, type SeatState } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CourseSectionEntity } from './course-section.entity.js';

/** Bookings and seats are written by the database's own functions alone; the ORM only reads them. */
@Entity('booking')
@Check('booking_seat_count', 'seat_count > 0')
@Check('booking_not_to_exceed', 'not_to_exceed_cents >= 0')
@Check('booking_state', "state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn')")
@Check('booking_hold_has_clock', "state <> 'held' or hold_expires_at is not null")
@Check('booking_spending_authorized', "state not in ('requested', 'accepted', 'rostered', 'active', 'completed') or (not_to_exceed_cents is not null and budget_code is not null)")
@Check('booking_governed', "state not in ('accepted', 'rostered', 'active', 'completed') or governing_policy_ids is not null")
@Check('booking_terms', "state not in ('accepted', 'rostered', 'active', 'completed') or (drop_date is not null and teaching_drop_date is not null)")
@Check('booking_owed', "(state in ('dropped', 'withdrawn')) = (owed_cents is not null) and owed_cents between 0 and not_to_exceed_cents")
@Check('booking_costed', "calculation_id is not null or state in ('held', 'expired', 'cancelled')")
@Index('booking_offered_once', ['waitlistEntryId'], { unique: true, where: "((state = 'held'::text) AND (waitlist_entry_id IS NOT NULL))" })
@Index('booking_home', { synchronize: false })
@Index('booking_teaching', { synchronize: false })
@Index('booking_section', ['sectionId'])
@Index('booking_due_answers', ['dueAt'], { where: "(state = 'requested'::text)" })
@Index('booking_due_holds', ['holdExpiresAt'], { where: "(state = 'held'::text)" })
@Index('booking_to_grade', ['sectionId'], { where: "(state = ANY (ARRAY['accepted'::text, 'active'::text, 'withdrawn'::text]))" })
@Index('booking_to_begin', ['sectionId'], { where: "(state = ANY (ARRAY['accepted'::text, 'rostered'::text]))" })
export class BookingEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_booking' })
  id!: string;

  @Column({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' })
  number!: number;

  @Column('uuid', { name: 'section_id' })
  @ForeignKey(() => CourseSectionEntity, { name: 'FK_booking_section' })
  sectionId!: string;

  @Column('uuid', { name: 'home_party_id' })
  @ForeignKey('party', { name: 'FK_booking_home' })
  homePartyId!: string;

  @Column('uuid', { name: 'teaching_party_id' })
  @ForeignKey('party', { name: 'FK_booking_teaching' })
  teachingPartyId!: string;

  @Column('uuid', { name: 'consortium_id' })
  @ForeignKey('consortium', { name: 'FK_booking_consortium' })
  consortiumId!: string;

  @Column('text', { comment: 'follows from the seats; written with them, recounted by check:data' })
  state!: SeatState;

  @Column('integer', { name: 'seat_count' })
  seatCount!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('uuid', { name: 'created_by' })
  @ForeignKey('account', { name: 'FK_booking_created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'state_since' })
  stateSince!: Date;

  @Column('timestamptz', { name: 'hold_expires_at', nullable: true })
  holdExpiresAt!: Date | null;

  @Column('interval', { name: 'hold_left', nullable: true, comment: 'what is left of the hold while its mapping is being approved' })
  holdLeft!: object | null;

  @Column('interval', { name: 'mapping_wait_left', nullable: true, comment: 'how much longer the hold may still wait for its mapping; unknown until it has waited once' })
  mappingWaitLeft!: object | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('text', { name: 'due_rule', nullable: true })
  dueRule!: string | null;

  @Column('uuid', { name: 'plan_version_id' })
  @ForeignKey('cost_plan_version', { name: 'FK_booking_plan' })
  planVersionId!: string;

  @Column('uuid', { name: 'calculation_id', nullable: true })
  @ForeignKey('share_calculation', { name: 'FK_booking_calculation' })
  calculationId!: string | null;

  @Column('bigint', { name: 'not_to_exceed_cents', nullable: true })
  notToExceedCents!: string | null;

  @Column('text', { name: 'budget_code', nullable: true })
  budgetCode!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb', { nullable: true })
  fit!: object | null;

  @Column('text', { name: 'fit_reason', nullable: true })
  fitReason!: string | null;

  @Column('uuid', { name: 'policy_ids', array: true, default: '{}' })
  policyIds!: string[];

  @Column('uuid', { name: 'governing_policy_ids', array: true, nullable: true })
  governingPolicyIds!: string[] | null;

  /** As the section said it when the seats were accepted, and so the next. */
  @Column('date', { name: 'drop_date', nullable: true })
  dropDate!: string | null;

  @Column('date', { name: 'teaching_drop_date', nullable: true })
  teachingDropDate!: string | null;

  @Column('uuid', { name: 'waitlist_entry_id', nullable: true, comment: 'the place on the waitlist that these seats were offered to' })
  @ForeignKey('waitlist_entry', { name: 'FK_booking_waitlist_entry' })
  waitlistEntryId!: string | null;

  @Column('bigint', { name: 'owed_cents', nullable: true, comment: 'what seats given back after acceptance still cost, by the terms of the acceptance' })
  owedCents!: string | null;
}

@Entity('seat')
@Unique('UQ_seat_ordinal', ['bookingId', 'ordinal'])
@Check('seat_state', "state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn')")
@Index('seat_taking', ['sectionId'], { where: "(state = ANY (ARRAY['held'::text, 'awaiting_approval'::text, 'requested'::text, 'accepted'::text, 'rostered'::text, 'active'::text, 'completed'::text]))" })
export class SeatEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_seat' })
  id!: string;

  @Column('uuid', { name: 'booking_id' })
  @ForeignKey(() => BookingEntity, { name: 'FK_seat_booking' })
  bookingId!: string;

  @Column('uuid', { name: 'section_id' })
  @ForeignKey(() => CourseSectionEntity, { name: 'FK_seat_section' })
  sectionId!: string;

  @Column('integer')
  ordinal!: number;

  @Column('text')
  state!: SeatState;

  @Column('uuid', { nullable: true, comment: 'whose marks and notes are written here now; null: those of the first who is named' })
  whose!: string | null;

  @Column('date', { nullable: true, comment: 'the day its student took it over from another; null: nobody sat there before' })
  since!: string | null;
}

@Entity('booking_move')
@Check('booking_move_side', "side in ('home', 'teaching', 'clock')")
export class BookingMoveEntity {
  @PrimaryColumn('text', { name: 'from_state', primaryKeyConstraintName: 'PK_booking_move' })
  fromState!: SeatState;

  @PrimaryColumn('text', { name: 'to_state', primaryKeyConstraintName: 'PK_booking_move' })
  toState!: SeatState;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_booking_move' })
  side!: SeatSide;
}
