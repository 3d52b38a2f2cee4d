import { type Role } from '@barnraise/lifecycle';

export const districtRoles: readonly Role[] = [
  'teacher', 'counselor', 'registrar', 'procurement_officer', 'business_manager', 'superintendent', 'district_administrator',
];
export const consortiumRoles: readonly Role[] = ['coordinator', 'fiscal_agent'];

/** Who invites and ends roles in a district, and who in a consortium. At least one of them must stay. */
export const districtInviters: readonly Role[] = ['district_administrator', 'superintendent'];
export const consortiumInviters: readonly Role[] = ['coordinator'];

const spoken = (role: Role) => role.replaceAll('_', ' ');

/** "Counselor, registrar and business manager". */
export function roleWords(roles: readonly Role[]): string {
  return upperFirst(listed([...new Set(roles)].map(spoken)));
}

/** "a, b and c". */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Rows with the same key together, in the order they first came. */
export function grouped<Row>(rows: readonly Row[], key: (row: Row) => string): [Row, ...Row[]][] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups.values()];
}
