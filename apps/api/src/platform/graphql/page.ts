import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Whether a list goes on, and from where.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give this as `after` to read on; null on an empty page.' })
  endCursor!: string | null;
}

@ObjectType({ description: 'A number that is exact up to 1,000; beyond it only "at least" is known.' })
export class Count {
  @Field(() => Int, { description: 'The number, or 1,000 when there are more.' })
  value!: number;

  @Field(() => Boolean, { description: 'True when there are more than `value`.' })
  atLeast!: boolean;
}

/** Opaque to callers: the sort key and the id of the last row. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Null when it isn't one of ours: the list then begins at its start. */
export function decodeCursor(cursor: string | null | undefined, length: number): (string | number)[] | null {
  if (!cursor || cursor.length > 500) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string' || typeof part === 'number') ? (parts as (string | number)[]) : null;
  } catch {
    return null;
  }
}

/** Rows read one beyond the page -> the page and how to go on. */
export function pageOf<Row>(rows: Row[], first: number, cursorOf: (row: Row) => readonly (string | number)[]): { nodes: Row[]; pageInfo: PageInfo } {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: last ? encodeCursor(cursorOf(last)) : null } };
}

/** A page size people may ask for. */
export function pageSize(first: number | null | undefined, byDefault: number, most = 100): number {
  return Math.min(Math.max(first ?? byDefault, 1), most);
}
