import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { InboxModule } from '../inbox/index.js';
import { RostersModule } from '../rosters/index.js';
import { GradeReader } from './grade.reader.js';
import { GradeResolver } from './grade.resolver.js';
import { GradeService } from './grade.service.js';
import { GradePaperService } from './grade-paper.service.js';
import { GradeSettingService } from './grade-setting.service.js';

@Module({
  imports: [AgreementsModule, InboxModule, RostersModule],
  providers: [GradePaperService, GradeReader, GradeResolver, GradeService, GradeSettingService],
  exports: [GradeService, GradeSettingService],
})
export class GradesModule {}
