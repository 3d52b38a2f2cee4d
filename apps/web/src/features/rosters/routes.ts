import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { oneOf } from '../../platform/search.js';

/** A seat, never a name: what stands in an address is seen by many. */
const readSeat = (search: Record<string, unknown>): { seat?: string } => {
  const seat = oneOf(search['seat']);
  return seat === undefined ? {} : { seat };
};

const roster = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/$id/roster', component: lazyRouteComponent(() => import('./RosterPage.js')) });
const classList = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id/roster', component: lazyRouteComponent(() => import('./ClassPage.js')) });
const disclosures = createRoute({ getParentRoute: () => shellRoute, path: '/people/disclosures', validateSearch: readSeat, component: lazyRouteComponent(() => import('./DisclosuresPage.js')) });
const facilitators = createRoute({ getParentRoute: () => shellRoute, path: '/people/facilitators', component: lazyRouteComponent(() => import('./FacilitatorsPage.js')) });

export const signedInRoutes = [roster, classList, disclosures, facilitators] as const;
