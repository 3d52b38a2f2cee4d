import { findBrowser } from '@barnraise/embedded';
import { defineConfig } from '@playwright/test';

/** Looked for once per run: the processes that walk inherit what was found. */
async function browser(): Promise<{ executablePath: string; args: string[]; env: Record<string, string> }> {
  const known = process.env['E2E_BROWSER'];
  if (known) return JSON.parse(known) as Awaited<ReturnType<typeof browser>>;
  const found = await findBrowser({ log: (line) => console.log(line) });
  if ('reason' in found) throw new Error(found.reason);
  process.env['E2E_BROWSER'] = JSON.stringify(found);
  return found;
}
const { executablePath, args, env } = await browser();

export default defineConfig({
  testDir: 'walks',
  testMatch: '*.walk.ts',
  outputDir: 'results/traces',
  globalSetup: './stage/raise.ts',
  // A walk waits more than it works: two at a time, each with a world of its own, keep two cores busy.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath, args, env: { ...process.env, ...env } as Record<string, string> },
    timezoneId: 'America/Boise',
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 20_000,
    // For whoever looks: under CI nobody does, and recording takes as long as walking.
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
  },
});
