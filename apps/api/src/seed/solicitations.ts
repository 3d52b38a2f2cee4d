import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { RoundService, SolicitationService } from '../features/pools/index.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

const SEVEN_RIVERS = 'seven-rivers';
type Row = DemoData['solicitations'][number];

/** Rounds without a contract, as far as each has come: what districts expect, the bids that came, what a board decided. */
export function solicitationActs(data: DemoData, app: INestApplicationContext, owner: ClientBase): Act[] {
  const [rounds, solicitations] = [app.get(RoundService), app.get(SolicitationService)];
  return data.solicitations.flatMap((row): Act[] => {
    const roundId = fixedId(`solicitation/${row.key}#0`, new Date(row.at));
    const by = (what: string, at: string, run: Act['run'], who = row.by): Act => ({ key: `solicitation/${row.key}${what}`, at: new Date(at), by: who, run });
    return [
      by('', row.at, (principal, idempotencyKey) => rounds.propose(principal, { idempotencyKey, roundId: null, revision: null, takes: null, districtId: id.party(row.lead), consortiumId: id.consortium(SEVEN_RIVERS), round: proposed(row) as never })),
      by('/gather', row.gathered.at, (principal, idempotencyKey) => solicitations.gather(principal, { idempotencyKey, roundId, revision: 1, estimatesDue: new Date(row.gathered.due) })),
      ...row.estimates.map((one) => by(`/estimate/${one.district}`, one.at, (principal, idempotencyKey) => solicitations.estimate(principal, { idempotencyKey, roundId, districtId: id.party(one.district), lines: one.lines }), one.by)),
      ...(row.asked === null ? [] : [by('/ask', row.asked.at, (principal, idempotencyKey) => {
        const { number, published, publishedOn, bidsDue, documents } = row.asked!;
        return solicitations.askForBids(principal, { idempotencyKey, roundId, number, published, publishedOn, bidsDue: new Date(bidsDue), documents });
      })]),
      ...row.bids.map(({ key, at, ...said }) => by(`/bid/${key}`, at, (principal, idempotencyKey) => solicitations.recordBid(principal, { idempotencyKey, roundId, bidId: null, revision: null, ...said } as never))),
      ...(row.awarded === null ? [] : [by('/award', row.awarded.at, async (principal, idempotencyKey) => {
        const { bid, boardOn, minutes, reason, contractNumber, clause, termEnds, ceilingCents } = row.awarded!;
        const { supplier } = row.bids.find(({ key }) => key === bid)!;
        const { rows } = await owner.query<{ id: string; revision: number }>('select id, revision from round_bid where round_id = $1 and supplier = $2', [roundId, supplier]);
        return solicitations.award(principal, { idempotencyKey, roundId, bidId: rows[0]!.id, bidRevision: rows[0]!.revision, boardOn, minutes, reason, contractNumber, clause, termEnds, ceilingCents });
      }, row.awarded.by)]),
    ];
  });
}

/** Prices come with the award, and so does the contract. */
const proposed = ({ round }: Row) => ({
  ...round, route: 'solicitation', locksAt: new Date(round.locksAt), aim: 'best-price', buyUp: false, leadAgency: null, contractNumber: null, clause: null, termEnds: null, ceilingCents: null,
  items: round.items.map((item) => ({ ...item, tierUnit: null, mode: 'all-units', tiers: [], threshold: null, ceiling: null })),
});
