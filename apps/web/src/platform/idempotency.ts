import { tab } from './storage.js';

/**
 * One key per form, kept until an answer arrives. A retry after a lost connection, and even after a reload, carries
 * the same key, so that the server gives the first answer again instead of doing the thing twice.
 */
export const commandKeys = {
  of(form: string): string {
    const kept = tab.read(`key.${form}`);
    if (typeof kept === 'string' && kept.length > 0) return kept;
    const fresh = newKey();
    tab.write(`key.${form}`, fresh);
    return fresh;
  },
  answered: (form: string): void => tab.write(`key.${form}`, null),
};

/** A random version 4 UUID; also on plain http, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
