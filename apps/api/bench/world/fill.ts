import pg from 'pg';
import { placeRows } from './places.js';
import { batchOf, scedRows } from './sections.js';

type Row = Record<string, unknown>;
const BATCH = 1_000;
/** So many are worked out one by one; more are copies of these in everything but their ids. */
const DISTINCT = 10_000;
/** The tables of a section and the columns that tell one from another. */
const copied: Record<string, readonly string[]> = {
  cost_plan_version: ['id'], offering: ['id'], audience: ['offering_id'], course_section: ['id', 'plan_version_id'], availability: ['offering_id'], catalogue_card: ['offering_id'],
  share_calculation: ['id', 'plan_version_id', 'subject_id'], booking: ['id', 'section_id', 'plan_version_id', 'calculation_id'], seat: ['id', 'booking_id', 'section_id'],
};

const SECTIONS = /* sql */ `
with row as materialized (select * from jsonb_to_recordset($1::jsonb) as r (
    id uuid, "teachingPartyId" uuid, "schoolId" uuid, "termId" uuid, "teacherId" uuid, "teacherName" text, "scedVersion" text, "scedCode" text, "localCode" text, title text, summary text,
    syllabus text, prerequisites text, "gradeLow" int, "gradeHigh" int, "creditHundredths" int, modality text, "meetingDays" text[], "startsAt" text, "endsAt" text, "firstDay" date, "lastDay" date,
    zone text, flags text[], capacity int, "reservedSeats" int, "reservedUntil" date, "dropDate" date, "teachingDropDate" date, "consortiumIds" uuid[], plan json, "planId" uuid, taken int, units jsonb, "priceCents" bigint,
    "facetKeys" text[], words jsonb, body json)),
plans as (insert into cost_plan_version (id, party_id, consortium_ids, plan, created_at) select "planId", "teachingPartyId", "consortiumIds", plan, app_now() from row),
offerings as (insert into offering (id, kind, owner_party_id, state, title, summary, created_at) select id, 'course', "teachingPartyId", 'open', title, summary, app_now() from row),
audiences as (insert into audience (offering_id, consortium_id) select id, unnest("consortiumIds") from row),
sections as (insert into course_section (id, teaching_party_id, school_id, term_id, teacher_account_id, teacher_name, sced_version, sced_code, local_code, syllabus, prerequisites, grade_low, grade_high,
    credit_hundredths, modality, meeting_days, starts_at, ends_at, first_day, last_day, time_zone, flags, capacity, reserved_seats, reserved_until, drop_date, teaching_drop_date, plan_version_id, seats_taken)
  select id, "teachingPartyId", "schoolId", "termId", "teacherId", "teacherName", "scedVersion", "scedCode", "localCode", syllabus, prerequisites, "gradeLow", "gradeHigh",
    "creditHundredths", modality, "meetingDays", "startsAt", "endsAt", "firstDay", "lastDay", zone, flags, capacity, "reservedSeats", "reservedUntil", "dropDate", "teachingDropDate", "planId", taken from row),
counters as (insert into availability (offering_id, capacity, units_left, units_by_party)
  select id, capacity, greatest(0, least(capacity - taken, capacity - case when "reservedUntil" > app_now()::date then "reservedSeats" else 0 end - taken)), units from row),
events as (insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  select gen_random_uuid(), app_now(), "teacherId", 'section.opened', 'section', id, array["teachingPartyId"], "consortiumIds", jsonb_build_object('before', null, 'after', 'open', 'capacity', capacity) from row)
insert into catalogue_card (offering_id, open, owner_party_id, consortium_ids, title_key, first_day, price_cents, facet_keys, search, body, plan)
select id, true, "teachingPartyId", (select array_agg(c order by c) from unnest("consortiumIds") c), lower(title), "firstDay", "priceCents", "facetKeys", card_search(words, "consortiumIds"), body, plan from row`;

const WORDS = /* sql */ `
insert into catalogue_word (word) select distinct w from jsonb_array_elements($1::jsonb) r, regexp_split_to_table(lower(concat_ws(' ', r->'words'->>'a', r->'words'->>'b', r->'words'->>'c')), '[^a-z]+') w
 where length(w) between 4 and 24 on conflict do nothing`;

/** As the trigger on cards would note them, at once. */
const CONSORTIUM_WORDS = /* sql */ `
insert into consortium_word (consortium_id, word, offering_id)
select x, w, (min(c.offering_id::text))::uuid from catalogue_card c, unnest(c.consortium_ids) x, unnest(tsvector_to_array(c.search)) w where left(w, 1) <> '@' group by x, w`;

const BOOKINGS = /* sql */ `
with row as materialized (select * from jsonb_to_recordset($1::jsonb) as r (
    id uuid, section_id uuid, home_party_id uuid, teaching_party_id uuid, consortium_id uuid, state text, seat_count int, created_at timestamptz, created_by uuid, due_at timestamptz, calculation_id uuid,
    expected_cents bigint, maximum_cents bigint, input_hash text, input_text text, trace_text text, seats uuid[])),
calculations as (insert into share_calculation (id, plan_version_id, subject_id, purpose, home_party_id, teaching_party_id, expected_cents, maximum_cents, input_hash, input_text, trace_text, created_at)
  select calculation_id, s.plan_version_id, r.id, 'estimate', r.home_party_id, r.teaching_party_id, expected_cents, maximum_cents, input_hash, input_text, trace_text, r.created_at from row r join course_section s on s.id = r.section_id),
seats as (insert into seat (id, booking_id, section_id, ordinal, state) select u.id, r.id, r.section_id, u.ordinal, r.state from row r, unnest(r.seats) with ordinality as u (id, ordinal)),
events as (insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  select gen_random_uuid(), r.created_at, r.created_by, 'booking.' || r.state, 'booking', r.id, array[r.home_party_id, r.teaching_party_id], array[r.consortium_id], jsonb_build_object('after', r.state, 'seats', r.seat_count) from row r)
insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since, due_at, due_rule, plan_version_id, calculation_id,
    not_to_exceed_cents, budget_code, policy_ids, governing_policy_ids, drop_date, teaching_drop_date)
select r.id, r.section_id, r.home_party_id, r.teaching_party_id, r.consortium_id, r.state, r.seat_count, r.created_at, r.created_by, r.created_at, r.due_at, case when r.due_at is not null then '3 business days' end,
    s.plan_version_id, r.calculation_id, r.maximum_cents, '100-512-300', '{}', case when r.state = 'accepted' then '{}'::uuid[] end,
    case when r.state = 'accepted' then s.drop_date end, case when r.state = 'accepted' then s.teaching_drop_date end
  from row r join course_section s on s.id = r.section_id`;

const slow = ['catalogue_card', 'availability', 'offering', 'audience', 'course_section', 'event', 'booking', 'seat', 'share_calculation', 'catalogue_word'];

async function insert(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)]);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // What is written here was worked out to fit together: no foreign key looks, no event is announced.
  await client.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'; set work_mem = '64MB'`);
  return client;
}

/** The n-th copy of every row, its ids moved on by n in a place where no id of the originals has anything. */
async function copy(client: pg.Client, table: string, n: number): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '' order by attnum`, [table]);
  const values = columns.map(({ name }) => (copied[table]!.includes(name) ? `overlay(${name}::text placing '${String(n).padStart(4, '0')}' from 5 for 4)::uuid` : name));
  await client.query(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${values.join(', ')} from ${table} where ${copied[table]![0]}::text like '019a0000%'`);
}

/** Fills a migrated, empty database as its administrator. Indexes that are not constraints are made once, at the end. */
export async function fill(url: string, offerings: number, say: (line: string) => void): Promise<void> {
  const [one, two] = await Promise.all([connect(url), connect(url)]);
  try {
    const { rows: indexes } = await one.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
        where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`, [slow]);
    for (const { name } of indexes) await one.query(`drop index ${name}`);
    for (const [table, rows] of placeRows()) await insert(one, table, rows);
    await insert(one, 'sced_course', scedRows());

    const labels = new Map<string, string>();
    const distinct = Math.min(offerings, DISTINCT);
    if (offerings % distinct !== 0) throw new Error(`More than ${DISTINCT} offerings come in multiples of ${DISTINCT}.`);
    let next = 0;
    const fillSome = async (client: pg.Client): Promise<void> => {
      for (let from = next; from < distinct; from = next) {
        next = from + BATCH;
        const batch = batchOf(from, Math.min(from + BATCH, distinct));
        const text = JSON.stringify(batch.sections);
        await client.query(SECTIONS, [text]);
        await client.query(WORDS, [text]);
        if (batch.bookings.length) await client.query(BOOKINGS, [JSON.stringify(batch.bookings)]);
        for (const [key, label] of batch.labels) labels.set(key, label);
      }
    };
    await Promise.all([fillSome(one), fillSome(two)]);
    const copies = Array.from({ length: offerings / distinct - 1 }, (_, i) => Object.keys(copied).map((table) => [table, i + 1] as const)).flat();
    const copyAll = async (client: pg.Client): Promise<void> => {
      for (let task = copies.shift(); task; task = copies.shift()) await copy(client, ...task);
    };
    await Promise.all([copyAll(one), copyAll(two)]);
    await insert(one, 'facet_label', [...labels].map(([key, label]) => ({ key, label })));
    await one.query(CONSORTIUM_WORDS);
    say('  indexes');
    const left = [...indexes];
    const build = async (client: pg.Client): Promise<void> => {
      for (let index = left.shift(); index; index = left.shift()) await client.query(index.definition);
    };
    await Promise.all([build(one), build(two)]);
    await one.query('vacuum analyze');
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
}
