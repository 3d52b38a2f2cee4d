import { Injectable } from '@nestjs/common';
import { nobody } from '../../platform/auth/principal.js';
import { type RequestContext } from '../../platform/auth/request-context.js';
import { hashToken, newToken } from '../../platform/auth/session-cookie.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, type RefusalData } from '../../platform/graphql/refusals.js';
import { AccountMail, RESET_HOURS } from './account.mail.js';
import { Passwords } from './password-hash.service.js';
import { weakness } from './password.policy.js';
import { type ChangePasswordInput, type RequestPasswordResetInput, type ResetPasswordInput } from './people.input.js';
import { linkNotValid, signInRefused, tooManyAttempts } from './people.refusals.js';
import { type Viewer } from './person.type.js';
import { type MailOnItsWay, type PasswordChanged } from './session.type.js';
import { asAccount, SessionsService } from './sessions.service.js';
import { credentialFor } from './sign-in.service.js';
import { Throttle } from './throttle.guard.js';

export interface LinkOwner { readonly account_id: string; readonly email: string; readonly display_name: string }

/** Whose link a token is, while it can be used. */
export const linkOwner = (tx: Tx, token: string, purpose: 'reset' | 'invitation') =>
  tx.one<LinkOwner>('select account_id, email, display_name from link_owner($1, $2)', [hashToken(token), purpose]);

/** Uses a link up; false when somebody was quicker. */
export async function redeemed(tx: Tx, token: string, purpose: 'reset' | 'invitation'): Promise<boolean> {
  const row = await tx.one<{ who: string | null }>('select redeem_link($1, $2) as who', [hashToken(token), purpose]);
  return row?.who === tx.principal.accountId;
}

export const tooWeak = (field: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule: 'guessable', message }]);

/** Passwords forgotten and changed. Each change ends the account's other sessions. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
    private readonly sessions: SessionsService,
    private readonly mail: AccountMail,
    private readonly events: Events,
  ) {}

  /** The same statements and the same answer, whether the address is known or not. */
  async requestReset({ email }: RequestPasswordResetInput, ctx: RequestContext): Promise<MailOnItsWay | RefusalData> {
    const token = newToken();
    const retryAt = await this.uow.run(nobody, async (tx) => {
      const until = await this.throttle.count(tx, { at: 'reset', subject: email, ip: ctx.request.ip });
      if (until) return until;
      const row = await tx.one<{ who: string | null }>('select issue_reset_link($1, $2, app_now() + make_interval(hours => $3)) as who', [email, hashToken(token), RESET_HOURS]);
      await this.mail.post(tx, row!.who, this.mail.reset(token));
      return null;
    });
    if (retryAt) return tooManyAttempts(retryAt);
    return { __typename: 'MailOnItsWay', message: 'If this address has an account, a mail with a link is on its way. The link works once, within the hour.' };
  }

  async reset({ token, password }: ResetPasswordInput, ctx: RequestContext): Promise<Viewer | RefusalData> {
    this.sessions.requireOwnPage(ctx);
    const owner = await this.uow.run(nobody, (tx) => linkOwner(tx, token, 'reset'));
    if (!owner) return linkNotValid();
    const weak = weakness(password, { email: owner.email, displayName: owner.display_name });
    if (weak) return tooWeak('password', weak);
    const hash = await this.passwords.hash(password);

    const session = await this.uow.run(asAccount(owner.account_id), async (tx) => {
      await this.sessions.takeTurns(tx, owner.account_id);
      if (!(await redeemed(tx, token, 'reset'))) return null;
      await this.sessions.endWhere(tx, null);
      await this.replace(tx, hash, 'reset');
      return this.sessions.begin(tx, ctx, 'reset');
    });
    return session ? this.sessions.handOver(ctx, session) : linkNotValid();
  }

  async change(input: ChangePasswordInput, ctx: RequestContext): Promise<PasswordChanged | RefusalData> {
    const { principal } = ctx;
    const accountId = principal.accountId!;
    const attempt = { at: 'password', subject: accountId, ip: ctx.request.ip } as const;
    const asked = await this.uow.run(principal, async (tx) => {
      const retryAt = await this.throttle.count(tx, attempt);
      return { retryAt, known: retryAt ? null : await credentialFor(tx, principal.email) };
    });
    if (asked.retryAt) return tooManyAttempts(asked.retryAt);
    const refused = signInRefused('The present password is not right. Type it again; the new one was not saved.');
    if (!(await this.passwords.verify(asked.known?.password_hash ?? null, input.currentPassword))) return refused;
    if (input.newPassword === input.currentPassword) return tooWeak('newPassword', 'This is your present password. Choose another.');
    const weak = weakness(input.newPassword, principal);
    if (weak) return tooWeak('newPassword', weak);
    const hash = await this.passwords.hash(input.newPassword);

    return this.uow.run(principal, async (tx) => {
      await this.sessions.takeTurns(tx, accountId);
      if ((await credentialFor(tx, principal.email))?.password_hash !== asked.known!.password_hash) return refused;
      await this.throttle.forget(tx, attempt);
      const otherSessionsEnded = await this.sessions.endWhere(tx, null, principal.sessionId);
      await this.replace(tx, hash, 'changed');
      return { __typename: 'PasswordChanged', otherSessionsEnded };
    });
  }

  private async replace(tx: Tx, hash: string, by: 'reset' | 'changed'): Promise<void> {
    const accountId = tx.principal.accountId!;
    await tx.query('select set_password($1)', [hash]);
    await this.mail.post(tx, accountId, this.mail.passwordChanged());
    await this.events.append({ kind: 'account.password_changed', subjectType: 'account', subjectId: accountId, partyIds: [], facts: { by } });
  }
}
