// node infra/with-pnpm.mjs <arguments of pnpm>
import process from 'node:process';
import { pnpm } from './lib/pnpm.mjs';

process.exitCode = await pnpm(process.argv.slice(2));
