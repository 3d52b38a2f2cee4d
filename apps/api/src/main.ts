import { run } from './run.js';

await run('server');
