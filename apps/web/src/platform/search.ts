/**
 * The address bar as plain, readable pairs: ?q=chemistry&day=MON&day=WED. One value reads as text, several as a list.
 * Nothing in an address can throw: what a page does not understand, it leaves out.
 */
export type SearchPairs = Record<string, string | string[]>;

export function parseSearch(text: string): SearchPairs {
  const pairs: SearchPairs = {};
  for (const [key, value] of new URLSearchParams(text)) {
    // A character nobody can type or read is left out with its pair.
    if (key === '__proto__' || /\p{Cc}/u.test(value)) continue;
    const before = pairs[key];
    pairs[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return pairs;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') pairs.append(key, String(one));
    }
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}

export const oneOf = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
};

export const manyOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');

/** A value only if it is one of those allowed. */
export const amongOf = <Value extends string>(value: unknown, allowed: readonly Value[]): Value | undefined => allowed.find((one) => one === oneOf(value));
