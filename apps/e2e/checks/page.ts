import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AxeResults, type RunOptions } from 'axe-core';
import { type Page } from '@playwright/test';

/**
 * What is wrong with a page as it stands, in words; nothing when all is well. Each check looks at what a person would
 * meet, and walks/0-the-checks shows each one a page it must object to.
 */
export type Check = (page: Page) => Promise<string[]>;

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Brought once to each page, and asked as often as needed: bringing it takes as long as most of its rules. */
async function scan(page: Page, only: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: { run: (where: Document | Element, options: object) => Promise<AxeResults> } };
    // Colors that just changed sink in level by level, a frame for each.
    for (let calm = 0; calm < 3; calm += 1) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      if (document.getAnimations().some(({ playState }) => playState === 'running')) calm = -1;
    }
    // What an open dialog covers, nobody can reach: it is looked at where it is uncovered.
    // Describing every place where a rule holds takes longer than applying it.
    const { violations } = await axe.run(document.querySelector('dialog[open]') ?? document, { resultTypes: ['violations'], ...options });
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
  }, only);
}

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** WCAG 2.1 A and AA, as far as a machine can tell. */
export const axe: Check = (page) => scan(page, { runOnly: LEVELS });

/** Those of its rules that other colors can break: for the same page in its other scheme. They take longer than all others together. */
const OF_COLORS = ['color-contrast', 'link-in-text-block'];
export const colors: Check = (page) => scan(page, { runOnly: OF_COLORS });

/** All the others: for the same page at another width. */
export const axeButColors: Check = (page) => scan(page, { runOnly: LEVELS, rules: Object.fromEntries(OF_COLORS.map((rule) => [rule, { enabled: false }])) });

/** Scanners let a table pass that nobody can listen to: it needs a caption, and header cells that say what they head. */
export const tables: Check = (page) =>
  page.locator('table').evaluateAll((all) =>
    all.flatMap((table) => {
      const wrong: string[] = [];
      const name = table.querySelector('caption')?.textContent?.trim() ?? '';
      const say = (what: string) => wrong.push(`table "${name || (table.textContent ?? '').trim().slice(0, 40)}": ${what}`);
      if (name === '') say('no caption');
      const heads = [...table.querySelectorAll('th')];
      if (!table.querySelector('thead th[scope=col]')) say('no column header');
      for (const head of heads) {
        if (!['col', 'row', 'colgroup', 'rowgroup'].includes(head.getAttribute('scope') ?? '')) say(`a header cell without scope: ${head.outerHTML.slice(0, 80)}`);
        if ((head.textContent ?? '').trim() === '') say('an empty header cell');
      }
      for (const row of table.querySelectorAll('tbody tr')) if (!row.querySelector('th[scope=row]')) say(`a row without its header cell: ${(row.textContent ?? '').trim().slice(0, 60)}`);
      return wrong;
    }),
  );

/** One title for the window, one first heading, no level left out on the way down. */
export const headings: Check = (page) =>
  page.evaluate(() => {
    const wrong: string[] = [];
    if (!/^\S.* · Barnraise$/.test(document.title)) wrong.push(`the window's title is "${document.title}"`);
    const modal = document.querySelector('dialog[open]');
    const seen = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => (one as HTMLElement).checkVisibility() && !modal?.contains(one));
    const first = seen.filter((one) => one.tagName === 'H1');
    if (first.length !== 1) wrong.push(`${first.length} first headings`);
    if (first.some((one) => (one.textContent ?? '').trim() === '')) wrong.push('an empty first heading');
    let level = 0;
    for (const one of seen) {
      const next = Number(one.tagName.slice(1));
      if (level > 0 && next > level + 1) wrong.push(`"${one.textContent ?? ''}" is h${next} right after h${level}`);
      level = next;
    }
    return wrong;
  });

/** Nobody reads a page sideways. */
export const sideways: Check = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1 && (one as HTMLElement).checkVisibility());
    const last = wide.at(-1);
    return [`${scrollWidth} px wide on a screen of ${clientWidth} px, for example ${last?.outerHTML.slice(0, 120) ?? ''}`];
  });

/** What stays in its place while the page moves must fit into the window: nobody can scroll to what is below its edge. */
export const cutOff: Check = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button')].flatMap((one) => {
      if (!one.checkVisibility() || one.getBoundingClientRect().bottom <= innerHeight) return [];
      for (let box: HTMLElement | null = one; box && box.tagName !== 'DIALOG'; box = box.parentElement) {
        const { position, overflowY } = getComputedStyle(box);
        if (/auto|scroll/.test(overflowY)) return [];
        const stuck = position === 'fixed' || (position === 'sticky' && box.getBoundingClientRect().top <= 0);
        if (stuck) return [`below a window of ${innerHeight} px, in what does not move: ${one.outerHTML.slice(0, 120)}`];
      }
      return [];
    }),
  );

const TAP = 44;

/** What a thumb must hit on a phone. Links within a sentence are left out, as the guideline leaves them out. */
export const targets: Check = (page) =>
  page.evaluate((least) => {
    const modal = document.querySelector('dialog[open]');
    const wrong: string[] = [];
    for (const one of document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary, [role=button]')) {
      if (modal && !modal.contains(one)) continue;
      if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || one.closest('[inert], [hidden]')) continue;
      if (one.tagName === 'A' && getComputedStyle(one).display === 'inline') continue;
      // What is only for keyboards waits off the screen until it has the focus.
      if (one.getBoundingClientRect().bottom <= 0) continue;
      // A tick and a choice are hit through their words too; a field through all of its frame.
      const label = one instanceof HTMLInputElement && ['checkbox', 'radio'].includes(one.type) ? (one.closest('label') ?? document.querySelector<HTMLElement>(`label[for="${one.id}"]`)) : null;
      const boxes = [one, ...(label ? [label] : [])].map((part) => part.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      if (width < least - 0.5 || height < least - 0.5) wrong.push(`${Math.round(width)} x ${Math.round(height)} px: ${one.outerHTML.slice(0, 140)}`);
    }
    return wrong;
  }, TAP);

/** A problem beside a field is tied to it, or it is only heard by those who see it. */
export const fieldErrors: Check = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[aria-invalid=true]')].flatMap((field) => {
      const named = (field.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
      const words = named.map((one) => one?.textContent?.trim() ?? '').filter(Boolean);
      return words.length > 0 ? [] : [`the problem of ${field.getAttribute('name') ?? field.id} is not tied to it`];
    }),
  );
