import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isId } from '../../platform/ids/ids.js';
import { CalendarService } from '../calendars/index.js';
import { type Alternative } from './alternatives.type.js';
import { BookingReader } from './booking.reader.js';
import { homeFit } from './fit.rules.js';
import { meetingOf } from './meeting.words.js';

const SHOWN = 3;

interface Candidate {
  readonly id: string; readonly title: string; readonly teaching: Alternative['teachingDistrict']; readonly teaching_party_id: string; readonly term_name: string; readonly first_day: string; readonly last_day: string;
  readonly modality: string; readonly meeting_days: string[]; readonly starts_at: string | null; readonly ends_at: string | null; readonly time_zone: string; readonly left: number; readonly same_course: boolean;
}

/** Open sections of the same subject area and time, with seats enough: the same course first. */
const CANDIDATES = `
select s.id, o.title, jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as teaching, s.teaching_party_id, t.name as term_name, s.first_day::text, s.last_day::text, s.modality,
       s.meeting_days, s.starts_at, s.ends_at, s.time_zone, seats_left(now.section, false, today_at(s.time_zone)) as left, s.sced_code = gone.sced_code as same_course
  from course_section gone
  join course_section s on s.id <> gone.id and s.sced_version = gone.sced_version and left(s.sced_code, 2) = left(gone.sced_code, 2) and s.teaching_party_id <> $2
       and s.first_day < gone.last_day and s.last_day > gone.first_day
  join offering o on o.id = s.id and o.state = 'open'
  join party p on p.id = s.teaching_party_id
  join term t on t.id = s.term_id
  cross join lateral (select without_overdue(s) as section) now
 where gone.id = $1 and seats_left(now.section, false, today_at(s.time_zone)) >= $3
 order by same_course desc, s.first_day, s.id limit 20`;

/** What else fits a home district whose seats came to nothing. */
@Injectable()
export class AlternativesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly calendars: CalendarService,
    private readonly bookings: BookingReader,
  ) {}

  /** Up to three, the same course first, then what fits the home school day on most days. */
  of(principal: Principal, bookingId: string): Promise<Alternative[]> {
    if (!isId(bookingId)) return Promise.resolve([]);
    return this.uow.run(principal, async (tx) => {
      const [booking] = await this.bookings.rows([bookingId]);
      if (!booking) return [];
      const found = await tx.query<Candidate & Record<string, unknown>>(CANDIDATES, [booking.section_id, booking.home_party_id, booking.seat_count]);
      const [home, closed] = await Promise.all([
        this.calendars.schoolDay(booking.home_party_id, booking.first_day),
        this.calendars.noSchoolDaysOf([...new Set(found.map((one) => one.teaching_party_id))], booking.first_day, booking.last_day),
      ]);
      return found
        .map((one) => ({ one, fit: homeFit(one, closed.get(one.teaching_party_id) ?? [], home) }))
        .sort((a, b) => Number(b.one.same_course) - Number(a.one.same_course) || share(b.fit) - share(a.fit))
        .slice(0, SHOWN)
        .map(({ one, fit }) => ({
          id: one.id, title: one.title, teachingDistrict: one.teaching, termName: one.term_name, firstDay: one.first_day, lastDay: one.last_day,
          meeting: meetingOf(one.meeting_days, one.starts_at, one.ends_at, one.time_zone), seatsLeft: one.left, fitSentence: fit.sentence,
        }));
    });
  }
}

/** How much of a week fits, 0 to 1; without fixed times all of it, unknown none. */
const share = (fit: { known: boolean; daysFitting: number; daysTotal: number; overlapMin: number; meetingMin: number }): number =>
  !fit.known ? 0 : fit.meetingMin === 0 ? 1 : (fit.daysFitting / Math.max(1, fit.daysTotal)) * (fit.overlapMin / fit.meetingMin);
