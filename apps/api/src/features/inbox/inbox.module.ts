import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/index.js';
import { InboxResolver } from './inbox.resolver.js';
import { InboxService } from './inbox.service.js';
import { MailService } from './mail.service.js';

@Module({ imports: [DistrictsModule], providers: [InboxService, MailService, InboxResolver], exports: [InboxService] })
export class InboxModule {}
