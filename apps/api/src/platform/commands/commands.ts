import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json } from '@barnraise/cost-sharing';
import { type Principal } from '../auth/principal.js';
import { type Tx, UnitOfWork } from '../database/unit-of-work.js';
import { keyReused, notFound, type RefusalData } from '../graphql/refusals.js';

/** What an act came to: the id of the thing, or why not. */
export type Outcome = { readonly id: string } | RefusalData;

interface Command {
  readonly principal: Principal;
  readonly operation: string;
  readonly idempotencyKey: string;
  /** Everything the person asked for; a retry must ask for the same. */
  readonly input: object;
}

export function isRefusal(outcome: unknown): outcome is RefusalData {
  return typeof outcome === 'object' && outcome !== null && '__typename' in outcome && 'code' in outcome;
}

/**
 * Acts that take or move something, once per key. The receipt is written first, in the act's own transaction: a second
 * call waits for the first and gets its answer. A refusal undoes the act but keeps its receipt.
 */
@Injectable()
export class Commands {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Runs `act` at most once for this key, then reads the thing with `load`. The reading is a short transaction of its
   * own, so that no lock of the act is held while an answer is put together.
   */
  async run<Thing extends object>(command: Command, act: (tx: Tx) => Promise<Outcome>, load: (id: string) => Promise<Thing | null>): Promise<Thing | RefusalData> {
    const outcome = await this.once(command, act);
    if (isRefusal(outcome)) return outcome;
    const thing = await this.uow.run(command.principal, () => load(outcome.id));
    return thing ?? notFound('thing any more');
  }

  private once(command: Command, act: (tx: Tx) => Promise<Outcome>): Promise<Outcome> {
    const { principal, operation, idempotencyKey: key } = command;
    const hash = createHash('sha256').update(canonicalJson(command.input as Json)).digest('base64url');
    return this.uow.run(principal, async (tx) => {
      const fresh = await tx.one(
        `insert into command_receipt (account_id, operation, key, input_hash, created_at) values ($1, $2, $3, $4, app_now())
         on conflict do nothing returning key`,
        [principal.accountId, operation, key, hash],
      );
      if (!fresh) {
        const receipt = await tx.one<{ input_hash: string; outcome: Outcome }>(
          'select input_hash, outcome from command_receipt where account_id = $1 and operation = $2 and key = $3',
          [principal.accountId, operation, key],
        );
        if (receipt!.input_hash !== hash) return keyReused();
        return receipt!.outcome;
      }
      tx.control('savepoint work');
      const outcome = await act(tx);
      if (isRefusal(outcome)) tx.control('rollback to savepoint work');
      tx.send('update command_receipt set outcome = $4 where account_id = $1 and operation = $2 and key = $3', [
        principal.accountId, operation, key, JSON.stringify(outcome),
      ]);
      return outcome;
    });
  }
}
