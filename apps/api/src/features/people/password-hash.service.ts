import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

/** Argon2id at OWASP's first recommendation: 19 MiB, two passes, one lane. */
export const PASSWORD_HASHING = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Verified when an address is unknown, so that the time taken tells nothing. Belongs to no password. */
const NOBODYS = hash('nobody has this password', PASSWORD_HASHING);

/** Hashing takes tens of milliseconds on purpose: never call this inside a unit of work. A class, so that tests may do less. */
@Injectable()
export class Passwords {
  hash(password: string): Promise<string> {
    return hash(password, PASSWORD_HASHING);
  }

  /** With no hash to compare to: false, as late as with one. */
  async verify(known: string | null, password: string): Promise<boolean> {
    const matches = await verify(known ?? (await NOBODYS), password);
    return known !== null && matches;
  }
}
