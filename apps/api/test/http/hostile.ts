import { gzipSync } from 'node:zlib';
import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { documentOf, operations, schema } from '../walls/ask.js';
import { type Chance } from './chance.js';

/** One request as it goes over the line. */
export interface Hostile {
  readonly kind: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const post = (kind: string, body: Buffer, headers: Record<string, string> = {}): Hostile => ({ kind, method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json', ...headers }, body });

const STRINGS = [
  '', ' ', '\0', 'a\0b', '\ud800', '\udc00x', '\u202egnp', 'é'.normalize('NFD').repeat(40), '𝒜'.repeat(90), "'; drop table booking; --", '" or 1=1 --', '%', '_%\\', '\\', '\n\r\t', '{{7*7}}', '${process.env.HOME}',
  '../../../../etc/passwd', '<script>alert(1)</script>', 'null', 'undefined', 'NaN', '-1', '1e400', '9223372036854775808', '2026-02-30', '24:60', '{"$gt":""}', '[object Object]', '__proto__', 'constructor',
  'x'.repeat(5000), '😀'.repeat(300), 'W10', 'WyJhIiwiYiJd', 'bm90IGpzb24', Buffer.from('["2026-01-01","not an id"]').toString('base64url'), Buffer.from('["\\u0000","\\u0000"]').toString('base64url'),
  Buffer.from('[[["a"]]]').toString('base64url'), Buffer.from('["infinity","00000000-0000-7000-8000-000000000511"]').toString('base64url'), Buffer.from('["99999999999999999999","00000000-0000-7000-8000-000000000511"]').toString('base64url'),
  Buffer.from('["2026-13-45 25:61:61+99","00000000-0000-7000-8000-000000000511"]').toString('base64url'), '00000000-0000-7000-8000-000000000511', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000',
];
const NUMBERS = [0, -0, 1, -1, 2, 12, 13, 99, 100, 101, 1000, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 0.5, -1.5];
const OTHERS = [null, true, false, [], {}, [[]], [null], { a: { b: { c: 1 } } }];

const anything = (chance: Chance): unknown => chance.of<() => unknown>([() => chance.of(STRINGS), () => chance.of(NUMBERS), () => chance.of(OTHERS), () => chance.times(30, () => chance.of(STRINGS))])();

/** A value that fits the type more or less. */
function valueOf(type: GraphQLInputType, chance: Chance, ids: readonly string[], wild: number): unknown {
  if (chance.is(wild)) return anything(chance);
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, chance, ids, wild);
  if (chance.is(wild / 2)) return null;
  if (isListType(type)) return chance.times(chance.is(0.1) ? 200 : 3, () => valueOf(type.ofType as GraphQLInputType, chance, ids, wild));
  if (isEnumType(type)) return chance.of(type.getValues()).name;
  if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance.is(0.6)).map((field) => [field.name, valueOf(field.type, chance, ids, wild)]));
  switch (type.name) {
    case 'ID': return chance.is(0.7) ? chance.of(ids) : chance.of(STRINGS);
    case 'Int': case 'Cents': return chance.is(0.5) ? chance.below(20) : chance.of(NUMBERS);
    case 'Boolean': return chance.is(0.5);
    default: return chance.is(0.3) ? 'calculus' : chance.of(STRINGS);
  }
}

function variablesOf(operation: string, chance: Chance, ids: readonly string[], wild: number): Record<string, unknown> {
  const [root, name] = operation.split('.') as [string, string];
  const field = schema.getType(root)! as unknown as { getFields(): Record<string, { args: { name: string; type: GraphQLInputType }[] }> };
  const given = Object.fromEntries(field.getFields()[name]!.args.map((arg) => [arg.name, valueOf(arg.type, chance, ids, wild)]));
  const input = given['input'] as Record<string, unknown> | null | undefined;
  if (typeof input === 'object' && input && 'idempotencyKey' in input && chance.is(0.8)) input['idempotencyKey'] = `fuzz-${chance.below(400)}-key`;
  return given;
}

function damaged(text: string, chance: Chance): string {
  let out = text;
  for (let n = 1 + chance.below(4); n > 0; n--) {
    const at = chance.below(out.length);
    out = chance.of([() => out.slice(0, at) + out.slice(at + 1 + chance.below(12)), () => out.slice(0, at) + chance.of(['{', '}', '(', ')', '...', '@skip(if: "x")', '@include', '$', '!', '"""', '\\', '\0', '#', '😀', '__schema{types{name}}', 'on Nothing']) + out.slice(at), () => out.slice(at) + out.slice(0, at)])();
  }
  return out;
}

const repeat = (n: number, one: (i: number) => string) => Array.from({ length: n }, (_, i) => one(i)).join(' ');

/** Each kind of hostile request, by name. */
export const kinds: Readonly<Record<string, (chance: Chance, ids: readonly string[]) => Hostile>> = {
  'values nearly right': (chance, ids) => {
    const operation = chance.of(operations.filter((name) => !name.startsWith('Subscription')));
    return post('values nearly right', json({ query: documentOf(operation), variables: variablesOf(operation, chance, ids, 0.04) }));
  },
  'values of all types': (chance, ids) => {
    const operation = chance.of(operations);
    return post('values of all types', json({ query: documentOf(operation), variables: variablesOf(operation, chance, ids, 0.3) }));
  },
  'damaged documents': (chance, ids) => {
    const operation = chance.of(operations);
    return post('damaged documents', json({ query: damaged(documentOf(operation), chance), variables: variablesOf(operation, chance, ids, 0) }));
  },
  'deep nesting': (chance) => {
    const n = chance.of([13, 40, 400, 4000, 12_000]);
    return post('deep nesting', json({ query: chance.of([() => `{ ${'me { roles { '.repeat(n / 4)} id ${'} } '.repeat(n / 4)} }`, () => `{ catalogue(input: { search: ${'['.repeat(n)}${']'.repeat(n)} }) { total { value } } }`, () => `{ ${'... { '.repeat(n)} me { id } ${'} '.repeat(n)} }`, () => `query ($a: ${'['.repeat(n)}Int${']'.repeat(n)}) { me { id } }`])() }));
  },
  'alias bombs': (chance) => post('alias bombs', json({ query: `{ ${repeat(chance.of([61, 300, 2500]), (i) => `a${i}: ${chance.of(['site { demo }', 'me { id roles { role } }', 'mySessions { id }', 'outgoingMail(first: 100) { nodes { text } }'])}`)} }` })),
  'huge lists': (chance, ids) => post('huge lists', json({ query: documentOf('Query.catalogue'), variables: { input: { first: 100, choices: Array.from({ length: chance.of([9, 11, 900]) }, () => ({ name: 'DISTRICT', values: Array.from({ length: chance.of([1, 60, 61]) }, () => chance.of(ids)) })).slice(0, 900) } } }).subarray(0, 99_000)),
  'fragment cycles': (chance) => {
    const n = 1 + chance.below(40);
    const cycle = repeat(n, (i) => `fragment f${i} on Viewer { ...f${(i + 1) % n} ...f${chance.below(n)} id }`);
    const doubling = repeat(n, (i) => `fragment f${i} on Viewer { ${i + 1 < n ? `...f${i + 1} ...f${i + 1}` : 'id'} }`);
    return post('fragment cycles', json({ query: `{ me { ...f0 } } ${chance.is(0.5) ? cycle : doubling}` }));
  },
  'introspection towers': (chance) => post('introspection towers', json({ query: `{ __schema { types { fields { type { ${'ofType { '.repeat(chance.of([4, 9, 60]))} name ${'} '.repeat(4)} } } } }` })),
  'no JSON': (chance) => {
    const whole = JSON.stringify({ query: '{ me { id } }', variables: {} });
    return post('no JSON', Buffer.from(chance.of([whole.slice(0, chance.below(whole.length)), `${whole}x`, '', '[]', 'null', '"text"', '1', `[${whole}]`, '{"query":{}}', '{"query":null}', '{"query":"{me{id}}","query":1}', '{"__proto__":{"query":"{me{id}}"}}', '{"constructor":{"prototype":{}},"query":"{me{id}}"}', '['.repeat(50_000), `{"query":"{me{id}}","variables":${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}}`])));
  },
  'bytes': (chance) => post('bytes', Buffer.concat([Buffer.from('{"query":"{ me { id } } #'), Buffer.from(Array.from({ length: 1 + chance.below(200) }, () => chance.below(256))), Buffer.from('"}')])),
  'lone surrogates': (chance, ids) => {
    const [operation, input] = chance.of([
      ['Mutation.updateProfile', '"displayName":"\\ud83d"'], ['Query.catalogue', '"search":"\\udc00 calculus","first":3'], ['Query.people', `"search":"\\udc00","districtId":"${ids[1]}"`],
      ['Mutation.invitePerson', `"email":"a@example.org","displayName":"\\ud800","role":"TEACHER","districtId":"${ids[1]}","idempotencyKey":"surrogate-${chance.below(9)}"`],
      ['Mutation.signIn', '"email":"a\\udfff@example.org","password":"\\ud800"'],
    ] as const);
    return post('lone surrogates', Buffer.from(`{"query":${JSON.stringify(documentOf(operation))},"variables":{"input":{${input}}}}`));
  },
  'wrong content types': (chance) => post('wrong content types', json({ query: '{ me { id } }' }), { 'content-type': chance.of(['text/plain', 'application/graphql', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json; charset=iso-8859-1', 'application/json;', 'json', '*/*', 'application/jsonp', `application/${'x'.repeat(2000)}`, 'text/json']) }),
  'wishes for other answers': (chance) => post('wishes for other answers', json({ query: chance.of(['{ me { id } }', '{ nothing }', '{']) }), { accept: chance.of(['text/html', 'image/*', '*/*;q=0', 'application/json;q=0', ',,,', ';q=', 'application/graphql-response+json', `${'a/b,'.repeat(1500)}`]) }),
  'zipped': (chance) => {
    const zipped = gzipSync(json({ query: '{ me { id } }' }));
    return post('zipped', chance.is(0.5) ? zipped : Buffer.concat([zipped.subarray(0, 9), Buffer.from('garbage')]), { 'content-encoding': chance.of(['gzip', 'deflate', 'br', 'identity, gzip', 'zstd']) });
  },
  'large headers': (chance) => post('large headers', json({ query: '{ me { id } }' }), { 'x-large': 'x'.repeat(8_000), cookie: `${'a=b; '.repeat(chance.below(500))}barnraise=${chance.of(STRINGS).replace(/[^ -~]/g, '?')}`, 'user-agent': chance.of(['', 'x'.repeat(3000), '<img src=x>']) }),
  'by address': (chance, ids) => {
    const operation = chance.of(operations);
    const part = (text: string) => encodeURIComponent(Buffer.from(text).toString()).slice(0, 9000);
    const variables = JSON.stringify(variablesOf(operation, chance, ids, 0.2));
    const path = chance.of([`/graphql?query=${part(documentOf(operation))}&variables=${part(variables)}`, '/graphql', '/graphql?query', '/graphql?query=a&query=b', `/graphql?query=${part('{me{id}}')}&variables=${part('[1]')}`, `/graphql?query=${part('{me{id}}')}&variables=%ff`, `/graphql?query=${part('{me{id}}')}&extensions=x&operationName[]=1`, '/%67raphql?query=%7Bme%7Bid%7D%7D', `/graphql?${'a=b&'.repeat(2000)}`, '/graphql/..%2f..%2fetc', '/%ff', '/graphql?variables=null&query=%7B__typename%7D', '/health/%2e%2e/graphql', '//graphql']);
    return { kind: 'by address', method: 'GET', path, headers: {}, body: Buffer.alloc(0) };
  },
  'too large': (chance) => post('too large', json({ query: '{ me { id } }', extensions: { x: 'x'.repeat(399_000 + chance.below(200_000)) } })),
};
