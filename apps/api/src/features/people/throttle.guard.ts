import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { type Tx } from '../../platform/database/unit-of-work.js';

/** How often something may be tried within a window, per subject (an address, an account) and per network. */
interface Limit { readonly perSubject: number; readonly perNetwork: number; readonly window: string }

const limits = {
  'sign-in': { perSubject: 10, perNetwork: 60, window: '15 minutes' },
  'reset': { perSubject: 5, perNetwork: 30, window: '1 hour' },
  'password': { perSubject: 10, perNetwork: 60, window: '15 minutes' },
} satisfies Record<string, Limit>;

export interface Attempt { readonly at: keyof typeof limits; readonly subject: string; readonly ip: string }

/** Counts attempts in the database, so that all processes count together. Buckets are hashes: they name nobody. */
@Injectable()
export class Throttle {
  /** Counts one attempt; answers from when on the next is allowed, or null when this one is. */
  async count(tx: Tx, attempt: Attempt): Promise<Date | null> {
    const { perNetwork, perSubject, window } = limits[attempt.at];
    return (await counted(tx, networkBucket(attempt), perNetwork, window)) ?? (await counted(tx, subjectBucket(attempt), perSubject, window));
  }

  /** The attempt was good: the subject starts anew, and a network that many share is not charged for it. */
  async forget(tx: Tx, attempt: Attempt): Promise<void> {
    await tx.query('select forget_attempts($1)', [subjectBucket(attempt)]);
    await tx.query('select take_back_attempt($1)', [networkBucket(attempt)]);
  }
}

async function counted(tx: Tx, bucket: string, limit: number, window: string): Promise<Date | null> {
  const row = await tx.one<{ until: Date | null }>('select count_attempt($1, $2, $3::interval) as until', [bucket, limit, window]);
  return row!.until;
}

const subjectBucket = ({ at, subject }: Attempt) => `${at}:subject:${digest(subject)}`;
const networkBucket = ({ at, ip }: Attempt) => `${at}:network:${digest(networkOf(ip))}`;
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** An IPv6 customer has 2^64 addresses: the first four groups are the network. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.toLowerCase().startsWith('::ffff:')) return ip.replace(/^::ffff:/i, '');
  const [head = '', tail] = ip.toLowerCase().split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const whole = tail === undefined ? before : [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return whole.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
