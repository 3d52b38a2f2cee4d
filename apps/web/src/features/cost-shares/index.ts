export { CostFigure, type Calculation } from './CostFigure.js';
export { useQuote, type Quote } from './useQuote.js';
