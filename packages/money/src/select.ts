/** How many buckets so many values are counted into, so that only the few in the right one are compared. */
export const bucketsFor = (values: number): number => (values < 64 ? 64 : 1024);

/**
 * The `rank`-th largest of `values` (0 is the largest). `counts` holds how many of them fall into
 * each bucket, where the bucket of a value is the whole part of value × `scale`.
 */
export function rankedFromTop(values: Float64Array, counts: Int32Array, scale: number, rank: number): number {
  let bucket = counts.length - 1;
  let above = 0;
  while (above + counts[bucket]! <= rank) {
    above += counts[bucket]!;
    bucket -= 1;
  }
  const pool = new Float64Array(counts[bucket]!);
  let size = 0;
  for (let i = 0; i < values.length; i += 1) if (((values[i]! * scale) | 0) === bucket) pool[size++] = values[i]!;
  return quickselect(pool, rank - above);
}

/** Linear on average; `pool` is rearranged. */
function quickselect(pool: Float64Array, rank: number): number {
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
