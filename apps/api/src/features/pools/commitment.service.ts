import { Injectable } from '@nestjs/common';
import { type CommitmentFacts, type CommitmentState, type CommitmentStep, roundCommitment } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { limitOf, PolicyService } from '../agreements/index.js';
import { InboxService } from '../inbox/index.js';
import { DueDiligenceService } from './due-diligence.service.js';
import { type DecideCommitmentInput } from './commitment.input.js';
import { type CommitmentStepInput, type CommitToRoundInput, roundNotPossible } from './round.input.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { chargesAtMostCents } from './charge-bound.rules.js';
import { atMostCents, linesRefusal, type StoredLine } from './round.rules.js';
import { MOST_COMMITTED_CENTS, roomRefusal } from './round-room.rules.js';
import { type Round } from './round.type.js';
import { counted, unitOf } from './round.words.js';

const CHANGED_NOW = 'A colleague has changed this commitment in the meantime. Look again.';

interface Held { readonly state: CommitmentState; readonly at_most_cents: string; readonly approved_cents: string; readonly revision: number; readonly budget_code: string; readonly funding_source: string | null }

/** What districts commit to: free until the lock, above a limit only with its approver. */
@Injectable()
export class CommitmentService {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly policies: PolicyService,
    private readonly reader: RoundReader,
    private readonly diligence: DueDiligenceService,
  ) {}

  commit(principal: Principal, input: CommitToRoundInput): Promise<Round | RefusalData> {
    return this.command(principal, 'commitToRound', input, async (tx) => {
      const row = await this.reader.row(input.roundId);
      if (!row) return notFound('round');
      if (row.state !== 'open') {
        // Without prices there is nothing to count.
        const closed = await this.decide(tx, row, await this.held(tx, row.id, input.districtId), 'commit', input.districtId, 0);
        if ('code' in closed) return closed;
      }
      const items = new Map(row.items.map((item) => [item.key, item]));
      const wrong = linesRefusal(input.lines, items);
      const beyond = wrong ?? roomRefusal(input.lines.map(({ itemKey, unit, maximum }) => ({ itemKey, unit, most: maximum })), items, await this.reader.memberCount(row.consortium_id), 'maximum');
      if (beyond) return beyond;
      if (input.budgetCode.trim() === '') return invalidInput([{ field: 'input.budgetCode', rule: 'together', message: 'Enter a budget code.' }]);
      const lines: StoredLine[] = input.lines.map((line) => ({ item: line.itemKey, unit: line.unit, minimum: line.minimum, maximum: line.maximum, notToExceedCents: line.notToExceedCents ?? null }));
      const cents = atMostCents(lines, items) + chargesAtMostCents(lines, items, row.charges, row.buy_up);
      if (!(cents <= MOST_COMMITTED_CENTS)) return roundNotPossible('This can come to more than can be counted. Take less, or say what you pay at most.');
      const held = await this.held(tx, row.id, input.districtId);
      const [budgetCode, fundingSource] = [input.budgetCode.trim(), input.fundingSource?.trim() || null];
      // What an approver looked at once stays approved up to that amount, as long as it is paid from there.
      const approved = held && held.budget_code === budgetCode && held.funding_source === fundingSource ? Number(held.approved_cents) : -1;
      const decision = await this.decide(tx, row, held, 'commit', input.districtId, cents, approved);
      if ('code' in decision) return decision;
      if (input.revision != null && input.revision !== (held?.revision ?? 0)) return held ? changedTo(held) : roundNotPossible(CHANGED_NOW, 'COMMITMENT_CHANGED');
      const unwritten = await this.diligence.beforeCommitting(row, input.districtId, input.dueDiligence ?? null);
      if (unwritten) return unwritten;
      const answer = await tx.one<{ why: string | null; item: string | null; room: string | null }>('select * from commit_to_round($1, $2, $3, $4, $5, $6, $7, $8)',
        [row.id, input.districtId, decision.to, cents, JSON.stringify(lines), budgetCode, fundingSource, input.schoolId ?? null]);
      if (answer?.why === 'ceiling') {
        const item = items.get(answer.item!)!;
        return roundNotPossible(`The ceiling of ${item.name} has room for ${counted(Number(answer.room), unitOf(item, item.orderUnit))}. Take no more than that.`, 'CEILING_PASSED');
      }
      if (answer?.why === 'contract') return roundNotPossible(`The ceiling of this round has room for ${formatCents(Number(answer.room))}, and this can come to ${formatCents(cents)}. Take less, or say what you pay at most.`, 'CEILING_PASSED');
      if (answer?.why === 'limit') return roundNotPossible('What was approved of this commitment has changed meanwhile. Look again.', 'COMMITMENT_CHANGED');
      if (answer?.why === 'site') return invalidInput([{ field: 'input.schoolId', rule: 'together', message: 'Choose a school of this district.' }]);
      if (answer?.why) return refusalOf(answer.why);
      // A colleague was quicker by a moment: what they said stands, and this is undone with its refusal.
      if (input.revision != null && (await this.held(tx, row.id, input.districtId))?.revision !== input.revision + 1) return roundNotPossible(CHANGED_NOW, 'COMMITMENT_CHANGED');
      if (decision.to === 'awaiting_approval') {
        await this.inbox.push([{
          kind: 'APPROVE_COMMITMENT', isNotice: false, partyId: input.districtId, consortiumId: null, roles: ['business_manager', 'superintendent', 'district_administrator'], sides: [input.districtId], subjectId: row.id, roundId: row.id,
          title: `Approve up to ${formatCents(cents)}: ${row.title}`, detail: row.unapproved_counts === 'nothing' ? 'Until it is approved the commitment counts nothing.' : 'At the lock it counts as committed, approved or not.',
          nextStep: 'Approve the spending', dueAt: row.locks_at, dueRule: 'until the round locks',
        }]);
      }
      await this.log('round.committed', row, input.districtId, held?.state ?? null, decision.to);
      return { id: row.id };
    });
  }

  withdraw(principal: Principal, input: CommitmentStepInput): Promise<Round | RefusalData> {
    return this.move(principal, 'withdrawCommitment', 'withdraw', input);
  }

  approve(principal: Principal, input: DecideCommitmentInput): Promise<Round | RefusalData> {
    return this.move(principal, 'approveCommitment', 'approve', input, input.revision);
  }

  decline(principal: Principal, input: DecideCommitmentInput): Promise<Round | RefusalData> {
    return this.move(principal, 'declineCommitment', 'decline', input, input.revision);
  }

  /** What an approver did not look at is neither approved nor declined: decided here, and under the lock once more. */
  private move(principal: Principal, operation: string, step: CommitmentStep, input: CommitmentStepInput, lookedAt?: number): Promise<Round | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const row = await this.reader.row(input.roundId);
      const held = row && (await this.held(tx, row.id, input.districtId));
      if (!row || !held) return notFound('commitment');
      if (lookedAt !== undefined && held.revision !== lookedAt) return changedTo(held);
      const decision = await this.decide(tx, row, held, step, input.districtId, Number(held.at_most_cents));
      if ('code' in decision) return decision;
      const moved = await tx.one<{ why: string | null }>('select move_commitment($1, $2, $3, $4, $5) as why', [row.id, input.districtId, [held.state], decision.to, held.revision]);
      if (moved?.why) return moved.why === 'changed' ? changedTo((await this.held(tx, row.id, input.districtId)) ?? held) : refusalOf(moved.why);
      await this.log(`round.${{ approve: 'approved', decline: 'declined', withdraw: 'withdrawn', commit: 'committed' }[step]}`, row, input.districtId, held.state, decision.to);
      return { id: row.id };
    });
  }

  /** Its own district's; nobody else's can be read. */
  private held(tx: Tx, roundId: string, partyId: string): Promise<Held | null> {
    return tx.one<Held & Record<string, unknown>>('select state, at_most_cents, approved_cents, revision, budget_code, funding_source from round_commitment where round_id = $1 and party_id = $2', [roundId, partyId]);
  }

  private async decide(tx: Tx, row: RoundRow, held: Held | null, step: CommitmentStep, partyId: string, cents: number, approved = -1): Promise<RefusalData | { readonly to: CommitmentState }> {
    const roles = this.access.rolesIn(tx.principal, partyId);
    const limit = limitOf(roles, await this.policies.spendingLimits(partyId));
    const authorized = limit === null ? Number.MAX_SAFE_INTEGER : Math.max(limit, approved);
    const facts: Partial<CommitmentFacts> = { roundOpen: row.state === 'open', locksAtMs: planned(row) ? Number.POSITIVE_INFINITY : row.locks_at.getTime(), atMostCents: cents, spendingLimitCents: authorized };
    const decision = roundCommitment.step(held?.state ?? null, step, { actor: { side: 'member', roles }, nowMs: row.now.getTime(), clock: null, facts });
    if (decision.ok) return { to: decision.to };
    return decision.code === 'NotAllowed' || decision.code === 'SpendingAboveLimit' ? notAllowed(decision.message) : roundNotPossible(decision.message, decision.code === 'RoundLocked' ? 'ROUND_LOCKED' : undefined);
  }

  /** Of a sealed round nobody else hears even that something moved. */
  private log(kind: string, row: RoundRow, partyId: string, before: CommitmentState | null, after: CommitmentState): Promise<void> {
    return this.events.append({ kind, subjectType: 'round', subjectId: row.id, partyIds: [partyId], consortiumIds: row.sealed ? [] : [row.consortium_id], facts: { before, after } });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}

/** Before it opens its lock is a plan, which may lie behind. */
const planned = ({ state }: RoundRow): boolean => ['draft', 'estimates', 'solicited', 'awarded'].includes(state);

function refusalOf(why: string): RefusalData {
  if (why === 'gone') return notFound('round');
  return roundNotPossible('This round has locked: what was committed by then is binding, and nothing can be added.', 'ROUND_LOCKED');
}

/** With what stands now: nothing is done about an amount that nobody looked at. */
function changedTo(now: Held): RefusalData {
  const upTo = formatCents(Number(now.at_most_cents));
  const stands = { awaiting_approval: `It asks for up to ${upTo} by now.`, committed: `It stands at up to ${upTo} and waits for nobody.`, declined: 'It is declined already.', withdrawn: 'It was taken back.' }[now.state];
  return roundNotPossible(`This commitment has changed meanwhile. ${stands} Look again.`, 'COMMITMENT_CHANGED');
}
