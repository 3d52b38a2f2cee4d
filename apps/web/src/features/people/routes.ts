import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, shellRoute } from '../../platform/router.js';
import { oneOf } from '../../platform/search.js';

const tokenOf = (search: Record<string, unknown>): { token?: string } => {
  const token = oneOf(search['token']);
  return token === undefined ? {} : { token };
};

/** The mail says whether the one invited has an account. */
const invitedBy = (search: Record<string, unknown>): { token?: string; account?: 'yes' } => ({ ...tokenOf(search), ...(oneOf(search['account']) === 'yes' ? { account: 'yes' as const } : {}) });

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = oneOf(search['to']);
    return to === undefined ? {} : { to };
  },
  component: lazyRouteComponent(() => import('./SignInPage.js')),
});
const reset = createRoute({ getParentRoute: () => rootRoute, path: '/reset', validateSearch: tokenOf, component: lazyRouteComponent(() => import('./ResetPage.js')) });
const invitation = createRoute({ getParentRoute: () => rootRoute, path: '/invitation', validateSearch: invitedBy, component: lazyRouteComponent(() => import('./InvitationPage.js')) });
const people = createRoute({ getParentRoute: () => shellRoute, path: '/people', component: lazyRouteComponent(() => import('./PeoplePage.js')) });
const account = createRoute({ getParentRoute: () => shellRoute, path: '/account', component: lazyRouteComponent(() => import('./AccountPage.js')) });
const mail = createRoute({ getParentRoute: () => shellRoute, path: '/mail', component: lazyRouteComponent(() => import('./MailPage.js')) });

export const openRoutes = [signIn, reset, invitation] as const;
export const signedInRoutes = [people, account, mail] as const;
