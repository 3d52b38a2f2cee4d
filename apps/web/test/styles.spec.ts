import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const src = new URL('../src/', import.meta.url);
const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));

/** Widths of windows asked for in pixels. */
const inPixels = (css: string): string[] => [...css.matchAll(/@media[^{]*\b(?:width|height)[^{]*\dpx[^{]*/g)].map(([query]) => query.trim());
/** A box around a field marked by a shadow, where the field itself is not marked. */
const unseen = (css: string): string[] => [...css.matchAll(/[^{}]*:focus-within[^{}]*\{[^}]*\}/g)].map(([rule]) => rule.trim()).filter((rule) => /box-shadow/.test(rule) && !/outline: \d/.test(rule) && !/:focus[,\s{]/.test(rule));

describe('the style sheets', () => {
  it('ask for room in letters, not in pixels: who reads large letters gets the layout that has room for them', () => {
    expect(inPixels('@media (max-width: 767px) {')).toHaveLength(1);
    expect(inPixels('@media (min-width: 48em) {')).toEqual([]);
    expect(sheets.length).toBeGreaterThan(20);
    for (const file of sheets) expect({ file, queries: inPixels(readFileSync(new URL(file, src), 'utf8')) }).toEqual({ file, queries: [] });
  });

  it('never mark the focus by a shadow alone: none is drawn with the reader’s own colors', () => {
    expect(unseen('.search:focus-within { box-shadow: inset 0 -2px 0 var(--focus); }')).toHaveLength(1);
    expect(unseen('.search:focus-within { box-shadow: 0 0 1px red; outline: 2px solid transparent; }')).toEqual([]);
    for (const file of sheets) expect({ file, rules: unseen(readFileSync(new URL(file, src), 'utf8')) }).toEqual({ file, rules: [] });
  });
});
