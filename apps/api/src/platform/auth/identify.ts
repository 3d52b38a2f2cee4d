import { Inject, Injectable } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { DATA_SOURCE } from '../database/unit-of-work.js';
import { nobody, type Principal } from './principal.js';

interface Identified extends Principal {
  readonly staleSeconds: number;
}

/** From a session token's hash to who holds it: one statement, asked anew for every request, so that an ended session ends at once. */
@Injectable()
export class Identify {
  constructor(@Inject(DATA_SOURCE) private readonly source: DataSource) {}

  async byToken(tokenHash: string | null): Promise<Principal> {
    if (!tokenHash) return nobody;
    const [row] = await this.source.query<{ who: Identified | null }[]>('select identify($1) as who', [tokenHash]);
    return row?.who ?? nobody;
  }
}
