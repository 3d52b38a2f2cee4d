import { Injectable } from '@nestjs/common';
import { type Role } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { mayInvite, readersOf, whoInvites } from './invitation.service.js';
import { type EndRoleInput } from './people.input.js';
import { PeopleService, type Place } from './people.service.js';
import { type Person } from './person.type.js';
import { consortiumInviters, districtInviters } from './role.policy.js';

interface Assignment extends Place { readonly accountId: string; readonly role: Role; readonly ended: boolean }

/** How roles end. Sessions stay: what somebody may do is read anew with every request. */
@Injectable()
export class RoleService {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly people: PeopleService,
  ) {}

  async end({ roleId, idempotencyKey }: EndRoleInput, principal: Principal): Promise<Person | RefusalData> {
    if (!isId(roleId)) return notFound('role');
    return this.commands.run({ principal, operation: 'endRole', idempotencyKey, input: { roleId } }, (tx) => this.finish(tx, roleId), (id) => this.people.person(id));
  }

  private async finish(tx: Tx, roleId: string): Promise<Outcome> {
    const held = await tx.one<Assignment>(
      `select account_id as "accountId", role, party_id as "partyId", consortium_id as "consortiumId", ended_at is not null as ended
         from role_assignment where id = $1`,
      [roleId],
    );
    if (!held) return this.withdraw(tx, roleId);
    if (held.ended) return notFound('role');
    if (!mayInvite(this.access, this.people, tx.principal, held)) return notAllowed(whoInvites(held));
    const inviters = held.partyId === null ? consortiumInviters : districtInviters;
    if (inviters.includes(held.role) && (await this.othersStay(tx, roleId, held, inviters)) === 0) {
      return notAllowed('This is the last person who can invite others here. Invite another one first, then end this role.');
    }
    const ended = await tx.one('update role_assignment set ended_at = app_now() where id = $1 and ended_at is null returning id', [roleId]);
    if (!ended) return notFound('role');
    await this.events.append({ kind: 'account.role_ended', subjectType: 'account', subjectId: held.accountId, ...readersOf(held), facts: { role: held.role } });
    return { id: held.accountId };
  }

  /** A role that somebody from elsewhere was asked to take up, and has not. */
  private async withdraw(tx: Tx, roleId: string): Promise<Outcome> {
    const asked = await tx.one<Place & { personId: string; role: Role }>(
      `select person_id as "personId", role, party_id as "partyId", consortium_id as "consortiumId"
         from role_invitation where id = $1 and accepted_at is null and ended_at is null`,
      [roleId],
    );
    if (!asked) return notFound('role');
    if (!mayInvite(this.access, this.people, tx.principal, asked)) return notAllowed(whoInvites(asked));
    const ended = await tx.one('update role_invitation set ended_at = app_now() where id = $1 and accepted_at is null and ended_at is null returning id', [roleId]);
    if (!ended) return notFound('role');
    await this.events.append({ kind: 'account.role_ended', subjectType: 'account', subjectId: asked.personId, ...readersOf(asked), facts: { role: asked.role } });
    return { id: asked.personId };
  }

  /** How many others hold a role here that may invite. Locks them: two can't end each other's at once. */
  private async othersStay(tx: Tx, roleId: string, place: Place, inviters: readonly Role[]): Promise<number> {
    const rows = await tx.query<{ id: string }>(
      `select id from role_assignment
        where ended_at is null and role = any ($3) and (party_id = $1 or consortium_id = $2) order by id for update`,
      [place.partyId, place.consortiumId, inviters],
    );
    const ids = rows.map(({ id }) => id).filter((id) => id !== roleId);
    const able = await tx.query<{ id: string }>("select r.id from role_assignment r join account a on a.id = r.account_id and a.status = 'active' where r.id = any ($1)", [ids]);
    return able.length;
  }
}
