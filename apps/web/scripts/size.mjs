/**
 * What a cold load of the inbox ships: every script reachable from the entry and from the inbox's own chunk by static
 * import, gzipped as a server would. Fails above the limit.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const LIMIT = 230_000;
const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');

/** { file: gzipped bytes } for a cold load that ends at `page`, a source path of the manifest. */
export function coldLoad(page = 'src/features/inbox/InboxPage.tsx', folder = dist) {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const files = new Set(['color-scheme.js']);
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build's manifest`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit('index.html');
  visit(page);
  return Object.fromEntries([...files].map((file) => [file, gzipSync(readFileSync(join(folder, file))).length]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = coldLoad();
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  for (const [file, size] of Object.entries(sizes).sort((a, b) => b[1] - a[1])) console.log(`${String(size).padStart(8)}  ${file}`);
  console.log(`${String(total).padStart(8)}  of ${LIMIT} bytes, gzipped`);
  if (total > LIMIT) process.exit(1);
}
