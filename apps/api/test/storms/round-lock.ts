import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { replay } from './after.js';
import { type Dice } from './dice.js';
import { newKey } from './graph.js';
import { type Ground } from './ground.js';
import { insist } from './persistent.js';
import { type Home, type Someone } from './world.js';

const LAST_SECOND_MS = 1_000;
let raised = 0;

/** Those who hold seats elsewhere buy here, each district without a limit. */
async function committers({ db, world }: Ground): Promise<void> {
  if (raised > 0) return;
  for (const home of world.homes) {
    await db.owner.query(`insert into role_assignment (id, account_id, role, party_id, granted_at) values (gen_random_uuid(), $1, 'business_manager', $3, app_now()), (gen_random_uuid(), $2, 'business_manager', $3, app_now())`, [home.counselor.accountId, home.registrar.accountId, home.partyId]);
    await db.owner.query(`insert into policy_version (id, party_id, key, value, effective_from, citation, created_at) values (gen_random_uuid(), $1, 'spending.limits', '{"counselor": null, "registrar": null, "business_manager": null}', '2026-01-02', 'Storm', app_now())`, [home.partyId]);
  }
}

/** An open round that locks in a moment. */
async function openRound({ db, world, servers }: Ground, lead: Home, dice: Dice): Promise<string> {
  const round = {
    title: `Paper ${++raised}`, locksAt: new Date(Date.now() + 3_600_000).toISOString(), sealed: dice.chance(0.5), aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State', contractNumber: '7', clause: 'Any agency may order.', termEnds: '2199-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }],
    items: [{ name: 'Paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 4200 }, { from: 900, priceCents: 3900 }] }],
  };
  const send = (operation: string, input: object) => insist(servers, { who: lead.counselor, operation, input: { idempotencyKey: newKey(), ...input } }, dice, { hangsUp: 0, pressesTwice: 0 });
  const now = (await db.owner.query<{ now: Date }>('select app_now() as now')).rows[0]!.now.getTime();
  const { answer } = await send('proposeRound', { districtId: lead.partyId, consortiumId: world.consortiumId, round: { ...round, locksAt: new Date(now + 3_600_000).toISOString() } });
  expect(answer).toMatchObject({ type: 'Round' });
  expect((await send('openRound', { roundId: answer.id, revision: 1 })).answer).toMatchObject({ type: 'Round', state: 'OPEN' });
  await db.owner.query('alter table pool_round disable trigger user');
  await db.owner.query(`update pool_round set locks_at = app_now() + $2 * interval '1 millisecond' where id = $1`, [answer.id, LAST_SECOND_MS]);
  await db.owner.query('alter table pool_round enable trigger user');
  return answer.id!;
}

/** Everybody changes what they take in the last second, with retries; a server dies; the lock falls in the middle. */
export async function roundLock(ground: Ground, dice: Dice, clients: number): Promise<{ readonly taken: number; readonly refused: number }> {
  const { db, world, servers } = ground;
  await committers(ground);
  const roundId = await openRound(ground, world.homes[0]!, dice);
  const victim = dice.of(servers);
  const death = sleep(dice.whole(200, LAST_SECOND_MS + 300)).then(() => victim.kill9()).then(() => victim.start());
  const acts = await Promise.all(Array.from({ length: clients }, async (_, n) => {
    const own = dice.child(n);
    const home = world.homes[n % world.homes.length]!;
    const who: Someone = own.of([home.counselor, home.registrar]);
    // Each asks for a number of its own, so that every commitment can be told from every other.
    const input = { idempotencyKey: newKey(), roundId, districtId: home.partyId, budgetCode: '100-410', lines: [{ itemKey: 'item-1', unit: 'case', minimum: 0, maximum: n + 1 }] };
    await sleep(own.whole(0, LAST_SECOND_MS + 200));
    return insist(servers, { who, operation: 'commitToRound', input }, own, { hangsUp: 0.2, pressesTwice: 0.2 });
  }));
  await death;
  for (let tries = 0; tries < 400; tries++) {
    if ((await db.owner.query('select from round_result where round_id = $1', [roundId])).rowCount) break;
    await sleep(50);
  }
  await replay(servers, acts, dice);

  const taken = acts.filter(({ answer }) => answer.id);
  const refused = acts.filter(({ answer }) => !answer.id);
  expect(new Set(refused.map(({ answer }) => answer.code))).toEqual(new Set(refused.length ? ['ROUND_LOCKED'] : []));
  // Every commitment that was acknowledged is there, once; no other is; none is younger than the lock.
  const versions = await db.owner.query<{ wanted: number; in_time: boolean }>(
    `select (v.lines->0->>'maximum')::int as wanted, v.at < r.locks_at as in_time from round_commitment_version v join pool_round r on r.id = v.round_id where v.round_id = $1 order by 1`, [roundId]);
  const wanted = ({ input }: (typeof acts)[number]) => (input.lines as { maximum: number }[])[0]!.maximum;
  expect(versions.rows.map((row) => row.wanted)).toEqual(taken.map(wanted).sort((a, b) => a - b));
  expect(versions.rows.every((row) => row.in_time)).toBe(true);
  // What was locked is what each district said last, and one lock said so.
  const { rows: [locked] } = await db.owner.query<{ state: string; results: number; events: number; same: boolean; sums: boolean }>(
    `select r.state, (select count(*)::int from round_result x where x.round_id = r.id) as results,
            (select count(*)::int from event e where e.subject_id = r.id and e.kind in ('round.locked', 'round.failed')) as events,
            (select coalesce(jsonb_agg(c->>'maximum' order by c->>'district'), '[]') from jsonb_array_elements(s.inputs_text::jsonb->'commitments') c)
              = (select coalesce(jsonb_agg(v.lines->0->>'maximum' order by v.party_id::text), '[]') from round_commitment_version v where v.round_id = r.id
                  and v.revision = (select max(w.revision) from round_commitment_version w where w.round_id = v.round_id and w.party_id = v.party_id)) as same,
            s.total_cents = coalesce((select sum((l->>'cents')::bigint) from round_share h, jsonb_array_elements(h.lines) l where h.round_id = r.id), 0) as sums
       from pool_round r join round_result s on s.round_id = r.id where r.id = $1`, [roundId]);
  expect(locked).toEqual({ state: taken.length > 0 ? 'locked' : 'failed', results: 1, events: 1, same: true, sums: true });
  return { taken: taken.length, refused: refused.length };
}
