import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isNonNullType, isObjectType } from 'graphql';
import { type Client } from '../app.js';
import { type TestDatabase } from '../database.js';

/** Counts what the server's login asks PostgreSQL while `work` runs, at PostgreSQL itself. */
export async function statementsOf(db: TestDatabase, work: () => Promise<unknown>): Promise<number> {
  const login = decodeURIComponent(new URL(db.serverUrl).username);
  const mine = `from pg_stat_statements where userid = '${login}'::regrole and dbid = (select oid from pg_database where datname = current_database()) and toplevel`;
  const count = async () => Number((await db.owner.query<{ n: string }>(`select coalesce(sum(calls), 0) as n ${mine}`)).rows[0]!.n);
  const before = await count();
  await work();
  return (await count()) - before;
}

/** Every field of a type, and of what hangs on it: a field added later is counted without anybody remembering to. */
export function everyField(schema: GraphQLSchema, typeName: string, seen: readonly string[] = []): string {
  const { fields } = { fields: (schema.getType(typeName) as GraphQLObjectType).getFields() };
  const inside = Object.values(fields).flatMap((field) => {
    if (field.args.some((argument) => isNonNullType(argument.type))) return [];
    const type = getNamedType(field.type);
    if (isAbstractType(type) || seen.includes(type.name)) return [];
    return isObjectType(type) ? [`${field.name} ${everyField(schema, type.name, [...seen, typeName])}`] : [field.name];
  });
  return `{ ${inside.join(' ')} }`;
}

/** Runs a query that must go through; its only field. */
export async function ask(client: Client, query: string): Promise<Record<string, unknown>> {
  return client.get<Record<string, unknown>>(query);
}
