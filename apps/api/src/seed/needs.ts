import { type INestApplicationContext } from '@nestjs/common';
import { NeedService } from '../features/needs/index.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

/** What districts look for, as acts of the demo's past. */
export function needActs(data: DemoData, app: INestApplicationContext): Act[] {
  const needs = app.get(NeedService);
  return data.needs.flatMap((row): Act[] => [
    { key: `need/${row.key}`, at: new Date(row.at), by: row.by, run: (principal, idempotencyKey) => needs.post(principal, { idempotencyKey, districtId: id.party(row.district), need: row.need as never }) },
    ...(row.takenBackAt === null ? [] : [{
      key: `need/${row.key}/taken-back`, at: new Date(row.takenBackAt), by: row.by,
      run: (principal, idempotencyKey) => needs.withdraw(principal, { idempotencyKey, needId: fixedId(`need/${row.key}#0`, new Date(row.at)) }),
    } satisfies Act]),
  ]);
}
