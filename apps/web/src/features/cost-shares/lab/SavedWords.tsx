import { useEffect, useRef } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { Button } from '../../../ui/Button.js';
import { Notice } from '../../../ui/Notice.js';
import css from './Lab.module.css';
import { type Saved } from './saver.js';

const LOST = 'Not saved yet: no answer arrived. It is tried again by itself; what you typed is kept in this tab.';

/** Said once, however often it is tried again. */
function useSaidOnce(state: Saved['state']) {
  const told = useRef(false);
  useEffect(() => {
    if (state === 'lost' && !told.current) announce(LOST);
    if (state === 'lost' || state === 'saved') told.current = state === 'lost';
  }, [state]);
}

/** Whether what is on screen is kept, and what to do where it is not. Only trouble speaks up. */
export function SavedWords({ saved, onKeepMine, onTakeTheirs }: { saved: Saved; onKeepMine: () => void; onTakeTheirs: () => void }) {
  useSaidOnce(saved.state);
  switch (saved.state) {
    case 'saved':
      return <span className={`muted small ${css['saved']}`}>Saved</span>;
    case 'waiting':
    case 'saving':
      return <span className={`muted small ${css['saved']}`}>Saving…</span>;
    case 'lost':
      return (
        <span className="small">{LOST}</span>
      );
    case 'refused':
      return (
        <Notice tone="bad" live title={`Not saved: ${saved.message}`}>
          {saved.problems.map(({ message }) => message).join(' ')} What you typed is still here; the last version that could be kept is safe.
        </Notice>
      );
    case 'frozen':
      return (
        <Notice tone="warn" live title="This study was shared with the members in the meantime, so it stays as it is." actions={<Button onClick={onTakeTheirs}>Show it as it was shared</Button>}>
          Copy it to go on with changes of your own.
        </Notice>
      );
    case 'changed':
      return (
        <Notice
          tone="warn"
          live
          title="This study was changed in another window since you opened it."
          actions={
            <>
              <Button onClick={onKeepMine}>Keep what I have here</Button>
              <Button onClick={onTakeTheirs}>Take the newer one</Button>
            </>
          }
        >
          Nothing you typed is lost: it stands below and is kept in this tab until you choose.
        </Notice>
      );
  }
}
