export class InboxModule {}
