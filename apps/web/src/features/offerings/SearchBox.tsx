import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/Icon.js';
import css from './SearchBox.module.css';

const PAUSE_MS = 300;

/** Searches while one types, after a short pause; Enter does not wait. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  const send = useRef(onSearch);
  send.current = onSearch;
  const ask = (words: string) => {
    if (words === asked.current) return;
    asked.current = words;
    send.current(words);
  };
  useEffect(() => {
    if (value !== asked.current) {
      asked.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => ask(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form
      role="search"
      className={css['search']}
      onSubmit={(event) => {
        event.preventDefault();
        ask(typed.trim());
      }}
    >
      <label htmlFor="catalogue-search">Search for a course, a subject or a teacher</label>
      <span className={css['box']}>
        <Icon name="search" />
        <input id="catalogue-search" type="search" autoComplete="off" spellCheck={false} enterKeyHint="search" maxLength={200} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      </span>
    </form>
  );
}
