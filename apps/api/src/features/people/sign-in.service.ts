import { Inject, Injectable } from '@nestjs/common';
import { type Role } from '@barnraise/lifecycle';
import { nobody } from '../../platform/auth/principal.js';
import { type RequestContext } from '../../platform/auth/request-context.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Passwords } from './password-hash.service.js';
import { DEMO_PASSWORD } from '../../platform/auth/demo-password.js';
import { type SignInAsDemoPersonInput, type SignInInput } from './people.input.js';
import { signInRefused, tooManyAttempts } from './people.refusals.js';
import { type Viewer } from './person.type.js';
import { grouped, listed, roleWords } from './role.policy.js';
import { asAccount, SessionsService } from './sessions.service.js';
import { type DemoPerson, type Site } from './site.type.js';
import { type Attempt, Throttle } from './throttle.guard.js';

export interface KnownCredential { readonly account_id: string; readonly password_hash: string }

/** The hash that belongs to an address, or null. */
export const credentialFor = (tx: Tx, email: string) => tx.one<KnownCredential>('select account_id, password_hash from credential_for($1)', [email]);

interface DemoRow { account_id: string; display_name: string; email: string; try_this: string; role: Role; party: string | null; consortium: string | null }

/** The ways in: address and password, or (in the demo) a person from the list. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
    private readonly sessions: SessionsService,
  ) {}

  site(): Promise<Site> {
    return this.uow.run(nobody, async (tx) => {
      const row = await tx.one<{ demo: boolean; now: Date }>('select demo, app_now() as now from installation');
      const { demo, now } = row!;
      return {
        demo, now, demoPeople: demo ? await demoPeople(tx) : [], demoPassword: demo ? DEMO_PASSWORD : null, mailReadable: demo && !this.config.SMTP_URL,
      };
    });
  }

  async signIn(input: SignInInput, ctx: RequestContext): Promise<Viewer | RefusalData> {
    this.sessions.requireOwnPage(ctx);
    const attempt: Attempt = { at: 'sign-in', subject: input.email, ip: ctx.request.ip };
    const asked = await this.uow.run(nobody, async (tx) => {
      const retryAt = await this.throttle.count(tx, attempt);
      return { retryAt, known: retryAt ? null : await credentialFor(tx, input.email) };
    });
    if (asked.retryAt) return tooManyAttempts(asked.retryAt);
    const { known } = asked;
    const matches = await this.passwords.verify(known?.password_hash ?? null, input.password);
    if (!known || !matches) return signInRefused();

    const token = await this.uow.run(asAccount(known.account_id), async (tx) => {
      await this.sessions.takeTurns(tx, known.account_id);
      // The password may have been changed, or the account closed, while we were hashing.
      if ((await credentialFor(tx, input.email))?.password_hash !== known.password_hash) return null;
      await this.throttle.forget(tx, attempt);
      return this.sessions.begin(tx, ctx, 'password');
    });
    return token ? this.sessions.handOver(ctx, token) : signInRefused();
  }

  async signInAsDemoPerson(input: SignInAsDemoPersonInput, ctx: RequestContext): Promise<Viewer | RefusalData> {
    this.sessions.requireOwnPage(ctx);
    const person = (await this.uow.run(nobody, demoPeople)).find(({ accountId }) => accountId === input.accountId);
    if (!person) return notFound('demo person');
    const token = await this.uow.run(asAccount(person.accountId), (tx) => this.sessions.begin(tx, ctx, 'demo'));
    return this.sessions.handOver(ctx, token);
  }
}

/** The list, one entry per person. The database gives none outside the demo. */
async function demoPeople(tx: Tx): Promise<DemoPerson[]> {
  const rows = await tx.query<DemoRow>('select * from demo_people()');
  return grouped(rows, (row) => row.account_id).map(([first, ...more]) => ({
    accountId: first.account_id, displayName: first.display_name, email: first.email, tryThis: first.try_this,
    roleWords: roleWords([first, ...more].map(({ role }) => role)),
    placeName: listed([...new Set([first, ...more].map(({ party, consortium }) => party ?? consortium ?? ''))]),
  }));
}
