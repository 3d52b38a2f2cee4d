import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isId } from '../../platform/ids/ids.js';
import { type YearCountOf } from './count-year.type.js';
import { type Consortium, type District } from './district.type.js';
import { type DistrictName } from './place-names.type.js';

/** A dated count as the cost engine takes it. */
export interface CountOfParty {
  readonly partyId: string;
  readonly measure: string;
  readonly value: number;
  readonly countedOn: string;
  readonly source: string;
}

/** A count of one school year with the measure it is of. */
export interface YearCountRow extends YearCountOf { readonly measure: string }

const DISTRICT = `
select jsonb_build_object(
  'id', p.id, 'name', p.name, 'shortName', p.short_name, 'kind', p.kind, 'ncesLeaId', p.nces_lea_id, 'stateId', p.state_id,
  'county', p.county, 'city', p.city, 'localeCode', p.locale_code, 'localeWords', p.locale_words, 'timeZone', p.time_zone,
  'lat', p.lat, 'lon', p.lon, 'landAreaKm2', p.land_area_km2, 'boundary', p.boundary,
  'consortia', coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'shortName', c.short_name) order by c.name)
      from consortium_member m join consortium c on c.id = m.consortium_id where m.party_id = p.id and m.until is null), '[]'),
  'schools', coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', s.id, 'ncesSchoolId', s.nces_school_id, 'name', s.name, 'level', s.level, 'localeWords', s.locale_words,
      'lowestGrade', s.lowest_grade, 'highestGrade', s.highest_grade, 'timeZone', s.time_zone, 'lat', s.lat, 'lon', s.lon, 'virtual', s.is_virtual,
      'enrollment', (select x.students from dated_count_part x join dated_count d on d.id = x.count_id
                      where x.school_id = s.id order by d.counted_on desc limit 1)) order by s.name)
      from school s where s.party_id = p.id), '[]'),
  'counts', coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', d.id, 'measure', d.measure, 'countedOn', d.counted_on, 'source', d.source,
      'total', (select coalesce(sum(x.students), 0) from dated_count_part x where x.count_id = d.id),
      'parts', coalesce((select jsonb_agg(jsonb_build_object('schoolName', s.name, 'students', x.students, 'virtual', s.is_virtual) order by x.students desc, s.name)
                  from dated_count_part x join school s on s.id = x.school_id where x.count_id = d.id), '[]')) order by d.counted_on desc)
      from dated_count d where d.party_id = p.id), '[]')) as district
  from party p where p.id = $1`;

const CONSORTIUM = `
select jsonb_build_object(
  'id', c.id, 'name', c.name, 'shortName', c.short_name, 'about', c.about,
  'members', coalesce((
    select jsonb_agg(jsonb_build_object(
      'district', jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name), 'since', m.since, 'city', p.city, 'county', p.county,
      'localeWords', p.locale_words, 'timeZone', p.time_zone, 'lat', p.lat, 'lon', p.lon, 'boundary', p.boundary,
      'students', (select sum(x.students) from dated_count_part x where x.count_id = (
        select d.id from dated_count d where d.party_id = p.id order by d.counted_on desc limit 1))) order by p.name)
      from consortium_member m join party p on p.id = m.party_id where m.consortium_id = c.id and m.until is null), '[]')) as consortium
  from consortium c where c.id = $1`;

/** Reads districts and consortia; row-level security decides which exist for the reader. */
@Injectable()
export class DistrictService {
  constructor(private readonly uow: UnitOfWork) {}

  district(principal: Principal, id: string): Promise<District | null> {
    if (!isId(id)) return Promise.resolve(null);
    return this.uow.run(principal, async (tx) => (await tx.one<{ district: District }>(DISTRICT, [id]))?.district ?? null);
  }

  consortium(principal: Principal, id: string): Promise<Consortium | null> {
    if (!isId(id)) return Promise.resolve(null);
    return this.uow.run(principal, async (tx) => (await tx.one<{ consortium: Consortium }>(CONSORTIUM, [id]))?.consortium ?? null);
  }

  /** The newest count of each measure taken on or before a day, for each party that has one; of every measure when none is named. */
  async countsOn(partyIds: readonly string[], measures: readonly string[] | null, day: string): Promise<CountOfParty[]> {
    return this.uow.tx.query<CountOfParty & Record<string, unknown>>(
      `select distinct on (d.party_id, d.measure) d.party_id as "partyId", d.measure, d.counted_on::text as "countedOn", d.source,
              (select coalesce(sum(x.students), 0)::int from dated_count_part x where x.count_id = d.id) as value
         from dated_count d where d.party_id = any ($1::uuid[]) and ($2::text[] is null or d.measure = any ($2)) and d.counted_on <= $3
        order by d.party_id, d.measure, d.counted_on desc`, [partyIds, measures, day]);
  }

  /** The newest count of each school year (July to June), of all members of a consortium; of every measure when none is named. Within the open unit of work. */
  yearsOf(consortiumId: string, measure: string | null): Promise<YearCountRow[]> {
    return this.uow.tx.query<YearCountRow & Record<string, unknown>>(
      `select distinct on (d.measure, d.party_id, y.name) d.measure, d.party_id as "districtId", y.name as "schoolYear", d.counted_on::text as "countedOn", d.source,
              coalesce((select jsonb_agg(jsonb_build_object('schoolId', s.id, 'schoolName', s.name, 'students', x.students, 'virtual', s.is_virtual) order by x.students desc, s.name)
                          from dated_count_part x join school s on s.id = x.school_id where x.count_id = d.id), '[]') as parts
         from consortium_member m
         join dated_count d on d.party_id = m.party_id
        cross join lateral (select extract(year from d.counted_on - interval '6 months')::int as first) f
        cross join lateral (select f.first || '-' || lpad(((f.first + 1) % 100)::text, 2, '0') as name) y
        where m.consortium_id = $1 and m.until is null and ($2::text is null or d.measure = $2)
        order by d.measure, d.party_id, y.name desc, d.counted_on desc`, [consortiumId, measure]);
  }

  countYears(principal: Principal, consortiumId: string, measure: string): Promise<YearCountOf[]> {
    return this.uow.run(principal, () => this.yearsOf(consortiumId, measure));
  }

  /** Members of a consortium by name. Within the open unit of work. */
  membersOf(consortiumId: string): Promise<DistrictName[]> {
    return this.uow.tx.query<DistrictName & Record<string, unknown>>(
      `select p.id, p.name, p.short_name as "shortName" from consortium_member m join party p on p.id = m.party_id
        where m.consortium_id = $1 and m.until is null order by p.short_name, p.id`, [consortiumId]);
  }

  /** The principal's own districts by the consortia they are in. Within the open unit of work. */
  async ownMemberships(): Promise<{ readonly consortiumId: string; readonly partyId: string }[]> {
    return this.uow.tx.query<{ consortiumId: string; partyId: string }>(
      `select consortium_id as "consortiumId", party_id as "partyId" from consortium_member where party_id = any (my_parties()) and until is null order by since, party_id`);
  }
}
