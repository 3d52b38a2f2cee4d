import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createFromTemplate, dropDatabase } from '@barnraise/embedded';
import { test } from '@playwright/test';
import pg from 'pg';
import { loginsFor, OWNER, TEMPLATE } from './logins.js';
import { person } from './people.js';
import { type Server, startServer } from './programs.js';

/** One copy of the demo, served as in production: only known operations, the worker in the first process; a second where a walk is about that. */
export class World {
  /** Cookies of people who have signed in, by name. */
  private readonly sessions = new Map<string, string>();

  private constructor(
    private readonly database: string,
    readonly owner: pg.Pool,
    readonly first: Server,
    private readonly another: Server | null,
  ) {}

  get second(): Server {
    if (!this.another) throw new Error('This world is served by one process: say stage(2) for another.');
    return this.another;
  }

  static async raise(processes: 1 | 2): Promise<World> {
    const database = `barnraise_walk_${randomBytes(4).toString('hex')}`;
    const { admin } = loginsFor('postgres');
    await createFromTemplate(admin, TEMPLATE, database);
    const client = new pg.Client({ connectionString: admin });
    await client.connect();
    await client.query(`alter database ${database} owner to ${OWNER}`);
    await client.end();
    const { owner, server, worker } = loginsFor(database);
    const env = { DATABASE_URL: server, DEMO: 'true', OPERATIONS: 'known', LOG_LEVEL: 'error', DATABASE_POOL_SIZE: '6' };
    const [first, another] = await Promise.all([startServer({ ...env, WORKER_DATABASE_URL: worker }), processes === 2 ? startServer(env) : null]);
    return new World(database, new pg.Pool({ connectionString: owner, max: 2 }), first, another);
  }

  async raze(): Promise<void> {
    await this.owner.end();
    await Promise.all([this.first.stop(), this.another?.stop()]);
    await dropDatabase(loginsFor('postgres').admin, this.database);
  }

  /** The cookie of somebody signed in by password, without a page: for walks that are about something else. */
  async cookieOf(name: string): Promise<{ name: string; value: string }> {
    const known = this.sessions.get(name) ?? (await this.signIn(name));
    this.sessions.set(name, known);
    const [key = '', value = ''] = known.split('=');
    return { name: key, value };
  }

  /** A session of its own each time. */
  async signIn(name: string): Promise<string> {
    const answer = await this.ask('SignIn', { input: { email: person(name).email, password: PASSWORD } });
    const cookie = /^([^=]+=[^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    if (!cookie) throw new Error(`${name} could not sign in: ${await answer.text()}`);
    return cookie;
  }

  /** Sends one of the web's own operations: no other is known. */
  ask(operation: string, variables: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.first.origin}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-barnraise-request': '1', ...headers }, body: JSON.stringify({ query: documentOf(operation), variables }),
    });
  }

  /** The demo's clock jumps ahead. The worker sweeps what is due within a second or two. */
  async letPass(hours: number): Promise<void> {
    await this.owner.query('update installation set clock_offset_ms = clock_offset_ms + $1', [hours * 3_600_000]);
  }

  async bookingId(home: string, title: string, state: string): Promise<string> {
    return this.only<{ id: string }>(
      `booking of ${home} in ${title}, ${state}`,
      'select b.id from booking b join offering o on o.id = b.section_id join party p on p.id = b.home_party_id where p.short_name = $1 and o.title = $2 and b.state = $3', [home, title, state]).then((row) => row.id);
  }

  /** The first seat that a district has in a class that runs. */
  async seatId(home: string, title: string): Promise<string> {
    return this.only<{ id: string }>(
      `seat of ${home} in ${title}`,
      `select e.id from seat e join booking b on b.id = e.booking_id join offering o on o.id = b.section_id join party p on p.id = b.home_party_id where p.short_name = $1 and o.title = $2 and b.state = 'active' and e.ordinal = 1`, [home, title]).then((row) => row.id);
  }

  async districtPath(shortName: string): Promise<string> {
    return this.only<{ id: string }>(`district ${shortName}`, 'select id from party where short_name = $1', [shortName]).then((row) => `/districts/${row.id}`);
  }

  async consortiumPath(named: string): Promise<string> {
    return this.only<{ id: string }>(`consortium ${named}`, 'select id from consortium where name like $1', [`${named}%`]).then((row) => `/consortium/${row.id}`);
  }

  async studyPath(title: string): Promise<string> {
    return this.only<{ id: string }>(`study ${title}`, 'select id from cost_study where title = $1', [title]).then((row) => `/money/studies/${row.id}`);
  }

  async draftPath(title: string): Promise<string> {
    return this.only<{ id: string }>(`draft ${title}`, `select id from course_draft where content->>'title' = $1`, [title]).then((row) => `/bookings/courses/${row.id}`);
  }

  async windowPath(schoolYear: string): Promise<string> {
    return this.only<{ id: string }>(`window of ${schoolYear}`, 'select id from request_window where school_year = $1', [schoolYear]).then((row) => `/windows/${row.id}`);
  }

  async roundPath(title: string): Promise<string> {
    return this.only<{ id: string }>(`round ${title}`, 'select r.id from pool_round r join offering o on o.id = r.id where o.title = $1', [title]).then((row) => `/rounds/${row.id}`);
  }

  async needPath(title: string): Promise<string> {
    return this.only<{ id: string }>(`need ${title}`, 'select id from course_need where title = $1', [title]).then((row) => `/bookings/needs/${row.id}`);
  }

  async sectionId(title: string, taughtBy: string): Promise<string> {
    return this.only<{ id: string }>(
      `section ${title} of ${taughtBy}`,
      'select s.id from course_section s join offering o on o.id = s.id join party p on p.id = o.owner_party_id where o.title = $1 and p.short_name = $2', [title, taughtBy]).then((row) => row.id);
  }

  /** The one row of a question that has one. */
  async only<Row extends pg.QueryResultRow>(what: string, sql: string, values: unknown[]): Promise<Row> {
    const { rows } = await this.owner.query<Row>(sql, values);
    const [row] = rows;
    if (!row || rows.length > 1) throw new Error(`${rows.length} rows: ${what}`);
    return row;
  }
}

export const PASSWORD = 'barnraise-demo';

const documents = (): string[] => Object.values(JSON.parse(readFileSync(new URL('../../web/dist/operations.json', import.meta.url), 'utf8')) as Record<string, string>);

function documentOf(operation: string): string {
  const found = documents().find((document) => new RegExp(`^(query|mutation) ${operation}\\b`, 'm').test(document));
  if (!found) throw new Error(`The web has no operation ${operation}`);
  return found;
}

/** A world for the walks of one file; what they change, no other file sees. */
export function stage(processes: 1 | 2 = 1): { readonly world: World } {
  let raised: World | undefined;
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    raised = await World.raise(processes);
  });
  test.afterAll(async () => {
    await raised?.raze();
  });
  return {
    get world(): World {
      if (!raised) throw new Error('The world is raised before the first walk, not while walks are being listed.');
      return raised;
    },
  };
}
