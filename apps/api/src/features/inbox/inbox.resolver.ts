import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { Viewer } from '../people/index.js';
import { InboxService } from './inbox.service.js';
import { DismissNoticeInput, DismissNoticeResult, InboxConnection } from './inbox.type.js';
import { MailService } from './mail.service.js';
import { MailConnection } from './mail.type.js';

const first = { type: () => Int, nullable: true, defaultValue: 25, description: 'How many at once, up to 100.' } as const;
const after = { type: () => String, nullable: true, description: 'Go on after this cursor.' } as const;

@Resolver(() => Viewer)
export class InboxResolver {
  constructor(
    private readonly service: InboxService,
    private readonly mail: MailService,
  ) {}

  @Allow()
  @Query(() => InboxConnection, { description: 'What needs me: tasks by their clock, then notices, newest first.' })
  inbox(@Args('first', first) size: number | null, @Args('after', after) cursor: string | null, @Who() principal: Principal) {
    return this.service.inbox(principal, size, cursor);
  }

  @Allow()
  @Mutation(() => DismissNoticeResult, { description: 'Take a notice out of my inbox.' })
  dismissNotice(@Args('input') input: DismissNoticeInput, @Who() principal: Principal) {
    return this.service.dismiss(principal, input.id);
  }

  @ResolveField(() => Int, { description: 'Open tasks that wait for me.' })
  openTasks(@Parent() viewer: Viewer) {
    return this.service.openTasks(viewer.principal);
  }

  @Public()
  @Query(() => MailConnection, { description: 'Mail the product wrote, to be read here; empty outside the demo.' })
  outgoingMail(@Args('first', first) size: number | null, @Args('after', after) cursor: string | null) {
    return this.mail.outgoing(size, cursor);
  }
}
