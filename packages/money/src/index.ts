export { addCents, cents, type Cents } from './cents.js';
export { allocate, allocateWhole, type Part, type Share, type WholeAllocation } from './allocate.js';
export { formatCents } from './format.js';
export { halfUp, percentOf } from './half-up.js';
export {
  ONE,
  ZERO,
  add,
  ceil,
  commonDenominator,
  compare,
  divide,
  equals,
  exact,
  floor,
  maximum,
  minimum,
  multiply,
  negate,
  ratio,
  subtract,
  sum,
  toText,
  type Exact,
  type Rational,
} from './rational.js';
