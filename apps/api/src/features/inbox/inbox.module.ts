import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/index.js';
import { InboxResolver } from './inbox.resolver.js';
import { InboxService } from './inbox.service.js';
import { MailPreferenceResolver } from './mail-preference.resolver.js';
import { MailPreferenceService } from './mail-preference.service.js';
import { MailService } from './mail.service.js';

@Module({ imports: [DistrictsModule], providers: [InboxService, MailService, MailPreferenceService, InboxResolver, MailPreferenceResolver], exports: [InboxService] })
export class InboxModule {}
