/**
 * Reads the graph and every .graphql file of the features, and writes
 *   src/generated/<feature>/<file>.ts   typed documents of that file, with the fragments it uses
 *   src/generated/possible-types.ts     which types stand behind each union and interface
 *   src/generated/operations.json       sha256 -> document, exactly the text the client sends
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InMemoryCache } from '@apollo/client';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, isAbstractType, Kind, parse, print, validate, visit, NoUnusedFragmentsRule, specifiedRules } from 'graphql';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const schemaFile = join(web, '../../packages/contract/schema.graphql');
const out = join(web, 'src/generated');

const documentFiles = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return path === out ? [] : documentFiles(path);
    return name.endsWith('.graphql') ? [path] : [];
  });

const schemaText = readFileSync(schemaFile, 'utf8');
const schema = buildSchema(schemaText);
const files = documentFiles(join(web, 'src')).sort();
const parsed = files.map((file) => ({ file, document: parse(readFileSync(file, 'utf8'), { noLocation: true }) }));

const fragments = new Map();
for (const { file, document } of parsed) {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    if (fragments.has(definition.name.value)) throw new Error(`${file}: the fragment ${definition.name.value} exists twice`);
    fragments.set(definition.name.value, definition);
  }
}

const fragmentsUsed = (node, found = new Set()) => {
  visit(node, {
    FragmentSpread(spread) {
      const name = spread.name.value;
      const definition = fragments.get(name);
      if (!definition) throw new Error(`the fragment ${name} is used but defined nowhere`);
      if (found.has(name)) return;
      found.add(name);
      fragmentsUsed(definition, found);
    },
  });
  return found;
};

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
/** Every selection set but the operation's own names its type: the cache and the union helper live on it. */
const withTypenames = (document) =>
  visit(document, {
    SelectionSet: {
      enter(node, _key, parent) {
        if (parent?.kind === Kind.OPERATION_DEFINITION) return undefined;
        if (node.selections.some((s) => s.kind === Kind.FIELD && s.name.value === '__typename')) return undefined;
        return { ...node, selections: [...node.selections, typename] };
      },
    },
  });

const config = {
  enumType: 'string-literal',
  scalars: { LocalDate: 'string', LocalTime: 'string', DateTime: 'string', Cents: 'number', GeoJson: 'unknown' },
  skipTypename: false,
  nonOptionalTypename: true,
  dedupeFragments: true,
  optimizeDocumentNode: true,
  useTypeImports: true,
  inputMaybeValue: 'T | null | undefined',
};

const cache = new InMemoryCache();
const written = new Map();
const manifest = {};
const names = new Set();
for (const { file, document } of parsed) {
  const own = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (own.length === 0) continue;
  const used = new Set();
  for (const operation of own) {
    const name = operation.name?.value;
    if (!name || names.has(name)) throw new Error(`${file}: every operation needs a name of its own (${name ?? 'none'})`);
    names.add(name);
    const mine = fragmentsUsed(operation);
    for (const fragment of mine) used.add(fragment);
    const whole = withTypenames({ kind: Kind.DOCUMENT, definitions: [operation, ...[...mine].map((f) => fragments.get(f))] });
    const problems = validate(schema, whole, specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule));
    if (problems.length > 0) throw new Error(`${relative(web, file)}: ${problems.map((p) => p.message).join('\n')}`);
  }
  const document_ = withTypenames({ kind: Kind.DOCUMENT, definitions: [...own, ...[...used].map((f) => fragments.get(f))] });
  const target = join(out, relative(join(web, 'src'), file).split(sep).filter((part) => part !== 'features').join(sep)).replace(/\.graphql$/, '.ts');
  const code = await codegen({
    schema: parse(schemaText),
    documents: [{ location: file, document: document_ }],
    filename: target,
    config,
    plugins: [{ operations: {} }, { typedDocuments: {} }],
    pluginMap: { operations, typedDocuments },
  });
  // The manifest is made of what the browser will really print: the emitted document, through the cache's own transform.
  for (const [, json] of code.matchAll(/^export const \w+Document = (\{.*\}) as unknown as DocumentNode/gm)) {
    const text = print(cache.transformDocument(JSON.parse(json)));
    manifest[createHash('sha256').update(text).digest('hex')] = text;
  }
  written.set(target, `/* Generated from ${relative(web, file).split(sep).join('/')}. */\n${code}`);
}

const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map((t) => t.name).sort()])
    .sort(([a], [b]) => a.localeCompare(b)),
);
written.set(join(out, 'possible-types.ts'), `/* Generated from the schema. */\nexport const possibleTypes = ${JSON.stringify(possibleTypes, null, 2)} as const;\n`);
written.set(join(out, 'operations.json'), `${JSON.stringify(Object.fromEntries(Object.entries(manifest).sort()), null, 1)}\n`);

if (Object.keys(manifest).length !== names.size) throw new Error(`${names.size} operations, but ${Object.keys(manifest).length} in the manifest`);

for (const [path, text] of written) {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  // Another task may be reading it at this moment: it finds the old file or the new one, whole.
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}
const stale = (folder) => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) stale(path);
    else if (!written.has(path) && !/\.\d+$/.test(name)) rmSync(path);
  }
};
stale(out);
