import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('sced_course')
@Check('sced_course_code_text', "code ~ '^[0-9]{5}$'")
export class ScedCourseEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_sced_course' })
  version!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_sced_course' })
  code!: string;

  @Column('text', { name: 'area_code' })
  areaCode!: string;

  @Column('text', { name: 'area_name' })
  areaName!: string;

  @Column('text')
  title!: string;

  @Column('text')
  description!: string;
}

@Entity('course_section')
@ForeignKey(() => ScedCourseEntity, ['scedVersion', 'scedCode'], ['version', 'code'], { name: 'FK_course_section_sced' })
@Check('course_section_credit', 'credit_hundredths > 0')
@Check('course_section_modality', "modality in ('synchronous', 'asynchronous', 'hybrid', 'in_person')")
@Check('course_section_grades', 'grade_low between 6 and 14 and grade_high between grade_low and 14')
@Check('course_section_forward', 'first_day < last_day and drop_date between first_day and last_day')
@Check('course_section_teaching_drop', 'teaching_drop_date between first_day and last_day')
@Check('course_section_meets', "modality = 'asynchronous' or (cardinality(meeting_days) > 0 and starts_at < ends_at)")
@Check('course_section_reserved', 'reserved_seats between 0 and capacity and (reserved_seats = 0 or reserved_until is not null)')
@Check('seats_never_oversold', 'seats_taken between 0 and capacity')
@Check('own_seats_within', 'own_seats_taken between 0 and seats_taken')
@Check('seats_waiting_counted', 'seats_waiting >= 0')
@Index('course_section_waiting', ['id'], { where: '(seats_waiting > 0)' })
@Index('course_section_teaching', ['teachingPartyId'])
@Index('course_section_unreleased', ['reservedUntil'], { where: '((reserved_seats > 0) AND (NOT reserved_released))' })
@Index('course_section_to_end', ['lastDay'], { where: 'NOT over' })
export class CourseSectionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_section' })
  @ForeignKey('offering', { name: 'FK_course_section_offering' })
  id!: string;

  @Column('uuid', { name: 'teaching_party_id' })
  @ForeignKey('party', { name: 'FK_course_section_teaching' })
  teachingPartyId!: string;

  @Column('uuid', { name: 'school_id' })
  @ForeignKey('school', { name: 'FK_course_section_school' })
  schoolId!: string;

  @Column('uuid', { name: 'term_id' })
  @ForeignKey('term', { name: 'FK_course_section_term' })
  termId!: string;

  @Column('uuid', { name: 'teacher_account_id', nullable: true })
  @ForeignKey('account', { name: 'FK_course_section_teacher' })
  teacherAccountId!: string | null;

  @Column('text', { name: 'teacher_name', nullable: true })
  teacherName!: string | null;

  @Column('text', { name: 'sced_version' })
  scedVersion!: string;

  @Column('text', { name: 'sced_code' })
  scedCode!: string;

  @Column('text', { name: 'local_code' })
  localCode!: string;

  @Column('text')
  syllabus!: string;

  @Column('text', { nullable: true })
  prerequisites!: string | null;

  @Column('integer', { name: 'grade_low' })
  gradeLow!: number;

  @Column('integer', { name: 'grade_high' })
  gradeHigh!: number;

  @Column('integer', { name: 'credit_hundredths' })
  creditHundredths!: number;

  @Column('text')
  modality!: 'synchronous' | 'asynchronous' | 'hybrid' | 'in_person';

  @Column('text', { name: 'meeting_days', array: true, default: '{}' })
  meetingDays!: string[];

  @Column('text', { name: 'starts_at', nullable: true })
  startsAt!: string | null;

  @Column('text', { name: 'ends_at', nullable: true })
  endsAt!: string | null;

  @Column('date', { name: 'first_day' })
  firstDay!: string;

  @Column('date', { name: 'last_day' })
  lastDay!: string;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('text', { array: true, default: '{}' })
  flags!: string[];

  @Column('integer')
  capacity!: number;

  @Column('integer', { name: 'reserved_seats', default: 0 })
  reservedSeats!: number;

  @Column('date', { name: 'reserved_until', nullable: true })
  reservedUntil!: string | null;

  @Column('boolean', { name: 'reserved_released', default: false })
  reservedReleased!: boolean;

  @Column('boolean', { default: false, comment: 'its last day has passed, and the clock has closed it' })
  over!: boolean;

  @Column('date', { name: 'drop_date', comment: 'the last day on which a home district may give accepted seats back' })
  dropDate!: string;

  @Column('date', { name: 'teaching_drop_date', comment: 'the last day on which a seat given back costs nothing' })
  teachingDropDate!: string;

  @Column('uuid', { name: 'plan_version_id' })
  @ForeignKey('cost_plan_version', { name: 'FK_course_section_plan' })
  planVersionId!: string;

  /** Written by the database's own functions alone, as is the next. */
  @Column({ type: 'integer', name: 'seats_taken', default: 0, update: false })
  seatsTaken!: number;

  @Column({ type: 'integer', name: 'own_seats_taken', default: 0, update: false })
  ownSeatsTaken!: number;

  @Column('boolean', { name: 'answers_requests', default: true, comment: 'whether the teaching district answers each request; if not, it accepts at once within its seats' })
  answersRequests!: boolean;

  @Column({ type: 'integer', name: 'seats_waiting', default: 0, update: false, comment: "seats wanted by those who wait: on the section itself, so that whoever takes seats sees it under the row's lock" })
  seatsWaiting!: number;
}
