/** The addresses of one database for each login, and of the administrator. DATABASE stands for its name. */
export interface Logins {
  readonly admin: string;
  readonly owner: string;
  readonly server: string;
  readonly worker: string;
}

export const TEMPLATE = 'barnraise_walks';
export const OWNER = 'barnraise_walks_owner';

export const loginsOf = (database: string, url: (database: string, user: string) => string): Logins => ({
  admin: url(database, 'postgres'), owner: url(database, OWNER), server: url(database, 'barnraise_walks_api'), worker: url(database, 'barnraise_walks_jobs'),
});

/** Of a database in the PostgreSQL of this run. */
export function loginsFor(database: string): Logins {
  const given = process.env['E2E_LOGINS'];
  if (!given) throw new Error('Walks run through Playwright, which raises a PostgreSQL for the run.');
  const logins = JSON.parse(given) as Logins;
  const named = (url: string) => url.replace(/DATABASE$/, database);
  return { admin: named(logins.admin), owner: named(logins.owner), server: named(logins.server), worker: named(logins.worker) };
}
