import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { type Role } from '@barnraise/lifecycle';
import { RefusedError } from '../graphql/refused.js';
import { notAllowed, signInFirst } from '../graphql/refusals.js';
import { type Principal, rolesIn } from './principal.js';
import { type RequestContext } from './request-context.js';

const RULE = Symbol('access rule');
type Rule = { readonly public: true } | { readonly public: false; readonly roles: readonly Role[] };

/** Anyone who is signed in; with roles: anyone who holds one of them somewhere. Where they hold it, the service asks. */
export const Allow = (...roles: Role[]) => SetMetadata(RULE, { public: false, roles } satisfies Rule);

/** The named escape: nobody needs to be signed in. */
export const Public = () => SetMetadata(RULE, { public: true } satisfies Rule);

/** Which roles the principal may use in a place. One class, so that a test can open every guard and show what the database alone refuses. */
@Injectable()
export class Access {
  /** The roles held in this district. */
  rolesIn(principal: Principal, partyId: string): Role[] {
    return rolesIn(principal, partyId);
  }

  /** The roles held in this consortium itself. */
  rolesOver(principal: Principal, consortiumId: string): Role[] {
    return principal.roles.filter((held) => held.consortiumId === consortiumId).map((held) => held.role);
  }

  holdsAny(principal: Principal, partyId: string, roles: readonly Role[]): boolean {
    return this.rolesIn(principal, partyId).some((role) => roles.includes(role));
  }

  passes(principal: Principal, roles: readonly Role[]): boolean {
    return roles.length === 0 || principal.roles.some((held) => roles.includes(held.role));
  }
}

/** Stands before every resolver. An operation without a rule is a defect, and closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: Access,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<string>() !== 'graphql') return true;
    // Fields of an object were reached through a guarded operation.
    const parent = GqlExecutionContext.create(context).getInfo<{ parentType: { name: string } }>().parentType.name;
    if (!['Query', 'Mutation', 'Subscription'].includes(parent)) return true;
    const rule = this.reflector.get<Rule | undefined>(RULE, context.getHandler());
    if (!rule) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no access rule.`);
    if (rule.public) return true;
    const { principal } = GqlExecutionContext.create(context).getContext<RequestContext>();
    if (!principal.accountId) throw new RefusedError(signInFirst());
    if (!this.access.passes(principal, rule.roles)) throw new RefusedError(notAllowed());
    return true;
  }
}
