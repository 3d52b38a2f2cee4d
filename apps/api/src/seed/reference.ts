import { type ClientBase } from 'pg';
import { Passwords } from '../features/people/index.js';
import { DEMO_PASSWORD } from '../platform/auth/demo-password.js';
import { type DemoData, FOUNDED } from './demo-data.js';
import { fixedId } from './seed-ids.js';

type Row = Record<string, unknown>;

/** One statement per table, whatever its size. Rows that are there already stay as they are. */
async function insert(client: ClientBase, table: string, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb) on conflict do nothing`, [JSON.stringify(rows)]);
}

export const id = {
  consortium: (key: string) => fixedId(`consortium/${key}`, FOUNDED),
  party: (key: string) => fixedId(`party/${key}`, FOUNDED),
  school: (nces: string) => fixedId(`school/${nces}`, FOUNDED),
  year: (key: string) => fixedId(`year/${key}`, FOUNDED),
  term: (key: string) => fixedId(`term/${key}`, FOUNDED),
  account: (key: string) => fixedId(`account/${key}`, FOUNDED),
  role: (key: string) => fixedId(`role/${key}`, FOUNDED),
  section: (key: string) => fixedId(`section/${key}`, FOUNDED),
};

const title = (level: string) => level.charAt(0).toUpperCase() + level.slice(1);

/** Districts, calendars, course codes, people and policies: what has no service to be made by yet, written by the owner of the tables. */
export async function writeReference(client: ClientBase, data: DemoData): Promise<void> {
  const at = FOUNDED.toISOString();
  await insert(client, 'consortium', data.consortia.map((c) => ({ id: id.consortium(c.key), name: c.name, short_name: c.shortName, about: c.about, created_at: at })));
  await insert(client, 'party', data.districts.map((d) => ({
    id: id.party(d.key), kind: 'district', name: d.name, short_name: d.shortName, nces_lea_id: d.leaid, state_id: d.stateLeaid, county: d.county, city: d.city,
    locale_code: d.localeCode, locale_words: d.locale, time_zone: d.timeZone, lat: d.latitude, lon: d.longitude, land_area_km2: d.landAreaKm2,
    boundary: { type: 'MultiPolygon', coordinates: data.boundaries.find((b) => b.district === d.key)?.polygons ?? [] },
  })));
  await insert(client, 'consortium_member', data.consortia.flatMap((c) => c.members.map((m) => ({ consortium_id: id.consortium(c.key), party_id: id.party(m.district), since: m.since }))));
  await insert(client, 'school', data.districts.flatMap((d) => d.schools.map((s) => ({
    id: id.school(s.ncessch), party_id: id.party(d.key), nces_school_id: s.ncessch, name: s.name, level: title(s.level), locale_words: s.locale, lowest_grade: s.lowestGrade,
    highest_grade: s.highestGrade, time_zone: s.timeZone, lat: s.latitude, lon: s.longitude, is_virtual: s.virtual,
  }))));
  const { counts } = data;
  const countId = (c: (typeof counts)[number]) => fixedId(`count/${c.district}/${c.countDate}`, FOUNDED);
  await insert(client, 'dated_count', counts.map((c) => ({ id: countId(c), party_id: id.party(c.district), measure: c.measure, counted_on: c.countDate, source: c.source })));
  await insert(client, 'dated_count_part', counts.flatMap((c) => c.composition.map((part) => ({ count_id: countId(c), school_id: id.school(part.ncessch), students: part.students }))));
  await writeCalendars(client, data);
  const areaName = new Map(data.areas.areas.map((a) => [a.code, a.name]));
  await insert(client, 'sced_course', data.sced.map((c) => ({
    version: data.areas.version, code: c.sced_code, area_code: c.subject_area, area_name: areaName.get(c.subject_area) ?? c.subject_area, title: c.title, description: c.description,
  })));
  await writePeople(client, data);
  await insert(client, 'policy_version', data.policies.filter((p) => p.policy !== 'counts.schoolYear').map((p) => ({
    id: fixedId(`policy/${p.key}`, FOUNDED), consortium_id: 'consortium' in p.scope ? id.consortium(p.scope.consortium) : null, party_id: 'district' in p.scope ? id.party(p.scope.district) : null,
    key: p.policy === 'spending.limitsCents' ? 'spending.limits' : p.policy, value: p.value, effective_from: p.effectiveFrom, citation: `${p.citation.document}, ${p.citation.section}`, created_at: at,
  })));
}

async function writeCalendars(client: ClientBase, data: DemoData): Promise<void> {
  const years = data.calendars.districts.flatMap((d) => d.years.map((y) => ({ ...y, district: d.district })));
  await insert(client, 'school_year', years.map((y) => ({
    id: id.year(y.key), party_id: id.party(y.district), name: y.schoolYear, first_day: y.firstDay, last_day: y.lastDay, weekdays: y.schoolDays.map((day) => day.toUpperCase()),
  })));
  await insert(client, 'term', years.flatMap((y) => y.terms.map((t) => ({ id: id.term(t.key), school_year_id: id.year(y.key), code: t.key, name: t.name, first_day: t.start, last_day: t.end }))));
  const days = years.flatMap((y) => y.noSchool.flatMap((n) => daysBetween(n.from, n.to).map((day) => ({ school_year_id: id.year(y.key), day, reason: n.name }))));
  await insert(client, 'no_school_day', days);
  await insert(client, 'bell_period', data.calendars.bellSchedules.flatMap((b) => b.variants.flatMap((v) => v.periods.filter((p) => p.kind === 'class').map((p) => ({ variant: v, period: p })))
    .map(({ variant, period }, ordinal) => ({
      school_id: id.school(b.school), ordinal, days: variant.days.map((day) => day.toUpperCase()), name: variant.key === 'regular' ? period.name : `${period.name} (${variant.name.toLowerCase()})`,
      starts_at: period.start, ends_at: period.end,
    }))));
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000) days.push(new Date(ms).toISOString().slice(0, 10));
  return days;
}

async function writePeople(client: ClientBase, data: DemoData): Promise<void> {
  const passwordHash = await new Passwords().hash(DEMO_PASSWORD);
  const order = [...data.people].sort((a, b) => Number(b.featured) - Number(a.featured));
  const when = (n: number) => new Date(FOUNDED.getTime() + n * 1000).toISOString();
  await insert(client, 'account', order.map((p, n) => ({ id: id.account(p.key), email: p.email, display_name: p.name, status: 'active', try_this: p.featured ? p.tryThis : null, created_at: when(n) })));
  await insert(client, 'credential', order.map((p) => ({ account_id: id.account(p.key), password_hash: passwordHash, changed_at: when(0) })));
  await insert(client, 'role_assignment', order.flatMap((p) => p.roles.map((r, n) => ({
    id: id.role(`${p.key}/${n}`), account_id: id.account(p.key), role: r.role, party_id: 'district' in r ? id.party(r.district) : null, consortium_id: 'consortium' in r ? id.consortium(r.consortium) : null, granted_at: when(n),
  }))));
}
