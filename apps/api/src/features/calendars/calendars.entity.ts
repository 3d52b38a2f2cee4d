import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('school_year')
@Unique('UQ_school_year', ['partyId', 'name'])
@Check('school_year_forward', 'first_day < last_day')
export class SchoolYearEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_school_year' })
  id!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey('party', { name: 'FK_school_year_party' })
  partyId!: string;

  @Column('text')
  name!: string;

  @Column('date', { name: 'first_day' })
  firstDay!: string;

  @Column('date', { name: 'last_day' })
  lastDay!: string;

  @Column('text', { array: true })
  weekdays!: string[];
}

@Entity('term')
@Unique('UQ_term', ['schoolYearId', 'code'])
@Check('term_forward', 'first_day < last_day')
export class TermEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_term' })
  id!: string;

  @Column('uuid', { name: 'school_year_id' })
  @ForeignKey(() => SchoolYearEntity, { name: 'FK_term_school_year' })
  schoolYearId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('date', { name: 'first_day' })
  firstDay!: string;

  @Column('date', { name: 'last_day' })
  lastDay!: string;
}

@Entity('no_school_day')
export class NoSchoolDayEntity {
  @PrimaryColumn('uuid', { name: 'school_year_id', primaryKeyConstraintName: 'PK_no_school_day' })
  @ForeignKey(() => SchoolYearEntity, { name: 'FK_no_school_day_school_year' })
  schoolYearId!: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'PK_no_school_day' })
  day!: string;

  @Column('text')
  reason!: string;
}

@Entity('bell_period')
@Check('bell_period_starts_at', "starts_at ~ '^[0-2][0-9]:[0-5][0-9]$'")
@Check('bell_period_ends_at', "ends_at ~ '^[0-2][0-9]:[0-5][0-9]$'")
@Check('bell_period_forward', 'starts_at < ends_at')
export class BellPeriodEntity {
  @PrimaryColumn('uuid', { name: 'school_id', primaryKeyConstraintName: 'PK_bell_period' })
  @ForeignKey('school', { name: 'FK_bell_period_school' })
  schoolId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_bell_period' })
  ordinal!: number;

  @Column('text', { array: true })
  days!: string[];

  @Column('text')
  name!: string;

  @Column('text', { name: 'starts_at' })
  startsAt!: string;

  @Column('text', { name: 'ends_at' })
  endsAt!: string;
}

export const calendarsEntities = [SchoolYearEntity, TermEntity, NoSchoolDayEntity, BellPeriodEntity];
