import { type BrowserContext, type ConsoleMessage, expect, test as base, type Page, type WebError } from '@playwright/test';
import { type Server } from './programs.js';
import { type World } from './world.js';

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** A desk seen at four times its size, as WCAG asks for. */
export const NARROW = { width: 320, height: 568 };
/** An old laptop at one and a half times its size: still a desk, and hardly any height. */
export const LOW = { width: 911, height: 432 };

interface Visit {
  /** Somebody of the demo, signed in before the page opens. Nobody when left out. */
  as?: string;
  /** Which of the two servers: the first unless said. */
  at?: Server;
  viewport?: { width: number; height: number };
  /** On a page of this address. */
  path?: string;
  /** In a browser that this person may have used before: what was loaded once is there, what was typed isn't. One such page at a time. */
  again?: boolean;
}

interface Fixtures {
  /** Opens a browser of its own for one person: its own cookies, its own storage. */
  visit: (world: World, visit?: Visit) => Promise<Page>;
  /** What the browser may complain about in this walk: a line it caused itself on purpose. */
  allow: (complaint: RegExp) => void;
}

/**
 * Every page of every walk is listened to. An error in its console, a broken content policy, an exception nobody caught:
 * the walk fails, whatever else it found.
 */
export const test = base.extend<Fixtures & { complaints: { heard: string[]; allowed: RegExp[] } }, { browsers: Map<string, BrowserContext> }>({
  browsers: [
    async ({}, use) => {
      const browsers = new Map<string, BrowserContext>();
      await use(browsers);
      await Promise.all([...browsers.values()].map((context) => context.close()));
    },
    { scope: 'worker' },
  ],
  complaints: [
    async ({}, use) => {
      const complaints = { heard: [] as string[], allowed: [] as RegExp[] };
      await use(complaints);
      expect(complaints.heard.filter((line) => !complaints.allowed.some((pattern) => pattern.test(line))), 'nothing went wrong in any page').toEqual([]);
    },
    { auto: true },
  ],
  allow: async ({ complaints }, use) => {
    await use((complaint) => void complaints.allowed.push(complaint));
  },
  visit: async ({ browser, browsers, complaints }, use) => {
    const leave: (() => Promise<void>)[] = [];
    await use(async (world, { as, at = world.first, viewport = DESK, path, again = false } = {}) => {
      const name = `${as ?? ''} ${at.origin} ${viewport.width}`;
      const used = again ? browsers.get(name) : undefined;
      const context = used ?? (await browser.newContext({ baseURL: at.origin, viewport, hasTouch: viewport.width < 500, reducedMotion: 'reduce' }));
      const deaf = listen(context, complaints.heard);
      if (again) browsers.set(name, context);
      const page = context.pages()[0] ?? (await context.newPage());
      leave.push(async () => {
        if (!again) return context.close();
        deaf();
        // The page stays for the next: a new one takes longer to begin than most take to be looked at.
        await page.evaluate(() => sessionStorage.clear());
      });
      if (as && !used) await context.addCookies([{ ...(await world.cookieOf(as)), url: at.origin, httpOnly: true, sameSite: 'Lax' }]);
      await page.setViewportSize(viewport);
      if (path !== undefined) await page.goto(path);
      return page;
    });
    await Promise.all(leave.map((go) => go()));
  },
});

/** Hears what goes wrong in any page of a browser; answers how to stop listening. */
export function listen(context: BrowserContext, heard: string[]): () => void {
  const said = (message: ConsoleMessage) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) heard.push(`${message.page()?.url() ?? ''}: ${message.text()} (${message.location().url})`);
  };
  const failed = (error: WebError) => void heard.push(`${error.page()?.url() ?? ''}: ${error.error().message}`);
  context.on('console', said);
  context.on('weberror', failed);
  return () => {
    context.off('console', said);
    context.off('weberror', failed);
  };
}

export { expect };
