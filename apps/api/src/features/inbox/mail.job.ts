import { type JobHandlers, type Sql } from '../../platform/jobs/jobs.js';
import { type Mailer } from '../../platform/mail/mailer.js';

interface Unsent { id: string; account_id: string; to_address: string; subject: string; body: string; created_at: Date; stop: string | null; void: boolean }

/** What the worker does with mail. A job may run twice; it does its work once. */
export function mailJobs(sql: Sql, mailer: Mailer | null, base: string): JobHandlers {
  return {
    /**
     * Sends a mail unless it is sent, or about something that is done by now or no longer for its reader. Between the mail
     * server's yes and our note of it lies the one moment in which a dying worker makes us send again: with the same
     * Message-ID, by which mail servers and readers know it for the same mail.
     */
    deliver: async (data) => {
      if (!mailer) return;
      const [mail] = await sql.query<Unsent>(
        `select m.id, m.account_id, m.to_address, m.subject, m.body, m.created_at, m.stop,
                m.item_id is not null and not exists (select from inbox_reader() r join inbox_item i on i.id = r.item_id where r.item_id = m.item_id and r.account_id = m.account_id and i.done_at is null) as void
           from mail m where m.id = $1 and m.sent_at is null and m.dropped_at is null`, [(data as { mailId: string }).mailId]);
      if (!mail) return;
      if (mail.void) return void (await sql.query('update mail set dropped_at = app_now() where id = $1', [mail.id]));
      const stopUrl = mail.stop === null ? null : `${base}/mail/stop?token=${await stopToken(sql, mail.account_id)}&kind=${mail.stop}`;
      await mailer.send({ id: mail.id, to: mail.to_address, subject: mail.subject, text: mail.body, date: mail.created_at, stopUrl });
      // From here on a link's token stands in its mail alone.
      await sql.query(`update mail set sent_at = app_now(), body = regexp_replace(body, 'token=[A-Za-z0-9_-]+', 'token=…', 'g') where id = $1`, [mail.id]);
    },
  };
}

/** The secret of a person's links that end a kind of mail: made with the first of them. */
async function stopToken(sql: Sql, accountId: string): Promise<string> {
  await sql.query(`insert into mail_stop (account_id, token) values ($1, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')) on conflict do nothing`, [accountId]);
  const [row] = await sql.query<{ token: string }>('select token from mail_stop where account_id = $1', [accountId]);
  return row!.token;
}
