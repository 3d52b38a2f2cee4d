import { Injectable } from '@nestjs/common';
import { purchasingRound, type RoundFacts, type RoundState, type RoundStep, webAddress } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData, wrongField as wrong } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { PlaceNames } from '../districts/index.js';
import { InboxService } from '../inbox/index.js';
import { OfferingService } from '../offerings/index.js';
import { draftChanged, roundNotPossible } from './round.input.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { RoundService } from './round.service.js';
import { roomRefusal } from './round-room.rules.js';
import { type Round } from './round.type.js';
import { type AskForBidsInput, type AwardRoundInput, type FailRoundInput, type GatherEstimatesInput, type GiveEstimateInput, type OpenAwardedRoundInput, type RecordBidInput } from './solicitation.input.js';
import { LEADERS, SolicitationReader } from './solicitation.reader.js';
import { missingWords, runsUntil } from './round.rules.js';
import { askRefusal, awardRefusal, bidRefusal, estimateLines, estimateRefusal, missingToGather, type StoredDocument, type StoredPrice } from './solicitation.rules.js';
import { type RoundSolicitation } from './solicitation.type.js';

const TOLD = ['procurement_officer', 'business_manager'] as const;
const words = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });

/** The way of a round to a contract of its own: estimates, bids, the award of a board, and open from there on like any other. */
@Injectable()
export class SolicitationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly offerings: OfferingService,
    private readonly places: PlaceNames,
    private readonly rounds: RoundService,
    private readonly reader: RoundReader,
    private readonly solicitations: SolicitationReader,
  ) {}

  solicitation(principal: Principal, roundId: string): Promise<RoundSolicitation | null> {
    return isId(roundId) ? this.uow.run(principal, () => this.solicitations.one(roundId)) : Promise.resolve(null);
  }

  gather(principal: Principal, input: GatherEstimatesInput): Promise<Round | RefusalData> {
    return this.step(principal, 'gatherEstimates', 'gather', input, {}, async (tx, row) => {
      if (row.revision !== input.revision) return draftChanged();
      const missing = missingToGather(row.items, row.state_code);
      if (missing.length > 0) return roundNotPossible(missingWords('Before estimates are asked for', missing), 'ROUND_INCOMPLETE');
      const kept = await this.rounds.mayGoToMembers(row);
      if (kept) return kept;
      if (!(input.estimatesDue.getTime() > row.now.getTime())) return wrong('estimatesDue', 'Choose a time that is still to come.');
      if (!(await this.moved(tx, row.id, 'estimates'))) return notAllowed();
      await tx.query('insert into round_solicitation (round_id, estimates_due) values ($1, $2)', [row.id, input.estimatesDue]);
      // Members read it from now on; it stands in the catalogue once it is open.
      await this.offerings.setState(row.id, 'closed');
      const members = await this.members(tx, row);
      const lead = await this.leadName(row);
      await this.inbox.push(members.map((party) => ({
        kind: 'GIVE_ESTIMATE', isNotice: false, partyId: party, consortiumId: null, roles: [...LEADERS], sides: [row.lead_party_id, party], subjectId: row.id, roundId: row.id, title: `Estimate what you would take: ${row.title}`,
        detail: `${lead} asks for bids for all members together. An estimate binds nobody.`, nextStep: 'Say an estimate', dueAt: input.estimatesDue, dueRule: `asked for by ${lead}`,
      })));
      await this.log('round.gathering', row, row.lead_party_id, 'estimates');
      return null;
    });
  }

  estimate(principal: Principal, input: GiveEstimateInput): Promise<Round | RefusalData> {
    return this.command(principal, 'giveEstimate', input, async (tx) => {
      const row = await this.reader.row(input.roundId);
      if (!row) return notFound('round');
      if (!this.access.holdsAny(principal, input.districtId, LEADERS)) return notAllowed();
      const refused = estimateRefusal(input.lines, row.items)
        ?? roomRefusal(input.lines.map(({ itemKey, unit, count }) => ({ itemKey, unit, most: count })), new Map(row.items.map((item) => [item.key, item])), await this.reader.memberCount(row.consortium_id), 'count');
      if (refused) return refused;
      const done = await tx.one<{ why: string | null }>('select say_estimate($1, $2, $3) as why', [row.id, input.districtId, JSON.stringify(estimateLines(input.lines))]);
      if (done?.why === 'gone') return notFound('round');
      if (done?.why === 'changed') return roundNotPossible('A colleague has just changed this estimate. Look again.');
      if (done?.why) return roundNotPossible('Estimates are closed: this round gathers none now.', 'ESTIMATES_CLOSED');
      // Of a sealed round nobody else hears even that something moved.
      await this.events.append({ kind: 'round.estimated', subjectType: 'round', subjectId: row.id, partyIds: [input.districtId], consortiumIds: row.sealed ? [] : [row.consortium_id], facts: { before: row.state, after: row.state } });
      return { id: row.id };
    });
  }

  askForBids(principal: Principal, input: AskForBidsInput): Promise<Round | RefusalData> {
    return this.step(principal, 'askForBids', 'solicit', input, {}, async (tx, row) => {
      const refused = askRefusal(input, row.now);
      if (refused) return refused;
      const { estimates_due: due } = (await this.solicitations.row(row.id))!;
      const { answered } = await this.solicitations.answered(row.id);
      const open = (await this.reader.memberCount(row.consortium_id)) - answered;
      if (row.now < due && open > 0) return roundNotPossible(`Estimates are asked for until ${words.format(due)}, and ${open === 1 ? 'one district has' : `${open} districts have`} not answered yet.`, 'ESTIMATES_COMING');
      if (answered === 0) return roundNotPossible('Nobody has estimated anything: there is nothing to ask bids for.', 'NO_ESTIMATES');
      if (!(await this.moved(tx, row.id, 'solicited'))) return notAllowed();
      const documents: StoredDocument[] = input.documents.map(({ name, url, what }) => ({ name: name.trim(), url: webAddress(url, URL) ?? url.trim(), what: what.trim() }));
      await tx.query('update round_solicitation set number = $2, published = $3, published_on = $4, bids_due = $5, documents = $6 where round_id = $1', [row.id, input.number.trim(), input.published.trim(), input.publishedOn, input.bidsDue, JSON.stringify(documents)]);
      await this.inbox.settle(row.id, ['GIVE_ESTIMATE']);
      await this.tell(tx, row, 'round.solicited', `Out for bids: ${row.title}`, `${await this.leadName(row)} asks for bids until ${words.format(input.bidsDue)}. What is bought stays as it is from now on.`);
      await this.log('round.solicited', row, row.lead_party_id, 'solicited');
      return null;
    });
  }

  recordBid(principal: Principal, input: RecordBidInput): Promise<Round | RefusalData> {
    return this.command(principal, 'recordBid', input, async (tx) => {
      const row = await this.taken(tx, input.roundId);
      if (!row) return notFound('round');
      if (!this.access.holdsAny(principal, row.lead_party_id, LEADERS)) return notAllowed();
      const said = await this.solicitations.row(row.id);
      if (row.state !== 'solicited' || !said?.bids_due) return roundNotPossible('Bids are written down while the round is out for bids.');
      if (row.now < said.bids_due) return roundNotPossible(`Bids stay closed until ${words.format(said.bids_due)}.`, 'BIDS_CLOSED');
      const refused = bidRefusal(input, row.items, row.sealed);
      if (refused) return refused;
      const before = input.bidId ? (await this.solicitations.bids(row.id)).find(({ id }) => id === input.bidId) : null;
      if (input.bidId && !before) return notFound('bid');
      if (before && before.revision !== input.revision) return roundNotPossible('A colleague has just written this bid down anew. Look again.');
      const prices: StoredPrice[] = input.prices.map(({ itemKey, mode, tiers }) => ({ item: itemKey, mode, tiers: tiers.map(({ from, priceCents }) => ({ from, priceCents })) }));
      await tx.query(
        'insert into round_bid (round_id, id, revision, supplier, responsive, reason, lead_time, notes, prices, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, my_account(), app_now())',
        [row.id, before?.id ?? this.ids.next(), (before?.revision ?? 0) + 1, input.supplier.trim(), input.responsive, input.reason?.trim() || null, input.leadTime?.trim() || null, input.notes?.trim() || null, JSON.stringify(prices)]);
      await this.log('round.bid', row, row.lead_party_id, 'solicited');
      return { id: row.id };
    });
  }

  award(principal: Principal, input: AwardRoundInput): Promise<Round | RefusalData> {
    // Whoever writes the award down says by that what the board decided.
    return this.step(principal, 'awardRound', 'award', input, { boardApproved: true }, async (tx, row) => {
      const { today } = (await tx.one<{ today: string }>('select (app_now() at time zone time_zone)::date::text as today from party where id = $1', [row.lead_party_id]))!;
      const refused = awardRefusal(input, row, today);
      if (refused) return refused;
      const done = await tx.one<{ why: string | null }>('select award_round($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as why',
        [row.id, input.bidId, input.bidRevision, input.boardOn, input.minutes.trim(), input.reason.trim(), input.contractNumber.trim(), input.clause.trim(), input.termEnds, input.ceilingCents ?? null]);
      if (done?.why === 'bid') return wrong('bidId', 'Choose a responsive bid, as it is written down now.');
      if (done?.why) return roundNotPossible('This round has just gone on. Look again.');
      await this.tell(tx, row, 'round.awarded', `Awarded: ${row.title}`, `The board of ${await this.leadName(row)} awarded a bid: its prices stand on the page of the round. It opens for firm commitments next.`);
      await this.log('round.awarded', row, row.lead_party_id, 'awarded');
      return null;
    });
  }

  fail(principal: Principal, input: FailRoundInput): Promise<Round | RefusalData> {
    return this.step(principal, 'failRound', 'fail', input, {}, async (tx, row) => {
      const reason = input.reason.trim();
      if (reason === '') return wrong('reason', 'Write why no bid is awarded.');
      const done = await tx.one<{ why: string | null }>('select fail_solicitation($1, $2) as why', [row.id, reason]);
      if (done?.why) return roundNotPossible('This round has just gone on. Look again.');
      await this.log('round.failed', row, row.lead_party_id, 'failed');
      return null;
    });
  }

  /** For firm commitments, until a time chosen now. */
  open(principal: Principal, input: OpenAwardedRoundInput): Promise<Round | RefusalData> {
    return this.command(principal, 'openAwardedRound', input, async (tx) => {
      const row = await this.taken(tx, input.roundId);
      if (!row) return notFound('round');
      if (row.state !== 'awarded') return roundNotPossible(row.route === 'contract' ? 'This round buys on an existing contract.' : 'Only a round that was awarded opens.');
      if (!(input.locksAt.getTime() > row.now.getTime())) return wrong('locksAt', 'Choose a time that is still to come.');
      if (!runsUntil(row.term_ends, await this.reader.lockDay(row.lead_party_id, input.locksAt))) return wrong('locksAt', 'The contract ends before that.');
      return this.rounds.openAt(tx, row, input.locksAt);
    });
  }

  /** One step of the leading district. The round is taken FOR UPDATE, and the clock is read after that. */
  private step(principal: Principal, operation: string, step: RoundStep, input: { roundId: string; idempotencyKey: string }, facts: Partial<RoundFacts>, act: (tx: Tx, row: RoundRow) => Promise<RefusalData | null>): Promise<Round | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const row = await this.taken(tx, input.roundId);
      if (!row) return notFound('round');
      const decision = purchasingRound.step(row.state, step, { actor: { side: 'lead', roles: this.access.rolesIn(principal, row.lead_party_id) }, nowMs: row.now.getTime(), clock: null, facts: { ...this.reader.facts(row), ...facts } });
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : roundNotPossible(decision.message);
      return (await act(tx, row)) ?? { id: row.id };
    });
  }

  private async taken(tx: Tx, roundId: string): Promise<RoundRow | null> {
    await tx.query('select from pool_round where id = $1 for update', [roundId]);
    return this.reader.row(roundId);
  }

  private async moved(tx: Tx, roundId: string, to: RoundState): Promise<boolean> {
    return (await tx.one('update pool_round set state = $2, state_since = app_now() where id = $1 returning id', [roundId, to])) !== null;
  }

  private async members(tx: Tx, row: RoundRow): Promise<string[]> {
    return (await tx.query<{ party_id: string }>('select party_id from consortium_member where consortium_id = $1 and until is null order by party_id', [row.consortium_id])).map(({ party_id }) => party_id);
  }

  private async leadName(row: RoundRow): Promise<string> {
    return (await this.places.districts([row.lead_party_id])).get(row.lead_party_id)!.shortName;
  }

  private async tell(tx: Tx, row: RoundRow, kind: string, title: string, detail: string): Promise<void> {
    const members = await this.members(tx, row);
    await this.inbox.push(members.map((party) => ({ kind, isNotice: true, partyId: party, consortiumId: null, roles: [...TOLD], sides: [row.lead_party_id, party], subjectId: row.id, roundId: row.id, title, detail })));
  }

  private log(kind: string, row: RoundRow, partyId: string, after: RoundState): Promise<void> {
    return this.events.append({ kind, subjectType: 'round', subjectId: row.id, partyIds: [partyId], consortiumIds: [row.consortium_id], facts: { before: row.state, after } });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input: JSON.parse(JSON.stringify(input)) as object }, act, (id) => this.reader.one(id));
  }
}
