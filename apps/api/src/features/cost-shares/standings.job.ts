import { parentPort, workerData } from 'node:worker_threads';
import { type StandingsBasis, standingsOf } from './standings.rules.js';

// The other side of `StandingsService`: one study in, its standings out.
parentPort!.postMessage(standingsOf(workerData as StandingsBasis));
