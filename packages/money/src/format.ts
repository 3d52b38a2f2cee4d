import { cents } from './cents.js';

const MINUS = '\u2212';

/**
 * Cents as people read them: `$411.60`, `$12,345.67`, `−$3.00` (a true minus sign). The same text
 * on every machine: no locale is asked. Throws RangeError for anything but whole cents.
 */
export function formatCents(value: number): string {
  const whole = cents(value);
  const digits = Math.abs(whole).toString().padStart(3, '0');
  const dollars = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole < 0 ? MINUS : ''}$${dollars}.${digits.slice(-2)}`;
}
