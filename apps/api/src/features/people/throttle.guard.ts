import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { type Tx } from '../../platform/database/unit-of-work.js';

/**
 * How often something may be tried within a window: per subject (an address, an account) from one network, per network,
 * and per subject in all. The last is high: a stranger elsewhere must not shut somebody's door cheaply.
 */
interface Limit { readonly perPair: number; readonly perNetwork: number; readonly perSubject: number; readonly window: string }

const limits = {
  'sign-in': { perPair: 10, perNetwork: 60, perSubject: 200, window: '15 minutes' },
  'reset': { perPair: 5, perNetwork: 30, perSubject: 50, window: '1 hour' },
  'password': { perPair: 10, perNetwork: 60, perSubject: 50, window: '15 minutes' },
} satisfies Record<string, Limit>;

/** What an account may do so often, wherever it is. */
const ofAccount = { invitation: { times: 20, window: '1 hour' } } as const;

export interface Attempt { readonly at: keyof typeof limits; readonly subject: string; readonly ip: string }

/** Counts attempts in the database, so that all processes count together. Buckets are hashes: they name nobody. */
@Injectable()
export class Throttle {
  /** Counts one attempt; answers from when on the next is allowed, or null when this one is. */
  async count(tx: Tx, attempt: Attempt): Promise<Date | null> {
    const { perPair, perNetwork, perSubject, window } = limits[attempt.at];
    // What is refused for its network is not counted against the subject.
    return (await counted(tx, networkBucket(attempt), perNetwork, window))
      ?? (await counted(tx, pairBucket(attempt), perPair, window))
      ?? (await counted(tx, subjectBucket(attempt), perSubject, window));
  }

  /** The attempt was good: the subject starts anew from there, and what many share is not charged for it. */
  async forget(tx: Tx, attempt: Attempt): Promise<void> {
    await tx.query('select forget_attempts($1)', [pairBucket(attempt)]);
    for (const shared of [networkBucket(attempt), subjectBucket(attempt)]) await tx.query('select take_back_attempt($1)', [shared]);
  }

  /** The same for what a signed-in account does: counted only when it was done. */
  async countAccount(tx: Tx, what: keyof typeof ofAccount, accountId: string): Promise<Date | null> {
    return counted(tx, `${what}:account:${digest(accountId)}`, ofAccount[what].times, ofAccount[what].window);
  }
}

async function counted(tx: Tx, bucket: string, limit: number, window: string): Promise<Date | null> {
  const row = await tx.one<{ until: Date | null }>('select count_attempt($1, $2, $3::interval) as until', [bucket, limit, window]);
  return row!.until;
}

const subjectBucket = ({ at, subject }: Attempt) => `${at}:subject:${digest(subject)}`;
const pairBucket = ({ at, subject, ip }: Attempt) => `${at}:pair:${digest(`${networkOf(ip)} ${subject}`)}`;
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
