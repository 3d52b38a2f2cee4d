import { unkeepableText } from './input-check.js';

/** JSON that came as a text, or undefined: if it is none, or holds text the database cannot keep. */
export function readJson(text: string): unknown {
  let unkeepable = false;
  try {
    const value = JSON.parse(text, (key, inner: unknown) => {
      unkeepable ||= unkeepableText(key) || (typeof inner === 'string' && unkeepableText(inner));
      return inner;
    }) as unknown;
    return unkeepable ? undefined : value;
  } catch {
    return undefined;
  }
}
