import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('party')
@Unique('UQ_party_nces', ['ncesLeaId'])
@Check('party_kind', "kind in ('district', 'service_agency', 'college')")
@Check('party_nces_text', "nces_lea_id ~ '^[0-9]{7}$'")
export class PartyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_party' })
  id!: string;

  @Column('text')
  kind!: 'district' | 'service_agency' | 'college';

  @Column('text')
  name!: string;

  @Column('text', { name: 'short_name' })
  shortName!: string;

  @Column('text', { name: 'nces_lea_id', nullable: true })
  ncesLeaId!: string | null;

  @Column('text', { name: 'state_id', nullable: true })
  stateId!: string | null;

  @Column('text', { nullable: true })
  county!: string | null;

  @Column('text', { nullable: true })
  city!: string | null;

  @Column('text', { name: 'locale_code', nullable: true })
  localeCode!: string | null;

  @Column('text', { name: 'locale_words', nullable: true })
  localeWords!: string | null;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('double precision', { nullable: true })
  lat!: number | null;

  @Column('double precision', { nullable: true })
  lon!: number | null;

  @Column('double precision', { name: 'land_area_km2', nullable: true })
  landAreaKm2!: number | null;

  @Column('jsonb', { nullable: true })
  boundary!: object | null;
}
