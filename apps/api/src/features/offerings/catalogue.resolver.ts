import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { CatalogueService } from './catalogue.service.js';
import { Catalogue, CatalogueInput } from './catalogue.type.js';

@Resolver()
export class CatalogueResolver {
  constructor(private readonly service: CatalogueService) {}

  @Allow()
  @Query(() => Catalogue, { description: 'What neighbors share: search, facets, sorted keyset pages.' })
  catalogue(@Who() who: Principal, @Args('input') input: CatalogueInput): Promise<Catalogue> {
    return this.service.page(who, input);
  }
}
