import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../platform/router.js';
import { amongOf, oneOf } from '../../platform/search.js';

const steps = ['what', 'items', 'right', 'rules', 'check'] as const;
export type StepKey = (typeof steps)[number];
/** Of a draft: which step of it, and the field that is missing there. */
const readStep = (search: Record<string, unknown>): { step?: StepKey; field?: string } => {
  const step = amongOf(search['step'], steps);
  const field = oneOf(search['field']);
  return { ...(step === undefined ? {} : { step }), ...(field === undefined ? {} : { field }) };
};
const ways = ['full', 'bids'] as const;
const readWay = (search: Record<string, unknown>): { way?: (typeof ways)[number] } => {
  const way = amongOf(search['way'], ways);
  return way === undefined ? {} : { way };
};

const rounds = createRoute({ getParentRoute: () => shellRoute, path: '/rounds', component: lazyRouteComponent(() => import('./RoundsPage.js')) });
const fresh = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/new', validateSearch: readWay, component: lazyRouteComponent(() => import('./QuickRoundPage.js')) });
const round = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/$id', validateSearch: readStep, component: lazyRouteComponent(() => import('./RoundPage.js')) });
const record = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/$id/record', component: lazyRouteComponent(() => import('./RecordPage.js')) });
const receive = createRoute({ getParentRoute: () => shellRoute, path: '/rounds/$id/receive', component: lazyRouteComponent(() => import('./ReceivePage.js')) });

export const signedInRoutes = [rounds, fresh, round, record, receive] as const;
