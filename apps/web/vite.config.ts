import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lays the list of known operations beside the bundle: the api answers only these in production. */
const operationsManifest = (): Plugin => ({
  name: 'operations-manifest',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'operations.json', source: readFileSync('src/generated/operations.json', 'utf8') });
  },
});

/** Each text file once more as .gz and .br: the api sends these as they are, and compresses nothing itself. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = 'dist' }) {
    for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|svg|html)$/.test(name))) {
      const plain = readFileSync(join(dir, file));
      writeFileSync(join(dir, `${file}.gz`), gzipSync(plain, { level: 9 }));
      writeFileSync(join(dir, `${file}.br`), brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
    }
  },
});

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), operationsManifest(), compressed()],
  // Nothing is inlined: the content policy knows no inline script, no inline style and no data: address.
  build: { manifest: true, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { '/graphql': { target: api, ws: true } } },
});
