import { readFileSync } from 'node:fs';
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

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), operationsManifest()],
  // Nothing is inlined: the content policy knows no inline script, no inline style and no data: address.
  build: { manifest: true, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { '/graphql': { target: api, ws: true } } },
});
