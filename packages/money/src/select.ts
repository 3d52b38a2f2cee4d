/**
 * The `rank`-th largest of `values` (0 is the largest), by quickselect on a copy: linear on
 * average, and no order of equal values is promised.
 */
export function rankedFromTop(values: Float64Array, rank: number): number {
  const pool = values.slice();
  let low = 0;
  let high = pool.length - 1;
  while (low < high) {
    const pivot = median(pool[low]!, pool[(low + high) >> 1]!, pool[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (pool[left]! > pivot) left += 1;
      while (pool[right]! < pivot) right -= 1;
      if (left <= right) {
        const kept = pool[left]!;
        pool[left] = pool[right]!;
        pool[right] = kept;
        left += 1;
        right -= 1;
      }
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return pool[rank]!;
  }
  return pool[low]!;
}

const median = (a: number, b: number, c: number): number => {
  if (a > b) return b > c ? b : a > c ? c : a;
  return a > c ? a : b > c ? c : b;
};
