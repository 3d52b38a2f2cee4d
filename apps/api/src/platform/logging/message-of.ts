import { types } from 'node:util';

/** What an error says; anything may be thrown. */
export const messageOf = (thrown: unknown): string => (types.isNativeError(thrown) ? thrown.message : String(thrown));
