// caught: file-names
import { second } from './second.policy.js';

export const first = (): number => second();
