import { type Role } from '@barnraise/lifecycle';
import { hash } from '@node-rs/argon2';
import { type Pool } from 'pg';

export interface NewPerson {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly status?: 'invited' | 'active' | 'disabled';
  /** Hashed with little work: tests sign in often. */
  readonly password?: string;
  /** What the demo's sign-in list suggests; only people with it are on the list. */
  readonly tryThis?: string;
  readonly roles?: readonly { readonly id?: string; readonly role: Role; readonly partyId?: string; readonly consortiumId?: string }[];
}

export async function insertPerson(owner: Pool, person: NewPerson): Promise<string> {
  const { id, name = `Person ${person.id.slice(-4)}`, email = `person-${person.id.slice(-6)}@example.org`, status = 'active' } = person;
  await owner.query('insert into account (id, email, display_name, status, try_this, created_at) values ($1, $2, $3, $4, $5, app_now())', [
    id, email, name, status, person.tryThis ?? null,
  ]);
  if (person.password) {
    const digest = await hash(person.password, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
    await owner.query('insert into credential (account_id, password_hash, changed_at) values ($1, $2, app_now())', [id, digest]);
  }
  for (const held of person.roles ?? []) {
    await owner.query(
      `insert into role_assignment (id, account_id, role, party_id, consortium_id, granted_at)
       values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, app_now())`,
      [held.id ?? null, id, held.role, held.partyId ?? null, held.consortiumId ?? null],
    );
  }
  return id;
}
