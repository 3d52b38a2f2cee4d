import { type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, isEnumType, isListType, isNonNullType, isObjectType } from 'graphql';
import { getMetadataArgsStorage } from 'typeorm';

type EntityClass = new () => object;

/** An entity and the GraphQL type that shows it: written by hand, so that nothing pairs up by accident. */
export interface Twin {
  readonly type: string;
  readonly entity: EntityClass;
  /** Column property -> field, or the one name both have. */
  readonly pairs: readonly (string | readonly [column: string, field: string])[];
  /** Columns the graph never shows; 'rest' for the second entity behind a type, which lends it some columns only. */
  readonly inside: readonly string[] | 'rest';
  /** Fields that may be null although the column may not, each with its reason. */
  readonly looser?: Readonly<Record<string, string>>;
}

/** What a column may look like in the graph. */
const scalarsOf: Record<string, readonly string[]> = {
  uuid: ['ID'], text: ['String', 'LocalTime'], date: ['LocalDate'], timestamptz: ['DateTime'], integer: ['Int'], bigint: ['Cents'], boolean: ['Boolean'],
  'double precision': ['Float'], jsonb: ['GeoJson'],
};

function columnsOf(entity: EntityClass): Map<string, { type: string; nullable: boolean; array: boolean }> {
  return new Map(getMetadataArgsStorage().columns.filter(({ target }) => target === entity).map(({ propertyName, options }) => [
    propertyName, { type: String(options.type), nullable: options.nullable === true, array: options.array === true },
  ]));
}

/** In words: `[String!]!` and the like, with what is inside the list. */
function shapeOf(type: GraphQLOutputType): { named: string; isEnum: boolean; isObject: boolean; nullable: boolean; list: boolean } {
  const nullable = !isNonNullType(type);
  const outer = isNonNullType(type) ? type.ofType : type;
  const inner = isListType(outer) ? outer.ofType : outer;
  const named = isNonNullType(inner) ? inner.ofType : inner;
  return { named: String(named), isEnum: isEnumType(named), isObject: isObjectType(named), nullable, list: isListType(outer) };
}

/** Everything in which twins differ; `computed` lists, by type, the fields that no column holds. */
export function differences(schema: GraphQLSchema, twins: readonly Twin[], computed: Readonly<Record<string, readonly string[]>>): string[] {
  const found: string[] = [];
  for (const twin of twins) {
    const columns = columnsOf(twin.entity);
    const fields = (schema.getType(twin.type) as GraphQLObjectType | undefined)?.getFields() ?? {};
    const at = (field: string) => `${twin.type}.${field}`;
    const paired = twin.pairs.map((pair) => (typeof pair === 'string' ? ([pair, pair] as const) : pair));
    for (const [columnName, fieldName] of paired) {
      const column = columns.get(columnName);
      const field = fields[fieldName];
      if (!column || !field) {
        found.push(`${at(fieldName)}: no ${column ? 'field' : `column ${columnName}`}`);
        continue;
      }
      const shape = shapeOf(field.type);
      const fits = shape.isEnum ? column.type === 'text' : shape.isObject ? column.type === 'jsonb' : (scalarsOf[column.type] ?? []).includes(shape.named);
      if (!fits) found.push(`${at(fieldName)}: ${shape.named} for a column of ${column.type}`);
      if (shape.list !== column.array) found.push(`${at(fieldName)}: one is a list, the other is not`);
      const looser = twin.looser !== undefined && fieldName in twin.looser;
      if (shape.nullable !== (column.nullable || looser)) found.push(`${at(fieldName)}: ${shape.nullable ? 'may' : 'must not'} be null, the column ${column.nullable ? 'may' : 'must not'}`);
    }
    if (twin.inside !== 'rest') {
      const spoken = new Set([...paired.map(([column]) => column), ...twin.inside]);
      found.push(...[...columns.keys()].filter((column) => !spoken.has(column)).map((column) => `${twin.type}: column ${column} is neither shown nor kept inside`));
      found.push(...twin.inside.filter((column) => !columns.has(column)).map((column) => `${twin.type}: column ${column} is kept inside, but does not exist`));
    }
  }
  for (const type of new Set(twins.map((twin) => twin.type))) {
    const fields = Object.keys((schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {});
    const spoken = new Set([...twins.filter((twin) => twin.type === type).flatMap(({ pairs }) => pairs.map((pair) => (typeof pair === 'string' ? pair : pair[1]))), ...(computed[type] ?? [])]);
    found.push(...fields.filter((field) => !spoken.has(field)).map((field) => `${type}.${field}: neither a column nor computed`));
    found.push(...(computed[type] ?? []).filter((field) => !fields.includes(field)).map((field) => `${type}.${field}: computed, but does not exist`));
  }
  return found;
}
