import { type Role } from '@barnraise/lifecycle';
import { type Place } from './session.js';

interface Rows {
  readonly table: { readonly rows: readonly { readonly step: string; readonly roles: readonly Role[] }[] };
}

/**
 * Whether one of somebody's roles in a place may take a step, as the life cycle's own table says. Only for what to
 * offer on screen: the server decides.
 */
export function mayTake(machine: Rows, step: string, place: Place | null): boolean {
  const held = place?.roles.map((role) => role.role.toLowerCase()) ?? [];
  return machine.table.rows.some((row) => row.step === step && row.roles.some((role) => held.includes(role)));
}
