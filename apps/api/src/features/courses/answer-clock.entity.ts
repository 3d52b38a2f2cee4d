import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { BookingEntity } from './booking.entity.js';

/** When whoever stands above those who should have answered is asked, and when they were. */
@Entity('answer_clock')
@Check('answer_clock_forward', 'administrator_at < coordinator_at')
export class AnswerClockEntity {
  @PrimaryColumn('uuid', { name: 'booking_id', primaryKeyConstraintName: 'PK_answer_clock' })
  @ForeignKey(() => BookingEntity, { name: 'FK_answer_clock_booking' })
  bookingId!: string;

  @Column('timestamptz', { name: 'administrator_at' })
  administratorAt!: Date;

  @Column('timestamptz', { name: 'coordinator_at' })
  coordinatorAt!: Date;

  @Column('text')
  rule!: string;

  @Column('timestamptz', { name: 'administrator_asked_at', nullable: true })
  administratorAskedAt!: Date | null;

  @Column('timestamptz', { name: 'coordinator_asked_at', nullable: true })
  coordinatorAskedAt!: Date | null;
}
