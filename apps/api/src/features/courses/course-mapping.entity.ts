import { type MappingState } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { CourseSectionEntity } from './course-section.entity.js';

@Entity('course_mapping')
@Unique('UQ_course_mapping', ['homePartyId', 'sectionId', 'schoolYear'])
@Check('course_mapping_state', "state in ('pending', 'approved', 'returned')")
@Check('course_mapping_credit', 'credit_hundredths > 0')
export class CourseMappingEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_mapping' })
  id!: string;

  @Column('uuid', { name: 'section_id' })
  @ForeignKey(() => CourseSectionEntity, { name: 'FK_course_mapping_section' })
  sectionId!: string;

  @Column('uuid', { name: 'home_party_id' })
  @ForeignKey('party', { name: 'FK_course_mapping_home' })
  homePartyId!: string;

  @Column('text', { name: 'school_year' })
  schoolYear!: string;

  @Column('text')
  state!: MappingState;

  @Column('text', { name: 'local_code' })
  localCode!: string;

  @Column('text', { name: 'local_title' })
  localTitle!: string;

  @Column('integer', { name: 'credit_hundredths' })
  creditHundredths!: number;

  @Column('uuid', { name: 'proposed_by' })
  @ForeignKey('account', { name: 'FK_course_mapping_proposed_by' })
  proposedBy!: string;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  @ForeignKey('account', { name: 'FK_course_mapping_decided_by' })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;
}
