import { NestFactory } from '@nestjs/core';
import { type ClientBase } from 'pg';
import { AppModule } from '../app.js';
import { type Config } from '../platform/config/config.js';
import { demoNow, readDemoData } from './demo-data.js';
import { writeReference } from './reference.js';
import { Replay } from './replay.js';
import { SeedIds } from './seed-ids.js';

/** Four hundred acts without waiting for the disk each time: one that is lost to a power cut is simply played again. */
function hasty(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}

/** Writes the demo's reference rows, then plays its past through the services. Cut at any point, it goes on where it stood. */
export async function makeDemo(config: Config, owner: ClientBase, say: (line: string) => void): Promise<void> {
  const data = readDemoData();
  say('writing districts, calendars, course codes and people');
  await owner.query('begin');
  await owner.query('update installation set demo = true');
  await writeReference(owner, data);
  await owner.query('commit');

  const ids = new SeedIds();
  const app = await NestFactory.createApplicationContext(AppModule.with({ ...config, OPERATIONS: 'open', DATABASE_URL: hasty(config.DATABASE_URL) }, { ids }), { logger: ['error'], abortOnError: false });
  const replay = new Replay(data, owner, app, ids, (done, of) => say(`playing the past: ${done} of ${of} acts`));
  await replay.run();
  await replay.setClock(demoNow());
  // What happened in the past was told in the past.
  await owner.query('update inbox_item set told_at = created_at where told_at is null');
  await owner.query('update installation set seeded_at = app_now()');
  await owner.query('vacuum analyze');
  await app.close();
  say('the demo is ready');
}
