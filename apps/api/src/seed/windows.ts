import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { WaitlistService } from '../features/courses/index.js';
import { RequestWindowService, WindowClose } from '../features/windows/index.js';
import { asWorker } from './as-worker.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';

const OFFERS_OVER_MS = 5 * 86_400_000;

/** Windows, what was asked for in them, and their closes, as acts of the demo's past. */
export function windowActs(data: DemoData, app: INestApplicationContext, owner: ClientBase): Act[] {
  const [windows, waitlist] = [app.get(RequestWindowService), app.get(WaitlistService)];
  return data.windows.flatMap((row): Act[] => [
    {
      key: `window/${row.key}`, at: new Date(row.at), by: row.by,
      run: (principal, idempotencyKey) => windows.open(principal, { idempotencyKey, consortiumId: id.consortium(row.consortium), schoolYear: row.schoolYear, opensOn: row.opensOn, closesOn: row.closesOn }),
    },
    ...row.requests.map((asked): Act => ({
      key: `window/${row.key}/${asked.key}`, at: new Date(asked.at), by: asked.who,
      run: (principal, idempotencyKey) => waitlist.join(principal, {
        idempotencyKey, sectionId: id.section(asked.section), homeDistrictId: id.party(asked.homeDistrict), seats: asked.seats, fewest: asked.fewest, fitReason: 'Students join from the library.',
      }),
    })),
    // What the worker does; the offers of that year ran out.
    ...(row.closedAt === null ? [] : [
      { key: `window/${row.key}/close`, at: new Date(row.closedAt), by: null, run: () => new WindowClose(asWorker(owner)).round() },
      { key: `window/${row.key}/over`, at: new Date(Date.parse(row.closedAt) + OFFERS_OVER_MS), by: null, run: () => owner.query('select sweep_sections(1000)') },
    ]),
  ]);
}
