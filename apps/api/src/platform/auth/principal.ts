import { type Role } from '@barnraise/lifecycle';

/** A role somebody holds now, in exactly one place. */
export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  readonly partyId: string | null;
  readonly consortiumId: string | null;
}

/** Who acts. The database learns of it at the start of every unit of work. */
export interface Principal {
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly displayName: string;
  readonly email: string;
  readonly roles: readonly HeldRole[];
  /** Consortia whose shared things the principal may see. */
  readonly consortia: readonly string[];
}

export const nobody: Principal = Object.freeze({
  accountId: null, sessionId: null, displayName: '', email: '', roles: [], consortia: [],
});

/** The roles held in one district. */
export function rolesIn(principal: Principal, partyId: string): Role[] {
  return principal.roles.filter((held) => held.partyId === partyId).map((held) => held.role);
}

/** The districts in which any of these roles is held (any role when none is named). */
export function districtsOf(principal: Principal, roles?: readonly Role[]): string[] {
  return [...new Set(principal.roles.flatMap((held) => (held.partyId && (!roles || roles.includes(held.role)) ? [held.partyId] : [])))];
}
