// Adds new migrations to the checksum file. It never changes or removes an entry: what has landed stays.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHECKSUMS, checksum, isMigration } from './checksums.mjs';

const folder = fileURLToPath(new URL('../../../apps/api/src/migrations/', import.meta.url));
const file = join(folder, CHECKSUMS);
/** @type {Record<string, string>} */
const sealed = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const added = readdirSync(folder)
  .filter((name) => isMigration(name) && !(name in sealed))
  .sort();
for (const name of added) sealed[name] = checksum(readFileSync(join(folder, name), 'utf8'));
const sorted = Object.fromEntries(Object.entries(sealed).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(added.length === 0 ? 'No new migration.' : `Sealed: ${added.join(', ')}`);
