import { Injectable } from '@nestjs/common';
import { contractEndsSoon, purchasingRound } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { OfferingKind, OfferingService } from '../offerings/index.js';
import { AuthorityService } from './authority.service.js';
import { readItemsFile } from './items-file.rules.js';
import { type RoundItemsFile, type RoundItemsFileInput } from './items-file.type.js';
import { type LastTime, linesBefore, type Wish } from './round-before.rules.js';
import { type RoundBefore } from './round-before.type.js';
import { namedApart } from './round-charge.rules.js';
import { roundNotPossible, type RoundStepInput } from './round.input.js';
import { RoundReader } from './round.reader.js';
import { type Round } from './round.type.js';

const OVER: readonly string[] = ['locked', 'released', 'received', 'settled', 'failed', 'cancelled'];
const ORDERED: readonly string[] = ['locked', 'released', 'received', 'settled'];
/** What a draft that is started again takes over, and the contract that a board awarded the last time. Its lock is two weeks from today at the same time; days of delivery are said anew. */
const KEPT = 'sealed, aim, buy_up, lead_agency, contract_number, clause, term_ends, ceiling_cents, below_threshold, below_days, short_rule, charges, state_code, federal';
const LAST_TIME = `
select c.party_id as party, s.lines as taken,
       json_agg(json_build_object('item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum, 'notToExceedCents', l.not_to_exceed_cents) order by l.item_key) as lines
  from round_commitment c join round_line l using (round_id, party_id) left join round_share s using (round_id, party_id)
 where c.round_id = $1 and c.state in ('committed', 'awaiting_approval') group by c.party_id, s.lines order by c.party_id`;

/** What came before a round and what comes after it: started again from what it was, each district with its own quantities. */
@Injectable()
export class RoundBeforeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly offerings: OfferingService,
    private readonly reader: RoundReader,
    private readonly authority: AuthorityService,
  ) {}

  before(principal: Principal, id: string): Promise<RoundBefore | null> {
    return isId(id) ? this.uow.run(principal, async (tx) => {
      const row = await this.reader.row(id);
      if (!row) return null;
      const old = row.copied_from === null ? null : await this.reader.row(row.copied_from);
      const last = await tx.query<LastTime & Record<string, unknown>>(LAST_TIME, [old?.id ?? null]);
      const wishes = await tx.query<Wish & Record<string, unknown>>('select party_id as party, quantity from round_wish where round_id = $1', [row.id]);
      const again = await tx.one<{ id: string; title: string }>(`select r.id, o.title from pool_round r join offering o on o.id = r.id where r.copied_from = $1 and r.state <> 'cancelled' order by r.proposed_at desc, r.id limit 1`, [row.id]);
      // The worker tells of it from the same day on (`remind_of_contracts`).
      const { today } = (await tx.one<{ today: string }>('select (app_now() at time zone time_zone)::date::text as today from party where id = $1', [row.lead_party_id]))!;
      const mayCopy = OVER.includes(row.state) && this.mayLead(row.lead_party_id);
      return {
        roundId: row.id, copiedFrom: old && { id: old.id, title: old.title }, startedAgain: again, mayCopy, contractEnds: mayCopy && ORDERED.includes(row.state) && again === null && contractEndsSoon(row.term_ends, today) ? row.term_ends : null,
        lines: linesBefore(row.items, old?.items ?? [], last, wishes),
      };
    }) : Promise.resolve(null);
  }

  /** A sheet, looked at: nothing is stored. Null for a district in which the principal starts no rounds. */
  readItems(principal: Principal, { districtId, text }: RoundItemsFileInput): Promise<RoundItemsFile | null> {
    return this.uow.run(principal, async (tx) => {
      const own = await tx.one<{ own: boolean }>('select $1::uuid = any (my_parties()) as own', [districtId]);
      return own?.own === true && this.mayLead(districtId) ? readItemsFile(text) : null;
    });
  }

  copy(principal: Principal, input: RoundStepInput): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation: 'copyRound', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.reader.row(input.roundId);
      if (!row) return notFound('round');
      if (!this.mayLead(row.lead_party_id)) return notAllowed();
      if (!OVER.includes(row.state)) return roundNotPossible('This round is not over yet. It can be started again once it is.');
      if (!(await tx.one('select from consortium_member where party_id = $1 and consortium_id = $2 and until is null', [row.lead_party_id, row.consortium_id]))) return notFound('consortium of this district');
      const id = this.ids.next();
      await this.offerings.create({ id, kind: OfferingKind.POOL, ownerPartyId: row.lead_party_id, state: 'draft', title: row.title, summary: row.summary, consortiumIds: [row.consortium_id] });
      await tx.query(
        `insert into pool_round (id, lead_party_id, consortium_id, route, state, locks_at, unapproved_counts, copied_from, proposed_by, proposed_at, state_since, ${KEPT})
         select $1, r.lead_party_id, r.consortium_id, case when r.contract_number is null then r.route else 'contract' end, 'draft', ((app_now() at time zone p.time_zone)::date + 14 + (r.locks_at at time zone p.time_zone)::time) at time zone p.time_zone, 'nothing', r.id, my_account(), app_now(), app_now(),
                ${KEPT.split(', ').map((name) => `r.${name}`).join(', ')}
           from pool_round r join party p on p.id = r.lead_party_id where r.id = $2`, [id, row.id]);
      const apart = namedApart(row.charges, row.items);
      if (row.charges.length > 0) await tx.query('update pool_round set charges = $2 where id = $1', [id, JSON.stringify(apart.charges)]);
      await tx.query(
        `insert into round_item (round_id, key, ordinal, body, unit_sizes, ceiling_units)
         select $1, key, ordinal, case when body ? 'charges' then jsonb_set(body, '{charges}', $3::jsonb->key) else body end, unit_sizes, ceiling_units from round_item where round_id = $2`, [id, row.id, JSON.stringify(apart.items)]);
      await this.authority.copy(row.id, id);
      // A draft is heard of by its own district alone.
      await this.events.append({ kind: 'round.proposed', subjectType: 'round', subjectId: id, partyIds: [row.lead_party_id], consortiumIds: [], facts: { before: null, after: 'draft' } });
      return { id };
    }, (id) => this.reader.one(id));
  }

  private mayLead(partyId: string): boolean {
    const roles = this.access.rolesIn(this.uow.tx.principal, partyId);
    return purchasingRound.step(null, 'propose', { actor: { side: 'lead', roles }, nowMs: 0, clock: null, facts: {} }).ok;
  }
}
