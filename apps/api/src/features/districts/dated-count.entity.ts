import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { PartyEntity } from './party.entity.js';
import { SchoolEntity } from './school.entity.js';

@Entity('dated_count')
@Unique('UQ_dated_count', ['partyId', 'measure', 'countedOn'])
export class DatedCountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_dated_count' })
  id!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey(() => PartyEntity, { name: 'FK_dated_count_party' })
  partyId!: string;

  @Column('text')
  measure!: string;

  @Column('date', { name: 'counted_on' })
  countedOn!: string;

  @Column('text')
  source!: string;
}

@Entity('dated_count_part')
@Check('dated_count_part_not_negative', 'students >= 0')
export class DatedCountPartEntity {
  @PrimaryColumn('uuid', { name: 'count_id', primaryKeyConstraintName: 'PK_dated_count_part' })
  @ForeignKey(() => DatedCountEntity, { name: 'FK_dated_count_part_count' })
  countId!: string;

  @PrimaryColumn('uuid', { name: 'school_id', primaryKeyConstraintName: 'PK_dated_count_part' })
  @ForeignKey(() => SchoolEntity, { name: 'FK_dated_count_part_school' })
  schoolId!: string;

  @Column('integer')
  students!: number;
}
