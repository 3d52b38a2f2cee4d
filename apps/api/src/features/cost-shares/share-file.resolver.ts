import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { loaderOf } from '../../platform/graphql/loader.js';
import { ShareService } from './share.service.js';
import { ShareCalculation } from './share.type.js';

/** A number with everything behind it, made only when asked for. */
@Resolver(() => ShareCalculation)
export class ShareFileResolver {
  constructor(private readonly shares: ShareService) {}

  @ResolveField(() => String, { description: 'A file that holds the number and all it was worked out from: `npm run explain -- FILE` works it out again, offline, and confirms or contradicts it byte for byte.' })
  file(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() share: ShareCalculation): Promise<string> {
    if (share.id === null) return Promise.resolve(this.shares.fileOfQuote(share));
    return loaderOf<string, string>(context, ShareFileResolver, (ids) => this.shares.files(who, ids)).load(share.id);
  }
}
