import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from '../../platform/router.js';
import { fillSlot } from '../../platform/slots.js';

const book = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id/grades', component: lazyRouteComponent(() => import('./GradeBookPage.js')) });
const sheets = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/grades', component: lazyRouteComponent(() => import('./GradesPage.js')) });
const scale = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/grades/scale', component: lazyRouteComponent(() => import('./ScalePage.js')) });
const grades = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/$id/grades', component: lazyRouteComponent(() => import('./BookingGradesPage.js')) });

fillSlot('gradesLeft', lazy(() => import('./GradesLeft.js')));

export const signedInRoutes = [book, sheets, scale, grades] as const;
