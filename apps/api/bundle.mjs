import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

// Programs that are started often and must answer soon. Their packages' optional companions are not installed, and not missed.
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const optional = new Set(['UNRESOLVED_IMPORT', 'EVAL', 'CIRCULAR_DEPENDENCY', 'COMMONJS_VARIABLE_IN_ESM']);

rmSync(here('./dist/bundle'), { recursive: true, force: true });
const bundle = await rolldown({
  input: { server: here('./dist/server.js'), migration: here('./dist/migration.js') },
  platform: 'node',
  tsconfig: false,
  // Native code stays where it is; so does what is loaded only when somebody prints.
  external: [/^@node-rs\//, 'pg-native', 'pdfkit'],
  onLog(level, log) {
    if (level === 'warn' && !optional.has(log.code)) console.warn(log.message);
  },
});
// As deep as the modules it is made from: they find files from where they stand.
await bundle.write({ dir: here('./dist/bundle/programs'), format: 'esm', keepNames: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
