import { Injectable } from '@nestjs/common';
import { waitlistEntry } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { reference } from './booking.reader.js';
import { type WaitlistEntry, type WaitlistState } from './waitlist.type.js';
import { orderWords, type Place, placeReason } from './waitlist.words.js';

/** A place on a waitlist as stored, with what is shown beside it. */
export interface WaitlistRow {
  readonly id: string; readonly state: WaitlistState; readonly section_id: string; readonly home_party_id: string; readonly seats_wanted: number; readonly seats_least: number; readonly asked_at: Date;
  readonly title: string; readonly term_name: string; readonly home: WaitlistEntry['homeDistrict']; readonly teaching: WaitlistEntry['teachingDistrict']; readonly capacity: number; readonly consortium_id: string;
  readonly line: Place; readonly in_window: boolean; readonly booking_id: string | null; readonly number: number | null; readonly seat_count: number | null; readonly hold_expires_at: Date | null;
}

const ENTRIES = `
select w.id, w.state, w.section_id, w.home_party_id, w.consortium_id, w.seats_wanted, w.seats_least, w.asked_at, o.title, t.name as term_name, s.capacity,
       jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) as home, jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as teaching,
       waiting_place(w.section_id, w.home_party_id, w.consortium_id) as line, (window_over(w.section_id)).id is not null as in_window, b.id as booking_id, b.number, b.seat_count, b.hold_expires_at
  from waitlist_entry w
  join course_section s on s.id = w.section_id
  join offering o on o.id = s.id
  join term t on t.id = s.term_id
  join party h on h.id = w.home_party_id
  join party p on p.id = s.teaching_party_id
  left join booking b on b.waitlist_entry_id = w.id and b.state = 'held'`;
const BY_ID = `${ENTRIES} where w.id = $1`;
const OF_SECTION = `${ENTRIES} where w.section_id = $1 and w.home_party_id = $2 and w.state in ('waiting', 'offered')`;
const OF_DISTRICT = `${ENTRIES} where w.home_party_id = $1 and w.state in ('waiting', 'offered') order by w.asked_at, w.id limit 200`;

/** Reads places on waitlists: those of the reader's own districts, for nobody sees another's. */
@Injectable()
export class WaitlistReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
  ) {}

  /** Within the open unit of work, as the next. */
  row(id: string): Promise<WaitlistRow | null> {
    return this.uow.tx.one<WaitlistRow & Record<string, unknown>>(BY_ID, [id]);
  }

  ofSection(sectionId: string, homePartyId: string): Promise<WaitlistRow | null> {
    return this.uow.tx.one<WaitlistRow & Record<string, unknown>>(OF_SECTION, [sectionId, homePartyId]);
  }

  /** Where a district would stand if it joined now. */
  async placeFor(sectionId: string, homePartyId: string, consortiumId: string): Promise<number> {
    const row = await this.uow.tx.one<{ line: Place | null }>('select waiting_place($1, $2, $3) as line', [sectionId, homePartyId, consortiumId]);
    return row?.line?.place ?? 1;
  }

  /** Live places of one district, longest waiting first: one statement. */
  ofDistrict(homePartyId: string): Promise<WaitlistRow[]> {
    return this.uow.tx.query<WaitlistRow & Record<string, unknown>>(OF_DISTRICT, [homePartyId]);
  }

  asEntry(row: WaitlistRow, principal: Principal): WaitlistEntry {
    const context = { actor: { side: 'home' as const, roles: this.access.rolesIn(principal, row.home_party_id) }, nowMs: 0, clock: null, facts: {} };
    const waits = row.state === 'waiting';
    // While a window collects, nobody learns who else asks by where they stand: there is no order before the close.
    const stands = waits && !row.in_window;
    return {
      id: row.id, sectionId: row.section_id, title: row.title, termName: row.term_name, teachingDistrict: row.teaching, homeDistrict: row.home, state: row.state,
      seatsWanted: row.seats_wanted, seatsLeast: row.seats_least, askedAt: row.asked_at, place: stands ? row.line.place : null, reason: stands ? placeReason(row.line) : null,
      orderWords: orderWords(row.line.contributorsFirst),
      offer: row.booking_id === null ? null : { bookingId: row.booking_id, reference: reference({ number: row.number! }), seats: row.seat_count!, until: row.hold_expires_at! },
      mayChange: waitlistEntry.step(row.state, 'change', context).ok, mayLeave: waits && waitlistEntry.step(row.state, 'leave', context).ok,
      ...({ __typename: 'WaitlistEntry' } as object),
    };
  }
}
