/** The groups whose share is settled: a span of 0/1 vectors in floats, used to search; proofs are exact elsewhere. */
export interface Span {
  readonly rank: number;
  readonly rows: readonly Float64Array[];
  readonly pivots: readonly number[];
}

const ZERO = 1e-9;

export const emptySpan: Span = { rank: 0, rows: [], pivots: [] };

/** The span with one more group, or the same span if the group is in it already. Rows stay reduced. */
export function extend(span: Span, mask: number, n: number): Span {
  const rest = residue(span, mask, n);
  let pivot = -1;
  for (let i = 0; i < n; i += 1) if (Math.abs(rest[i]!) > (pivot < 0 ? ZERO : Math.abs(rest[pivot]!) + ZERO)) pivot = i;
  if (pivot < 0) return span;
  const scale = 1 / rest[pivot]!;
  const row = rest.map((value) => (Math.abs(value) < ZERO ? 0 : value * scale));
  const rows = span.rows.map((old) => {
    const factor = old[pivot]!;
    return factor === 0 ? old : old.map((value, i) => (Math.abs(value - factor * row[i]!) < ZERO ? 0 : value - factor * row[i]!));
  });
  return { rank: span.rank + 1, rows: [...rows, row], pivots: [...span.pivots, pivot] };
}

function residue(span: Span, mask: number, n: number): Float64Array {
  const rest = Float64Array.from({ length: n }, (_, i) => (mask >> i) & 1);
  span.rows.forEach((row, k) => {
    const factor = (mask >> span.pivots[k]!) & 1;
    if (factor === 1) for (let i = 0; i < n; i += 1) rest[i]! -= row[i]!;
  });
  return rest;
}

/** Directions in which shares may still move: each sums to zero over every settled group. */
export function freeDirections(span: Span, n: number): Float64Array[] {
  const free = Array.from({ length: n }, (_, i) => i).filter((i) => !span.pivots.includes(i));
  return free.map((column) => {
    const direction = new Float64Array(n);
    direction[column] = 1;
    span.rows.forEach((row, k) => {
      direction[span.pivots[k]!] = -row[column]!;
    });
    return direction;
  });
}

/** Whether a group's share is settled: no free direction changes it. */
export function isSettled(directions: readonly Float64Array[], mask: number): boolean {
  for (const direction of directions) {
    let sum = 0;
    for (let rest = mask, i = 0; rest !== 0; rest >>= 1, i += 1) if (rest & 1) sum += direction[i]!;
    if (Math.abs(sum) > 1e-7) return false;
  }
  return true;
}
