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

/** A facet value as all groups share it. */
interface Key { readonly id: number; readonly name: string; readonly value: string }

/**
 * The offerings that are shared with exactly the same consortia: whoever sees one of them sees all. A bit per offering
 * and facet value; a slot that its offering left is taken by the next one.
 */
class Group {
  readonly bits = new Map<Key, Uint32Array>();
  occupied = new Uint32Array(2);
  private next = 0;
  private readonly free: number[] = [];

  constructor(readonly consortia: readonly string[]) {}

  take(): number {
    const slot = this.free.pop() ?? this.next++;
    if (slot >>> 5 >= this.occupied.length) {
      const words = this.occupied.length * 2;
      this.occupied = grown(this.occupied, words);
      for (const [key, bits] of this.bits) this.bits.set(key, grown(bits, words));
    }
    this.occupied[slot >>> 5]! |= 1 << (slot & 31);
    return slot;
  }

  leave(slot: number): void {
    this.clear(slot);
    this.occupied[slot >>> 5]! &= ~(1 << (slot & 31));
    this.free.push(slot);
  }

  clear(slot: number): void {
    for (const bits of this.bits.values()) bits[slot >>> 5]! &= ~(1 << (slot & 31));
  }

  set(slot: number, key: Key): void {
    let bits = this.bits.get(key);
    if (!bits) {
      bits = new Uint32Array(this.occupied.length);
      this.bits.set(key, bits);
    }
    bits[slot >>> 5]! |= 1 << (slot & 31);
  }

  union(keys: readonly (Key | undefined)[]): Uint32Array {
    const result = new Uint32Array(this.occupied.length);
    for (const key of keys) {
      const bits = key && this.bits.get(key);
      if (bits) for (let i = 0; i < result.length; i++) result[i]! |= bits[i]!;
    }
    return result;
  }
}

interface Place { readonly group: Group; readonly slot: number }

/**
 * Counts in this process's memory: a few thousand word operations, whatever is chosen, over what the reader may see
 * alone. It holds ordinals and keys, no titles.
 */
export class FacetIndex {
  private readonly keys = new Map<string, Key>();
  private readonly groups = new Map<string, Group>();
  private readonly groupsOf = new Map<string, Group[]>();
  private readonly places = new Map<number, Place>();
  private versions = new Int32Array(2_048);

  get size(): number {
    return this.places.size;
  }

  /** Takes news in, in whatever order they come: two requests may bring theirs in the wrong one. */
  apply([ordinal, keys, consortia, unitsLeft, version]: IndexedOffering): void {
    if (ordinal >= this.versions.length) this.versions = grown(this.versions, Math.max(this.versions.length * 2, ordinal + 1));
    if (version < this.versions[ordinal]!) return;
    this.versions[ordinal] = version;
    const known = this.places.get(ordinal);
    const group = keys && this.groupFor(consortia);
    if (known && known.group !== group) {
      known.group.leave(known.slot);
      this.places.delete(ordinal);
    }
    if (!keys || !group) return;
    const slot = known?.group === group ? known.slot : group.take();
    if (known?.group === group) group.clear(slot);
    else this.places.set(ordinal, { group, slot });
    for (const key of keys) group.set(slot, this.keyOf(key));
    // A round has no seats.
    if (keys.includes('KIND:POOL')) return;
    for (const key of seatKeys(unitsLeft)) group.set(slot, this.keyOf(key));
  }

  /** Counts among what these consortia share, within the matched ordinals when words were searched. */
  count(consortia: readonly string[], matched: readonly number[] | null, choices: Choices): FacetCounts {
    const groups = new Set(consortia.flatMap((id) => this.groupsOf.get(id) ?? []));
    const found = matched && this.byGroup(matched, groups);
    const chosen = [...choices].filter(([, values]) => values.length > 0).map(([name, values]) => ({ name: name as string, keys: values.map((value) => this.keys.get(`${name}:${value}`)) }));
    const sums = new Int32Array(this.keys.size);
    let total = 0;
    for (const group of groups) {
      const base = found ? found.get(group) : group.occupied;
      if (!base) continue;
      const masks = chosen.map(({ name, keys }) => ({ name, bits: group.union(keys) }));
      const all = masked(base, masks.map(({ bits }) => bits));
      const withoutOwn = new Map(masks.map(({ name }) => [name, masked(base, masks.filter((mask) => mask.name !== name).map(({ bits }) => bits))]));
      total += overlap(all, all);
      for (const [key, bits] of group.bits) sums[key.id]! += overlap(bits, withoutOwn.get(key.name) ?? all);
    }
    const counts = new Map<string, Map<string, number>>();
    for (const key of this.keys.values()) {
      const n = sums[key.id]!;
      if (n === 0) continue;
      let values = counts.get(key.name);
      if (!values) counts.set(key.name, (values = new Map()));
      values.set(key.value, n);
    }
    const knows = (text: string): boolean => {
      const key = this.keys.get(text);
      return key !== undefined && [...groups].some((group) => group.bits.get(key)?.some((word) => word !== 0));
    };
    return { total, counts, knows };
  }

  private groupFor(consortia: readonly string[]): Group {
    const name = [...consortia].sort().join();
    let group = this.groups.get(name);
    if (!group) {
      group = new Group(consortia);
      this.groups.set(name, group);
      for (const id of consortia) this.groupsOf.set(id, [...(this.groupsOf.get(id) ?? []), group]);
    }
    return group;
  }

  private keyOf(text: string): Key {
    let key = this.keys.get(text);
    if (!key) {
      const at = text.indexOf(':');
      key = { id: this.keys.size, name: text.slice(0, at), value: text.slice(at + 1) };
      this.keys.set(text, key);
    }
    return key;
  }

  private byGroup(ordinals: readonly number[], visible: ReadonlySet<Group>): Map<Group, Uint32Array> {
    const found = new Map<Group, Uint32Array>();
    for (const ordinal of ordinals) {
      const place = this.places.get(ordinal);
      if (!place || !visible.has(place.group)) continue;
      let bits = found.get(place.group);
      if (!bits) found.set(place.group, (bits = new Uint32Array(place.group.occupied.length)));
      bits[place.slot >>> 5]! |= 1 << (place.slot & 31);
    }
    return found;
  }
}

function grown<Numbers extends Uint32Array | Int32Array>(numbers: Numbers, length: number): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(length);
  larger.set(numbers);
  return larger;
}

/** `base` where every mask has a bit too. */
function masked(base: Uint32Array, masks: readonly Uint32Array[]): Uint32Array {
  if (masks.length === 0) return base;
  const result = base.slice();
  for (const mask of masks) for (let i = 0; i < result.length; i++) result[i]! &= mask[i]!;
  return result;
}

function overlap(a: Uint32Array, b: Uint32Array): number {
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! & b[i]!;
    if (both !== 0) n += popcount(both);
  }
  return n;
}
