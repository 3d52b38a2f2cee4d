import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';

const rounds = createRoute({ getParentRoute: () => shellRoute, path: '/rounds', component: lazyRouteComponent(() => import('./RoundsPage.js')) });
const fresh = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/new', component: lazyRouteComponent(() => import('./QuickRoundPage.js')) });
const round = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/$id', component: lazyRouteComponent(() => import('./RoundPage.js')) });
const record = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/$id/record', component: lazyRouteComponent(() => import('./RecordPage.js')) });
const receive = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/$id/receive', component: lazyRouteComponent(() => import('./ReceivePage.js')) });

export const signedInRoutes = [rounds, fresh, round, record, receive] as const;
