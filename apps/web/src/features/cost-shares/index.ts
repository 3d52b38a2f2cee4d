import { lazy } from 'react';

export { CostFigure, type Calculation } from './CostFigure.js';
export { useQuote, type Quote } from './useQuote.js';
export const ExplainCalculation = lazy(() => import('./explain/ExplainSeats.js'));
export const ExplainCard = lazy(() => import('./explain/ExplainCard.js'));
