import { type JobHandlers, type Sql } from '../../platform/jobs/jobs.js';
import { type Mailer } from '../../platform/mail/mailer.js';
import { Ids } from '../../platform/ids/ids.js';

interface Tell { eventId: string; partyId: string; roles: string[]; subject: string; body: string }
interface Unsent { id: string; to_address: string; subject: string; body: string; created_at: Date }

/** What the worker does with mail. Each job may run twice; neither does its work twice. */
export function mailJobs(sql: Sql, mailer: Mailer | null, ids: Ids = new Ids()): JobHandlers {
  return {
    /** One mail for each who holds one of the roles now. The mails and the jobs that deliver them are written together. */
    tell: (data) =>
      sql.together(async (tx) => {
        const { eventId, partyId, roles, subject, body } = data as Tell;
        const people = await tx.query<{ id: string; email: string }>(
          `select distinct a.id, a.email from role_assignment r join account a on a.id = r.account_id
            where r.party_id = $1 and r.role = any ($2) and r.ended_at is null and a.status = 'active' order by a.id`,
          [partyId, roles],
        );
        const written = await tx.query<{ id: string }>(
          `insert into mail (id, dedupe_key, account_id, to_address, subject, body, created_at)
           select id, $1 || ':' || account_id, account_id, to_address, $5, $6, app_now() from unnest($2::uuid[], $3::uuid[], $4::text[]) as one (id, account_id, to_address)
           on conflict (dedupe_key) do nothing returning id`,
          [eventId, people.map(() => ids.next()), people.map(({ id }) => id), people.map(({ email }) => email), subject, body],
        );
        for (const { id } of written) await tx.send('deliver', { mailId: id });
      }),

    /**
     * Sends a mail unless it is sent. Between the mail server's yes and our note of it lies the one moment in which a dying
     * worker makes us send again: with the same Message-ID, by which mail servers and readers know it for the same mail.
     */
    deliver: async (data) => {
      if (!mailer) return;
      const [mail] = await sql.query<Unsent>('select id, to_address, subject, body, created_at from mail where id = $1 and sent_at is null', [(data as { mailId: string }).mailId]);
      if (!mail) return;
      await mailer.send({ id: mail.id, to: mail.to_address, subject: mail.subject, text: mail.body, date: mail.created_at });
      // From here on a link's token stands in its mail alone.
      await sql.query(`update mail set sent_at = app_now(), body = regexp_replace(body, 'token=[A-Za-z0-9_-]+', 'token=…', 'g') where id = $1`, [mail.id]);
    },
  };
}
