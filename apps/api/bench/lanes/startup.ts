import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchDatabase } from '../cluster.js';
import { residentMb, startProduct } from './processes.js';

/** From the start of the built product to its first answer, and what it holds once it has rested. */
export async function startAndRest(database: BenchDatabase, documents: Record<string, string>, say: (line: string) => void): Promise<void> {
  const times: number[] = [];
  let resting: number | null = null;
  for (let n = 0; n < 5; n++) {
    const lane = await startProduct(database, documents);
    times.push(lane.startMs);
    if (n === 4) {
      await sleep(8_000);
      resting = residentMb(lane.child.pid!);
    }
    await lane.stop();
  }
  times.sort((a, b) => a - b);
  say(`\nstart to the first answer: ${(times[2]! / 1000).toFixed(2)} s in the middle of five, ${(times[0]! / 1000).toFixed(2)} s at best (aim: 2 s)`);
  say(`memory at rest: ${resting === null ? 'not told by this system' : `${resting.toFixed(0)} MB resident`} (aim: 180 MB)`);
}
