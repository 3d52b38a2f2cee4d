import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { oneOf } from '../../platform/search.js';

/** Which consortium, for those who are in several. */
const readIn = (search: Record<string, unknown>): { in?: string } => {
  const consortium = oneOf(search['in']);
  return consortium === undefined ? {} : { in: consortium };
};

/** Which way is shown in full, counted from 1. */
const readWay = (search: Record<string, unknown>): { way?: number } => {
  const way = Number(oneOf(search['way']) ?? Number.NaN);
  return Number.isInteger(way) && way > 1 && way <= 5 ? { way } : {};
};

const money = createRoute({ getParentRoute: () => shellRoute, path: '/money', validateSearch: readIn, component: lazyRouteComponent(() => import('./MoneyPage.js')) });
const study = createRoute({ getParentRoute: () => shellRoute, path: '/money/studies/$id', validateSearch: readWay, component: lazyRouteComponent(() => import('./lab/StudyPage.js')) });
const plan = createRoute({ getParentRoute: () => shellRoute, path: '/sections/$id/plan', component: lazyRouteComponent(() => import('./plan/SectionPlanPage.js')) });

export const signedInRoutes = [money, study, plan] as const;
