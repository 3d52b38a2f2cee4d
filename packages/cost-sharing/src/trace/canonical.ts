import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What may be written as canonical JSON: numbers are whole, so that no two machines print one differently. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON with keys in code-unit order and no white space: the same value gives the same bytes.
 * A key whose value is `undefined` is left out, as JSON does. Throws RangeError for a number that is not a safe integer.
 */
export function canonicalJson(value: Json): string {
  const unsorted = new Set<object>();
  findUnsorted(value, unsorted);
  return write(value, unsorted);
}

/** Collects what has keys out of order anywhere inside; all the rest is canonical as the platform writes it, much faster. */
function findUnsorted(value: Json | undefined, unsorted: Set<object>): boolean {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number; exact fractions travel as text.`);
  if (typeof value !== 'object' || value === null) return false;
  let found = false;
  if (isList(value)) {
    for (const entry of value) found = findUnsorted(entry, unsorted) || found;
  } else {
    let before = '';
    for (const key of Object.keys(value)) {
      found = findUnsorted(value[key], unsorted) || found || key < before;
      before = key;
    }
  }
  if (found) unsorted.add(value);
  return found;
}

function write(value: Json, unsorted: ReadonlySet<object>): string {
  if (typeof value !== 'object' || value === null || !unsorted.has(value)) return JSON.stringify(value);
  if (isList(value)) return `[${value.map((entry) => write(entry, unsorted)).join(',')}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry !== undefined) fields.push(`${JSON.stringify(key)}:${write(entry, unsorted)}`);
  }
  return `{${fields.join(',')}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** SHA-256 of the canonical JSON of `value`, 64 hexadecimal digits. */
export function hashOf(value: Json): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}
