import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { CONTRACT, emittedSchema, schemaText } from './emitted-schema.js';

const text = schemaText(await emittedSchema());
if (!process.argv.includes('--check')) {
  writeFileSync(CONTRACT, text);
} else if (readFileSync(CONTRACT, 'utf8') !== text) {
  console.error('packages/contract/schema.graphql is not what the api emits: run "npm run schema" and commit the result.');
  process.exitCode = 1;
}
