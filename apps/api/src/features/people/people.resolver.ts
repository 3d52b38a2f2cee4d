import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { InvitationService } from './invitation.service.js';
import { EndRoleInput, InvitePersonInput, PeopleInput, UpdateProfileInput } from './people.input.js';
import { EndRoleResult, InvitePersonResult, UpdateProfileResult } from './people.refusals.js';
import { PeopleService } from './people.service.js';
import { PersonConnection, Viewer } from './person.type.js';
import { RoleService } from './role.service.js';
import { RoleHeld } from './role.type.js';
import { viewerOf } from './sessions.service.js';

@Resolver(() => Viewer)
export class PeopleResolver {
  constructor(
    private readonly service: PeopleService,
    private readonly invitations: InvitationService,
    private readonly roleService: RoleService,
  ) {}

  @Public()
  @Query(() => Viewer, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  me(@Ctx() { principal }: RequestContext) {
    return principal.accountId ? viewerOf(principal) : null;
  }

  @ResolveField(() => [RoleHeld], { description: 'Roles held now, the oldest first.' })
  roles(@Parent() viewer: Viewer) {
    return this.service.rolesOf(viewer.principal);
  }

  @Allow()
  @Query(() => PersonConnection, { description: 'People who hold a role in a district or consortium of mine.' })
  people(@Args('input') input: PeopleInput, @Who() principal: Principal) {
    return this.service.people(input, principal);
  }

  @Allow()
  @Mutation(() => UpdateProfileResult, { description: 'Change the name others see.' })
  updateProfile(@Args('input') input: UpdateProfileInput, @Who() principal: Principal) {
    return this.service.updateProfile(input, principal);
  }

  @Allow('district_administrator', 'superintendent', 'coordinator')
  @Mutation(() => InvitePersonResult, { description: 'Invite somebody to a role. Who works in the place gets it at once; everybody else when they accept, and is known as typed until then.' })
  invitePerson(@Args('input') input: InvitePersonInput, @Who() principal: Principal) {
    return this.invitations.invite(input, principal);
  }

  @Allow('district_administrator', 'superintendent', 'coordinator')
  @Mutation(() => EndRoleResult, { description: 'End a role; it counts from the next request on.' })
  endRole(@Args('input') input: EndRoleInput, @Who() principal: Principal) {
    return this.roleService.end(input, principal);
  }
}
