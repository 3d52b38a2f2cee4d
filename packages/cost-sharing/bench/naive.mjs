// Plain references, written to be obviously right rather than fast. They share no code with the
// engine, except that the naive nucleolus is handed the same little linear solver.

/** Largest remainder with bigints and one sort per line. */
export function naiveLines(keys, lines) {
  const sums = new Map(keys.map((key) => [key, 0n]));
  for (const { cents, weights } of lines) {
    const total = weights.reduce((a, b) => a + BigInt(b), 0n);
    const rows = weights.map((weight, i) => ({ i, weight, whole: (BigInt(cents) * BigInt(weight)) / total, rest: (BigInt(cents) * BigInt(weight)) % total }));
    let left = BigInt(cents) - rows.reduce((all, row) => all + row.whole, 0n);
    rows.sort((a, b) => (a.rest !== b.rest ? (a.rest > b.rest ? -1 : 1) : b.weight - a.weight || (keys[a.i] < keys[b.i] ? -1 : 1)));
    for (const row of rows) {
      const odd = left > 0n ? 1n : 0n;
      left -= odd;
      sums.set(keys[row.i], sums.get(keys[row.i]) + row.whole + odd);
    }
  }
  return keys.map((key) => Number(sums.get(key)));
}

/** The most any group overpays on a price list: a knapsack over every quantity up to the total. */
export function naiveVolumeGap(quantities, shares, cost) {
  const total = quantities.reduce((a, b) => a + b, 0);
  const best = new Array(total + 1).fill(-Infinity);
  best[0] = 0;
  quantities.forEach((quantity, i) => {
    for (let q = total; q >= quantity; q -= 1) best[q] = Math.max(best[q], best[q - quantity] + shares[i]);
  });
  return best.reduce((gap, paid, q) => Math.max(gap, paid - (q === 0 ? 0 : cost(q))), 0);
}

/** The Shapley value by its formula, group by group. */
export function naiveShapley(n, costs) {
  const factorial = [1];
  for (let k = 1; k <= n; k += 1) factorial.push(factorial[k - 1] * k);
  const shares = new Array(n).fill(0);
  for (let mask = 0; mask < 2 ** n; mask += 1) {
    let size = 0;
    for (let i = 0; i < n; i += 1) size += (mask >> i) & 1;
    for (let i = 0; i < n; i += 1) {
      if (((mask >> i) & 1) === 0) shares[i] += ((factorial[size] * factorial[n - size - 1]) / factorial[n]) * (costs[mask | (1 << i)] - costs[mask]);
    }
  }
  return shares;
}

/** The nucleolus level by level, adding the one group that is broken worst after looking at all of them. In floats. */
export function naiveNucleolus(n, costs, solve) {
  const all = 2 ** n - 1;
  const scale = costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
  const settled = [indicator(all, n)];
  let split = new Array(n).fill(costs[all] / scale / n);
  const due = new Float64Array(2 ** n);
  while (settled.length < n) {
    const free = kernel(settled, n);
    const groups = [];
    for (let i = 0; i < n; i += 1) groups.push(1 << i, all ^ (1 << i));
    const moves = (mask) => free.map((direction) => direction.reduce((sum, value, i) => sum + ((mask >> i) & 1 ? value : 0), 0));
    const paid = (mask, shares) => shares.reduce((sum, share, i) => sum + ((mask >> i) & 1 ? share : 0), 0);
    for (;;) {
      const useful = groups.filter((mask) => moves(mask).some((value) => Math.abs(value) > 1e-7));
      const columns = Float64Array.from(useful.flatMap((mask) => [...moves(mask), 1]));
      const rhs = Float64Array.from([...free.map((_, k) => 1e-9 * (k + 1)), 1]);
      const solution = solve({ columns, costs: Float64Array.from(useful, (mask) => costs[mask] / scale - paid(mask, split)), rhs });
      const saving = solution.prices[free.length];
      const next = split.map((share, i) => free.reduce((sum, direction, k) => sum + solution.prices[k] * direction[i], share));
      let worst = -1;
      let least = saving - 1e-9;
      for (let mask = 1; mask < all; mask += 1) {
        due[mask] = due[mask & (mask - 1)] + next[31 - Math.clz32(mask & -mask)];
        const left = costs[mask] / scale - due[mask];
        if (left < least && moves(mask).some((value) => Math.abs(value) > 1e-7)) {
          least = left;
          worst = mask;
        }
      }
      if (worst >= 0) {
        groups.push(worst);
        continue;
      }
      const rows = rhs.length;
      solution.basis.forEach((column, i) => {
        if (solution.inverse[i * rows + rows - 1] > 1e-7 && kernel(settled, n).some((direction) => Math.abs(direction.reduce((sum, value, j) => sum + ((useful[column] >> j) & 1 ? value : 0), 0)) > 1e-7)) settled.push(indicator(useful[column], n));
      });
      split = next;
      break;
    }
  }
  return split.map((share) => share * scale);
}

const indicator = (mask, n) => Array.from({ length: n }, (_, i) => (mask >> i) & 1);

function kernel(vectors, n) {
  const rows = vectors.map((vector) => [...vector]);
  const pivots = [];
  for (let column = 0; column < n && pivots.length < rows.length; column += 1) {
    const top = pivots.length;
    let at = top;
    for (let i = top; i < rows.length; i += 1) if (Math.abs(rows[i][column]) > Math.abs(rows[at][column])) at = i;
    if (Math.abs(rows[at][column]) < 1e-9) continue;
    [rows[top], rows[at]] = [rows[at], rows[top]];
    rows[top] = rows[top].map((value) => value / rows[top][column]);
    for (let i = 0; i < rows.length; i += 1) {
      const factor = rows[i][column];
      if (i !== top && factor !== 0) rows[i] = rows[i].map((value, j) => value - factor * rows[top][j]);
    }
    pivots.push(column);
  }
  return Array.from({ length: n }, (_, i) => i).filter((i) => !pivots.includes(i)).map((column) => {
    const direction = new Array(n).fill(0);
    direction[column] = 1;
    pivots.forEach((pivot, k) => (direction[pivot] = -rows[k][column]));
    return direction;
  });
}
