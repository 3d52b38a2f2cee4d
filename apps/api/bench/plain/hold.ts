import { createHash } from 'node:crypto';
import { canonicalJson, estimateSeats, type Json, type SeatPlan } from '@barnraise/cost-sharing';
import { v7 } from 'uuid';
import { homeFit, needsReason, type Taught } from '../../src/features/courses/fit.rules.js';
import { pool, type Who } from './database.js';
import { dayOf, sectionStatements } from './section.js';

export interface HoldInput { readonly idempotencyKey: string; readonly sectionId: string; readonly homeDistrictId: string; readonly seats: number; readonly fitReason?: string }
interface Facts extends Taught { readonly title: string; readonly teaching: string; readonly teaching_party_id: string; readonly term_name: string; readonly capacity: number; readonly plan: SeatPlan; readonly plan_version_id: string; readonly consortium: string; readonly consortia: string[]; readonly units: Record<string, number>; readonly names: Record<string, string>; readonly rules: { id: string; key: string; value: number }[]; readonly counts: Record<string, { value: number; countedOn: string; source: string }>; readonly mapping: string | null }

const FACTS = `
select o.title, p.short_name as teaching, s.teaching_party_id, t.name as term_name, s.capacity, v.plan, s.plan_version_id, s.modality, s.meeting_days, s.starts_at, s.ends_at, s.first_day::text, s.last_day::text, s.time_zone,
       seats_by_party(s.id) as units,
       (select array_agg(k.id order by k.name) from audience a join consortium k on k.id = a.consortium_id where a.offering_id = s.id) as consortia,
       (select jsonb_object_agg(n.id, n.short_name) from party n where n.id = any (array[s.teaching_party_id, $2]::uuid[] || array(select jsonb_object_keys(seats_by_party(s.id)))::uuid[])) as names,
       (select jsonb_agg(r) from (select distinct on (key) id, key, value from policy_version where consortium_id = (select k.id from audience a join consortium k on k.id = a.consortium_id where a.offering_id = s.id order by k.name limit 1)
          and effective_from <= app_now()::date order by key, effective_from desc) r) as rules,
       (select m.state from course_mapping m join school_year y on y.id = t.school_year_id and y.name = m.school_year where m.section_id = s.id and m.home_party_id = $2) as mapping
  from course_section s join offering o on o.id = s.id join party p on p.id = s.teaching_party_id join term t on t.id = s.term_id join cost_plan_version v on v.id = s.plan_version_id where s.id = $1 and o.state = 'open'`;

/** One hold by hand: the same rows written in one transaction, in as few exchanges with the database as the steps allow. */
export async function holdSeats(who: Who, input: HoldInput): Promise<object> {
  if (!who.roles.some((held) => held.partyId === input.homeDistrictId && ['counselor', 'registrar'].includes(held.role))) return { __typename: 'NotAllowed' };
  const hash = createHash('sha256').update(canonicalJson(input as unknown as Json)).digest('base64url');
  const client = await pool.connect();
  const receipt = [who.accountId, 'holdSeats', input.idempotencyKey];
  try {
    const [, , fresh, found, day, closed] = await Promise.all([
      client.query('begin'), client.query({ name: 'enter', text: 'select enter($1)', values: [who.accountId] }),
      client.query({ name: 'receipt', text: 'insert into command_receipt (account_id, operation, key, input_hash, created_at) values ($1, $2, $3, $4, app_now()) on conflict do nothing', values: [...receipt, hash] }),
      client.query<Facts>({ name: 'hold-facts', text: FACTS, values: [input.sectionId, input.homeDistrictId] }),
      ...sectionStatements(input.sectionId, input.homeDistrictId).slice(1, 3).map((statement) => client.query({ ...statement, values: [...statement.values] })),
      client.query('savepoint work'),
    ]);
    const section = found.rows[0];
    if (!section || fresh.rowCount === 0) throw new Error('The bench holds each section it can see once for each key.');
    const fit = homeFit(section, closed!.rows.map((row: { day: string }) => row.day), dayOf(day!.rows[0]));
    const facts = { host: section.teaching_party_id, capacity: section.capacity, seats: section.units, names: section.names };
    const request = { member: input.homeDistrictId, seats: input.seats };
    const result = estimateSeats(section.plan, facts, request);
    let answer: Record<string, unknown> & { __typename: string };
    if (!result.ok) answer = refused('CostNotComputable');
    else if (needsReason(fit) && !input.fitReason) answer = refused('FitReasonNeeded');
    else {
      const id = v7();
      const hours = section.rules.find((rule) => rule.key === 'seats.holdHours')!.value;
      const { estimate } = result;
      const calculation = v7();
      const [, held] = await Promise.all([
        client.query({ name: 'calculation', text: `insert into share_calculation (id, plan_version_id, subject_id, purpose, home_party_id, teaching_party_id, expected_cents, maximum_cents, input_hash, input_text, trace_text, created_at)
          values ($1, $2, $3, 'estimate', $4, $5, $6, $7, $8, $9, $10, app_now())`, values: [calculation, section.plan_version_id, id, input.homeDistrictId, section.teaching_party_id, estimate.expectedCents, estimate.maximumCents, estimate.inputHash, canonicalJson({ facts, request } as unknown as Json), canonicalJson(estimate.trace as unknown as Json)] }),
        client.query<{ held: { at?: string; refused?: string; left?: number } }>({ name: 'hold', text: 'select hold_seats($1, $2, $3, $4, $5, $6, $7::interval, $8, $9, $10, $11::interval, $12) as held', values: [
          id, input.sectionId, input.homeDistrictId, Array.from({ length: input.seats }, () => v7()), section.consortia[0], section.plan_version_id, `${hours} hours`, section.rules.map((rule) => rule.id), JSON.stringify(fit), input.fitReason ?? null, '120 hours', calculation] }),
      ]);
      const { at, refused: why } = held.rows[0]!.held;
      if (why) answer = refused('SectionFull');
      else {
        const [, , number] = await Promise.all([
          client.query({ name: 'event', text: `insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts) values ($1, app_now(), $2, 'booking.held', 'booking', $3, $4, $5, $6)`, values: [
            v7(), who.accountId, id, [input.homeDistrictId, section.teaching_party_id], [], JSON.stringify({ before: null, after: 'held', seats: input.seats, sectionId: input.sectionId, maximumCents: estimate.maximumCents })] }),
          client.query({ name: 'task', text: `insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
            values ($1, 'REQUEST_HELD_SEATS', false, $2, '{counselor,registrar}', $3, $4, $4, $5, $6, $7, 'Request the seats', $8, $9, app_now())`, values: [
            v7(), input.homeDistrictId, [input.homeDistrictId], id, input.sectionId, `Request the seats you hold in ${section.title}`, `${input.seats} seat, ${section.term_name}, taught by ${section.teaching}.`, new Date(Date.parse(at!) + hours * 3_600_000), `held for ${hours} hours`] }),
          client.query<{ number: number }>({ name: 'number', text: 'select number from booking where id = $1', values: [id] }),
          client.query({ name: 'outcome', text: 'update command_receipt set outcome = $4 where account_id = $1 and operation = $2 and key = $3', values: [...receipt, JSON.stringify({ id })] }),
          client.query('commit'),
        ]);
        return { id, reference: `B-${String(number.rows[0]!.number).padStart(4, '0')}`, seats: input.seats, __typename: 'Booking' };
      }
    }
    await Promise.all([
      client.query('rollback to savepoint work'),
      client.query({ name: 'outcome', text: 'update command_receipt set outcome = $4 where account_id = $1 and operation = $2 and key = $3', values: [...receipt, JSON.stringify(answer)] }),
      client.query('commit'),
    ]);
    return answer;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const refused = (typename: string) => ({ __typename: typename });
