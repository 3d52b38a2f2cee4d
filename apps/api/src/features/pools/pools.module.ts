import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { DistrictsModule } from '../districts/index.js';
import { InboxModule } from '../inbox/index.js';
import { OfferingsModule } from '../offerings/index.js';
import { CommitmentService } from './commitment.service.js';
import { MatchReader } from './match.reader.js';
import { MatchResolver } from './match.resolver.js';
import { MatchService } from './match.service.js';
import { OrderReader } from './order.reader.js';
import { OrderResolver } from './order.resolver.js';
import { OrderService } from './order.service.js';
import { ReceivingReader } from './receiving.reader.js';
import { ReceivingResolver } from './receiving.resolver.js';
import { ReceivingService } from './receiving.service.js';
import { RoundReader } from './round.reader.js';
import { RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';
import { SettlementReader } from './settlement.reader.js';
import { SettlementResolver } from './settlement.resolver.js';
import { SettlementService } from './settlement.service.js';

const afterwards = [MatchReader, MatchResolver, MatchService, ReceivingReader, ReceivingResolver, ReceivingService, SettlementReader, SettlementResolver, SettlementService];

@Module({ imports: [AgreementsModule, DistrictsModule, InboxModule, OfferingsModule], providers: [CommitmentService, OrderReader, OrderResolver, OrderService, RoundReader, RoundResolver, RoundService, ...afterwards], exports: [SettlementService, MatchService, CommitmentService, OrderService, ReceivingService, RoundService] })
export class PoolsModule {}
