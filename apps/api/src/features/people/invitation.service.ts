import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/auth/access.js';
import { nobody, type Principal } from '../../platform/auth/principal.js';
import { type RequestContext } from '../../platform/auth/request-context.js';
import { hashToken, newToken } from '../../platform/auth/session-cookie.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { PlaceNames } from '../districts/index.js';
import { AccountMail, INVITATION_DAYS } from './account.mail.js';
import { linkOwner, redeemed, tooWeak } from './password.service.js';
import { Passwords } from './password-hash.service.js';
import { weakness } from './password.policy.js';
import { type AcceptInvitationInput, type InvitePersonInput } from './people.input.js';
import { alreadyInvited, linkNotValid } from './people.refusals.js';
import { PeopleService, type Place, placeOf } from './people.service.js';
import { type Person, type Viewer } from './person.type.js';
import { consortiumInviters, consortiumRoles, districtInviters, districtRoles, roleWords } from './role.policy.js';
import { asAccount, SessionsService } from './sessions.service.js';

interface Invited { account_id: string; link_issued: boolean; already: boolean }

/** How people come in: invited to a role in a place, by those who answer for it. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly people: PeopleService,
    private readonly places: PlaceNames,
    private readonly mail: AccountMail,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
  ) {}

  async invite(input: InvitePersonInput, principal: Principal): Promise<Person | RefusalData> {
    const place = placeOf(input);
    if (![place.partyId, place.consortiumId].some(isId)) return notFound(place.partyId === null ? 'consortium' : 'district');
    const fitting = place.partyId === null ? consortiumRoles : districtRoles;
    if (!fitting.includes(input.role)) {
      const message = `${roleWords([input.role])} is a role in a ${place.partyId === null ? 'district' : 'consortium'}. Choose one of: ${fitting.map((role) => roleWords([role])).join(', ')}.`;
      return invalidInput([{ field: 'input.role', rule: 'place', message }]);
    }
    const { idempotencyKey, ...asked } = input;
    return this.commands.run(
      { principal, operation: 'invitePerson', idempotencyKey, input: asked },
      (tx) => this.send(tx, input, place),
      (id) => this.people.person(id),
    );
  }

  private async send(tx: Tx, input: InvitePersonInput, place: Place): Promise<Outcome> {
    if (!mayInvite(this.access, this.people, tx.principal, place)) return notAllowed(whoInvites(place));
    const name = await this.nameOf(place);
    if (!name) return notFound(place.partyId === null ? 'consortium' : 'district');
    const token = newToken();
    const invited = await tx.one<Invited>(
      `select account_id, link_issued, already from invite($1, $2, $3, $4, $5, $6, $7, $8, app_now() + make_interval(days => $9))`,
      [this.ids.next(), this.ids.next(), input.email, input.displayName, input.role, place.partyId, place.consortiumId, hashToken(token), INVITATION_DAYS],
    );
    const { account_id: accountId, link_issued: isNew, already } = invited!;
    if (already) return alreadyInvited();
    const words = roleWords([input.role]);
    const inviter = tx.principal.displayName;
    await this.mail.post(tx, accountId, isNew ? this.mail.invitation(token, inviter, words, name) : this.mail.newRole(inviter, words, name));
    await this.events.append({
      kind: isNew ? 'account.invited' : 'account.role_given', subjectType: 'account', subjectId: accountId, ...readersOf(place), facts: { role: input.role },
    });
    return { id: accountId };
  }

  /** The link is used up, the password set and the first session begun together, or none of it. */
  async accept(input: AcceptInvitationInput, ctx: RequestContext): Promise<Viewer | RefusalData> {
    this.sessions.requireOwnPage(ctx);
    const owner = await this.uow.run(nobody, (tx) => linkOwner(tx, input.token, 'invitation'));
    if (!owner) return linkNotValid();
    const weak = weakness(input.password, { email: owner.email, displayName: input.displayName });
    if (weak) return tooWeak('password', weak);
    const hash = await this.passwords.hash(input.password);

    const session = await this.uow.run(asAccount(owner.account_id), async (tx) => {
      await this.sessions.takeTurns(tx, owner.account_id);
      if (!(await redeemed(tx, input.token, 'invitation'))) return null;
      await tx.query('update account set display_name = $1 where id = my_account()', [input.displayName]);
      await tx.query('select set_password($1)', [hash]);
      const places = await tx.query<Place>(
        'select party_id as "partyId", consortium_id as "consortiumId" from role_assignment where account_id = my_account() and ended_at is null',
      );
      await this.events.append({
        kind: 'account.accepted_invitation', subjectType: 'account', subjectId: owner.account_id,
        partyIds: places.flatMap(({ partyId }) => partyId ?? []), consortiumIds: places.flatMap(({ consortiumId }) => consortiumId ?? []),
      });
      return this.sessions.begin(tx, ctx, 'invitation');
    });
    return session ? this.sessions.handOver(ctx, session) : linkNotValid();
  }

  private async nameOf({ partyId, consortiumId }: Place): Promise<string | undefined> {
    if (partyId !== null) return (await this.places.districts([partyId])).get(partyId)?.name;
    return (await this.places.consortia([consortiumId!])).get(consortiumId!)?.name;
  }
}

/** Who may read an event about somebody's role: the place it is held in. */
export const readersOf = ({ partyId, consortiumId }: Place) => ({ partyIds: partyId ? [partyId] : [], consortiumIds: consortiumId ? [consortiumId] : [] });

export function mayInvite(access: Access, people: PeopleService, principal: Principal, place: Place): boolean {
  return place.partyId === null
    ? people.rolesAt(principal, place).some((role) => consortiumInviters.includes(role))
    : access.holdsAny(principal, place.partyId, districtInviters);
}

export const whoInvites = (place: Place) =>
  place.partyId === null ? 'Only a coordinator of this consortium may do this.' : 'Only a district administrator or the superintendent of this district may do this.';
