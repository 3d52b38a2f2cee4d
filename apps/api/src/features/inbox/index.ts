export { InboxModule } from './inbox.module.js';
export { InboxService, type NewInboxItem, type NewNotice, type NewTask, type RoundTaskRow } from './inbox.service.js';
export { type TaskKind } from './inbox.type.js';
export { InboxMail } from './inbox-mail.job.js';
export { mailJobs } from './mail.job.js';
