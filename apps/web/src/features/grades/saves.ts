import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type BookPartsFragment, SaveGradesDocument } from '../../generated/grades/grades.js';
import { answerOf } from '../../platform/answer.js';
import { refreshTopics } from '../../platform/refresh.js';
import { announce } from '../../ui/Announcer.js';

export interface Typed { typed: string; lastAttended: string }
/** What is typed and not saved: over which version, and with the key of its request, so that a lost answer is asked for again. */
interface Pending extends Typed { readonly version: number; readonly key: string }
type Seat = BookPartsFragment['seats'][number];
const PAUSE_MS = 1_000;

/**
 * What is typed is saved by itself: at Enter, when one goes on, or after a pause. One row after the other, each over the
 * version that stood there when it was begun: where a colleague was quicker theirs stands and is shown, what was typed is
 * said, and only typing it again puts it in their place. Nothing is kept in the browser.
 */
export function useSaves(book: BookPartsFragment) {
  const client = useApolloClient();
  const [local, setLocal] = useState<ReadonlyMap<string, Pending>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const state = useRef({ seats: new Map<string, Seat>(), local, queue: [] as string[], running: false, pause: new Map<string, ReturnType<typeof setTimeout>>() });
  useEffect(() => {
    // What was answered last counts, also where another page's change came in between.
    state.current.seats = new Map(book.seats.map((seat) => [seat.seatId, seat]));
  }, [book.seats]);
  const put = useCallback((next: ReadonlyMap<string, Pending>) => {
    state.current.local = next;
    setLocal(next);
  }, []);

  const run = useCallback(async () => {
    const { current } = state;
    if (current.running) return;
    current.running = true;
    const settle = (seatId: string) => {
      const again = current.queue.includes(seatId);
      setWaiting((before) => new Set([...before].filter((one) => one !== seatId || again)));
    };
    try {
      for (let seatId = current.queue.shift(); seatId !== undefined; seatId = current.queue.shift()) {
        const [seat, typed] = [current.seats.get(seatId), current.local.get(seatId)];
        // Saved by an earlier turn already: Enter and going on both ask for it.
        if (!seat || !typed) {
          settle(seatId);
          continue;
        }
        const say = (message: string | null) => {
          // The focus has gone on to the next student: whoever listens hears of the one before.
          if (message !== null) announce(`Seat ${seat.ordinal}: ${message}`);
          setProblems((before) => {
            const next = new Map(before);
            if (message === null) next.delete(seatId);
            else next.set(seatId, message);
            return next;
          });
        };
        const drop = () => {
          const next = new Map(current.local);
          next.delete(seatId);
          put(next);
        };
        try {
          const input = { idempotencyKey: typed.key, sectionId: book.sectionId, grades: [{ seatId, typed: typed.typed.trim(), lastAttended: typed.lastAttended || null, version: typed.version }] };
          const { data } = await client.mutate({ mutation: SaveGradesDocument, variables: { input } });
          const { done, refusal } = answerOf(data!.saveGrades, 'GradeBook');
          if (done) {
            current.seats = new Map(done.seats.map((one) => [one.seatId, one]));
            say(null);
            const later = current.local.get(seatId);
            if (later === typed || later === undefined) drop();
            else {
              // Typed on meanwhile: that is saved next, over what was just saved.
              put(new Map([...current.local, [seatId, { ...later, version: current.seats.get(seatId)!.version }]]));
              if (!current.queue.includes(seatId)) current.queue.push(seatId);
            }
          } else if (refusal?.name === 'StepNotPossible') {
            clearTimeout(current.pause.get(seatId));
            current.queue = current.queue.filter((one) => one !== seatId);
            drop();
            say(`${refusal.message} You typed ${typed.typed.trim() === '' ? 'nothing' : typed.typed.trim()}.`);
            await refreshTopics(client, ['grades']);
          } else if (refusal) say(refusal.problems[0]?.message ?? refusal.message);
        } catch {
          say('Not saved: no answer came. Press Enter to try again.');
        }
        settle(seatId);
      }
    } finally {
      current.running = false;
    }
  }, [book.sectionId, client, put]);

  /** Now, if anything was typed that is not saved yet. */
  const save = useCallback((seatId: string) => {
    const { current } = state;
    clearTimeout(current.pause.get(seatId));
    if (!current.local.has(seatId)) return;
    if (!current.queue.includes(seatId)) current.queue.push(seatId);
    setWaiting((before) => new Set([...before, seatId]));
    void run();
  }, [run]);

  const type = useCallback((seatId: string, typed: Typed) => {
    const { current } = state;
    const version = current.local.get(seatId)?.version ?? current.seats.get(seatId)?.version ?? 0;
    put(new Map([...current.local, [seatId, { ...typed, version, key: crypto.randomUUID() }]]));
    clearTimeout(current.pause.get(seatId));
    current.pause.set(seatId, setTimeout(() => save(seatId), PAUSE_MS));
  }, [put, save]);

  return { local, problems, waiting, type, save, saving: waiting.size > 0 };
}
