import { type Role } from '@barnraise/lifecycle';
import { hashToken } from '../../src/platform/auth/session-cookie.js';
import { type Answer, type Client, type TestApp } from '../app.js';
import { type TestDatabase } from '../database.js';
import { A, B, districts, personOf, type World } from '../factories/world.js';
import { documentOf } from './ask.js';
import { Listener } from './listener.js';
import { type Actor, type Line, type Place, type Verdict } from './table.js';
import { type Cell, districtAt, isOfficer, type Trial, trials } from './trials.js';

/** A trial with the person who makes it. */
export interface Try {
  readonly cell: Cell;
  readonly trial: Trial;
  readonly client: Client;
  /** Whether what is asked depends on the person. */
  readonly personal: boolean;
}

export interface Outcome {
  readonly verdict: Verdict | `failed: ${string}`;
  /** All that came back, as text. */
  readonly text: string;
}

const consortiumAt = (place: Place) => (place === 'stranger' ? B : A);

/** Tries cells of the table over HTTP, and sees in the tables what came of it. */
export class Walk {
  constructor(
    readonly app: TestApp,
    readonly db: TestDatabase,
    readonly world: World,
  ) {}

  /**
   * Puts rows there and signs people in. What is only read, and what none of them may do, is tried on the same rows: what one
   * did to them would be seen, and putting them there takes longer than all tries together. Only where what is asked depends
   * on who asks, or something happens while they listen, does each have their own.
   */
  async prepareAll(line: Line, actors: readonly Actor[], may: (actor: Actor) => boolean): Promise<Map<Actor, Try>> {
    const tries = new Map<Actor, Try>();
    let shared: Trial | null = null;
    for (const actor of actors) {
      const one: Try = await this.prepare(line, actor, shared && (!shared.effect || !may(actor)) ? shared : null);
      tries.set(actor, one);
      if (!one.personal && !one.trial.cause && !(one.trial.effect && may(actor))) shared = one.trial;
    }
    return tries;
  }

  /** One cell, on rows of its own or on those given. */
  async prepare(line: Line, actor: Actor, given: Trial | null = null): Promise<Try> {
    const { world } = this;
    const place = actor === 'nobody' ? 'own' : line.place;
    const district = districtAt[line.place];
    const account = actor === 'nobody' ? null : personOf(actor as Role, isOfficer(actor) ? consortiumAt(place) : district);
    const client = this.app.client();
    if (account) await client.signInAs(account);
    const token = client.cookies.get('barnraise');
    const session = token ? ((await world.owner.query<{ id: string }>('select id from session where token_hash = $1', [hashToken(token)])).rows[0]?.id ?? null) : null;
    const cell = { world, actor, place: line.place, account, district, session };
    const make = trials[line.asked];
    if (!make) throw new Error(`Nobody wrote down how "${line.asked}" is asked for.`);
    let personal = false;
    const watched = new Proxy(cell, {
      get: (from, name) => {
        if (name === 'actor' || name === 'account' || name === 'session') personal = true;
        return from[name as keyof Cell];
      },
    });
    return { cell, trial: given ?? (await make(watched)), client, personal };
  }

  async run(line: Line, one: Try): Promise<Outcome> {
    if (line.operation.startsWith('Subscription.')) return this.listen(line, one);
    return read(line, one.trial, await one.client.run(documentOf(line.operation), one.trial.variables));
  }

  /** Opens a page, lets something happen, and says whether it was heard of before a later sign of life. */
  private async listen(line: Line, { trial, client, cell }: Try): Promise<Outcome> {
    const listener = await Listener.open(this.app.url, client, documentOf(line.operation));
    try {
      const refused = await listener.ready(() => this.sign(cell));
      if (refused) return read(line, trial, { errors: refused } as Answer<Record<string, unknown>>);
      const cause = await trial.cause!();
      const hints = await listener.until(await this.sign(cell));
      const heard = hints.some(({ topic, subjectId }) => topic === cause.topic && subjectId === cause.subjectId);
      return { verdict: heard ? 'yes' : 'empty', text: JSON.stringify(hints) };
    } finally {
      listener.close();
    }
  }

  /** Something only people of this place hear of. */
  private async sign({ actor, place, district }: Cell): Promise<string> {
    const subject = this.world.id();
    const heardAt = isOfficer(actor) ? consortiumAt(place) : districts[district];
    await this.db.owner.query(`insert into event (id, at, kind, subject_type, subject_id, party_ids) values (gen_random_uuid(), app_now(), 'test.sign', 'sign', $1, array[$2::uuid])`, [subject, heardAt]);
    return subject;
  }

  /** Is the effect of a trial there? */
  async done({ effect }: Trial): Promise<boolean> {
    if (!effect) return true;
    const [sql, ...values] = effect;
    const { rows } = await this.db.owner.query<{ done: boolean }>(`select ${sql} as done`, values);
    return rows[0]!.done;
  }

  /** Where the database is now: what is written from here on is looked at by `checksum(since)`. */
  async mark(): Promise<string> {
    const { rows } = await this.db.owner.query<{ xid: string }>('select pg_current_xact_id()::xid::text as xid');
    return rows[0]!.xid;
  }

  /**
   * How many rows every table has, and a sum over those written since a mark (all, without one): the same before and after when
   * nothing was written, changed or removed between. Receipts and counted attempts are left out: a refusal keeps those.
   */
  async checksum(since = '2'): Promise<Record<string, string>> {
    this.sums ??= await this.sumsOfTables();
    // Prepared once: planning it takes longer than carrying it out.
    const { rows } = await this.db.owner.query<{ name: string; sum: string }>({ name: 'checksum', text: this.sums, values: [since] });
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  }

  private sums: string | null = null;

  private async sumsOfTables(): Promise<string> {
    const { rows: tables } = await this.db.owner.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relkind = 'r' and (relnamespace = 'public'::regnamespace and relname not in ('command_receipt', 'attempt') or oid = 'pgboss.job'::regclass) order by 1`);
    return tables.map(({ name }) => `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)) filter (where age(t.xmin) <= age($1::text::xid)), 0) as sum from ${name} t`).join(' union all ');
  }
}

/** What an answer comes to, in the words of the table. */
export function read(line: Line, trial: Trial, answer: Answer<Record<string, unknown>>): Outcome {
  const value = answer.data?.[line.operation.split('.')[1]!] as { __typename?: string; code?: string } | null | undefined;
  const text = JSON.stringify({ value, errors: answer.errors });
  const refusal = answer.errors ? String(answer.errors[0]!.extensions?.code ?? answer.errors[0]!.message) : value?.code;
  const verdict = ((): Outcome['verdict'] => {
    if (refusal === 'SIGN_IN_FIRST') return 'sign in';
    if (refusal === 'NOT_ALLOWED') return 'no';
    if (refusal === 'NOT_FOUND') return 'none';
    if (refusal !== undefined) return `failed: ${refusal}`;
    if (value === null || value === undefined) return 'none';
    return trial.finds === undefined || text.includes(trial.finds) ? 'yes' : 'empty';
  })();
  return { verdict, text };
}
