import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { DistrictsModule } from '../districts/index.js';
import { InboxModule } from '../inbox/index.js';
import { OfferingsModule } from '../offerings/index.js';
import { AskingReader } from './asking.reader.js';
import { AskingResolver } from './asking.resolver.js';
import { AskingService } from './asking.service.js';
import { CommitmentService } from './commitment.service.js';
import { OrderNumberService } from './order-number.service.js';
import { OrderReader } from './order.reader.js';
import { OrderResolver } from './order.resolver.js';
import { OrderService } from './order.service.js';
import { RoundReader } from './round.reader.js';
import { RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';

@Module({ imports: [AgreementsModule, DistrictsModule, InboxModule, OfferingsModule], providers: [CommitmentService, OrderReader, OrderResolver, OrderService, RoundReader, RoundResolver, RoundService, AskingReader, AskingResolver, AskingService, OrderNumberService], exports: [CommitmentService, OrderService, RoundService, AskingService] })
export class PoolsModule {}
