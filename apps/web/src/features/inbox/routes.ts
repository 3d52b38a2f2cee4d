import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';

const inbox = createRoute({ getParentRoute: () => shellRoute, path: '/', component: lazyRouteComponent(() => import('./InboxPage.js')) });

export const signedInRoutes = [inbox] as const;
