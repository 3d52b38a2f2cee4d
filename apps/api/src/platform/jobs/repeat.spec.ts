import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogger } from '../logging/logger.js';
import { until } from '../../../test/until.js';
import { repeat } from './repeat.js';

const log = makeLogger('silent');

test('goes on after what it does has thrown, and never does it twice at once', async () => {
  let [rounds, running, most] = [0, 0, 0];
  const repeating = repeat('test', 1, log, async () => {
    most = Math.max(most, ++running);
    await sleep(3);
    running--;
    rounds++;
    throw new Error('on purpose');
  });
  await until(async () => rounds >= 5);
  await repeating.stop();
  expect(most).toBe(1);
});

test('stopping waits for the round that runs, and begins no other', async () => {
  let ended = 0;
  const repeating = repeat('test', 1, log, async (stopping) => {
    while (!stopping()) await sleep(1);
    await sleep(30);
    ended++;
  });
  await repeating.stop();
  expect(ended).toBe(1);
  await sleep(20);
  expect(ended).toBe(1);
});

test('stopping does not wait for the pause between rounds', async () => {
  let rounds = 0;
  const repeating = repeat('test', 60_000, log, async () => void rounds++);
  await until(async () => rounds === 1);
  const before = performance.now();
  await repeating.stop();
  expect(performance.now() - before).toBeLessThan(5_000);
});
