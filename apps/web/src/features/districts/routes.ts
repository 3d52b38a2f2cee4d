import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';

const district = createRoute({ getParentRoute: () => shellRoute, path: '/districts/$id', component: lazyRouteComponent(() => import('./DistrictPage.js')) });
const consortia = createRoute({ getParentRoute: () => shellRoute, path: '/consortium', component: lazyRouteComponent(() => import('./ConsortiumPage.js'), 'MyConsortiumPage') });
const consortium = createRoute({ getParentRoute: () => shellRoute, path: '/consortium/$id', component: lazyRouteComponent(() => import('./ConsortiumPage.js'), 'OneConsortiumPage') });

export const signedInRoutes = [district, consortia, consortium] as const;
