import { type SeatPlan } from '@barnraise/cost-sharing';
import { hashToken, newToken } from '../../src/platform/auth/session-cookie.js';
import { type TestDatabase } from '../database.js';
import { insertPolicy } from '../factories/agreements.js';
import { insertSchool, insertTerm } from '../factories/calendars.js';
import { insertSection } from '../factories/courses.js';
import { insertConsortium, insertDistrict } from '../factories/districts.js';
import { id } from '../factories/ids.js';
import { insertPerson } from '../factories/people.js';

/** Someone who is signed in for as long as a storm may last, wherever its clock goes. */
export interface Someone {
  readonly accountId: string;
  readonly partyId: string;
  readonly token: string;
}

export interface Home {
  readonly partyId: string;
  readonly counselor: Someone;
  readonly registrar: Someone;
}

export interface World {
  readonly consortiumId: string;
  readonly teachingId: string;
  readonly schoolId: string;
  readonly termId: string;
  /** Answers requests. */
  readonly answerers: readonly Someone[];
  readonly homes: readonly Home[];
  readonly sections: readonly string[];
}

export interface Plan {
  readonly homes: number;
  readonly sections?: number;
  readonly capacity?: number;
  readonly dropDate?: string;
  readonly plan?: SeatPlan;
  /** A block for the teaching district's own students. */
  readonly reserved?: { readonly seats: number; readonly until: string };
}

/** A consortium with a teaching district, its sections, and neighbors who want seats. */
export async function raiseWorld(db: TestDatabase, plan: Plan): Promise<World> {
  const { owner } = db;
  const consortiumId = await insertConsortium(owner, { id: id(1) });
  const teachingId = await insertDistrict(owner, { id: id(10), consortia: [consortiumId] });
  await insertPolicy(owner, { id: id(2), consortiumId, key: 'seats.holdHours', value: 48 });
  await insertPolicy(owner, { id: id(3), consortiumId, key: 'seats.mappingHours', value: 120 });
  const schoolId = await insertSchool(owner, { id: id(11), partyId: teachingId });
  const termId = await insertTerm(owner, { id: id(12), schoolYearId: id(13), partyId: teachingId });
  const answerers = await Promise.all([14, 15].map((n) => someone(db, n, teachingId, 'registrar')));

  const homes = await Promise.all(Array.from({ length: plan.homes }, async (_, n): Promise<Home> => {
    const at = 1000 + n * 10;
    const partyId = await insertDistrict(owner, { id: id(at), consortia: [consortiumId] });
    await insertPolicy(owner, { id: id(at + 1), partyId, key: 'spending.limits', value: { counselor: null, registrar: null } });
    return { partyId, counselor: await someone(db, at + 2, partyId, 'counselor'), registrar: await someone(db, at + 3, partyId, 'registrar') };
  }));
  const sections = await Promise.all(Array.from({ length: plan.sections ?? 1 }, (_, n) => insertSection(owner, {
    id: id(100 + n), planId: id(500 + n), teachingPartyId: teachingId, schoolId, termId, consortiumIds: [consortiumId],
    ...(plan.capacity ? { capacity: plan.capacity } : {}), ...(plan.dropDate ? { dropDate: plan.dropDate } : {}), ...(plan.plan ? { plan: plan.plan } : {}), ...(plan.reserved ? { reserved: plan.reserved } : {}),
  })));
  return { consortiumId, teachingId, schoolId, termId, answerers, homes, sections };
}

async function someone(db: TestDatabase, n: number, partyId: string, role: 'counselor' | 'registrar'): Promise<Someone> {
  const accountId = await insertPerson(db.owner, { id: id(n), roles: [{ role, partyId }] });
  const token = newToken();
  await db.owner.query(
    `insert into session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at) values ($1, $2, $1, 'Storm', app_now(), app_now() + interval '50 years', app_now() + interval '50 years')`,
    [accountId, hashToken(token)]);
  return { accountId, partyId, token };
}
