// npm start: everything from a fresh clone to a running product, with only Node and npm on the machine.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/start.mjs').then(({ start }) => start()).then((code) => process.exit(code));
