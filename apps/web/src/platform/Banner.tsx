import { useEffect } from 'react';
import { Button } from '../ui/Button.js';
import { Icon } from '../ui/Icon.js';
import css from './Banner.module.css';
import { useConnection } from './connection.js';

/** Says quietly when what is on screen may be old, and loudly when it is. Nothing when all is well. */
export function Banner() {
  const { online, reachable, live, stale, signedOut } = useConnection();
  useEffect(() => {
    if (signedOut) window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search)}`);
  }, [signedOut]);
  const words = stale
    ? 'Barnraise has been updated. Reload to go on: what you typed is kept.'
    : !online
      ? 'You are offline. You can read on and type; what you send will have to wait.'
      : !reachable
        ? 'The server does not answer. Trying again.'
        : live === 'reopening'
          ? 'Reconnecting. This page reads itself again when the line is back.'
          : null;
  return (
    <div role="status" className={css['slot']}>
      {words === null ? null : (
        <div className={css['banner']} data-loud={stale || undefined}>
          <Icon name={stale ? 'info' : 'offline'} size={18} />
          <span>{words}</span>
          {stale ? (
            <Button look="plain" onClick={() => window.location.reload()}>
              Reload
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
