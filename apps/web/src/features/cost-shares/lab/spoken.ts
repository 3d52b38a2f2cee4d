import { useEffect, useRef } from 'react';
import { announce, spokenSince } from '../../../ui/Announcer.js';

const REST_MS = 900;

/** What was pressed may have said it better: a slider its shares, a school left out its effect. */
const JUST_BEFORE_MS = 500;

/** Says what came of a change once it rests: not at every letter, which nobody could listen to. Nothing at first. */
export function useSaidAtRest(outcome: string, words: string): void {
  const said = useRef(outcome);
  useEffect(() => {
    if (said.current === outcome) return undefined;
    const changed = performance.now();
    const timer = setTimeout(() => {
      said.current = outcome;
      if (!spokenSince(changed - JUST_BEFORE_MS)) announce(words);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [outcome, words]);
}
