import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { readFind } from './find-search.js';

const find = createRoute({
  getParentRoute: () => shellRoute,
  path: '/find',
  validateSearch: readFind,
  component: lazyRouteComponent(() => import('./FindPage.js')),
});

export const signedInRoutes = [find] as const;
