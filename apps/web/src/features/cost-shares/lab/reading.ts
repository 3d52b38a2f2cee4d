import { exact } from '@barnraise/money';
import { type Weight } from '@barnraise/cost-sharing';
import { parseCents } from '../../../platform/amounts.js';

/** What a typed text means, or the sentence that says what would. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; problem: string };

const good = <Value>(value: Value): Read<Value> => ({ ok: true, value });
const bad = (problem: string): Read<never> => ({ ok: false, problem });

/** A credit is written with a minus, as accountants do, or in parentheses, as they also do. */
export function readAmount(text: string): Read<number> {
  const credit = /^\s*(?:[-−]\s*(.+)|\((.+)\))\s*$/.exec(text);
  const cents = parseCents(credit ? (credit[1] ?? credit[2] ?? '') : text);
  return cents === null ? bad('Type an amount of money, for example 90,000 or 1,250.50') : good(credit ? -cents : cents);
}

export const orNothing = <Value>(read: (text: string) => Read<Value>) => (text: string): Read<Value | undefined> => (text.trim() === '' ? good(undefined) : read(text));

export function readCost(text: string): Read<number> {
  const amount = readAmount(text);
  return amount.ok && amount.value < 0 ? bad('Type an amount that is zero or more') : amount;
}

/** An exact number: 40, 20.5 or 1/3. */
export function readNumber(text: string): Read<Weight> {
  const plain = text.trim().replaceAll(',', '');
  if (plain === '' || plain.length > 40 || !/^\d+(\.\d+)?(\/\d+)?$/.test(plain)) return bad('Type a number that is zero or more, for example 40 or 20.5');
  try {
    exact(plain);
  } catch {
    return bad('Type a number that is zero or more, for example 40 or 20.5');
  }
  return good(/^\d+$/.test(plain) && Number.isSafeInteger(Number(plain)) ? Number(plain) : plain);
}

export function readPercent(most?: number) {
  return (text: string): Read<Weight> => {
    const number = readNumber(text.trim().replace(/\s*%$/, ''));
    if (!number.ok) return bad('Type a percent, for example 40 or 33.3');
    return most !== undefined && asNumber(number.value) > most ? bad(`Type a percent up to ${most}`) : number;
  };
}

export function readCount(text: string): Read<number> {
  const plain = text.trim().replaceAll(',', '');
  return /^\d{1,7}$/.test(plain) ? good(Number(plain)) : bad('Type a whole number of students, for example 294');
}

export const readSomething = (what: string) => (text: string): Read<string> => (text.trim() === '' ? bad(what) : good(text));

export function readYear(text: string): Read<string> {
  const [, from, to] = /^\s*(\d{4})\s*[-–/]\s*(?:20)?(\d{2})\s*$/.exec(text) ?? [];
  return from !== undefined && (Number(from) + 1) % 100 === Number(to) ? good(`${from}-${to}`) : bad('Type the school year, for example 2026-27');
}

export function readDay(text: string): Read<string> {
  const plain = text.trim();
  const known = /^\d{4}-\d{2}-\d{2}$/.test(plain) ? plain : american(plain);
  const time = known === null ? Number.NaN : Date.parse(`${known}T00:00:00Z`);
  return known !== null && !Number.isNaN(time) && new Date(time).toISOString().startsWith(known) ? good(known) : bad('Type a day, for example 10/1/2026');
}

function american(text: string): string | null {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year === undefined ? null : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/** For a picture or a slider, never for money. */
export function asNumber(value: Weight | undefined): number {
  if (value === undefined) return 0;
  const { n, d } = exact(value);
  return Number(n) / Number(d);
}

export const writeAmount = (cents: number | undefined): string => (cents === undefined ? '' : `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100).toString().replace(/\B(?=(\d{3})+$)/g, ',')}.${String(Math.abs(cents) % 100).padStart(2, '0')}`);
export const writeNumber = (value: Weight | undefined): string => (value === undefined ? '' : String(value));
/** As it is typed here: "10/1/2026". */
export const writeDay = (day: string): string => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return date === undefined ? day : `${Number(month)}/${Number(date)}/${year}`;
};
