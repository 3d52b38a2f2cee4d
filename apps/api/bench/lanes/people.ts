import { createHash } from 'node:crypto';
import { type BenchDatabase, inside } from '../cluster.js';
import { idOf } from '../world/chance.js';
import { accountOf, DISTRICTS, membersOf, type Place, places } from '../world/places.js';

export interface Person { readonly place: Place; readonly cookie: string }

const cookieOf = (place: Place, who: string): string => createHash('sha256').update(`bench ${who} ${place.n}`).digest('base64url');

/** Signs everybody who books in for a day, as the sign-in form would. */
export function signEverybodyIn(database: BenchDatabase): Promise<void> {
  const rows = places.flatMap((place) => (['counselor', 'registrar'] as const).map((who, i) => ({
    id: idOf('session', place.n * 2 + i), token_hash: createHash('sha256').update(cookieOf(place, who)).digest('base64url'), account_id: accountOf(place, who),
  })));
  return inside(database.admin, async (client) => {
    await client.query(`
      insert into session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at)
      select r.id, r.token_hash, r.account_id, 'Bench', app_now(), app_now() + interval '1 day', app_now() + interval '2 days' from jsonb_to_recordset($1) as r (id uuid, token_hash text, account_id uuid)
      on conflict (id) do update set last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at`, [JSON.stringify(rows)]);
    await client.query('analyze session');
  });
}

/** As many counselors as there are clients, of districts far from each other. */
export const readers = (clients: number): Person[] => Array.from({ length: clients }, (_, i) => {
  const place = places[(i * 25 + 3) % DISTRICTS]!;
  return { place, cookie: cookieOf(place, 'counselor') };
});

/** Counselors and registrars of one consortium's members, but for one who teaches. */
export function rivals(consortium: number, clients: number): { teaching: Place; people: Person[] } {
  const [teaching, ...homes] = membersOf[consortium]!;
  const people = Array.from({ length: clients }, (_, i) => {
    const place = homes[Math.floor(i / 2) % homes.length]!;
    return { place, cookie: cookieOf(place, i % 2 ? 'registrar' : 'counselor') };
  });
  return { teaching: teaching!, people };
}
