import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { Consortium, District } from '../districts/index.js';
import { PeopleService } from './people.service.js';
import { Contact } from './person.type.js';

@Resolver(() => District)
export class DistrictContactResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => [Contact], { description: 'Names and roles shown to the consortium.' })
  contacts(@Parent() district: District, @Who() principal: Principal) {
    return this.people.contactsAt(principal, { partyId: district.id });
  }
}

@Resolver(() => Consortium)
export class ConsortiumContactResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => [Contact], { description: 'Who acts for the consortium itself.' })
  contacts(@Parent() consortium: Consortium, @Who() principal: Principal) {
    return this.people.contactsAt(principal, { consortiumId: consortium.id });
  }
}
