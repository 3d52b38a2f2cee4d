import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/index.js';
import { InboxModule } from '../inbox/index.js';
import { PeopleModule } from '../people/index.js';
import { ClassReader } from './class.reader.js';
import { RunningResolver } from './running.resolver.js';
import { RunningService } from './running.service.js';

@Module({
  imports: [CalendarsModule, InboxModule, PeopleModule],
  providers: [ClassReader, RunningResolver, RunningService],
  exports: [RunningService],
})
export class RunningModule {}
