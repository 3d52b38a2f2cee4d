import { Field, ObjectType } from '@nestjs/graphql';
import { invalidInput } from './refusals.js';
import { RefusedError } from './refused.js';

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True when more follow.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Ask for what follows with `after`; null for an empty page.' })
  endCursor!: string | null;
}

export interface Page<Node> {
  readonly nodes: Node[];
  readonly pageInfo: PageInfo;
}

export const MAX_PAGE = 100;

/** How many to show: what was asked for, within reason. Ask the database for one more to know whether more follow. */
export const pageSize = (first: number | null | undefined, byDefault: number): number => Math.min(Math.max(first ?? byDefault, 1), MAX_PAGE);

/** The sort values of a page's last row, to go on after it. */
export const toCursor = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Reads a cursor of `count` values back; null for the first page. One that isn't ours is refused. */
export function fromCursor(cursor: string | null | undefined, count: number): string[] | null {
  if (!cursor) return null;
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.length === count && values.every((value) => typeof value === 'string' && !value.includes('\0'))) return values as string[];
  } catch {
    // Not JSON: refused below.
  }
  throw unknownPlace();
}

/** A cursor that was not made by this list, as it is asked for now. */
export const unknownPlace = (): RefusedError =>
  new RefusedError(invalidInput([{ field: 'after', rule: 'format', message: 'This place in the list is not known. Start again from the first page.' }]));

/** A day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** A day that somebody may mean: it exists, and stands in a calendar of ours. */
export const isUsualDay = (text: string): boolean => isDay(text) && text >= '1900-01-01' && text < '2200-01-01';

/** An instant as PostgreSQL writes it. */
export function isInstant(text: string): boolean {
  return isDay(text.slice(0, 10)) && /^ ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/.test(text.slice(10));
}

/** Cuts `rows` (asked for with one more than `size`) to a page. */
export function pageOf<Row>(rows: readonly Row[], size: number, cursor: (row: Row) => string[]): Page<Row> {
  const nodes = rows.slice(0, size);
  const last = nodes.at(-1);
  return { nodes, pageInfo: { hasNextPage: rows.length > size, endCursor: last ? toCursor(cursor(last)) : null } };
}
