import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from '../../platform/router.js';
import { oneOf } from '../../platform/search.js';
import { fillSlot } from '../../platform/slots.js';

const readDay = (search: Record<string, unknown>): { day?: string } => {
  const day = oneOf(search['day']);
  return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? { day } : {};
};

const running = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id/class', component: lazyRouteComponent(() => import('./RunningPage.js')) });
const attendance = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id/attendance', validateSearch: readDay, component: lazyRouteComponent(() => import('./AttendancePage.js')) });

fillSlot('classToday', lazy(() => import('./ClassToday.js')));

export const signedInRoutes = [running, attendance] as const;
