import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, type GraphQLField, type GraphQLInputType, type GraphQLSchema, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isUnionType } from 'graphql';
import { Downloads } from '../src/platform/files/downloads.js';
import { type Client, type TestApp } from './app.js';
import { district, west } from './factories/neighborhood.js';
import { everyField } from './sql-counts/statements.js';

/** What an argument, or a field of an input, is given by its name, and an input by its type; what is not named here is made up. */
export type Known = Readonly<Record<string, unknown>>;

/** Something for every argument: the ids of the round's own world wherever an id is asked for. */
function valueOf(type: GraphQLInputType, name: string, known: Known): unknown {
  if (name in known) return known[name];
  if (name === 'idempotencyKey') return randomUUID();
  if (isNonNullType(type)) return valueOf(type.ofType, name, known);
  if (isListType(type)) return [valueOf(type.ofType, name, known)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type) && type.name in known) return known[type.name];
  // Where a revision may be left out, what stands is replaced, whatever it is.
  if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || (field.name in known && field.name !== 'revision')).map((field) => [field.name, valueOf(field.type, field.name, known)]));
  const scalar = getNamedType(type).name;
  if (scalar === 'ID') return /district|home/i.test(name) ? district('grangeville') : /consortium/i.test(name) ? west : known['roundId'];
  return scalar === 'Int' || scalar === 'Cents' ? 1 : scalar === 'Boolean' ? true : scalar === 'LocalDate' ? '2026-08-24' : scalar === 'DateTime' ? '2026-09-05T22:00:00Z' : 'x';
}

const selections = new Map<string, string>();
/** What a type can answer: all of it, or whether it is refused, and in which words. */
function selectionOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, whole: boolean): string {
  const type = getNamedType(field.type);
  const key = `${type.name} ${String(whole)}`;
  const made = selections.get(key);
  if (made !== undefined) return made;
  const refused = '__typename ... on Refusal { code message } ... on InvalidInput { problems { field message } }';
  const things = isUnionType(type) && whole ? type.getTypes().filter((one) => one.getInterfaces().every(({ name }) => name !== 'Refusal')) : [];
  const text = isUnionType(type) ? `{ ${refused} ${things.map((one) => `... on ${one.name} ${everyField(schema, one.name)}`).join(' ')} }` : isObjectType(type) ? everyField(schema, type.name) : '';
  selections.set(key, text);
  return text;
}

/** One operation with what it can answer, and something for each of its arguments. */
function operationOf(schema: GraphQLSchema, kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, known: Known, whole = true): { text: string; variables: object } {
  const given = field.args.filter((argument) => isNonNullType(argument.type) || argument.name in known);
  const list = (each: (name: string, of: string) => string) => (given.length === 0 ? '' : `(${given.map(({ name, type: of }) => each(name, String(of))).join(', ')})`);
  return {
    text: `${kind} ${list((name, of) => `$${name}: ${of}`)} { ${field.name}${list((name) => `${name}: $${name}`)} ${selectionOf(schema, field, whole)} }`,
    variables: Object.fromEntries(given.map((argument) => [argument.name, valueOf(argument.type, argument.name, known)])),
  };
}

/** Everything every query there is answers to each of these people, asked about one round. */
export async function everythingOf(app: TestApp, roundId: string, people: Record<string, Client>): Promise<Record<string, string>> {
  const { schema } = app.app.get(GraphQLSchemaHost);
  const seen: Record<string, string> = {};
  for (const [who, client] of Object.entries(people)) for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const { text, variables } = operationOf(schema, 'query', field, { roundId });
    const answer = await client.run(text, variables);
    seen[`${who} ${field.name}`] = JSON.stringify([answer.data, answer.errors?.map(({ message }) => message)]).replace(/"(now|lastSeenAt|expiresAt|createdAt|serverTime)":"[^"]*"/g, '');
  }
  return seen;
}

/** Ids that are made as things happen; those of a test's own people and places are written out. */
const IDS = /(?!00000000)[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

export interface World { readonly round: string; readonly title: string; orders: Record<string, string> }

/**
 * Two rounds that go the same way, and differ in nothing but what one district takes. What somebody else is answered in
 * the one and in the other is the same, once each world's own names are taken out.
 */
export class TwoWorlds {
  people: Record<string, Client> = {};

  constructor(private readonly app: TestApp, readonly worlds: readonly [World, World]) {}

  /** The names of queries, files and people whose answers tell the worlds apart. */
  async differences(which: RegExp = /./): Promise<string[]> {
    const { schema } = this.app.app.get(GraphQLSchemaHost);
    const apart: string[] = [];
    for (const [who, client] of Object.entries(this.people)) {
      const fields = Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => which.test(name));
      const told = await Promise.all(fields.map(async (field) => {
        const asked = this.worlds.map((world) => operationOf(schema, 'query', field, { roundId: world.round, first: 100 }));
        const read = async (n: number) => {
          const { data, errors } = await client.run(asked[n]!.text, asked[n]!.variables);
          return [data, errors?.map(({ message }) => message)];
        };
        const one = await read(0);
        // What is not asked about a round answers about both, or about neither.
        const other = JSON.stringify(asked[0]!.variables) === JSON.stringify(asked[1]!.variables) ? one : await read(1);
        return (one === other && !this.speaks(one)) || this.plain(one, 0) === this.plain(other, 1) ? [] : [`${who} ${field.name}`];
      }));
      apart.push(...told.flat());
      for (const place of ['', ...Object.keys(this.worlds[0].orders)]) for (const path of this.addresses(place)) {
        const [one, other] = await Promise.all(this.worlds.map(({ round, orders }) => fetch(`${this.app.url}${path.replace(':id', orders[place] ?? round)}`, { headers: { cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })));
        // A paper is made from what its table and its XML are made from.
        const [text, otherText] = path.endsWith('.pdf') ? ['', ''] : await Promise.all([one!.text(), other!.text()]);
        if (this.plain([one!.status, text], 0) !== this.plain([other!.status, otherText], 1)) apart.push(`${who} ${path} ${place}`);
      }
    }
    return apart;
  }

  /** The same act of somebody in both worlds. */
  async act(client: Client, operation: string, known: (world: World, n: number) => Known, whole = true): Promise<[Acted, Acted]> {
    const { schema } = this.app.app.get(GraphQLSchemaHost);
    const answers: Acted[] = [];
    for (const [n, world] of this.worlds.entries()) {
      const { text, variables } = operationOf(schema, 'mutation', schema.getMutationType()!.getFields()[operation]!, { roundId: world.round, ...known(world, n) }, whole);
      const { data, errors } = await client.run<Record<string, Acted['answer']>>(text, variables);
      answers.push({ answer: data?.[operation] ?? { __typename: 'Error' }, plain: this.plain([data, errors?.map(({ message }) => message)], n) });
    }
    return answers as [Acted, Acted];
  }

  /**
   * Every act of purchasing pools there is, but some, tried in both worlds by somebody; those that tell them apart, and how
   * each ended. Of those that are to be done everything they answer counts, of others whether and why they are refused.
   */
  async tries(client: Client, known: (world: World) => Known, done: readonly string[], but: readonly string[] = []): Promise<{ apart: string[]; ended: Record<string, string> }> {
    const { schema } = this.app.app.get(GraphQLSchemaHost);
    const ours = Object.values(schema.getMutationType()!.getFields()).filter((field) => {
      const type = getNamedType(field.type);
      return isUnionType(type) && type.getTypes().some(({ name }) => name === 'RoundNotPossible') && !but.includes(field.name);
    }).map(({ name }) => name);
    const apart: string[] = [];
    const ended: Record<string, string> = {};
    // Whoever withdraws commits again after it.
    for (const operation of ours.sort((a, b) => Number(b === 'withdrawCommitment') - Number(a === 'withdrawCommitment'))) {
      const [one, other] = await this.act(client, operation, known, done.includes(operation));
      ended[operation] = one.answer.code ?? one.answer.__typename;
      if (one.plain !== other.plain) apart.push(operation);
    }
    return { apart, ended };
  }

  private addresses(place: string): string[] {
    return this.app.app.get(Downloads).paths().filter((path) => path.startsWith(place === '' ? '/rounds/' : '/orders/'));
  }

  private speaks(answer: unknown): boolean {
    const text = JSON.stringify(answer);
    return this.worlds.some(({ round, title, orders }) => [round, title, ...Object.values(orders)].some((name) => text.includes(name)));
  }

  /** An answer as it is in any world: without what is about the other, and with names for what is its own. */
  plain(answer: unknown, n: number): string {
    const [own, other] = [this.worlds[n]!, this.worlds[1 - n]!].map((world) => ({ [world.round]: 'the round', [world.title]: 'its title', ...Object.fromEntries(Object.entries(world.orders).map(([place, id]) => [id, `the order of ${place}`])) }));
    const speaksOf = (names: object, value: unknown) => ((text) => Object.keys(names).some((name) => text.includes(name)))(JSON.stringify(value) ?? '');
    const bare = (value: unknown) => JSON.stringify(value).replace(IDS, '');
    const about = (value: unknown, at = ''): unknown => {
      if (Array.isArray(value)) {
        const left = value.filter((one) => !speaksOf(other!, one) || speaksOf(own!, one)).map((one) => about(one));
        // What came at the same instant stands in the order of its ids, which are nobody's doing.
        return at === 'nodes' ? left.sort((a, b) => bare(a).localeCompare(bare(b))) : left;
      }
      return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, about(one, key)])) : value;
    };
    const text = Object.entries(own!).reduce((all, [name, word]) => all.replaceAll(name, word), JSON.stringify(about(answer)));
    return text.replace(IDS, 'an id').replace(/(\d{4}-\d\d-\d\dT\d\d):\d\d:[\d.]+Z/g, '$1').replace(/\b20\d\d-\d{6}\b/g, 'a number');
  }
}

interface Acted { readonly answer: { readonly __typename: string; readonly code?: string; readonly state?: string; readonly orders?: { readonly id: string }[] }; readonly plain: string }
