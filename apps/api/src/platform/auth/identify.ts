import { Inject, Injectable } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.js';
import { DATA_SOURCE, UnitOfWork } from '../database/unit-of-work.js';
import { nobody, type Principal } from './principal.js';
import { SESSION_HOURS } from './session-cookie.js';

export interface Identified extends Principal {
  /** Since the session was last marked as in use. */
  readonly staleSeconds: number;
}

const TOUCH_AFTER_SECONDS = 60;

/** From a session token's hash to who holds it: one statement, asked anew for every request, so that an ended session ends at once. */
@Injectable()
export class Identify {
  constructor(
    @Inject(DATA_SOURCE) private readonly source: DataSource,
    private readonly uow: UnitOfWork,
  ) {}

  async byToken(tokenHash: string | null): Promise<Identified> {
    const unknown = { ...nobody, staleSeconds: 0 };
    if (!tokenHash) return unknown;
    const { rows } = await poolOf(this.source).query<{ who: Identified | null }>({ name: 'identify', text: 'select identify($1) as who', values: [tokenHash] });
    return rows[0]?.who ?? unknown;
  }

  /** Lets a session in use live on, at most once a minute; true when its cookie should live on too. */
  async keepAlive(who: Identified): Promise<boolean> {
    if (!who.sessionId || who.staleSeconds < TOUCH_AFTER_SECONDS) return false;
    await this.uow.run(who, (tx) =>
      tx.query('update session set last_seen_at = app_now(), expires_at = app_now() + make_interval(hours => $2) where id = $1 and ended_at is null', [who.sessionId, SESSION_HOURS]),
    );
    return true;
  }
}
