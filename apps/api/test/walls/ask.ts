import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, type GraphQLNamedType, type GraphQLObjectType, isAbstractType, isLeafType, isObjectType, parse } from 'graphql';
import { limits, weigh } from '../../src/platform/graphql/limits.js';

/** The graph as emitted. */
export const schema = buildSchema(readFileSync(new URL('../../../../packages/contract/schema.graphql', import.meta.url), 'utf8'));

const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];

/** Every operation there is: Query.booking, Mutation.holdSeats... */
export const operations = roots.flatMap((root) => Object.keys(root.getFields()).map((field) => `${root.name}.${field}`));

const DEPTH = 5;

/** Everything that can be read of a type, a few levels deep: what an answer could show, it shows. */
function everythingOf(type: GraphQLNamedType, depth = DEPTH): string {
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type);
    return `{ __typename ${members.map((one) => `... on ${one.name} ${fieldsOf(one, depth, (field) => differs(members, field))}`).join(' ')} }`;
  }
  return isObjectType(type) ? fieldsOf(type, depth) : '';
}

/** `aliased`: fields that get a name of their own, because another member of the union gives something else by this one. */
function fieldsOf(type: GraphQLObjectType, depth: number, aliased: (field: string) => boolean = () => false): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const name = aliased(field.name) ? `${type.name}_${field.name}: ${field.name}` : field.name;
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [name];
    return depth > 0 ? [`${name} ${everythingOf(inner, depth - 1)}`] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

const differs = (members: readonly GraphQLObjectType[], field: string): boolean =>
  new Set(members.flatMap((member) => (member.getFields()[field] ? [String(member.getFields()[field]!.type)] : []))).size > 1;

function isTooLarge(text: string): boolean {
  const weight = weigh(parse(text));
  return (['depth', 'fields', 'cost', 'aliases'] as const).some((name) => weight[name] > limits[name]);
}

const made = new Map<string, string>();

/** The document that asks for all of one operation, its arguments as variables of the same names. */
export function documentOf(operation: string): string {
  let text = made.get(operation);
  if (!text) {
    const [root, name] = operation.split('.') as [string, string];
    const field = roots.find((one) => one.name === root)?.getFields()[name];
    if (!field) throw new Error(`The schema has no ${operation}.`);
    const head = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const args = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    // As deep as the server takes a query.
    let depth = DEPTH;
    do text = `${root.toLowerCase()} ${head && `(${head})`} { ${name} ${args && `(${args})`} ${everythingOf(getNamedType(field.type), depth)} }`;
    while (isTooLarge(text) && depth-- > 1);
    made.set(operation, text);
  }
  return text;
}
