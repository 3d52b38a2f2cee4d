import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';

const windows = createRoute({ getParentRoute: () => shellRoute, path: '/consortium/$id/windows', component: lazyRouteComponent(() => import('./WindowsPage.js')) });
const window = createRoute({ getParentRoute: () => shellRoute, path: '/windows/$id', component: lazyRouteComponent(() => import('./WindowPage.js')) });

export const signedInRoutes = [windows, window] as const;
