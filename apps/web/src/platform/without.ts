/** The same object without some of its keys. */
export function without<Value extends object, Key extends keyof Value>(value: Value, ...keys: Key[]): Omit<Value, Key> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !(keys as PropertyKey[]).includes(key))) as Omit<Value, Key>;
}
