import { useEffect, useRef } from 'react';
import { mention } from '../../../ui/Announcer.js';

const REST_MS = 900;

/** Says what came of a change once it rests: not at every letter, which nobody could listen to. Nothing at first. */
export function useSaidAtRest(outcome: string, words: string): void {
  const said = useRef(outcome);
  useEffect(() => {
    if (said.current === outcome) return undefined;
    const timer = setTimeout(() => {
      said.current = outcome;
      mention(words);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [outcome, words]);
}
