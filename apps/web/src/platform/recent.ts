import { device } from './storage.js';

export interface Recent {
  path: string;
  title: string;
  detail: string;
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' && value !== null && ['path', 'title', 'detail'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string') && (value as Recent).path.startsWith('/');

/** The last few subjects somebody opened, so that the palette can offer them. */
export const recent = {
  read(owner: string): Recent[] {
    const value = device.read(`recent.${owner}`);
    return Array.isArray(value) ? value.filter(isRecent) : [];
  },
  add(owner: string, entry: Recent): void {
    const others = recent.read(owner).filter((one) => one.path !== entry.path);
    device.write(`recent.${owner}`, [entry, ...others].slice(0, 8));
  },
};
