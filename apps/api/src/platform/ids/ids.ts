import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';

/** Where ids come from: time-ordered UUIDs. A class so that tests and the seed can put another in its place. */
@Injectable()
export class Ids {
  next(): string {
    return v7();
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for what the database would take as an id. A malformed one simply belongs to nothing. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
