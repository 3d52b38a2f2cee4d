import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PartyEntity } from './party.entity.js';

@Entity('school')
@Unique('UQ_school_nces', ['ncesSchoolId'])
@Check('school_nces_text', "nces_school_id ~ '^[0-9]{12}$'")
@Index('school_party', ['partyId'])
export class SchoolEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_school' })
  id!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey(() => PartyEntity, { name: 'FK_school_party' })
  partyId!: string;

  @Column('text', { name: 'nces_school_id', nullable: true })
  ncesSchoolId!: string | null;

  @Column('text')
  name!: string;

  @Column('text')
  level!: string;

  @Column('text', { name: 'locale_words', nullable: true })
  localeWords!: string | null;

  @Column('text', { name: 'lowest_grade', nullable: true })
  lowestGrade!: string | null;

  @Column('text', { name: 'highest_grade', nullable: true })
  highestGrade!: string | null;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('double precision', { nullable: true })
  lat!: number | null;

  @Column('double precision', { nullable: true })
  lon!: number | null;

  @Column('boolean', { name: 'is_virtual', default: false })
  isVirtual!: boolean;
}
