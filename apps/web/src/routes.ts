import { type ApolloClient } from '@apollo/client';
import { makeRouter, rootRoute, shellRoute } from './platform/router.js';
import { signedInRoutes as costShares } from './features/cost-shares/routes.js';
import { signedInRoutes as courses } from './features/courses/routes.js';
import { signedInRoutes as districts } from './features/districts/routes.js';
import { signedInRoutes as grades } from './features/grades/routes.js';
import { signedInRoutes as inbox } from './features/inbox/routes.js';
import { signedInRoutes as needs } from './features/needs/routes.js';
import { signedInRoutes as insights } from './features/insights/routes.js';
import { signedInRoutes as offerings } from './features/offerings/routes.js';
import { signedInRoutes as pools } from './features/pools/routes.js';
import { signedInRoutes as rosters } from './features/rosters/routes.js';
import { signedInRoutes as running } from './features/running/routes.js';
import { signedInRoutes as windows } from './features/windows/routes.js';
import { openRoutes, signedInRoutes as people } from './features/people/routes.js';

/** Every address of the web. Features bring their own routes; nothing else knows them all. */
const routeTree = rootRoute.addChildren([...openRoutes, shellRoute.addChildren([...inbox, ...offerings, ...rosters, ...running, ...grades, ...insights, ...costShares, ...courses, ...needs, ...windows, ...pools, ...districts, ...people])]);

export const makeAppRouter = (client: ApolloClient) => makeRouter(routeTree, client);

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeAppRouter>;
  }
}
