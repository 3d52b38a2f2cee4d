// caught: packages-by-name
import { half } from '../../../../packages/money/src/half.js';

export const amount = half;
