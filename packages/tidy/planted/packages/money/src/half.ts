import { Temporal } from 'temporal-polyfill';
import { type Machine } from '@barnraise/lifecycle';

export const half = (cents: number, of: Machine, on: Temporal.PlainDate): number => cents / 2 + String(of).length + on.day;
