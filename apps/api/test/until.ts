import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that another process brings about; fails when it doesn't come. */
export async function until(holds: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`What was waited for did not come within ${withinMs / 1000} seconds: ${holds.toString()}`);
    await sleep(15);
  }
}
