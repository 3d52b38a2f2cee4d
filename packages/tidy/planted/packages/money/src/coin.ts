// caught: pure-packages
import { readFileSync } from 'node:fs';

export const coin = (): string => readFileSync('coin', 'utf8');
