import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CourseSectionEntity, ScedCourseEntity } from './course-section.entity.js';
import { type DraftContent } from './course-draft.rules.js';

@Entity('course_draft')
@ForeignKey(() => ScedCourseEntity, ['scedVersion', 'scedCode'], ['version', 'code'], { name: 'FK_course_draft_sced' })
@Check('course_draft_state', "state in ('draft', 'submitted', 'returned', 'published', 'discarded')")
@Check('course_draft_coded', '(sced_code is null) = (sced_version is null)')
@Check('course_draft_approved', "state <> 'published' or (decided_by is not null and sced_code is not null)")
@Index('course_draft_newest', ['teachingPartyId', 'changedAt', 'id'])
@Index('course_draft_one_amendment', ['amendsSectionId'], { unique: true, where: "(state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text]))" })
export class CourseDraftEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_course_draft', comment: 'a new course keeps it as its own when it is published' })
  id!: string;

  @Column('uuid', { name: 'teaching_party_id' })
  @ForeignKey('party', { name: 'FK_course_draft_teaching' })
  teachingPartyId!: string;

  @Column('uuid', { name: 'amends_section_id', nullable: true })
  @ForeignKey(() => CourseSectionEntity, { name: 'FK_course_draft_amends' })
  amendsSectionId!: string | null;

  @Column('text')
  state!: 'draft' | 'submitted' | 'returned' | 'published' | 'discarded';

  @Column('jsonb')
  content!: DraftContent;

  @Column('integer')
  revision!: number;

  @Column('uuid', { name: 'written_by' })
  @ForeignKey('account', { name: 'FK_course_draft_written_by' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('text', { name: 'sced_version', nullable: true })
  scedVersion!: string | null;

  @Column('text', { name: 'sced_code', nullable: true })
  scedCode!: string | null;

  @Column('uuid', { name: 'coded_by', nullable: true })
  @ForeignKey('account', { name: 'FK_course_draft_coded_by' })
  codedBy!: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  @ForeignKey('account', { name: 'FK_course_draft_decided_by' })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;
}

/** A teacher's own word on being named to other districts. */
@Entity('naming_consent')
export class NamingConsentEntity {
  @PrimaryColumn('uuid', { name: 'course_id', primaryKeyConstraintName: 'PK_naming_consent' })
  courseId!: string;

  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'PK_naming_consent' })
  @ForeignKey('account', { name: 'FK_naming_consent_account' })
  accountId!: string;

  @Column('boolean')
  agreed!: boolean;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt!: Date;
}
