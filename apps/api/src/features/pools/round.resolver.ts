import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { DecideCommitmentInput } from './commitment.input.js';
import { CommitmentService } from './commitment.service.js';
import {
  ApproveCommitmentResult, CancelRoundResult, CommitmentStepInput, CommitToRoundInput, CommitToRoundResult, DeclineCommitmentResult, ExtendRoundInput, ExtendRoundResult, OpenRoundInput, OpenRoundResult, ProposeRoundInput, ProposeRoundResult, RoundStepInput,
  WithdrawCommitmentResult,
} from './round.input.js';
import { RoundService } from './round.service.js';
import { Round } from './round.type.js';

@Resolver()
export class RoundResolver {
  constructor(
    private readonly rounds: RoundService,
    private readonly commitments: CommitmentService,
  ) {}

  @Allow()
  @Query(() => Round, { nullable: true, description: 'A round shared with me, or led by my district; null for any other.' })
  round(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<Round | null> {
    return this.rounds.round(who, id);
  }

  @Allow()
  @Query(() => [Round], { description: 'Rounds shared with me: what is open and locks soonest first, then drafts of mine, then what is on its way to bids or to its settlement, then what is over. Up to 100.' })
  purchasingRounds(@Who() who: Principal): Promise<Round[]> {
    return this.rounds.list(who);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => ProposeRoundResult, { description: 'Write a draft of a round, or change it. Nobody else sees it until it opens.' })
  proposeRound(@Who() who: Principal, @Args('input') input: ProposeRoundInput): Promise<object> {
    return this.rounds.propose(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => OpenRoundResult, { description: 'Open a draft for commitments. What is missing is said by name.' })
  openRound(@Who() who: Principal, @Args('input') input: OpenRoundInput): Promise<object> {
    return this.rounds.open(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => ExtendRoundResult, { description: 'Lock later, once, said before it locks.' })
  extendRound(@Who() who: Principal, @Args('input') input: ExtendRoundInput): Promise<object> {
    return this.rounds.extend(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => CancelRoundResult, { description: 'End a round before it locks. Nothing is ordered.' })
  cancelRound(@Who() who: Principal, @Args('input') input: RoundStepInput): Promise<object> {
    return this.rounds.cancel(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => CommitToRoundResult, { description: 'Say what my district takes, in place of what it said before. Binding from the lock on; above my limit it waits for its approver.' })
  commitToRound(@Who() who: Principal, @Args('input') input: CommitToRoundInput): Promise<object> {
    return this.commitments.commit(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => WithdrawCommitmentResult, { description: 'Take the commitment of my district back, before the lock.' })
  withdrawCommitment(@Who() who: Principal, @Args('input') input: CommitmentStepInput): Promise<object> {
    return this.commitments.withdraw(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator')
  @Mutation(() => ApproveCommitmentResult, { description: 'Approve the spending of a commitment that waits for it, as it was looked at.' })
  approveCommitment(@Who() who: Principal, @Args('input') input: DecideCommitmentInput): Promise<object> {
    return this.commitments.approve(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator')
  @Mutation(() => DeclineCommitmentResult, { description: 'Decline it. It counts nothing; it can be committed anew.' })
  declineCommitment(@Who() who: Principal, @Args('input') input: DecideCommitmentInput): Promise<object> {
    return this.commitments.decline(who, input);
  }
}
