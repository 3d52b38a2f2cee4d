import { Injectable } from '@nestjs/common';
import { type Role } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type HeldRole, type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { fromCursor, pageOf, pageSize, unknownPlace } from '../../platform/graphql/page.js';
import { invalidInput, notAllowed } from '../../platform/graphql/refusals.js';
import { RefusedError } from '../../platform/graphql/refused.js';
import { isId } from '../../platform/ids/ids.js';
import { PlaceNames } from '../districts/index.js';
import { type PeopleInput, type UpdateProfileInput } from './people.input.js';
import { type Contact, type Person, type PersonConnection, type Viewer } from './person.type.js';
import { type RoleHeld } from './role.type.js';
import { grouped, roleWords } from './role.policy.js';
import { viewerOf } from './sessions.service.js';

interface PersonRow { id: string; display_name: string; email: string; status: Person['status']; sort_name: string; roles: HeldRole[] }

/** A place by exactly one of the two ids. */
export interface Place { readonly partyId: string | null; readonly consortiumId: string | null }

const PERSON = `
  select a.id, a.display_name, a.email, a.status, lower(a.display_name) as sort_name,
         coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'partyId', r.party_id, 'consortiumId', r.consortium_id) order by r.granted_at, r.id)
                     from role_assignment r where r.account_id = a.id and r.ended_at is null), '[]') as roles
    from account a`;

/** Who has an account elsewhere and is asked to a role: as they were called by who asked them, until they accept. */
const ASKED = `
  select i.person_id as id, i.display_name, i.email, 'invited' as status, lower(i.display_name) as sort_name,
         jsonb_agg(jsonb_build_object('id', i.id, 'role', i.role, 'partyId', i.party_id, 'consortiumId', i.consortium_id) order by i.invited_at, i.id)
           filter (where i.ended_at is null) as roles
    from role_invitation i where i.accepted_at is null`;

/** Reads the place an input names; throws what is wrong with it. */
export function placeOf(input: { districtId?: string | null; consortiumId?: string | null }): Place {
  const place = { partyId: input.districtId ?? null, consortiumId: input.consortiumId ?? null };
  if ((place.partyId === null) === (place.consortiumId === null)) {
    throw new RefusedError(invalidInput([{ field: 'input.districtId', rule: 'exactlyOne', message: 'Name a district or a consortium, exactly one of them.' }]));
  }
  return place;
}

@Injectable()
export class PeopleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly events: Events,
  ) {}

  /** The roles of the one who is signed in, with the names of their places. */
  rolesOf(principal: Principal): Promise<RoleHeld[]> {
    return this.uow.run(principal, () => this.named([principal.roles])).then(([roles]) => roles!);
  }

  async updateProfile({ displayName }: UpdateProfileInput, principal: Principal): Promise<Viewer> {
    await this.uow.run(principal, async (tx) => {
      await tx.query('update account set display_name = $1 where id = my_account()', [displayName]);
      await this.events.append({ kind: 'account.renamed', subjectType: 'account', subjectId: principal.accountId!, partyIds: [] });
    });
    return viewerOf({ ...principal, displayName });
  }

  /** People who hold a role in a place of the principal's own, by name. */
  async people(input: PeopleInput, principal: Principal): Promise<PersonConnection> {
    const place = placeOf(input);
    if (!this.rolesAt(principal, place).length) throw new RefusedError(notAllowed('Only people of this place see who works there. Ask its district administrator or coordinator.'));
    if (![place.partyId, place.consortiumId].some(isId)) return { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    const [name, id] = ownCursor(input.after) ?? [null, null];
    const size = pageSize(input.first, 50);
    const pattern = input.search ? `%${input.search.replace(/[\\%_]/g, '\\$&')}%` : null;
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<PersonRow>(
        `select * from (
           ${PERSON}
            where exists (select from role_assignment r where r.account_id = a.id and r.ended_at is null and (r.party_id = $1 or r.consortium_id = $2))
           union all ${ASKED} and i.ended_at is null and (i.party_id = $1 or i.consortium_id = $2) group by i.person_id, i.display_name, i.email) p
          where ($3::text is null or display_name ilike $3 or email ilike $3)
            and ($4::text is null or (sort_name, id) > ($4, $5::uuid))
          order by sort_name, id limit $6`,
        [place.partyId, place.consortiumId, pattern, name, id, size + 1],
      );
      const { nodes: shown, pageInfo } = pageOf(rows, size, (row) => [row.sort_name, row.id]);
      const roles = await this.named(shown.map((row) => row.roles));
      return { nodes: shown.map((row, at) => personOf(row, roles[at]!)), pageInfo };
    });
  }

  /** One person as the principal may see them. Called inside a unit of work. */
  async person(id: string): Promise<Person | null> {
    const row = (await this.uow.tx.one<PersonRow>(`${PERSON} where a.id = $1`, [id]))
      ?? (await this.uow.tx.one<PersonRow>(`${ASKED} and i.person_id = $1 group by i.person_id, i.display_name, i.email`, [id]))
      ?? (await this.uow.tx.one<PersonRow>(`${PERSON} where a.id = (select r.account_id from role_invitation i join role_assignment r on r.id = i.id where i.person_id = $1 limit 1)`, [id]));
    if (!row) return null;
    const [roles] = await this.named([row.roles ?? []]);
    return personOf(row, roles!);
  }

  /** Whom to turn to in a place the principal may see, by name. Called inside a unit of work. */
  async contactsOf(place: { partyId: string } | { consortiumId: string }): Promise<Contact[]> {
    const { partyId = null, consortiumId = null } = place as Partial<Place>;
    const rows = await this.uow.tx.query<{ account_id: string; display_name: string; role: Role }>('select account_id, display_name, role from contacts_of($1, $2)', [partyId, consortiumId]);
    return grouped(rows, (row) => row.account_id).map((held) => ({ displayName: held[0].display_name, roleWords: roleWords(held.map(({ role }) => role)) }));
  }

  contactsAt(principal: Principal, place: { partyId: string } | { consortiumId: string }): Promise<Contact[]> {
    return this.uow.run(principal, () => this.contactsOf(place));
  }

  /** Names of accounts, many at once, as far as the principal may know them. Called inside a unit of work. */
  async namesOf(accountIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.uow.tx.query<{ account_id: string; display_name: string }>('select account_id, display_name from names_of($1)', [[...new Set(accountIds)]]);
    return new Map(rows.map((row) => [row.account_id, row.display_name]));
  }

  /** People who hold a role in a district of the principal's own, by account. Called inside a unit of work. */
  async withRole(partyId: string, role: Role): Promise<Map<string, string>> {
    const rows = await this.uow.tx.query<{ id: string; display_name: string }>(
      `select a.id, a.display_name from role_assignment r join account a on a.id = r.account_id where r.party_id = $1 and r.role = $2 and r.ended_at is null order by lower(a.display_name), a.id`, [partyId, role]);
    return new Map(rows.map((row) => [row.id, row.display_name]));
  }

  rolesAt(principal: Principal, place: Place): Role[] {
    if (place.partyId !== null) return this.access.rolesIn(principal, place.partyId);
    return place.consortiumId === null ? [] : this.access.rolesOver(principal, place.consortiumId);
  }

  /** Roles with the names of their places: two statements however many. */
  async named(lists: readonly (readonly HeldRole[])[]): Promise<RoleHeld[][]> {
    const all = lists.flat();
    const districts = await this.places.districts(all.flatMap(({ partyId }) => partyId ?? []));
    const consortia = await this.places.consortia(all.flatMap(({ consortiumId }) => consortiumId ?? []));
    return lists.map((held) => held.map(({ id, role, partyId, consortiumId }) => ({
      id, role, roleWords: roleWords([role]), district: districts.get(partyId ?? '') ?? null, consortium: consortia.get(consortiumId ?? '') ?? null,
    })));
  }
}

/** Name and id of the last person shown; null to begin at the start. */
function ownCursor(after: string | null | undefined): [string, string] | null {
  const place = fromCursor(after, 2);
  if (!place) return null;
  const [name, id] = place;
  if (!isId(id)) throw unknownPlace();
  return [name!, id];
}

const personOf = (row: PersonRow, roles: RoleHeld[]): Person => ({ __typename: 'Person', id: row.id, displayName: row.display_name, email: row.email, status: row.status, roles });
