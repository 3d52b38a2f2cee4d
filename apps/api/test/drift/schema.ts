import { type Client } from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';

type EntityClass = (new () => object) | EntitySchema;

/** Where the ORM looks up the expressions of generated columns; filled from the catalog, since ours come from migrations. */
const generatedColumns = (schema: string) => `
create table if not exists ${schema}.typeorm_metadata (type varchar not null, database varchar, schema varchar, "table" varchar, name varchar, value text);
insert into ${schema}.typeorm_metadata (type, database, schema, "table", name, value)
select 'GENERATED_COLUMN', current_database(), '${schema}', c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid)
  from pg_attrdef d join pg_attribute a on (a.attrelid, a.attnum) = (d.adrelid, d.adnum) join pg_class c on c.oid = d.adrelid
 where a.attgenerated = 's' and c.relnamespace = '${schema}'::regnamespace;`;

async function orm<T>(url: string, entities: EntityClass[], schema: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource({ type: 'postgres', url, entities, schema, installExtensions: false, uuidExtension: 'pgcrypto' }).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/** What the ORM would run to make the migrated tables equal to these entities: nothing, if they agree. */
export async function wanted(url: string, entities: EntityClass[]): Promise<string[]> {
  return orm(url, entities, 'public', async (source) => {
    await source.query(generatedColumns('public'));
    const log = await source.driver.createSchemaBuilder().log();
    await source.query('drop table public.typeorm_metadata');
    return log.upQueries.map(({ query }) => query);
  });
}

/** Draws the entities' tables into a schema of their own; answers the indexes that only a migration can express. */
export async function draw(url: string, entities: EntityClass[]): Promise<string[]> {
  return orm(url, entities, 'drawn', async (source) => {
    await source.query('drop schema if exists drawn cascade');
    await source.query('create schema drawn');
    await source.synchronize();
    await source.query('drop table if exists drawn.typeorm_metadata');
    return source.entityMetadatas.flatMap((entity) => entity.indices.filter((index) => !index.synchronize).map((index) => index.name));
  });
}

const FACTS = `
with tables as (select oid, relname from pg_class where relnamespace = $1::regnamespace and relkind = 'r'),
facts as (
  select t.relname as "table", 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
         || case a.attidentity when 'a' then ' always identity' when 'd' then ' identity' else '' end
         || coalesce(case when a.attgenerated = 's' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '')
         || coalesce(' says ' || col_description(t.oid, a.attnum), '') as fact
    from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
  union all
  select t.relname, 'constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid) from tables t join pg_constraint c on c.conrelid = t.oid and c.contype in ('p', 'u', 'f', 'c')
  union all
  select t.relname, pg_get_indexdef(i.indexrelid) from tables t join pg_index i on i.indrelid = t.oid
   where not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u')))
select "table", replace(fact, $1 || '.', '') as fact from facts order by 1, 2`;

/** Everything the catalog knows of a schema's tables: columns, constraints and indexes, as PostgreSQL prints them. */
export async function facts(client: Pick<Client, 'query'>, schema: 'public' | 'drawn'): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; fact: string }>(FACTS, [schema]);
  const byTable = new Map<string, string[]>();
  for (const { table, fact } of rows) byTable.set(table, [...(byTable.get(table) ?? []), fact]);
  return byTable;
}
