/** Class names in tests are their own keys. */
export default new Proxy({}, { get: (_target, key) => (typeof key === 'string' ? key : undefined) });
