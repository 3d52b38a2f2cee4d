import { setTimeout as sleep } from 'node:timers/promises';
import { type Dice } from './dice.js';
import { act, type Answer, Fault } from './graph.js';
import { type Server } from './servers.js';
import { type Someone } from './world.js';

/** One act under one key, sent again and again until it has an answer. */
export interface Sent {
  readonly who: Someone;
  readonly operation: string;
  readonly input: { readonly idempotencyKey: string } & Record<string, unknown>;
}

export interface Acknowledged extends Sent {
  readonly answer: Answer;
  /** How often it had to be sent. */
  readonly times: number;
}

export interface Temper {
  /** How likely the caller hangs up on a request before its answer. */
  readonly hangsUp: number;
  /** How likely the caller presses twice: the same key to both servers at once. */
  readonly pressesTwice: number;
}

/** The servers said "not now" instead of giving an outcome: the only fault a caller may meet, and only in a storm that takes the database away. */
export const isUnavailable = (error: unknown): boolean => error instanceof Fault && error.code === 'UNAVAILABLE';

/** Sends an act to one server and then the other until one answers. A fault that is no lost connection is thrown. */
export async function insist(servers: readonly Server[], sent: Sent, dice: Dice, temper: Temper): Promise<Acknowledged> {
  let at = dice.whole(0, servers.length - 1);
  for (let times = 1; ; times++, at++) {
    const [first, second] = [servers[at % servers.length]!, servers[(at + 1) % servers.length]!];
    const hangUp = dice.chance(temper.hangsUp) ? AbortSignal.timeout(dice.whole(1, 120)) : undefined;
    const twice = dice.chance(temper.pressesTwice);
    const pause = dice.whole(1, 60);
    const tries = [act(first.url, sent.who, sent.operation, sent.input, hangUp), ...(twice ? [act(second.url, sent.who, sent.operation, sent.input)] : [])];
    const results = await Promise.allSettled(tries);
    for (const result of results) if (result.status === 'rejected' && result.reason instanceof Fault && !isUnavailable(result.reason)) throw result.reason;
    const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    if (answers.length === 2 && JSON.stringify(outcomeOf(answers[0]!)) !== JSON.stringify(outcomeOf(answers[1]!))) {
      throw new Error(`One key, two answers: ${JSON.stringify(answers)}`);
    }
    if (answers.length) return { ...sent, answer: answers[0]!, times };
    await sleep(pause);
  }
}

/** What must be the same however often it is asked; the thing itself may have moved on meanwhile. */
export const outcomeOf = (answer: Answer): object => (answer.id ? { id: answer.id } : { code: answer.code, message: answer.message });
