import { type Role } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { limitOf, type SpendingLimits } from '../agreements/index.js';
import { listed } from '../people/index.js';

/** Who may approve spending above what was authorized. */
export const SPENDING_APPROVERS: readonly Role[] = ['business_manager', 'superintendent', 'district_administrator'];

export const covers = (roles: readonly string[], limits: SpendingLimits, cents: number): boolean => {
  const limit = limitOf(roles, limits);
  return limit === null || limit >= cents;
};

/** How far somebody's limit goes, and which of these roles may do it. */
export function limitWords(roles: readonly Role[], limits: SpendingLimits, cents: number, among: readonly Role[]): string {
  const own = limitOf(roles, limits);
  const may = among.filter((role) => covers([role], limits, cents)).map((role) => role.replaceAll('_', ' '));
  return `${own === null || own < 0 ? 'You have no spending limit to cover it.' : `Your spending limit is ${formatCents(own)}.`} ${may.length === 0 ? 'No spending limit of your district covers it.' : `By the limits of your district it takes its ${listed(may, 'or')}.`}`;
}
