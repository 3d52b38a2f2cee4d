import { type NeedState } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('course_need')
@ForeignKey('sced_course', ['scedVersion', 'scedCode'], ['version', 'code'], { name: 'FK_course_need_sced' })
@Check('course_need_state', "state in ('open', 'met', 'withdrawn', 'expired')")
@Check('course_need_seats', 'seats between 1 and 200')
@Check('course_need_year', "school_year ~ '^[0-9]{4}-[0-9]{2}$'")
@Check('course_need_term', "term in ('fall', 'spring', 'full_year')")
@Check('course_need_modality', "modality in ('synchronous', 'asynchronous', 'hybrid', 'in_person')")
@Check('course_need_times', "times <@ array['morning', 'midday', 'afternoon']")
@Check('course_need_coded', '(sced_code is null) = (sced_version is null)')
@Check('course_need_area', 'sced_code is null or left(sced_code, 2) = area_code')
@Check('course_need_grades', 'grade_low between 6 and 14 and grade_high between grade_low and 14')
@Index('course_need_newest', ['partyId', 'postedAt', 'id'])
@Index('course_need_open', ['until'], { where: "(state = 'open'::text)" })
@Index('course_need_once', { synchronize: false })
export class CourseNeedEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_need' })
  id!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey('party', { name: 'FK_course_need_party' })
  partyId!: string;

  @Column('text')
  state!: NeedState;

  @Column('text')
  title!: string;

  @Column({ type: 'text', name: 'area_code', comment: 'the subject area: of the course, or all that is known of it' })
  areaCode!: string;

  @Column('text', { name: 'sced_version', nullable: true })
  scedVersion!: string | null;

  @Column('text', { name: 'sced_code', nullable: true })
  scedCode!: string | null;

  @Column('integer')
  seats!: number;

  @Column('integer', { name: 'grade_low' })
  gradeLow!: number;

  @Column('integer', { name: 'grade_high' })
  gradeHigh!: number;

  @Column('text', { name: 'school_year' })
  schoolYear!: string;

  @Column('text', { nullable: true })
  term!: string | null;

  @Column('text', { nullable: true })
  modality!: string | null;

  @Column('text', { array: true, default: '{}' })
  days!: string[];

  @Column('text', { array: true, default: '{}' })
  times!: string[];

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('date')
  until!: string;

  @Column('uuid', { name: 'posted_by' })
  @ForeignKey('account', { name: 'FK_course_need_posted_by' })
  postedBy!: string;

  @Column('timestamptz', { name: 'posted_at' })
  postedAt!: Date;

  @Column('timestamptz', { name: 'state_since' })
  stateSince!: Date;
}

export const needsEntities = [CourseNeedEntity];
