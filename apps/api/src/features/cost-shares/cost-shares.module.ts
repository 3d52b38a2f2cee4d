import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/index.js';
import { ShareService } from './share.service.js';

@Module({ imports: [DistrictsModule], providers: [ShareService], exports: [ShareService] })
export class CostSharesModule {}
