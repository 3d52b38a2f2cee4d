import 'reflect-metadata';
import { makeApp } from './app.js';
import { ConfigError, readConfig } from './platform/config/config.js';
import { messageOf } from './platform/logging/message-of.js';
import { startWorker } from './worker.js';

try {
  const config = readConfig(process.env);
  const app = await makeApp(config);
  const worker = config.WORKER_DATABASE_URL ? await startWorker(config) : null;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker?.stop());
  await app.listen({ port: config.PORT, host: config.HOST });
  console.log(JSON.stringify({ level: 30, msg: 'listening', address: await app.getUrl(), worker: worker !== null }));
} catch (error) {
  const known = error instanceof ConfigError;
  console.error(known ? error.message : `Barnraise cannot start: ${messageOf(error)}`);
  process.exit(known ? 2 : 1);
}
