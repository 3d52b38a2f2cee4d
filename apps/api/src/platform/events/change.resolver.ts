import { Field, ID, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Allow } from '../auth/access.js';
import { Ctx, type RequestContext } from '../auth/request-context.js';
import { type Hint, Live } from './live.js';

@ObjectType({ description: 'Something I may see has changed: read it again.' })
export class Change {
  @Field(() => String, { description: 'booking, section, mapping, account and so on; listening once from where on nothing is missed; everything after the line was broken.' })
  topic!: string;

  @Field(() => ID, { description: 'What changed.' })
  subjectId!: string;
}

@Resolver()
export class ChangeResolver {
  constructor(private readonly live: Live) {}

  @Allow()
  @Subscription(() => Change, { description: 'Hints of changes, as long as the session lasts. A hint may be missed: read again after a reconnect.', resolve: (hint: Hint) => hint })
  changes(@Ctx() context: RequestContext): AsyncGenerator<Hint> {
    return this.live.hintsFor(context.tokenHash!, context.principal);
  }
}
