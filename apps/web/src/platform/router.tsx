import { type ApolloClient } from '@apollo/client';
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect, type AnyRoute, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Announcer } from '../ui/Announcer.js';
import { keepFocus } from '../ui/keep-focus.js';
import { PageBones } from '../ui/States.js';
import { Alone, NotFoundPage, PageFailed } from './Failures.js';
import { parseSearch, stringifySearch } from './search.js';
import { loadSession } from './session.js';
import { Shell } from './Shell.js';

const FailedAlone = (props: ErrorComponentProps) => (
  <Alone>
    <PageFailed {...props} />
  </Alone>
);

export interface RouterContext {
  client: ApolloClient;
}

function Root() {
  useEffect(keepFocus, []);
  return (
    <>
      <Outlet />
      <Announcer />
    </>
  );
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: () => (
    <Alone>
      <NotFoundPage />
    </Alone>
  ),
  errorComponent: FailedAlone,
});

/** Everything behind the sign-in. Nobody signed in: remember where they wanted to go. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await loadSession(context.client);
    if (!session.me) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
  },
  component: Shell,
  errorComponent: FailedAlone,
  notFoundComponent: NotFoundPage,
});

export const makeRouter = <Tree extends AnyRoute>(routeTree: Tree, client: ApolloClient) =>
  createRouter({
    routeTree,
    context: { client } as never,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 30_000,
    defaultPendingMs: 300,
    defaultPendingComponent: () => <PageBones />,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });

/** Only paths of this site may follow a sign-in: "//elsewhere" and "https:" go to the inbox. */
export const safePath = (value: unknown): string => (typeof value === 'string' && /^\/(?![/\\])/.test(value) && !value.startsWith('/sign-in') ? value : '/');
