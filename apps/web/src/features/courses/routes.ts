import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { amongOf } from '../../platform/search.js';

const states = ['held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'] as const;
export type StateKey = (typeof states)[number];

const readState = (search: Record<string, unknown>): { state?: StateKey } => {
  const state = amongOf(search['state'], states);
  return state === undefined ? {} : { state };
};

const section = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id', component: lazyRouteComponent(() => import('./SectionPage.js')) });
const ours = createRoute({ getParentRoute: () => shellRoute, path: '/bookings', validateSearch: readState, component: lazyRouteComponent(() => import('./BookingsPage.js'), 'OursPage') });
const requests = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/requests', validateSearch: readState, component: lazyRouteComponent(() => import('./BookingsPage.js'), 'RequestsPage') });
const pages = ['about', 'when', 'seats', 'cost', 'people', 'check'] as const;
/** Which page of the form, and whether one came from the list of what is missing. */
const readPage = (search: Record<string, unknown>): { page?: (typeof pages)[number]; mend?: 'missing' } => {
  const page = amongOf(search['page'], pages);
  return { ...(page === undefined ? {} : { page }), ...(search['mend'] === 'missing' ? { mend: 'missing' as const } : {}) };
};
const shared = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/courses', component: lazyRouteComponent(() => import('./SharedPage.js')) });
const draft = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/courses/$id', validateSearch: readPage, component: lazyRouteComponent(() => import('./DraftPage.js')) });
const booking = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/$id', component: lazyRouteComponent(() => import('./BookingPage.js')) });

export const signedInRoutes = [section, ours, requests, booking, shared, draft] as const;
