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
import { type LinkOwner, linkOwner, redeemed, tooWeak } from './password.service.js';
import { Passwords } from './password-hash.service.js';
import { weakness } from './password.policy.js';
import { type AcceptInvitationInput, type InvitePersonInput } from './people.input.js';
import { alreadyInvited, linkNotValid } from './people.refusals.js';
import { PeopleService, type Place, placeOf } from './people.service.js';
import { type Person, type Viewer } from './person.type.js';
import { consortiumInviters, consortiumRoles, districtInviters, districtRoles, roleWords } from './role.policy.js';
import { asAccount, SessionsService } from './sessions.service.js';
import { credentialFor } from './sign-in.service.js';
import { type Attempt, Throttle } from './throttle.guard.js';

interface Invited { account_id: string; link_issued: boolean; already: boolean }

interface Asked extends LinkOwner { readonly signs_in: boolean }

const WHY_NOT = {
  oneself: 'Nobody gives a role to their own account. Ask somebody else who may invite here.',
  superintendent: 'This district has a superintendent, or has asked somebody to be it. Only a superintendent makes another.',
} as const;
const TOO_MANY = 'You have sent as many invitations as one person may within an hour. Go on later.';

/** Whom a link to a further role asks, while it can be used. */
const askedByLink = (tx: Tx, token: string) => tx.one<Asked>('select account_id, email, display_name, signs_in from asked_by_link($1)', [hashToken(token)]);

const takenUp = async (tx: Tx, token: string): Promise<boolean> =>
  (await tx.one<{ who: string | null }>('select take_up_roles($1) as who', [hashToken(token)]))?.who === tx.principal.accountId;

const notThePassword = (message: string): RefusalData => invalidInput([{ field: 'input.password', rule: 'password', message }]);

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
    private readonly throttle: Throttle,
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
    const refused = await tx.one<{ why: keyof typeof WHY_NOT | 'place' | null }>('select invitation_refusal($1, $2, $3, $4) as why', [input.email, input.role, place.partyId, place.consortiumId]);
    if (refused?.why) return notAllowed(refused.why === 'place' ? whoInvites(place) : WHY_NOT[refused.why]);
    const name = await this.nameOf(place);
    if (!name) return notFound(place.partyId === null ? 'consortium' : 'district');
    const token = newToken();
    const invited = await tx.one<Invited>(
      `select account_id, link_issued, already from invite($1, $2, $3, $4, $5, $6, $7, $8, app_now() + make_interval(days => $9))`,
      [this.ids.next(), this.ids.next(), input.email, input.displayName, input.role, place.partyId, place.consortiumId, hashToken(token), INVITATION_DAYS],
    );
    const { account_id: accountId, link_issued: isNew, already } = invited!;
    if (already) return alreadyInvited();
    if (await this.throttle.countAccount(tx, 'invitation', tx.principal.accountId!)) return notAllowed(TOO_MANY);
    const words = roleWords([input.role]);
    const inviter = tx.principal.displayName;
    // Who is asked has an account of their own, which the place is not told of: its mail goes there all the same.
    const asked = isNew ? await askedByLink(tx, token) : undefined;
    const letter = !isNew ? this.mail.newRole(inviter, words, name) : asked?.signs_in ? this.mail.offeredRole(token, inviter, words, name) : this.mail.invitation(token, inviter, words, name);
    await this.mail.post(tx, asked?.account_id ?? accountId, letter);
    await this.events.append({
      kind: isNew ? 'account.invited' : 'account.role_given', subjectType: 'account', subjectId: accountId, ...readersOf(place), facts: { role: input.role },
    });
    return { id: accountId };
  }

  /** The link is used up, the password set and the first session begun together, or none of it. */
  async accept(input: AcceptInvitationInput, ctx: RequestContext): Promise<Viewer | RefusalData> {
    this.sessions.requireOwnPage(ctx);
    const found = await this.uow.run(nobody, async (tx) => ({ first: await linkOwner(tx, input.token, 'invitation'), asked: await askedByLink(tx, input.token) }));
    const owner = found.first ?? found.asked;
    if (!owner) return linkNotValid();
    if (found.asked?.signs_in) return this.takeUp(found.asked, input, ctx);
    const weak = weakness(input.password, { email: owner.email, displayName: input.displayName });
    if (weak) return tooWeak('password', weak);
    const hash = await this.passwords.hash(input.password);

    const session = await this.uow.run(asAccount(owner.account_id), async (tx) => {
      await this.sessions.takeTurns(tx, owner.account_id);
      if (!(found.first ? await redeemed(tx, input.token, 'invitation') : await takenUp(tx, input.token))) return null;
      await tx.query('update account set display_name = $1 where id = my_account()', [input.displayName]);
      await tx.query('select set_password($1)', [hash]);
      await this.tellAccepted(tx);
      return this.sessions.begin(tx, ctx, 'invitation');
    });
    return session ? this.sessions.handOver(ctx, session) : linkNotValid();
  }

  /** Who has an account takes a role up with its own password; its name stays. */
  private async takeUp(owner: Asked, { token, password }: AcceptInvitationInput, ctx: RequestContext): Promise<Viewer | RefusalData> {
    const attempt: Attempt = { at: 'sign-in', subject: owner.email, ip: ctx.request.ip };
    const known = await this.uow.run(nobody, async (tx) => ((await this.throttle.count(tx, attempt)) ? null : await credentialFor(tx, owner.email)));
    if (known === null) return notThePassword('That was tried too often in a short time. Wait a while, then try again.');
    if (!(await this.passwords.verify(known?.password_hash ?? null, password))) return notThePassword('You have an account at this address already. Type the password you sign in with.');

    const session = await this.uow.run(asAccount(owner.account_id), async (tx) => {
      await this.sessions.takeTurns(tx, owner.account_id);
      if ((await credentialFor(tx, owner.email))?.password_hash !== known!.password_hash) return null;
      const before = await tx.query<{ id: string }>('select id from role_assignment where account_id = my_account()');
      if (!(await takenUp(tx, token))) return null;
      await this.throttle.forget(tx, attempt);
      // Where they worked until now is not told that they work elsewhere too.
      await this.tellAccepted(tx, before.map(({ id }) => id));
      return this.sessions.begin(tx, ctx, 'invitation');
    });
    return session ? this.sessions.handOver(ctx, session) : linkNotValid();
  }

  private async tellAccepted(tx: Tx, before: readonly string[] = []): Promise<void> {
    const places = await tx.query<Place>(
      'select party_id as "partyId", consortium_id as "consortiumId" from role_assignment where account_id = my_account() and ended_at is null and id <> all ($1)',
      [before],
    );
    await this.events.append({
      kind: 'account.accepted_invitation', subjectType: 'account', subjectId: tx.principal.accountId!,
      partyIds: places.flatMap(({ partyId }) => partyId ?? []), consortiumIds: places.flatMap(({ consortiumId }) => consortiumId ?? []),
    });
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
