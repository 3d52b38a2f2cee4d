import { useEffect, useState } from 'react';
import { announce } from '../ui/Announcer.js';
import { type ListLength } from './refresh.js';

/** For the context of a list's query. The object stays the same, so no query is asked anew for it. */
export function useList(): ListLength {
  const [list] = useState<ListLength>(() => ({ shown: 0 }));
  return list;
}

/** Tells the live refresh how long the list is on screen. */
export function useListLength(list: ListLength, shown: number | undefined): void {
  useEffect(() => {
    if (shown !== undefined) list.shown = shown;
  }, [list, shown]);
}

/** Says how many rows came at the end of a list: they stand before the button that was pressed. */
export function sayMore(count: number | undefined): void {
  if (count) announce(`${count} more shown`);
}
