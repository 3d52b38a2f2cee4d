import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { type PartyStanding, type StandingsBasis } from './standings.rules.js';

/** Found alike from the sources, from the build and from the bundle: each stands three folders deep. */
const PROGRAM = new URL('../../../dist/features/cost-shares/standings.job.js', import.meta.url);
const LONGEST_MS = 10_000;

/** Works studies out beside the event loop, one after the other, each in a thread of its own: studies are shared a few times a year. */
@Injectable()
export class StandingsService {
  private before: Promise<unknown> = Promise.resolve();

  /** The standings of a study, or null when that takes longer than `longestMs` from its turn on. */
  standings(basis: StandingsBasis, longestMs = LONGEST_MS): Promise<PartyStanding[] | null> {
    const turn = this.before.then(() => workOut(basis, longestMs));
    this.before = turn.catch(() => undefined);
    return turn;
  }
}

async function workOut(basis: StandingsBasis, longestMs: number): Promise<PartyStanding[] | null> {
  // Without what the whole program was started with: a guard that ends it with its parent would end it with the thread.
  const thread = new Worker(PROGRAM, { workerData: basis, execArgv: [] });
  const late = setTimeout(() => void thread.terminate(), longestMs);
  try {
    return await new Promise<PartyStanding[] | null>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => resolve(null));
    });
  } finally {
    clearTimeout(late);
  }
}
