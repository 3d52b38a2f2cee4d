import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What may be written as canonical JSON: numbers are whole, so that no two machines print one differently. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON with keys in code-unit order and no white space: the same value gives the same bytes.
 * A key whose value is `undefined` is left out, as JSON does. Throws RangeError for a number that is not a safe integer.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number; exact fractions travel as text.`);
    return String(value === 0 ? 0 : value);
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (isList(value)) {
    let list = '';
    for (const entry of value) list += list === '' ? canonicalJson(entry) : `,${canonicalJson(entry)}`;
    return `[${list}]`;
  }
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry !== undefined) fields += `${fields === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(entry)}`;
  }
  return `{${fields}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** SHA-256 of the canonical JSON of `value`, 64 hexadecimal digits. */
export function hashOf(value: Json): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}
