import { randomUUID } from 'node:crypto';
import { type BenchDatabase, inside } from '../cluster.js';
import { type Result } from '../load.js';
import { consortia } from '../world/places.js';
import { rivals } from './people.js';
import { type Load, startPlain, startProduct } from './processes.js';
import { hold } from './requests.js';

const CLIENTS = 32;
const TRIES = 256;
const SEATS = 100;
const CONSORTIUM = 5;

/** A fresh section of a hundred seats, otherwise like one that is there. */
async function freshSection(database: BenchDatabase, teachingPartyId: string): Promise<string> {
  const id = randomUUID().replace(/^(.{14})./, '$17');
  await inside(database.admin, async (client) => {
    await client.query('set session_replication_role = replica');
    const from = `(select s.id from course_section s join cost_plan_version p on p.id = s.plan_version_id where s.teaching_party_id in (select party_id from consortium_member where consortium_id = '${consortia[CONSORTIUM]!.id}') and s.modality = 'asynchronous' and s.seats_taken = 0
      and p.plan->>'method' = 'fixed-price-per-seat' order by s.id limit 1)`;
    const as = (table: string, change: object, which = from) => client.query(`insert into ${table} select (jsonb_populate_record(t, $1::jsonb)).* from ${table} t where t.id = ${which}`, [JSON.stringify({ id, ...change })]);
    await as('cost_plan_version', { party_id: teachingPartyId, consortium_ids: [consortia[CONSORTIUM]!.id] }, `(select plan_version_id from course_section where id = ${from})`);
    await as('offering', { owner_party_id: teachingPartyId });
    await client.query('insert into audience values ($1, $2)', [id, consortia[CONSORTIUM]!.id]);
    await as('course_section', { plan_version_id: id, teaching_party_id: teachingPartyId, capacity: SEATS, reserved_seats: 0 });
    await client.query('insert into availability (offering_id, capacity, units_left) values ($1, $2, $2)', [id, SEATS]);
    await client.query(`insert into catalogue_card (offering_id, open, owner_party_id, consortium_ids, title_key, first_day, price_cents, facet_keys, search, body, plan)
      select $1, open, $3, array[$2]::uuid[], title_key, first_day, price_cents, facet_keys, search, body, plan from catalogue_card where offering_id = ${from}`, [id, consortia[CONSORTIUM]!.id, teachingPartyId]);
  });
  return id;
}

/** Everybody wants one seat of the same section: how many tries a second are answered, and that nothing is sold twice. */
export async function contention(database: BenchDatabase, load: Load, documents: Record<string, string>, rounds: number, say: (line: string) => void): Promise<void> {
  const { teaching, people } = rivals(CONSORTIUM, CLIENTS);
  const [product, plain] = [await startProduct(database, documents, { DATABASE_POOL_SIZE: '12' }), await startPlain(database)];
  const speeds = { product: [] as number[], plain: [] as number[] };
  try {
    for (let n = -1; n < rounds; n++) {
      for (const name of n % 2 ? (['plain', 'product'] as const) : (['product', 'plain'] as const)) {
        const sectionId = await freshSection(database, teaching.id);
        const bodies = people.map(({ place }) => Array.from({ length: TRIES / CLIENTS }, () => hold(documents, { idempotencyKey: randomUUID(), sectionId, homeDistrictId: place.id, seats: 1 })[name]));
        const cookies = people.map(({ cookie }) => cookie);
        const result = await load.run({ port: (name === 'product' ? product : plain).port, path: name === 'product' ? '/graphql' : '/hold', cookies, bodies, ms: 0, offset: 0, keep: true });
        await checkSold(database, sectionId, result, name);
        if (n >= 0) speeds[name].push(result.requests / result.seconds);
      }
    }
  } finally {
    await Promise.all([product.stop(), plain.stop()]);
  }
  const middle = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
  const ratio = middle(speeds.product.map((speed, n) => speed / speeds.plain[n]!));
  say(`\nholds: ${CLIENTS} clients, ${TRIES} tries for ${SEATS} seats of one section, ${rounds} rounds: product ${middle(speeds.product).toFixed(0)}/s, plain ${middle(speeds.plain).toFixed(0)}/s, ratio ${ratio.toFixed(2)} (aim: 0.6); exactly ${SEATS} taken in every round of both, 0 oversold`);
}

async function checkSold(database: BenchDatabase, sectionId: string, result: Result, name: string): Promise<void> {
  const booked = result.kept.filter((body) => body.includes('"__typename":"Booking"')).length;
  const full = result.kept.filter((body) => body.includes('"SectionFull"') || body.includes('"CostNotComputable"')).length;
  const { rows: [row] } = await inside(database.admin, (client) => client.query<Record<string, number>>(`
    select s.seats_taken, (select count(*)::int from seat where section_id = s.id and takes_capacity(state)) as seats, (select count(*)::int from booking where section_id = s.id) as bookings, a.units_left,
           (select count(*)::int from event e join booking b on b.id = e.subject_id where b.section_id = s.id) as events, (select count(*)::int from inbox_item where section_id = s.id) as tasks
      from course_section s join availability a on a.offering_id = s.id where s.id = $1`, [sectionId]));
  const right = booked === SEATS && full === TRIES - SEATS && row!.seats_taken === SEATS && row!.seats === SEATS && row!.bookings === SEATS && row!.units_left === 0 && row!.events === SEATS && row!.tasks === SEATS;
  if (!right) throw new Error(`${name}: ${booked} booked and ${full} refused of ${TRIES}, ${JSON.stringify(row)}; first other answer: ${result.kept.find((body) => !/"Booking"|SectionFull|CostNotComputable/.test(body))?.slice(0, 300)}`);
}
