import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { RollUpResolver } from './roll-up.resolver.js';
import { RollUpService } from './roll-up.service.js';

@Module({ imports: [AgreementsModule], providers: [RollUpResolver, RollUpService] })
export class InsightsModule {}
