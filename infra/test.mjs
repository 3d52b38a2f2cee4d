// npm test: every check and every test, from a fresh clone, with only Node and npm on the machine.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/test.mjs').then(({ test }) => test()).then((code) => process.exit(code));
