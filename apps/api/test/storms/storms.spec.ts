import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { brokenIn, deadlocksIn } from './after.js';
import { databaseDies } from './database-dies.js';
import { Dice, seeds } from './dice.js';
import { freedSeat, sweeperDies } from './freed-seat.js';
import { Ground } from './ground.js';
import { lastMinute } from './last-minute.js';
import { CAPACITY, lastSeats } from './last-seats.js';
import { type Acknowledged } from './persistent.js';
import { movingClock } from './moving-clock.js';
import { races } from './races.js';
import { roundLock } from './round-lock.js';

const LONG = 600_000;
let ground: Ground;

beforeAll(async () => {
  ground = await Ground.prepare();
}, LONG);
afterAll(() => ground.clear(), LONG);

/** After every storm: nothing is broken, nobody waited in a ring, and no server met an error it didn't expect. */
afterEach(async () => {
  expect(await brokenIn(ground.db)).toEqual([]);
  expect(await deadlocksIn(ground.db)).toBe(0);
  expect(ground.servers.flatMap(({ complaints }) => complaints)).toEqual([]);
}, LONG);

test.each(seeds(1))('one seat at a time: exactly ten of sixty-four get one (STORM_SEED=%d)', async (seed) => {
  const { left, given } = await lastSeats(ground, new Dice(seed), () => 1, true);
  expect(left).toBe(0);
  expect(given).toHaveLength(CAPACITY);
}, LONG);

test.each(seeds(1))('several seats at a time: nobody is refused what is still there (STORM_SEED=%d)', async (seed) => {
  const seatsOf = ({ input }: Acknowledged): number => Number(input.seats);
  const { left, given, refused } = await lastSeats(ground, new Dice(seed), (dice) => dice.whole(1, 4), false);
  expect(given.map(seatsOf).reduce((a, b) => a + b, 0)).toBe(CAPACITY - left);
  expect(Math.min(...refused.map(seatsOf))).toBeGreaterThan(left);
}, LONG);

test.each(seeds(1))('the database dies: nothing acknowledged is lost, and the servers find it again (STORM_SEED=%d)', async (seed) => {
  expect(await databaseDies(ground, new Dice(seed))).toHaveLength(96);
}, LONG);

test.each(seeds(1))('a leaping clock: overdue seats are free at once, swept or not (STORM_SEED=%d)', async (seed) => {
  await movingClock(ground, new Dice(seed));
}, LONG);

test.each(seeds(1))('races for one booking: exactly one wins (STORM_SEED=%d)', async (seed) => {
  await races(ground, new Dice(seed));
}, LONG);

test.each(seeds(1))('the last second of a round: every commitment acknowledged before the lock is in, none after (STORM_SEED=%d)', async (seed) => {
  const { taken, refused } = await roundLock(ground, new Dice(seed), 200);
  expect(taken).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
}, LONG);

test.each(seeds(1))('one freed seat, everybody in line and at the door: the first in line gets it (STORM_SEED=%d)', async (seed) => {
  await freedSeat(ground, new Dice(seed));
}, LONG);

test.each(seeds(1))('the sweeper dies while it ends holds: nothing is lost, nobody is offered twice (STORM_SEED=%d)', async (seed) => {
  await sweeperDies(ground, new Dice(seed));
}, LONG);

/** Two hundred where storms are what is run; fewer among all other tests. */
const CLIENTS = process.env.STORM_SEEDS || process.env.STORM_SEED ? 200 : 44;
test.each(seeds(1))('the last minute of a request window: who was in time is in the allotment, nobody else, once (STORM_SEED=%d)', async (seed) => {
  const { before, after, tookMs } = await lastMinute(ground, new Dice(seed), CLIENTS);
  process.stderr.write(`${CLIENTS} clients: ${before} answered before the close, ${after} begun after it; allotted ${tookMs} ms after it with a worker that dies.\n`);
  expect(before).toBeGreaterThan(0);
}, LONG);
