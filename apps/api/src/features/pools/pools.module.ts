import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { CostSharesModule } from '../cost-shares/index.js';
import { DistrictsModule } from '../districts/index.js';
import { InboxModule } from '../inbox/index.js';
import { OfferingsModule } from '../offerings/index.js';
import { PeopleModule } from '../people/index.js';
import { AskingReader } from './asking.reader.js';
import { AskingResolver } from './asking.resolver.js';
import { AskingService } from './asking.service.js';
import { AuthorityReader } from './authority.reader.js';
import { AuthorityResolver } from './authority.resolver.js';
import { AuthorityService } from './authority.service.js';
import { CommitmentService } from './commitment.service.js';
import { CreditReader } from './credit.reader.js';
import { CreditService } from './credit.service.js';
import { DueDiligenceService } from './due-diligence.service.js';
import { MatchReader } from './match.reader.js';
import { MatchResolver } from './match.resolver.js';
import { MatchService } from './match.service.js';
import { OrderNumberService } from './order-number.service.js';
import { OrderReader } from './order.reader.js';
import { OrderResolver } from './order.resolver.js';
import { OrderService } from './order.service.js';
import { ProposalResolver } from './proposal.resolver.js';
import { ReceivingReader } from './receiving.reader.js';
import { ReceivingResolver } from './receiving.resolver.js';
import { ReceivingService } from './receiving.service.js';
import { RoundBeforeService } from './round-before.service.js';
import { RoundReader } from './round.reader.js';
import { RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';
import { SettlementReader } from './settlement.reader.js';
import { SettlementResolver } from './settlement.resolver.js';
import { SettlementService } from './settlement.service.js';
import { SolicitationReader } from './solicitation.reader.js';
import { SolicitationResolver } from './solicitation.resolver.js';
import { SolicitationService } from './solicitation.service.js';
import { TakersResolver } from './takers.resolver.js';
import { TakersService } from './takers.service.js';

@Module({
  imports: [AgreementsModule, CostSharesModule, DistrictsModule, InboxModule, OfferingsModule, PeopleModule],
  providers: [
    AskingReader,
    AskingResolver,
    AskingService,
    AuthorityReader,
    AuthorityResolver,
    AuthorityService,
    CommitmentService,
    CreditReader,
    CreditService,
    DueDiligenceService,
    MatchReader,
    MatchResolver,
    MatchService,
    OrderNumberService,
    OrderReader,
    OrderResolver,
    OrderService,
    ProposalResolver,
    ReceivingReader,
    ReceivingResolver,
    ReceivingService,
    RoundBeforeService,
    RoundReader,
    RoundResolver,
    RoundService,
    SettlementReader,
    SettlementResolver,
    SettlementService,
    SolicitationReader,
    SolicitationResolver,
    SolicitationService,
    TakersResolver,
    TakersService,
  ],
  exports: [AskingService, CommitmentService, CreditService, MatchService, OrderService, ReceivingService, RoundBeforeService, RoundService, SettlementService, SolicitationService],
})
export class PoolsModule {}
