import { Inject, Injectable } from '@nestjs/common';
import { nobody, type Principal } from '../../platform/auth/principal.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { type ChooseMailInput, type MailPreference, NewsMail, TaskMail } from './mail-preference.type.js';

const BY_DEFAULT = { tasks: TaskMail.AT_ONCE, bookings: NewsMail.AT_ONCE, news: NewsMail.DAILY, reminders: true };

/** What each person chose to have by mail. */
@Injectable()
export class MailPreferenceService {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
    links: MailLinks,
  ) {
    links.onStop((token, kind) => this.stop(token, kind));
  }

  mine(principal: Principal): Promise<MailPreference | null> {
    return this.uow.run(principal, (tx) => this.read(tx));
  }

  choose(principal: Principal, { tasks, bookings, news, reminders }: ChooseMailInput): Promise<MailPreference> {
    return this.uow.run(principal, async (tx) => {
      await tx.query(
        `insert into mail_preference (account_id, tasks, bookings, news, reminders, changed_at) values (my_account(), $1, $2, $3, $4, app_now())
         on conflict (account_id) do update set tasks = excluded.tasks, bookings = excluded.bookings, news = excluded.news, reminders = excluded.reminders, changed_at = excluded.changed_at`,
        [tasks, bookings, news, reminders]);
      return (await this.read(tx))!;
    });
  }

  /** Ends a kind of mail for whoever holds the link. Answers whether the link is known. */
  private async stop(token: string, kind: string): Promise<boolean> {
    const row = await this.uow.run(nobody, (tx) => tx.one<{ stopped: boolean }>('select stop_mail($1, $2) as stopped', [token, kind]));
    return row!.stopped;
  }

  private async read(tx: Tx): Promise<MailPreference | null> {
    const row = await tx.one<{ chosen: typeof BY_DEFAULT | null }>('select to_jsonb(m) as chosen from account a left join mail_preference m on m.account_id = a.id where a.id = my_account()');
    if (!row) return null;
    const { tasks, bookings, news, reminders } = row.chosen ?? BY_DEFAULT;
    return { __typename: 'MailPreference', tasks, bookings, news, reminders, morningWords: '6:30 AM on the clock of your district', leaves: this.config.SMTP_URL !== undefined };
  }
}
