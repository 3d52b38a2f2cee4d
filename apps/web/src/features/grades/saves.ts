import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type BookPartsFragment, SaveGradesDocument } from '../../generated/grades/grades.js';
import { answerOf } from '../../platform/answer.js';
import { refreshTopics } from '../../platform/refresh.js';

export interface Typed { typed: string; lastAttended: string }
type Seat = BookPartsFragment['seats'][number];
const PAUSE_MS = 1_000;

/**
 * What is typed is saved by itself: at Enter, when one goes on, or after a pause. One row after the other, each with
 * the version that was read, so that nobody writes over somebody else. Nothing is kept in the browser.
 */
export function useSaves(book: BookPartsFragment) {
  const client = useApolloClient();
  const [local, setLocal] = useState<ReadonlyMap<string, Typed>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const state = useRef({ seats: new Map<string, Seat>(), local, queue: [] as string[], running: false, pause: new Map<string, ReturnType<typeof setTimeout>>() });
  useEffect(() => {
    // What was answered last counts, also where another page's change came in between.
    state.current.seats = new Map(book.seats.map((seat) => [seat.seatId, seat]));
  }, [book.seats]);
  const put = useCallback((next: ReadonlyMap<string, Typed>) => {
    state.current.local = next;
    setLocal(next);
  }, []);

  const run = useCallback(async () => {
    const { current } = state;
    if (current.running) return;
    current.running = true;
    try {
      for (let seatId = current.queue.shift(); seatId !== undefined; seatId = current.queue.shift()) {
        const [seat, typed] = [current.seats.get(seatId), current.local.get(seatId)];
        if (!seat || !typed) continue;
        const say = (message: string | null) => setProblems((before) => {
          const next = new Map(before);
          if (message === null) next.delete(seatId);
          else next.set(seatId, message);
          return next;
        });
        try {
          const input = { idempotencyKey: crypto.randomUUID(), sectionId: book.sectionId, grades: [{ seatId, typed: typed.typed.trim(), lastAttended: typed.lastAttended || null, version: seat.version }] };
          const { data } = await client.mutate({ mutation: SaveGradesDocument, variables: { input } });
          const { done, refusal } = answerOf(data!.saveGrades, 'GradeBook');
          if (done) {
            current.seats = new Map(done.seats.map((one) => [one.seatId, one]));
            say(null);
            // Typed on meanwhile: that is saved next.
            if (current.local.get(seatId) === typed) {
              const next = new Map(current.local);
              next.delete(seatId);
              put(next);
            } else if (!current.queue.includes(seatId)) current.queue.push(seatId);
          } else if (refusal) {
            say(refusal.problems[0]?.message ?? refusal.message);
            if (refusal.name === 'StepNotPossible') await refreshTopics(client, ['grades']);
          }
        } catch {
          say('Not saved: no answer came. Press Enter to try again.');
        }
        setWaiting((before) => new Set([...before].filter((one) => one !== seatId || current.queue.includes(one))));
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
    put(new Map([...current.local, [seatId, typed]]));
    clearTimeout(current.pause.get(seatId));
    current.pause.set(seatId, setTimeout(() => save(seatId), PAUSE_MS));
  }, [put, save]);

  return { local, problems, waiting, type, save, saving: waiting.size > 0 };
}
