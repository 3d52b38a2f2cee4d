import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { DistrictsModule } from '../districts/index.js';
import { InboxModule } from '../inbox/index.js';
import { OfferingsModule } from '../offerings/index.js';
import { CommitmentService } from './commitment.service.js';
import { OrderReader } from './order.reader.js';
import { OrderResolver } from './order.resolver.js';
import { OrderService } from './order.service.js';
import { ProposalResolver } from './proposal.resolver.js';
import { RoundBeforeService } from './round-before.service.js';
import { RoundReader } from './round.reader.js';
import { RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';

@Module({ imports: [AgreementsModule, DistrictsModule, InboxModule, OfferingsModule], providers: [CommitmentService, OrderReader, OrderResolver, OrderService, ProposalResolver, RoundBeforeService, RoundReader, RoundResolver, RoundService], exports: [CommitmentService, OrderService, RoundBeforeService, RoundService] })
export class PoolsModule {}
