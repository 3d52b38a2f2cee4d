import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';

/** What was searched for and not found may begin the form. */
const readTitle = (search: Record<string, unknown>): { title?: string } => (typeof search['title'] === 'string' && search['title'].trim() !== '' ? { title: search['title'].slice(0, 120) } : {});

const needs = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/needs', component: lazyRouteComponent(() => import('./NeedsPage.js')) });
const post = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/needs/new', validateSearch: readTitle, component: lazyRouteComponent(() => import('./NeedPages.js'), 'NewNeedPage') });
const need = createRoute({ getParentRoute: () => shellRoute, path: '/bookings/needs/$id', component: lazyRouteComponent(() => import('./NeedPages.js'), 'NeedPage') });

export const signedInRoutes = [needs, post, need] as const;
