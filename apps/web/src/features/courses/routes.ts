import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { amongOf } from '../../platform/search.js';

const states = ['held', 'awaiting_approval', 'requested', 'accepted', 'denied', 'expired', 'cancelled'] as const;
export type StateKey = (typeof states)[number];

const readState = (search: Record<string, unknown>): { state?: StateKey } => {
  const state = amongOf(search['state'], states);
  return state === undefined ? {} : { state };
};

const section = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id', component: lazyRouteComponent(() => import('./SectionPage.js')) });
const ours = createRoute({ getParentRoute: () => shellRoute, path: '/bookings', validateSearch: readState, component: lazyRouteComponent(() => import('./BookingsPage.js'), 'OursPage') });
const requests = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/requests', validateSearch: readState, component: lazyRouteComponent(() => import('./BookingsPage.js'), 'RequestsPage') });
const booking = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/$id', component: lazyRouteComponent(() => import('./BookingPage.js')) });

export const signedInRoutes = [section, ours, requests, booking] as const;
