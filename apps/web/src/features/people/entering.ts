import { useApolloClient } from '@apollo/client/react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { drafts } from '../../platform/drafts.js';
import { safePath } from '../../platform/router.js';
import { loadSession } from '../../platform/session.js';
import { connection } from '../../platform/connection.js';

/** After any of the ways in: forget what belonged to somebody else, read the session, go on. */
export function useEntering(to: unknown): () => Promise<void> {
  const client = useApolloClient();
  const navigate = useNavigate();
  return useCallback(async () => {
    connection.set({ signedOut: false });
    await client.clearStore();
    const { me } = await loadSession(client, true);
    if (me) drafts.owner(me.id);
    await navigate({ href: safePath(to) });
  }, [client, navigate, to]);
}
