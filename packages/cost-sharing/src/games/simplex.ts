/** Minimize costs·y where the columns times y give `rhs` (>= 0) and y >= 0. Column c stands at `columns[c * rhs.length]` and after. */
export interface LinearProgram {
  readonly columns: Float64Array;
  readonly costs: Float64Array;
  readonly rhs: Float64Array;
  /** Columns to start from, if they are known to be a feasible basis. */
  readonly start?: readonly number[];
}

export interface LinearSolution {
  /** The column of each row; a negative number stands for a row that needed none. */
  readonly basis: readonly number[];
  /** The price of each row: the optimum of the other side. */
  readonly prices: Float64Array;
  /** Rows of the inverse of the basis, one after the other. */
  readonly inverse: Float64Array;
}

/** Any solver of such small programs; the answer of every use here is proved exactly afterwards. */
export type LinearSolver = (program: LinearProgram) => LinearSolution | null;

const TOLERANCE = 1e-10;
const PIVOT = 1e-9;
const REFRESH_EVERY = 50;

/** Revised primal simplex with a dense inverse, for few rows (up to some twenty) and any number of columns. Null when it gives up. */
export const simplex: LinearSolver = (program) => {
  for (const penalty of [1e3, 1e7]) {
    const solution = run(program, penalty);
    if (solution !== null && solution.basis.every((column) => column >= 0)) return solution;
  }
  return program.start === undefined ? null : simplex({ columns: program.columns, costs: program.costs, rhs: program.rhs });
};

function run(program: LinearProgram, penalty: number): LinearSolution | null {
  const rows = program.rhs.length;
  const basis = Int32Array.from({ length: rows }, (_, i) => program.start?.[i] ?? -1 - i);
  const inverse = new Float64Array(rows * rows);
  const values = new Float64Array(rows);
  const prices = new Float64Array(rows);
  const direction = new Float64Array(rows);
  if (!refresh(program, basis, inverse, values)) return null;
  const limit = 200 * rows + 20 * program.costs.length;
  for (let turn = 1; turn <= limit; turn += 1) {
    price(program, basis, inverse, prices, penalty);
    const entering = mostNegative(program, prices);
    if (entering < 0) return { basis: [...basis], prices, inverse };
    times(inverse, program.columns.subarray(entering * rows, (entering + 1) * rows), direction);
    const leaving = ratioTest(values, direction);
    if (leaving < 0) return null;
    pivot(inverse, values, direction, leaving);
    basis[leaving] = entering;
    if (turn % REFRESH_EVERY === 0 && !refresh(program, basis, inverse, values)) return null;
  }
  return null;
}

function price(program: LinearProgram, basis: Int32Array, inverse: Float64Array, prices: Float64Array, penalty: number): void {
  const rows = basis.length;
  prices.fill(0);
  for (let i = 0; i < rows; i += 1) {
    const cost = basis[i]! < 0 ? penalty : program.costs[basis[i]!]!;
    if (cost === 0) continue;
    for (let j = 0; j < rows; j += 1) prices[j]! += cost * inverse[i * rows + j]!;
  }
}

function mostNegative(program: LinearProgram, prices: Float64Array): number {
  let best = -TOLERANCE;
  let found = -1;
  const { columns, costs } = program;
  const rows = prices.length;
  for (let c = 0, at = 0; c < costs.length; c += 1, at += rows) {
    let reduced = costs[c]!;
    for (let i = 0; i < rows; i += 1) reduced -= prices[i]! * columns[at + i]!;
    if (reduced < best) {
      best = reduced;
      found = c;
    }
  }
  return found;
}

function times(inverse: Float64Array, column: Float64Array, into: Float64Array): void {
  const rows = into.length;
  for (let i = 0; i < rows; i += 1) {
    let value = 0;
    for (let j = 0; j < rows; j += 1) value += inverse[i * rows + j]! * column[j]!;
    into[i] = value;
  }
}

function ratioTest(values: Float64Array, direction: Float64Array): number {
  let best = Infinity;
  let found = -1;
  for (let i = 0; i < values.length; i += 1) {
    if (direction[i]! <= PIVOT) continue;
    const ratio = Math.max(0, values[i]!) / direction[i]!;
    if (ratio < best - 1e-15 || (ratio <= best + 1e-15 && found >= 0 && direction[i]! > direction[found]!)) {
      best = ratio;
      found = i;
    }
  }
  return found;
}

function pivot(inverse: Float64Array, values: Float64Array, direction: Float64Array, leaving: number): void {
  const rows = values.length;
  const scale = 1 / direction[leaving]!;
  for (let j = 0; j < rows; j += 1) inverse[leaving * rows + j]! *= scale;
  values[leaving]! *= scale;
  for (let i = 0; i < rows; i += 1) {
    const factor = direction[i]!;
    if (i === leaving || factor === 0) continue;
    for (let j = 0; j < rows; j += 1) inverse[i * rows + j]! -= factor * inverse[leaving * rows + j]!;
    values[i]! -= factor * values[leaving]!;
  }
}

/** Builds the inverse anew from the basis columns (an artificial one is a unit column). False when they are dependent. */
function refresh(program: LinearProgram, basis: Int32Array, inverse: Float64Array, values: Float64Array): boolean {
  const rows = basis.length;
  const matrix = new Float64Array(rows * rows);
  inverse.fill(0);
  for (let j = 0; j < rows; j += 1) {
    inverse[j * rows + j] = 1;
    const column = basis[j]!;
    for (let i = 0; i < rows; i += 1) matrix[i * rows + j] = column < 0 ? Number(i === -1 - column) : program.columns[column * rows + i]!;
  }
  if (!invert(matrix, inverse, rows)) return false;
  times(inverse, program.rhs, values);
  return true;
}

function invert(matrix: Float64Array, inverse: Float64Array, rows: number): boolean {
  for (let c = 0; c < rows; c += 1) {
    let top = c;
    for (let i = c + 1; i < rows; i += 1) if (Math.abs(matrix[i * rows + c]!) > Math.abs(matrix[top * rows + c]!)) top = i;
    if (Math.abs(matrix[top * rows + c]!) < 1e-12) return false;
    for (const table of [matrix, inverse]) {
      for (let j = 0; j < rows; j += 1) {
        const kept = table[c * rows + j]!;
        table[c * rows + j] = table[top * rows + j]!;
        table[top * rows + j] = kept;
      }
    }
    const scale = 1 / matrix[c * rows + c]!;
    for (let j = 0; j < rows; j += 1) {
      matrix[c * rows + j]! *= scale;
      inverse[c * rows + j]! *= scale;
    }
    for (let i = 0; i < rows; i += 1) {
      const factor = matrix[i * rows + c]!;
      if (i === c || factor === 0) continue;
      for (let j = 0; j < rows; j += 1) {
        matrix[i * rows + j]! -= factor * matrix[c * rows + j]!;
        inverse[i * rows + j]! -= factor * inverse[c * rows + j]!;
      }
    }
  }
  return true;
}
