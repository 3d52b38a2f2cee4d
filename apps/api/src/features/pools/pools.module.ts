import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
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
import { DueDiligenceService } from './due-diligence.service.js';
import { OrderNumberService } from './order-number.service.js';
import { OrderReader } from './order.reader.js';
import { OrderResolver } from './order.resolver.js';
import { OrderService } from './order.service.js';
import { ProposalResolver } from './proposal.resolver.js';
import { RoundBeforeService } from './round-before.service.js';
import { RoundReader } from './round.reader.js';
import { RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';
import { SolicitationReader } from './solicitation.reader.js';
import { SolicitationResolver } from './solicitation.resolver.js';
import { SolicitationService } from './solicitation.service.js';
import { TakersResolver } from './takers.resolver.js';
import { TakersService } from './takers.service.js';

@Module({
  imports: [AgreementsModule, DistrictsModule, InboxModule, OfferingsModule, PeopleModule],
  providers: [
    AskingReader,
    AskingResolver,
    AskingService,
    AuthorityReader,
    AuthorityResolver,
    AuthorityService,
    CommitmentService,
    DueDiligenceService,
    OrderNumberService,
    OrderReader,
    OrderResolver,
    OrderService,
    ProposalResolver,
    RoundBeforeService,
    RoundReader,
    RoundResolver,
    RoundService,
    SolicitationReader,
    SolicitationResolver,
    SolicitationService,
    TakersResolver,
    TakersService,
  ],
  exports: [AskingService, CommitmentService, OrderService, RoundBeforeService, RoundService, SolicitationService],
})
export class PoolsModule {}
