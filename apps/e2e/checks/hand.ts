import { expect, type Page } from '@playwright/test';

/** The page has shown all it has to show: nothing loads, nothing computes. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[role=status][aria-label^="Loading"], [role=status][aria-label^="Computing"], [aria-busy=true]')).toHaveCount(0);
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
