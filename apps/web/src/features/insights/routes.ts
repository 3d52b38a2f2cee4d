import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { oneOf } from '../../platform/search.js';

const readYear = (search: Record<string, unknown>): { year?: string } => {
  const year = oneOf(search['year']);
  return year === undefined ? {} : { year };
};

const seats = createRoute({ getParentRoute: () => shellRoute, path: '/consortium/$id/seats', validateSearch: readYear, component: lazyRouteComponent(() => import('./SeatRollUpPage.js')) });

export const signedInRoutes = [seats] as const;
