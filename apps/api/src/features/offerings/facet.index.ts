import { type FacetName } from './catalogue.type.js';

/** One offering as the index needs it; keys null: no longer open. Of two versions the higher is the newer. */
export type IndexedOffering = readonly [ordinal: number, keys: readonly string[] | null, consortia: readonly string[], unitsLeft: number, version: number];

export type Choices = ReadonlyMap<FacetName, readonly string[]>;

export interface FacetCounts {
  readonly total: number;
  /** facet -> value -> how many, were only this facet free to change. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Does anything these consortia share carry this key, whatever was searched and chosen? */
  knows(key: string): boolean;
}

const seatKeys = (left: number): string[] => (left <= 0 ? ['SEATS:FULL'] : left >= 5 ? ['SEATS:1+', 'SEATS:5+'] : ['SEATS:1+']);

function popcount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * A bit per offering and facet value, in this process's memory: counting is a few thousand word operations, whatever
 * is chosen. It holds ordinals and keys, no titles; whom it counts for is decided by consortium bits.
 */
export class FacetIndex {
  private words = 64;
  private readonly bits = new Map<string, Uint32Array>();
  private readonly keysOf = new Map<number, readonly string[]>();
  private versions = new Int32Array(64 * 32);

  get size(): number {
    return this.keysOf.size;
  }

  /** Takes news in, in whatever order they come: two requests may bring theirs in the wrong one. */
  apply([ordinal, keys, consortia, unitsLeft, version]: IndexedOffering): void {
    if (ordinal >>> 5 >= this.words) this.grow(ordinal);
    if (version < this.versions[ordinal]!) return;
    this.versions[ordinal] = version;
    for (const key of this.keysOf.get(ordinal) ?? []) this.bits.get(key)![ordinal >>> 5]! &= ~(1 << (ordinal & 31));
    if (!keys) {
      this.keysOf.delete(ordinal);
      return;
    }
    const all = [...keys, ...consortia.map((id) => `@${id}`), ...seatKeys(unitsLeft)];
    this.keysOf.set(ordinal, all.map((key) => this.set(key, ordinal)));
  }

  /** Counts among what these consortia share, within the matched ordinals when words were searched. */
  count(consortia: readonly string[], matched: readonly number[] | null, choices: Choices): FacetCounts {
    const shared = this.union(consortia.map((id) => `@${id}`));
    const visible = shared.slice();
    if (matched) and(visible, this.fromOrdinals(matched));
    const masks = [...choices].filter(([, values]) => values.length > 0).map(([name, values]) => [name as string, this.union(values.map((value) => `${name}:${value}`))] as const);
    const all = visible.slice();
    for (const [, mask] of masks) and(all, mask);
    const withoutOwn = new Map(masks.map(([name]) => {
      const base = visible.slice();
      for (const [other, mask] of masks) if (other !== name) and(base, mask);
      return [name, base] as const;
    }));
    const counts = new Map<string, Map<string, number>>();
    for (const [key, bits] of this.bits) {
      if (key.startsWith('@')) continue;
      const at = key.indexOf(':');
      const name = key.slice(0, at);
      const n = overlap(bits, withoutOwn.get(name) ?? all);
      if (n === 0) continue;
      if (!counts.has(name)) counts.set(name, new Map());
      counts.get(name)!.set(key.slice(at + 1), n);
    }
    const knows = (key: string) => {
      const bits = this.bits.get(key);
      return bits !== undefined && overlap(bits, shared) > 0;
    };
    return { total: overlap(all, all), counts, knows };
  }

  private set(key: string, ordinal: number): string {
    let bits = this.bits.get(key);
    if (!bits) {
      bits = new Uint32Array(this.words);
      this.bits.set(key, bits);
    }
    bits[ordinal >>> 5]! |= 1 << (ordinal & 31);
    return key;
  }

  private grow(ordinal: number): void {
    this.words = Math.max(this.words * 2, (ordinal >>> 5) + 64);
    const versions = new Int32Array(this.words * 32);
    versions.set(this.versions);
    this.versions = versions;
    for (const [key, bits] of this.bits) {
      const larger = new Uint32Array(this.words);
      larger.set(bits);
      this.bits.set(key, larger);
    }
  }

  private union(keys: readonly string[]): Uint32Array {
    const result = new Uint32Array(this.words);
    for (const key of keys) {
      const bits = this.bits.get(key);
      if (bits) for (let i = 0; i < result.length; i++) result[i]! |= bits[i]!;
    }
    return result;
  }

  private fromOrdinals(ordinals: readonly number[]): Uint32Array {
    const result = new Uint32Array(this.words);
    for (const ordinal of ordinals) if (ordinal >>> 5 < result.length) result[ordinal >>> 5]! |= 1 << (ordinal & 31);
    return result;
  }
}

function and(target: Uint32Array, mask: Uint32Array): void {
  for (let i = 0; i < target.length; i++) target[i]! &= mask[i]!;
}

function overlap(a: Uint32Array, b: Uint32Array): number {
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! & b[i]!;
    if (both !== 0) n += popcount(both);
  }
  return n;
}
