// Inputs from a seed, so that every run measures the same games.
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const names = (n) => Array.from({ length: n }, (_, i) => `m${String(i).padStart(2, '0')}`);

/** Subadditive: an amount of its own for each member, and a joint cost between one and two units for any group. */
export function subadditive(n, random) {
  const own = Array.from({ length: n }, () => Math.floor(random() * 20_000));
  const costs = new Float64Array(2 ** n);
  for (let mask = 1; mask < costs.length; mask += 1) {
    let cost = 100_000 + Math.floor(random() * 100_000);
    for (let i = 0; i < n; i += 1) if ((mask >> i) & 1) cost += own[i];
    costs[mask] = cost;
  }
  return { members: names(n), costs, scale: 1n };
}

/** Tree-shaped: a group needs every branch between its members and the root. */
export function treeShaped(n, random) {
  const needs = [];
  const branch = [];
  for (let i = 0; i < n; i += 1) {
    const parent = Math.floor(random() * (i + 1)) - 1;
    needs.push((parent < 0 ? 0 : needs[parent]) | (1 << i));
    branch.push(1 + Math.floor(random() * 10_000));
  }
  const reach = new Int32Array(2 ** n);
  const costs = new Float64Array(2 ** n);
  for (let mask = 1; mask < costs.length; mask += 1) {
    const lowest = 31 - Math.clz32(mask & -mask);
    reach[mask] = reach[mask & (mask - 1)] | needs[lowest];
    let cost = 0;
    for (let i = 0; i < n; i += 1) if ((reach[mask] >> i) & 1) cost += branch[i];
    costs[mask] = cost;
  }
  return { members: names(n), costs, scale: 1n };
}

/** Members, and lines that every one of them is on, with whole weights. */
export function costLines(members, lines, random) {
  const keys = Array.from({ length: members }, (_, i) => `m${String(i).padStart(4, '0')}`);
  return { keys, lines: Array.from({ length: lines }, () => ({ cents: 1 + Math.floor(random() * 5_000_000), weights: keys.map(() => Math.floor(random() * 3000)) })) };
}
