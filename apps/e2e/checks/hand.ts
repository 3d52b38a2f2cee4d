import { type Page } from '@playwright/test';

/** The page has shown all it has to show: nothing loads, nothing computes. Looked for with each frame: a test's own way of waiting looks ever more seldom. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    (busy) => document.querySelector('h1')?.checkVisibility() === true && document.querySelector(busy) === null,
    '[role=status][aria-label^="Loading"], [role=status][aria-label^="Computing"], [aria-busy=true]',
  );
}

/** As at night, or by day: once the page wears it. */
export async function scheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted, colorScheme);
}

interface AppRouter {
  routesById: Record<string, { options: { path?: string }; fullPath: string }>;
  navigate: (to: { href: string }) => Promise<void>;
}

/** Every address of the app, as its own router knows them. */
export async function addresses(page: Page): Promise<string[]> {
  const routes = await page.evaluate(() => {
    const { routesById } = (window as unknown as { __TSR_ROUTER__: AppRouter }).__TSR_ROUTER__;
    return Object.values(routesById).filter((route) => route.options.path !== undefined).map((route) => route.fullPath);
  });
  return [...new Set(routes)].sort();
}

/** From one page to another without loading anew, as a link does it. */
export const follow = (page: Page, href: string): Promise<void> =>
  page.evaluate((to) => (window as unknown as { __TSR_ROUTER__: AppRouter }).__TSR_ROUTER__.navigate({ href: to }), href);
