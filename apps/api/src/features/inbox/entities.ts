import { InboxDismissalEntity, InboxItemEntity, MailEntity } from './inbox.entity.js';

export const inboxEntities = [InboxItemEntity, InboxDismissalEntity, MailEntity];
