import { randomUUID } from 'node:crypto';
import { lockDueRounds } from '../src/features/pools/index.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../src/platform/jobs/jobs.js';
import { type Client, testApp, type TestApp } from './app.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { district, insertNeighborhood, NOW, person, school, setClock, west } from './factories/neighborhood.js';

export const LOCK = '2026-08-31T22:00:00Z';
export type Place = 'council' | 'cambridge' | 'grangeville';
export interface Answer { __typename: string; id: string; state: string; code?: string; message?: string; problems?: { field: string; message: string }[]; orders: { id: string; district: { shortName: string }; totalCents: number }[] }

const results: Record<string, string> = { Round: 'id state orders { id district { shortName } totalCents }' };

/** Districts that buy together, and the acts by which a round gets as far as a test needs it. */
export class RoundDesks {
  people!: Record<Place, Client>;

  private constructor(readonly db: TestDatabase, readonly app: TestApp, private readonly worker: WorkerDatabase) {}

  static async meet(): Promise<RoundDesks> {
    const db = await freshDatabase();
    await insertNeighborhood(db);
    return new RoundDesks(db, await testApp(db), await openWorkerDatabase(db.workerUrl));
  }

  async part(): Promise<void> {
    await this.worker.close();
    await this.app.stop();
    await this.db.drop();
  }

  async signIn(): Promise<void> {
    const as = (place: Place) => this.app.client().signInAs(person(place, 'business_manager'));
    this.people = { council: await as('council'), cambridge: await as('cambridge'), grangeville: await as('grangeville') };
  }

  /** One act of somebody; `type` is what it answers with, and `fields` what is asked of it. */
  act<Thing = Answer>(place: Place, operation: string, inputType: string, input: object, type = 'Round', fields = results[type]!): Promise<Thing & Answer> {
    return this.people[place].get(`mutation ($input: ${inputType}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on ${type} { ${fields} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
  }

  async tasks(place: Place, roundId: string): Promise<string[]> {
    return (await this.people[place].get<{ nodes: { kind: string; roundId: string }[] }>('{ inbox { nodes { kind roundId } } }')).nodes.filter((item) => item.roundId === roundId).map(({ kind }) => kind);
  }

  /** A round led by Council that has left: Council ordered ten cases, Cambridge six (or as told). Answers its id and the orders by district. */
  async released(over: object = {}, { takes = { council: 10, cambridge: 6 } as Partial<Record<Place, number>>, way = 'DISTRICT', placed = true, item = {} as object } = {}): Promise<{ id: string; orders: Record<string, string> }> {
    const { db } = this;
    await setClock(db, NOW);
    await this.signIn();
    const paper = { name: 'Copy paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 42_00 }, { from: 16, priceCents: 38_05 }], ...item };
    const round = { title: 'Copy paper', items: [paper], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State of Idaho', contractNumber: 'SBPO-1712', clause: 'Any agency.', termEnds: '2027-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }], ...over };
    const { id } = await this.act('council', 'proposeRound', 'ProposeRoundInput', { districtId: district('council'), consortiumId: west, round });
    await this.act('council', 'openRound', 'OpenRoundInput', { roundId: id, revision: 1 });
    for (const [place, count] of Object.entries(takes) as [Place, number][]) await this.act(place, 'commitToRound', 'CommitToRoundInput', { roundId: id, districtId: district(place), schoolId: school(place), budgetCode: `${place}-410`, lines: [{ itemKey: 'item-1', unit: 'case', minimum: count, maximum: count }] });
    await setClock(db, LOCK);
    await lockDueRounds(new Sql(this.worker.pool), { error: (...args: unknown[]) => { throw new Error(JSON.stringify(args)); } });
    await this.signIn();
    const lead = way === 'LEAD';
    const done = await this.act('council', 'releaseRound', 'ReleaseRoundInput', { roundId: id, way, supplier: 'Gem State Paper', purchaseOrderNumber: lead ? `L-${id}` : null });
    if (done.__typename !== 'Round') throw new Error(JSON.stringify(done));
    const { rows } = await db.owner.query<{ id: string; place: string }>(`select o.id, lower(p.short_name) as place from round_order o join party p on p.id = o.party_id where o.round_id = $1`, [id]);
    const orders = Object.fromEntries(rows.map((row) => [row.place, row.id]));
    if (placed && !lead) for (const [place, orderId] of Object.entries(orders)) await this.act(place as Place, 'placeOrder', 'PlaceOrderInput', { orderId, purchaseOrderNumber: `PO-${orderId}` });
    return { id, orders };
  }
}
