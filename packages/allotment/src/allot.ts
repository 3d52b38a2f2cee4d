/** How seats are allotted where more are asked for than there are: a policy of the members, published before the window opens. */
export interface AllotmentRule {
  /** Districts that teach shared courses that year are served before all others. */
  readonly contributorsFirst: boolean;
  /** Within their group nobody gets another seat while somebody who wants one has fewer; else whoever asked earlier gets all. */
  readonly fairShares: boolean;
}

/** What one district asks for in one section. A district asks once per section. */
export interface SeatRequest {
  readonly key: string;
  readonly section: string;
  readonly district: string;
  readonly seats: number;
  /** The fewest it would take; with fewer it takes none. */
  readonly least: number;
  /** Who asked before whom, whole and never equal: the database gives turns under its lock. */
  readonly turn: number;
  readonly contributes: boolean;
}

export interface Allotment {
  readonly key: string;
  readonly seats: number;
  /** What is not filled, and its place on the section's waitlist from 1; null where nothing is left to want. */
  readonly waits: { readonly seats: number; readonly place: number } | null;
  readonly trace: AllotmentTrace;
}

/** Everything one district needs to follow its own result. Others are counted, never named. */
export interface AllotmentTrace {
  readonly rule: AllotmentRule;
  readonly asked: number;
  readonly least: number;
  readonly seatsThere: number;
  /** Place by time among all who asked for the section. */
  readonly askedAs: number;
  readonly districtsAsking: number;
  readonly contributes: boolean;
  /** Districts served in an earlier group, and the seats they took. */
  readonly before: { readonly districts: number; readonly seats: number };
  /** The own group, with the seats that were there for it. */
  readonly group: { readonly districts: number; readonly seats: number };
  /** Districts of the group that have one seat more although this one wanted it too: they asked earlier. */
  readonly aheadByTime: number;
  /** Its share came to fewer than the fewest it takes; the seats went to others. */
  readonly belowLeast: boolean;
  readonly given: number;
}

/**
 * Allots every section by itself. The result depends on the requests alone, not on the order they are handed over in:
 * the same window allotted again comes out the same.
 */
export function allot(rule: AllotmentRule, seatsOf: Readonly<Record<string, number>>, requests: readonly SeatRequest[]): Allotment[] {
  check(seatsOf, requests);
  const sections = [...new Set(requests.map(({ section }) => section))].sort();
  return sections.flatMap((section) => allotSection(rule, seatsOf[section]!, requests.filter((one) => one.section === section).sort((a, b) => a.turn - b.turn)));
}

function check(seatsOf: Readonly<Record<string, number>>, requests: readonly SeatRequest[]): void {
  const whole = (n: number, low: number): boolean => Number.isSafeInteger(n) && n >= low;
  const seen = new Set<string>();
  for (const { section, district, seats, least, turn, key } of requests) {
    if (!Object.hasOwn(seatsOf, section) || !whole(seatsOf[section]!, 0)) throw new RangeError(`It is not known how many seats ${section} has.`);
    if (!whole(seats, 1) || !whole(least, 1) || least > seats) throw new RangeError(`Request ${key} asks for ${seats} seats and takes ${least} at the least.`);
    for (const once of [`key ${key}`, `turn ${section} ${turn}`, `district ${section} ${district}`]) {
      if (seen.has(once)) throw new RangeError(`Two requests have the same ${once}.`);
      seen.add(once);
    }
  }
}

/** `requests` by their turns. */
function allotSection(rule: AllotmentRule, seats: number, requests: readonly SeatRequest[]): Allotment[] {
  const groups = rule.contributorsFirst ? [requests.filter((one) => one.contributes), requests.filter((one) => !one.contributes)] : [requests];
  const given = new Map<string, number>();
  const below = new Set<string>();
  const about = new Map<string, Pick<AllotmentTrace, 'before' | 'group'>>();
  let left = seats;
  let before = { districts: 0, seats: 0 };
  for (const group of groups) {
    const there = left;
    const result = serve(rule, there, group);
    for (const one of group) {
      const got = result.given.get(one.key) ?? 0;
      given.set(one.key, got);
      left -= got;
      if (result.below.has(one.key) && got === 0) below.add(one.key);
      about.set(one.key, { before, group: { districts: group.length, seats: there } });
    }
    before = { districts: before.districts + group.length, seats: seats - left };
  }
  const waiting = groups.flat().filter((one) => given.get(one.key)! < one.seats);
  return requests.map((one, n) => {
    const got = given.get(one.key)!;
    const own = groups.find((group) => group.includes(one))!;
    const place = waiting.indexOf(one) + 1;
    return {
      key: one.key, seats: got, waits: place === 0 ? null : { seats: one.seats - got, place },
      trace: {
        rule, asked: one.seats, least: one.least, seatsThere: seats, askedAs: n + 1, districtsAsking: requests.length, contributes: one.contributes, ...about.get(one.key)!,
        aheadByTime: got < one.seats && !below.has(one.key) ? own.filter((other) => other.turn < one.turn && given.get(other.key)! > got).length : 0,
        belowLeast: below.has(one.key), given: got,
      },
    };
  });
}

interface Served {
  readonly given: ReadonlyMap<string, number>;
  /** Those whose share came to fewer than they take. */
  readonly below: ReadonlySet<string>;
}

/**
 * Shares the seats of one group, by turns. Of those who would get fewer than they take, whoever takes no fewer than the most
 * steps back first, so that seats reach as many districts as they can; between equals the last to ask. The rest is shared again.
 */
function serve(rule: AllotmentRule, seats: number, group: readonly SeatRequest[]): Served {
  const below = new Set<string>();
  for (;;) {
    const served = group.filter((one) => !below.has(one.key));
    const given = rule.fairShares ? fairly(seats, served) : inTurn(seats, served);
    const short = served.filter((one) => given.get(one.key)! < one.least);
    if (short.length > 0) {
      below.add(short.reduce((back, one) => (one.least >= back.least ? one : back)).key);
      continue;
    }
    // What the others don't want may be enough for one of those who stepped back, in their turns.
    let left = seats - [...given.values()].reduce((sum, n) => sum + n, 0);
    for (const one of group) {
      if (!below.has(one.key) || left < one.least) continue;
      const more = Math.min(left, one.seats);
      given.set(one.key, more);
      left -= more;
    }
    return { given, below };
  }
}

/** One seat at a time to whoever has the fewest and wants another; between equals to whoever asked earlier. */
function fairly(seats: number, group: readonly SeatRequest[]): Map<string, number> {
  const given = new Map(group.map((one) => [one.key, 0]));
  for (let left = seats; left > 0; left--) {
    let next: SeatRequest | null = null;
    for (const one of group) if (given.get(one.key)! < one.seats && (next === null || given.get(one.key)! < given.get(next.key)!)) next = one;
    if (next === null) break;
    given.set(next.key, given.get(next.key)! + 1);
  }
  return given;
}

/** All that is wanted, whoever asked earlier first; whoever takes no part of it is passed over. */
function inTurn(seats: number, group: readonly SeatRequest[]): Map<string, number> {
  let left = seats;
  return new Map(group.map((one) => {
    const got = left >= one.least ? Math.min(left, one.seats) : 0;
    left -= got;
    return [one.key, got];
  }));
}
