import { type Pool } from 'pg';

export interface NewDistrict {
  readonly id: string;
  readonly name?: string;
  readonly timeZone?: string;
  /** Consortia it is a member of. */
  readonly consortia?: readonly string[];
}

export async function insertConsortium(owner: Pool, consortium: { id: string; name?: string }): Promise<string> {
  const name = consortium.name ?? `Consortium ${consortium.id.slice(-4)}`;
  await owner.query(`insert into consortium (id, name, short_name, about, created_at) values ($1, $2, $2, 'For tests', app_now())`, [consortium.id, name]);
  return consortium.id;
}

export async function insertDistrict(owner: Pool, district: NewDistrict): Promise<string> {
  const name = district.name ?? `District ${district.id.slice(-4)}`;
  await owner.query(`insert into party (id, kind, name, short_name, time_zone) values ($1, 'district', $2, $3, $4)`, [
    district.id, `${name} School District`, name, district.timeZone ?? 'America/Boise',
  ]);
  for (const consortium of district.consortia ?? []) {
    await owner.query(`insert into consortium_member (consortium_id, party_id, since) values ($1, $2, '2020-07-01')`, [consortium, district.id]);
  }
  return district.id;
}
