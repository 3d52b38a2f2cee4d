import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { DistrictsModule } from '../districts/index.js';
import { InboxModule } from '../inbox/index.js';
import { PeopleModule } from '../people/index.js';
import { BoardService } from './board.service.js';
import { CostStudyReader } from './cost-study.reader.js';
import { CostStudyResolver } from './cost-study.resolver.js';
import { CostStudyService } from './cost-study.service.js';
import { PlanPresetResolver } from './plan-preset.resolver.js';
import { PlanPresetService } from './plan-preset.service.js';
import { ShareFileResolver } from './share-file.resolver.js';
import { ShareService } from './share.service.js';
import { StandingsService } from './standings.service.js';
import { StudySharing } from './study-sharing.service.js';

@Module({
  imports: [AgreementsModule, DistrictsModule, InboxModule, PeopleModule],
  providers: [BoardService, CostStudyReader, CostStudyResolver, CostStudyService, PlanPresetResolver, PlanPresetService, ShareFileResolver, ShareService, StandingsService, StudySharing],
  exports: [CostStudyService, PlanPresetService, ShareService, StudySharing],
})
export class CostSharesModule {}
