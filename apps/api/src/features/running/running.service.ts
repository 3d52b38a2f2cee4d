import { Injectable } from '@nestjs/common';
import { addDays, dayWords, weekdayOf } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { csvText } from '../../platform/files/csv.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { reference, stepNotPossible } from '../courses/index.js';
import { InboxService } from '../inbox/index.js';
import { PeopleService } from '../people/index.js';
import { nextClassDays } from './class-day.rules.js';
import { announcedOf, ClassReader, type ClassRow, patternOf } from './class.reader.js';
import { changeTold, dayRefusal, linkTold, markWords, withdrawnTold } from './class.words.js';
import { type AnnounceChangeInput, type MarkClassInput, type NoteProgressInput, type SetMeetingLinkInput, type WithdrawChangeInput } from './running.input.js';
import { type AttendanceDay, type AttendanceFile, type AttendanceMark, ChangeKind, type RunningClass, SeatStanding } from './running.type.js';

interface Answer { readonly refused?: string; readonly state?: string; readonly by?: string; readonly at?: string; readonly same?: boolean; readonly homes?: string[] }
const only = (field: string, rule: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule, message }]);
const NOT_TEACHING = 'The teacher of record and the registrars of the teaching district do this.';

/** As it is kept: whole, https, a host with a dot, no name or password in it. Null: no such link. */
export function linkOf(text: string): string | null {
  const url = URL.parse(text.trim());
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && /^[^/@]+\.[^/@]+$/.test(url.host) && !url.host.endsWith('.') && url.href.length <= 500 ? url.href : null;
}

/** What happens to a class while it runs. Each act writes, and tells whom it concerns, in one transaction. */
@Injectable()
export class RunningService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly ids: Ids,
    private readonly inbox: InboxService,
    private readonly people: PeopleService,
    private readonly reader: ClassReader,
  ) {}

  running(principal: Principal, sectionId: string): Promise<RunningClass | null> {
    return isId(sectionId) ? this.uow.run(principal, () => this.reader.running(sectionId)) : Promise.resolve(null);
  }

  day(principal: Principal, sectionId: string, day: string | null): Promise<AttendanceDay | null> {
    return isId(sectionId) && (day === null || isUsualDay(day)) ? this.uow.run(principal, () => this.reader.day(sectionId, day)) : Promise.resolve(null);
  }

  /** For the registrar of the home district: every mark of every seat of a booking, also of seats given back meanwhile. */
  file(principal: Principal, bookingId: string): Promise<AttendanceFile | null> {
    if (!isId(bookingId)) return Promise.resolve(null);
    return this.uow.run(principal, async (tx) => {
      const booking = await tx.one<{ number: number; title: string; home_party_id: string }>('select b.number, o.title, b.home_party_id from booking b join offering o on o.id = b.section_id where b.id = $1 and b.home_party_id = any (my_parties())', [bookingId]);
      if (!booking || !this.access.holdsAny(principal, booking.home_party_id, ['registrar'])) return null;
      const rows = await tx.query<{ ordinal: number; day: string; mark: AttendanceMark; last: string | null; newest: boolean }>(
        `select e.ordinal, a.day::text, a.mark, (max(a.day) filter (where a.mark in ('present', 'late')) over (partition by a.whose))::text as last, a.whose = marks_of(e) as newest
           from attendance a join seat e on e.id = a.seat_id where a.booking_id = $1 order by e.ordinal, a.day`, [bookingId]);
      return {
        rows: rows.length,
        csv: csvText(['Course', 'Booking', 'Seat', 'Day', 'Weekday', 'Mark', 'Last attended', 'Student'], rows.map((one) => [booking.title, reference(booking), one.ordinal, one.day, weekdayOf(one.day).toUpperCase(), markWords[one.mark], one.last, one.newest ? 'Newest in this seat' : 'Before'])),
      };
    });
  }

  setLink(principal: Principal, input: SetMeetingLinkInput): Promise<RunningClass | RefusalData> {
    return this.act('setMeetingLink', principal, input, async (tx) => {
      const row = await this.taught(principal, input.sectionId);
      if ('code' in row) return row;
      const url = input.url == null || input.url.trim() === '' ? null : linkOf(input.url);
      if (url === null && input.url != null && input.url.trim() !== '') return only('url', 'https', 'Enter the whole link as it is copied from the meeting: https://, without a name or password in front.');
      const told = linkTold(row.title, row.teaching.shortName, url);
      const answer = (await tx.one<{ done: Answer }>('select set_class_link($1, $2, $3, $4, $5) as done', [row.id, url, told.title, told.detail, this.soon(row)]))!.done;
      if (answer.refused) return notFound('section');
      if (!answer.same) await this.happened('class.linked', row, answer.homes!, { set: url !== null });
      return { id: row.id };
    });
  }

  announce(principal: Principal, input: AnnounceChangeInput): Promise<RunningClass | RefusalData> {
    return this.act('announceChange', principal, input, async (tx) => {
      const row = await this.taught(principal, input.sectionId);
      if ('code' in row) return row;
      const change = { day: input.day, kind: input.kind, startsAt: input.startsAt ?? null, endsAt: input.endsAt ?? null, reason: input.reason.trim() };
      if (!isUsualDay(change.day)) return only('day', 'day', 'There is no such day.');
      if (change.reason.length < 3) return only('reason', 'given', 'Say why, in a few words: every district reads it.');
      if (change.kind === ChangeKind.NO_CLASS && (change.startsAt ?? change.endsAt) !== null) return only('startsAt', 'none', 'A class that does not meet has no other time.');
      if (change.kind === ChangeKind.OTHER_TIME && !(change.startsAt !== null && change.endsAt !== null && change.startsAt < change.endsAt)) return only('endsAt', 'order', 'Say when it begins instead and when it ends, the end after the beginning.');
      const pattern = patternOf(row);
      const told = changeTold({ title: row.title, teaching: row.teaching.shortName, pattern }, change);
      const answer = (await tx.one<{ done: Answer }>('select announce_change($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as done',
        [this.ids.next(), row.id, change.day, change.kind, change.startsAt, change.endsAt, change.reason, told.title, told.detail, change.day <= addDays(row.today, 1)]))!.done;
      if (answer.refused === 'not_found') return notFound('section');
      if (answer.refused) return only('day', answer.refused, dayRefusal(answer.refused, change.day, { teaching: row.teaching.shortName, pattern, reason: pattern.noSchool.get(change.day) ?? row.changes.find((one) => one.day === change.day)?.reason ?? null }));
      await this.happened('class.changed', row, answer.homes!, { day: change.day, kind: change.kind });
      return { id: row.id };
    });
  }

  withdraw(principal: Principal, input: WithdrawChangeInput): Promise<RunningClass | RefusalData> {
    return this.act('withdrawChange', principal, input, async (tx) => {
      const change = await tx.one<{ section_id: string; day: string }>('select section_id, day::text from class_change where id = $1', [input.changeId]);
      if (!change) return notFound('change');
      const row = await this.taught(principal, change.section_id);
      if ('code' in row) return row;
      const told = withdrawnTold({ title: row.title, teaching: row.teaching.shortName, pattern: patternOf(row) }, change.day);
      const answer = (await tx.one<{ done: Answer }>('select withdraw_change($1, $2, $3, $4) as done', [input.changeId, told.title, told.detail, change.day <= addDays(row.today, 1)]))!.done;
      if (answer.refused === 'not_found') return notFound('change');
      if (answer.refused) return stepNotPossible(answer.refused === 'past' ? `${dayWords(change.day)} has passed: what was announced of it stays.` : 'Somebody has taken this back already.', null);
      await this.happened('class.restored', row, answer.homes!, { day: change.day });
      return { id: row.id };
    });
  }

  mark(principal: Principal, input: MarkClassInput): Promise<RunningClass | RefusalData> {
    return this.act('markClass', principal, input, async (tx) => {
      const row = await this.taught(principal, input.sectionId);
      if ('code' in row) return row;
      const blocked = isUsualDay(input.day) ? this.reader.blockedBy(row, input.day) : 'There is no such day.';
      if (blocked !== null) return only('day', 'classDay', blocked);
      if (new Set(input.exceptions.map(({ seatId }) => seatId)).size < input.exceptions.length) return only('exceptions', 'once', 'The same seat stands here twice: give it one mark.');
      const answer = (await tx.one<{ done: Answer }>('select mark_class($1, $2, $3, $4) as done', [row.id, input.day, input.revision, JSON.stringify(input.exceptions)]))!.done;
      if (answer.refused === 'changed') return stepNotPossible(await this.quicker(input.day, answer), null);
      if (answer.refused === 'seat') return only('exceptions', 'known', 'One of these seats is not in this class any more: look again.');
      if (answer.refused === 'nobody') return only('sectionId', 'seats', 'Nobody has a seat in this class on that day: there is nobody to mark.');
      if (answer.refused === 'not_found') return notFound('section');
      // The calendar changed between the two looks at it.
      if (answer.refused) return only('day', answer.refused, dayRefusal(answer.refused, input.day, { teaching: row.teaching.shortName, pattern: patternOf(row), reason: null }));
      await this.happened(input.revision === 0 ? 'class.marked' : 'class.corrected', row, answer.homes!, { day: input.day });
      return { id: row.id };
    });
  }

  progress(principal: Principal, input: NoteProgressInput): Promise<RunningClass | RefusalData> {
    return this.act('noteProgress', principal, input, async (tx) => {
      const seat = await tx.one<{ section_id: string }>('select section_id from seat where id = $1', [input.seatId]);
      const row = seat && (await this.taught(principal, seat.section_id));
      if (!row) return notFound('seat');
      if ('code' in row) return row;
      interface Noted extends Answer { bookingId: string; number: number; ordinal: number; home: string; teaching: string; title: string }
      const note = input.note?.trim() || null;
      const answer = (await tx.one<{ done: Noted }>('select note_progress($1, $2, $3, $4) as done', [this.ids.next(), input.seatId, input.standing, note]))!.done;
      if (answer.refused === 'not_found') return notFound('seat');
      if (answer.refused === 'over' || answer.refused === 'early') return stepNotPossible(answer.refused === 'over' ? 'The term is over: what a seat came to is a grade now.' : 'The class has not begun: there is no progress to tell yet.', answer.state ?? null);
      if (answer.refused) return stepNotPossible('This seat was given back: there is nobody to tell.', answer.state ?? null);
      const sides = [answer.home, answer.teaching];
      await this.events.append({ kind: 'progress.noted', subjectType: 'class', subjectId: row.id, partyIds: sides, facts: { seatId: input.seatId } });
      await this.inbox.settle(input.seatId, ['seat.progress']);
      if (input.standing !== SeatStanding.ON_TRACK) {
        await this.inbox.push([{
          kind: 'seat.progress', isNotice: true, partyId: answer.home, consortiumId: null, roles: ['counselor', 'registrar'], sides, subjectId: input.seatId, bookingId: answer.bookingId, sectionId: row.id,
          // Titles stand in subjects of mail and are read over shoulders: what is said of a student waits behind signing in.
          title: `A note on how seat ${answer.ordinal} of ${reference(answer)} gets on in ${answer.title}`, detail: `From ${row.teaching.shortName}: it stands with the booking.`,
        }]);
      }
      return { id: row.id };
    });
  }

  private act(operation: string, principal: Principal, input: { readonly idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<RunningClass | RefusalData> {
    return this.commands.run<RunningClass>({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.running(id));
  }

  /** The class, if it is the principal's to teach. */
  private async taught(principal: Principal, sectionId: string): Promise<ClassRow | RefusalData> {
    const row = await this.reader.row(sectionId);
    if (!row) return notFound('section');
    return this.reader.mayTeach(row, principal) ? row : notAllowed(NOT_TEACHING);
  }

  /** Whether the class meets today or tomorrow. */
  private soon(row: ClassRow): boolean {
    const [next] = nextClassDays(patternOf(row), announcedOf(row), row.today, row.now.getTime(), 1);
    return next !== undefined && next.day <= addDays(row.today, 1);
  }

  private happened(kind: string, row: ClassRow, homes: readonly string[], facts: object): Promise<void> {
    return this.events.append({ kind, subjectType: 'class', subjectId: row.id, partyIds: [...new Set([row.teaching.id, ...homes])], facts });
  }

  private async quicker(day: string, { by }: Answer): Promise<string> {
    const who = by == null ? null : (await this.people.namesOf([by])).get(by);
    return `${who ?? 'Somebody else'} marked ${dayWords(day)} meanwhile. Your choices are not saved yet: compare them with what stands now and save again.`;
  }
}
