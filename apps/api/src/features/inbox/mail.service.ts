import { Injectable } from '@nestjs/common';
import { nobody } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { fromCursor, pageOf, pageSize } from '../../platform/graphql/page.js';
import { isId } from '../../platform/ids/ids.js';
import { type MailConnection } from './mail.type.js';

interface Row { id: string; to_address: string; subject: string; body: string; created_at: Date }

/** The demo's mailbox. Outside a demo installation the database answers nothing. */
@Injectable()
export class MailService {
  constructor(private readonly uow: UnitOfWork) {}

  async outgoing(first: number | null, after: string | null): Promise<MailConnection> {
    const [last] = fromCursor(after, 1) ?? [];
    const size = pageSize(first, 25);
    const rows = await this.uow.run(nobody, (tx) =>
      tx.query<Row>('select id, to_address, subject, body, created_at from demo_mail($1, $2)', [size + 1, isId(last) ? last : null]),
    );
    const mails = rows.map((row) => ({ id: row.id, to: row.to_address, subject: row.subject, text: row.body, createdAt: row.created_at }));
    return pageOf(mails, size, ({ id }) => [id]);
  }
}
