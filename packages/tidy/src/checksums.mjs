import { createHash } from 'node:crypto';

/** The name of the file that remembers what each landed migration was. */
export const CHECKSUMS = 'checksums.json';

/**
 * A migration's fingerprint. Line endings don't count: a checkout on another system is the same migration.
 * @param {string} text
 * @returns {string} 64 hexadecimal digits
 */
export function checksum(text) {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

/**
 * Is this file of the migrations folder a migration? Their names begin with their place in the timeline.
 * @param {string} name
 */
export function isMigration(name) {
  return /^\d{4}-[\w-]+\.(ts|sql)$/.test(name);
}
