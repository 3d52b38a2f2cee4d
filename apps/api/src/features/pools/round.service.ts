import { Injectable } from '@nestjs/common';
import { purchasingRound, type RoundFacts, type RoundState, type RoundStep } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { PolicyService } from '../agreements/index.js';
import { PlaceNames } from '../districts/index.js';
import { InboxService } from '../inbox/index.js';
import { OfferingKind, OfferingService } from '../offerings/index.js';
import { AuthorityService } from './authority.service.js';
import { draftChanged, type ExtendRoundInput, type OpenRoundInput, type ProposeRoundInput, roundNotPossible, type RoundStepInput } from './round.input.js';
import { authorityOf, RoundReader, type RoundRow } from './round.reader.js';
import { columnsOf, itemOf, missingBefore, missingWords, roundRefusal, runsUntil, sizesOf } from './round.rules.js';
import { type RoundMissing } from './round-missing.type.js';
import { roundCard } from './round-card.rules.js';
import { tellsOfOthers } from './sealed.rules.js';
import { type Round } from './round.type.js';

const TOLD = ['procurement_officer', 'business_manager'] as const;

/** Rounds of purchasing pools: proposed, opened, extended, canceled by the district that leads them. */
@Injectable()
export class RoundService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly offerings: OfferingService,
    private readonly places: PlaceNames,
    private readonly policies: PolicyService,
    private readonly reader: RoundReader,
    private readonly authority: AuthorityService,
  ) {}

  round(principal: Principal, id: string): Promise<Round | null> {
    return isId(id) ? this.uow.run(principal, () => this.reader.one(id)) : Promise.resolve(null);
  }

  list(principal: Principal): Promise<Round[]> {
    return this.uow.run(principal, () => this.reader.list());
  }

  propose(principal: Principal, input: ProposeRoundInput): Promise<Round | RefusalData> {
    return this.command(principal, 'proposeRound', input, async (tx) => {
      // Taken before it is read: whoever saves or opens it at the same time comes first or later, never between.
      if (input.roundId) await tx.query('select from pool_round where id = $1 for update', [input.roundId]);
      const before = input.roundId ? await this.reader.row(input.roundId) : null;
      if (input.roundId && (!before || before.lead_party_id !== input.districtId)) return notFound('round of this district');
      const refused = this.decide(tx, before?.state ?? null, before ? 'change' : 'propose', input.districtId, await tx.now(), {});
      if (refused) return refused;
      if (before && before.revision !== input.revision) return draftChanged();
      const { round } = input;
      const items = round.items.map(itemOf);
      const wrong = roundRefusal(round, items);
      if (wrong) return wrong;
      if (!before && !(await this.isMember(input.districtId, input.consortiumId))) return notFound('consortium of this district');
      const [title, summary] = [round.title.trim(), (round.summary ?? '').trim()];
      const id = before?.id ?? this.ids.next();
      const said = columnsOf(round);
      const [names, values] = [Object.keys(said), Object.values(said)];
      if (before) {
        await this.offerings.reword(id, title, summary, []);
        const done = await tx.one(`update pool_round set revision = revision + 1, ${names.map((name, n) => `${name} = $${n + 2}`).join(', ')} where id = $1 returning id`, [id, ...values]);
        if (!done) return notAllowed();
        await tx.query('delete from round_item where round_id = $1', [id]);
      } else {
        await this.offerings.create({ id, kind: OfferingKind.POOL, ownerPartyId: input.districtId, state: 'draft', title, summary, consortiumIds: [input.consortiumId] });
        await tx.query(
          `insert into pool_round (id, lead_party_id, consortium_id, state, unapproved_counts, proposed_by, proposed_at, state_since, ${names.join(', ')})
           values ($1, $2, $3, 'draft', 'nothing', my_account(), app_now(), app_now(), ${names.map((_, n) => `$${n + 4}`).join(', ')})`, [id, input.districtId, input.consortiumId, ...values]);
      }
      const rows = items.map((item, n) => ({ key: item.key, ordinal: n, body: item, unit_sizes: sizesOf(item.units), ceiling_units: item.ceiling ? item.ceiling.count * sizesOf(item.units)[item.orderUnit]! : null }));
      await tx.query('insert into round_item (round_id, key, ordinal, body, unit_sizes, ceiling_units) select $1, key, ordinal, body, unit_sizes, ceiling_units from jsonb_to_recordset($2) as i (key text, ordinal int, body jsonb, unit_sizes jsonb, ceiling_units bigint)', [id, JSON.stringify(rows)]);
      await this.authority.write(id, round, before === null);
      if (input.takes != null) await tx.query('insert into round_wish (round_id, party_id, quantity) values ($1, $2, $3) on conflict (round_id, party_id) do update set quantity = excluded.quantity', [id, input.districtId, input.takes]);
      await this.log(before ? 'round.changed' : 'round.proposed', id, input.districtId, null, before ? 'draft' : null, 'draft');
      return { id };
    });
  }

  open(principal: Principal, input: OpenRoundInput): Promise<Round | RefusalData> {
    return this.step(principal, 'openRound', 'open', input, (tx, row) => this.toOpen(tx, row), input.revision);
  }

  /** A round that is taken, with a lock chosen as it opens. Within the open unit of work. */
  async openAt(tx: Tx, taken: RoundRow, locksAt: Date): Promise<Outcome> {
    const row = { ...taken, locks_at: locksAt, lock_day: await this.reader.lockDay(taken.lead_party_id, locksAt) };
    const refused = this.decide(tx, row.state, 'open', row.lead_party_id, row.now, this.reader.facts(row), missingBefore(row, authorityOf(row)));
    return refused ?? (await this.toOpen(tx, row)) ?? { id: row.id };
  }

  private async toOpen(tx: Tx, row: RoundRow): Promise<RefusalData | null> {
    const kept = await this.mayGoToMembers(row);
    if (kept) return kept;
    const rule = await this.policies.unapprovedCounts(row.consortium_id);
    await this.authority.fix(row);
    if (!(await tx.one(`update pool_round set state = 'open', state_since = app_now(), unapproved_counts = $2, locks_at = $3 where id = $1 returning id`, [row.id, rule, row.locks_at]))) return notAllowed();
    await this.offerings.setState(row.id, 'open');
    await tx.query('select open_round_card($1)', [row.id]);
    const owner = (await this.places.districts([row.lead_party_id])).get(row.lead_party_id)!;
    const consortium = (await this.places.consortia([row.consortium_id])).get(row.consortium_id)!;
    await this.offerings.pushCard(roundCard(row, owner, { id: consortium.id, name: consortium.name }));
    const members = await tx.query<{ party_id: string }>('select party_id from consortium_member where consortium_id = $1 and until is null order by party_id', [row.consortium_id]);
    await this.inbox.push(members.filter(({ party_id }) => party_id !== row.lead_party_id).map(({ party_id }) => ({
      kind: 'round.opened', isNotice: true, partyId: party_id, consortiumId: null, roles: [...TOLD], sides: [row.lead_party_id, party_id], subjectId: row.id, roundId: row.id,
      title: `${owner.shortName} opened a purchasing round: ${row.title}`, detail: 'See what your district would pay, and say how many it takes before the round locks.',
    })));
    await this.log('round.opened', row.id, row.lead_party_id, row.consortium_id, row.state, 'open');
    return null;
  }

  extend(principal: Principal, input: ExtendRoundInput): Promise<Round | RefusalData> {
    return this.step(principal, 'extendRound', 'extend', input, async (tx, row) => {
      if (!(input.locksAt.getTime() > row.locks_at.getTime())) return invalidInput([{ field: 'input.locksAt', rule: 'together', message: 'Choose a time after the one at which it locks now.' }]);
      // It waits once only; members who are asked have their days after the lock.
      if (!runsUntil(row.term_ends, await this.reader.lockDay(row.lead_party_id, input.locksAt), row.below_threshold === 'ask' ? (row.below_days ?? 0) : 0)) return invalidInput([{ field: 'input.locksAt', rule: 'together', message: 'The contract ends before that.' }]);
      if (!(await tx.one('update pool_round set locks_at = $2, extended_from = locks_at where id = $1 returning id', [row.id, input.locksAt]))) return notAllowed();
      await this.log('round.extended', row.id, row.lead_party_id, row.consortium_id, 'open', 'open');
      return null;
    });
  }

  cancel(principal: Principal, input: RoundStepInput): Promise<Round | RefusalData> {
    return this.step(principal, 'cancelRound', 'cancel', input, async (tx, row) => {
      if (!(await tx.one(`update pool_round set state = 'cancelled', state_since = app_now() where id = $1 returning id`, [row.id]))) return notAllowed();
      // Nobody else has seen a draft, and nobody does because it is thrown away.
      if (row.state !== 'draft') await this.offerings.setState(row.id, 'cancelled');
      await tx.query('select close_round_card($1)', [row.id]);
      await this.log('round.cancelled', row.id, row.lead_party_id, row.state === 'draft' ? null : row.consortium_id, row.state, 'cancelled');
      return null;
    });
  }

  /** One step of the leading district. The round is taken FOR UPDATE, and the clock is read after that. */
  private step(principal: Principal, operation: string, step: RoundStep, input: RoundStepInput, act: (tx: Tx, row: RoundRow) => Promise<RefusalData | null>, lookedAt?: number): Promise<Round | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      await tx.query('select from pool_round where id = $1 for update', [input.roundId]);
      const row = await this.reader.row(input.roundId);
      if (!row) return notFound('round');
      // Of a draft only what was looked at takes a step; what it misses is said of that.
      if (lookedAt !== undefined && row.state === 'draft' && row.revision !== lookedAt) return draftChanged();
      const refused = this.decide(tx, row.state, step, row.lead_party_id, await tx.now(), this.reader.facts(row), missingBefore(row, authorityOf(row)));
      return refused ?? (await act(tx, row)) ?? { id: row.id };
    });
  }

  private decide(tx: Tx, state: RoundState | null, step: RoundStep, partyId: string, now: Date, facts: Partial<RoundFacts>, missing: readonly RoundMissing[] = []): RefusalData | null {
    const decision = purchasingRound.step(state, step, { actor: { side: 'lead', roles: this.access.rolesIn(tx.principal, partyId) }, nowMs: now.getTime(), clock: null, facts });
    if (decision.ok) return null;
    if (decision.code === 'NotAllowed') return notAllowed(decision.message);
    return decision.code === 'RoundIncomplete' ? roundNotPossible(missingWords('Before it opens', missing), 'ROUND_INCOMPLETE') : roundNotPossible(decision.message);
  }

  /** A draft outlasts what it was written under: the membership of its district, and what a sealed round may have. Null where it may go to the members. */
  async mayGoToMembers(row: RoundRow): Promise<RefusalData | null> {
    if (!(await this.isMember(row.lead_party_id, row.consortium_id))) return roundNotPossible('Your district is no longer a member of this consortium: it offers nothing to it. Propose it in one that it belongs to.');
    const tells = tellsOfOthers(row);
    return tells === null ? null : roundNotPossible(tells);
  }

  private async isMember(partyId: string, consortiumId: string): Promise<boolean> {
    return (await this.uow.tx.one('select from consortium_member where party_id = $1 and consortium_id = $2 and until is null', [partyId, consortiumId])) !== null;
  }

  /** A draft is heard of by its own district alone. */
  private log(kind: string, id: string, partyId: string, consortiumId: string | null, before: RoundState | null, after: RoundState): Promise<void> {
    return this.events.append({ kind, subjectType: 'round', subjectId: id, partyIds: [partyId], consortiumIds: consortiumId ? [consortiumId] : [], facts: { before, after } });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input: plain(input) }, act, (id) => this.reader.one(id));
  }
}

/** Instants as text: a receipt keeps them so. */
const plain = (input: object): object => JSON.parse(JSON.stringify(input)) as object;
