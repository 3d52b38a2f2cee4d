import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { InboxModule } from '../inbox/index.js';
import { DisclosureService } from './disclosure.service.js';
import { FacilitatorService } from './facilitator.service.js';
import { RosterReader } from './roster.reader.js';
import { RosterResolver } from './roster.resolver.js';
import { RosterService } from './roster.service.js';

@Module({
  imports: [AgreementsModule, InboxModule],
  providers: [DisclosureService, FacilitatorService, RosterReader, RosterResolver, RosterService],
  exports: [DisclosureService, FacilitatorService, RosterService],
})
export class RostersModule {}
