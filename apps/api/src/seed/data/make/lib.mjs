/** Small helpers shared by the scripts that condense public data. Plain Node, no packages. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Reads a CSV with a header line; every value stays text, so leading zeros survive. */
export function readCsv(path) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  const text = readFileSync(path, 'utf8');
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { cell += '"'; i++; }
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) { row.push(cell); rows.push(row); }
  const [head, ...body] = rows;
  return body.map((values) => Object.fromEntries(head.map((name, i) => [name, values[i] ?? ''])));
}

/** NCES writes -1, -2 and -3 where a number is missing, not applicable or suppressed. */
export function numberOrNull(text) {
  return text === '' || ['-1', '-2', '-3'].includes(text) ? null : Number(text);
}

/** In the grade columns -1 is no missing value: it is pre-kindergarten, and 0 is kindergarten. */
export function grade(text) {
  if (text === '-1') return 'PK';
  if (text === '0') return 'K';
  return text === '' || Number(text) < 0 ? null : text;
}

/** JSON for people: two spaces, but whatever fits on one line stays on one line. */
export function pretty(value, indent = '') {
  const line = JSON.stringify(value);
  if (value === null || typeof value !== 'object') return line;
  const spaced = inline(value);
  if (indent.length + spaced.length <= 118) return spaced;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((v) => deeper + pretty(v, deeper)).join(',\n')}\n${indent}]`;
  return `{\n${Object.entries(value).map(([k, v]) => `${deeper}${JSON.stringify(k)}: ${pretty(v, deeper)}`).join(',\n')}\n${indent}}`;
}

function inline(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  return `{ ${Object.entries(value).map(([k, v]) => `${JSON.stringify(k)}: ${inline(v)}`).join(', ')} }`;
}

export function writeJson(path, value) {
  writeFileSync(path, `${pretty(value)}\n`);
}

/** `--name=value` arguments; a missing one stops with a sentence. */
export function args(...names) {
  const given = Object.fromEntries(process.argv.slice(2).map((a) => a.replace(/^--/, '').split(/=(.*)/s).slice(0, 2)));
  for (const name of names) {
    if (!given[name]) {
      console.error(`Missing --${name}=PATH. Needed: ${names.map((n) => `--${n}=PATH`).join(' ')}`);
      process.exit(1);
    }
  }
  return given;
}
