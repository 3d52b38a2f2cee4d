import { createHash } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import pg, { type PoolClient, type QueryResultRow } from 'pg';

/** Rows as the driver gives them; dates as text, as they are shown. */
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12, pipeline: true, application_name: 'plain' } as pg.PoolConfig);

pool.on('error', () => undefined);

export interface Who { readonly accountId: string; readonly consortia: string[]; readonly roles: { readonly partyId: string | null; readonly role: string }[] }

/** The same look-up of the same cookie as the product does: one statement for each request. */
export async function signedIn(request: FastifyRequest): Promise<Who | null> {
  const token = /(?:^|;\s*)barnraise=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (!token) return null;
  const { rows } = await pool.query<{ who: Who | null }>({ name: 'identify', text: 'select identify($1) as who', values: [createHash('sha256').update(token).digest('base64url')] });
  return rows[0]?.who ?? null;
}

export interface Statement { readonly name: string; readonly text: string; readonly values: readonly unknown[] }

/** Sends statements without waiting in between; answers when the last one is answered. */
export async function together<Rows extends QueryResultRow[][]>(client: PoolClient, statements: readonly Statement[]): Promise<Rows> {
  const results = await Promise.all(statements.map((statement) => client.query({ ...statement, values: [...statement.values] })));
  return results.map((result) => result.rows) as Rows;
}

/** Statements of one transaction under the principal, in one flush with its beginning and its end. */
export async function inOneGo<Rows extends QueryResultRow[][]>(who: Who, statements: readonly Statement[]): Promise<Rows> {
  const client = await pool.connect();
  try {
    const begun = [client.query('begin'), client.query({ name: 'enter', text: 'select enter($1)', values: [who.accountId] })];
    const answered = together<Rows>(client, statements);
    const committed = client.query('commit');
    const [rows] = await Promise.all([answered, committed, ...begun]);
    return rows;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
