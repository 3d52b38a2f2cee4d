import { type INestApplicationContext } from '@nestjs/common';
import { WaitlistService } from '../features/courses/index.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';

/** Districts that wait for seats, as acts of the demo's past. */
export function waitlistActs(data: DemoData, app: INestApplicationContext): Act[] {
  const waitlist = app.get(WaitlistService);
  return data.waitlist.map((row): Act => ({
    key: `wait/${row.key}`, at: new Date(row.at), by: row.who,
    run: (principal, idempotencyKey) => waitlist.join(principal, {
      idempotencyKey, sectionId: id.section(row.section), homeDistrictId: id.party(row.homeDistrict), seats: row.seats, fewest: row.fewest, fitReason: 'Students join from the library.',
    }),
  }));
}
