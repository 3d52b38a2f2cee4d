import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { Button, ButtonLink } from '../ui/Button.js';
import { Page } from '../ui/Page.js';
import { Notice } from '../ui/Notice.js';
import css from './Failures.module.css';
import { connection, useConnection } from './connection.js';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Is this page still there?" documentTitle="Page not found">
      <Notice tone="plain" title="Nothing is kept at this address." actions={<ButtonLink to="/">Go to the inbox</ButtonLink>}>
        It may have been moved or removed, or the link is incomplete. The inbox and the catalogue are good places to start.
      </Notice>
    </Page>
  );
}

/** A subject that is not there, or not for this reader: the two look the same on purpose. */
export function SubjectMissing({ what, back }: { what: string; back: { to: '/' | '/find' | '/bookings' | '/bookings/courses' | '/bookings/grades' | '/bookings/needs' | '/rounds' | '/money' | '/consortium'; words: string } }) {
  return (
    <Page title={`Where is ${what}?`} documentTitle="Not found">
      <Notice tone="plain" title="Nothing to see here." actions={<ButtonLink to={back.to}>{back.words}</ButtonLink>}>
        It may have been removed, or it belongs to a district or consortium you do not act for. If somebody sent you the link, ask them who may see it.
      </Notice>
    </Page>
  );
}

/** A page that broke: what happened, and two ways on. Drafts are kept in the tab. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const old = /dynamically imported module|Loading chunk|module script/i.test(error instanceof Error ? error.message : String(error));
  useEffect(() => {
    if (old) connection.set({ stale: true });
  }, [old]);
  return (
      <Page title="What went wrong?" documentTitle="Something went wrong">
        <Notice
          tone="bad"
          live
          title={old ? 'Barnraise has been updated since this page was opened.' : 'This page could not be shown.'}
          actions={
            <>
              <Button
                look="primary"
                onClick={() => {
                  if (old) window.location.reload();
                  reset();
                  void router.invalidate();
                }}
              >
                {old ? 'Reload' : 'Try again'}
              </Button>
              <ButtonLink to="/">Go to the inbox</ButtonLink>
            </>
          }
        >
          What you typed is kept. If it happens again, tell your coordinator what you were about to do.
        </Notice>
      </Page>
  );
}

/** The same outside the frame of somebody signed in, where no other main stands. */
export const Alone = ({ children }: { children: ReactNode }) => <main className={css['alone']}>{children}</main>;

/** What the server said about a question it would not answer, when it was the question's fault. */
function refusedWords(error: unknown): string | null {
  if (!CombinedGraphQLErrors.is(error)) return null;
  const refused = error.errors.find((one) => ['NOT_FOUND', 'NOT_ALLOWED', 'INVALID_INPUT', 'BAD_USER_INPUT'].includes(String(one.extensions?.['code'])));
  return refused ? refused.message : null;
}

/** A query got no usable answer: the rest of the page stays, this part offers to try again. */
export function ReadFailed({ error, retry, what = 'This' }: { error: unknown; retry: () => void; what?: string }) {
  const { online, stale } = useConnection();
  const refused = refusedWords(error);
  if (refused !== null) {
    return (
      <Notice tone="plain" title={`${what} is not shown.`} live>
        {refused}
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      live
      title={stale ? 'Barnraise has been updated.' : `${what} could not be read.`}
      actions={<Button onClick={stale ? () => window.location.reload() : retry}>{stale ? 'Reload the page' : 'Try again'}</Button>}
    >
      {stale ? 'Reload the page to go on.' : !online ? 'You are offline.' : CombinedGraphQLErrors.is(error) ? (error.errors[0]?.message ?? '') : 'The server gave no answer. It is tried again when the line is back.'}
    </Notice>
  );
}

/** The same for a page that is nothing without its subject. */
export function PageReadFailed({ error, retry, what }: { error: unknown; retry: () => void; what: string }) {
  return (
    <Page title={`Where is ${what}?`} documentTitle="Not read">
      <ReadFailed error={error} retry={retry} what={what.charAt(0).toUpperCase() + what.slice(1)} />
    </Page>
  );
}
