import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { type AnswerRoundInput } from './asking.input.js';
import { AskingReader } from './asking.reader.js';
import { type RoundAsking } from './asking.type.js';
import { roundNotPossible } from './round.input.js';
import { RoundReader } from './round.reader.js';

const BEFORE = 'Your district has answered already, and its answer stands.';
const OVER = 'The time to answer is over: whoever did not say yes is not bound.';

/** Below its threshold a round asks whoever committed. Each answers once. */
@Injectable()
export class AskingService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly rounds: RoundReader,
    private readonly reader: AskingReader,
  ) {}

  asking(principal: Principal, roundId: string): Promise<RoundAsking | null> {
    return isId(roundId) ? this.uow.run(principal, () => this.reader.one(roundId)) : Promise.resolve(null);
  }

  answer(principal: Principal, input: AnswerRoundInput): Promise<RoundAsking | RefusalData> {
    return this.commands.run({ principal, operation: 'answerRound', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const round = await this.rounds.row(input.roundId);
      const asking = round && (await this.reader.asking(round.id));
      const asked = asking && (await this.reader.asked(input.roundId)).find(({ party_id }) => party_id === input.districtId);
      if (!round || !asking || !asked) return notFound('question to this district');
      const decision = this.reader.decide(round, asking, asked);
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : roundNotPossible(decision.message, decision.code === 'AnsweredBefore' ? 'ROUND_ANSWERED' : 'ANSWERS_CLOSED');
      const done = await tx.one<{ why: string | null }>('select answer_round($1, $2, $3) as why', [round.id, input.districtId, input.yes]);
      if (done?.why === 'gone') return notFound('question to this district');
      if (done?.why) return done.why === 'answered' ? roundNotPossible(BEFORE, 'ROUND_ANSWERED') : roundNotPossible(OVER, 'ANSWERS_CLOSED');
      // Of a sealed round not even the lead hears who it was.
      await this.events.append({ kind: 'round.answered', subjectType: 'round', subjectId: round.id, partyIds: round.sealed ? [input.districtId] : [...new Set([input.districtId, round.lead_party_id])], consortiumIds: [], facts: { before: 'asking', after: 'asking' } });
      return { id: round.id };
    }, (id) => this.reader.one(id));
  }
}
