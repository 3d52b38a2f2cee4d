import { describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBrowser } from '../src/index.js';

describe('the search for a browser', () => {
  it('takes no other than the one that was named, and says what is wrong with it', async () => {
    expect(await findBrowser({ env: { BROWSER_EXE: '/no/such/browser', PATH: process.env['PATH'] }, mayInstall: false })).toEqual({
      reason: 'BROWSER_EXE is /no/such/browser: no such file. It should be a Chromium or Chrome.',
    });
  });

  it('sees through a command that only says what to install', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'barnraise-stub-'));
    const stub = path.join(folder, 'chromium');
    writeFileSync(stub, '#!/bin/sh\necho "chromium: please install the snap" >&2\nexit 1\n');
    chmodSync(stub, 0o755);
    expect(await findBrowser({ env: { BROWSER_EXE: stub } })).toEqual({ reason: expect.stringContaining('chromium: please install the snap') });
    rmSync(folder, { recursive: true });
  });

  const packaged = process.platform === 'linux' && process.arch === 'x64' ? it : it.skip;
  packaged('finds the one inside npm on a machine without any', async () => {
    const browser = await findBrowser({ env: { PATH: '/nowhere' }, mayInstall: false });
    expect(browser).toMatchObject({ executablePath: expect.stringMatching(/barnraise\/chromium-147\.0\.0\/chromium$/) });
  });
});
