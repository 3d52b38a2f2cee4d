import { readFileSync } from 'node:fs';

// A spec may read files and the clock.
export const fixture = (): string => `${readFileSync('x', 'utf8')} ${Date.now()}`;
