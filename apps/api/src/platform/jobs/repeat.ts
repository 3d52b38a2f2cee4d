import { type Logger } from 'pino';
import { messageOf } from '../logging/message-of.js';

export interface Repeating {
  /** Fulfilled when the round that runs is over and no other will begin. */
  stop(): Promise<void>;
}

/** Does `work` again and again, `everyMs` after its last end, never twice at once. What it throws is logged and does no further harm. */
export function repeat(name: string, everyMs: number, log: Logger, work: (stopping: () => boolean) => Promise<void>): Repeating {
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let wake = (): void => undefined;

  async function rounds(): Promise<void> {
    while (!stopping) {
      try {
        await work(() => stopping);
      } catch (error) {
        log.error({ work: name, error: messageOf(error) }, 'a round of the worker failed');
      }
      if (stopping) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, everyMs);
      });
    }
  }

  const over = rounds();
  return {
    stop: () => {
      stopping = true;
      clearTimeout(timer);
      wake();
      return over;
    },
  };
}
