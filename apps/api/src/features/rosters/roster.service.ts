import { Injectable } from '@nestjs/common';
import { type Role } from '@barnraise/lifecycle';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { type FieldProblem, invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { stepNotPossible } from '../courses/index.js';
import { InboxService } from '../inbox/index.js';
import { type PlaceStudentsInput, type RosterFileInput, type StudentInput } from './roster.input.js';
import { RosterReader, type RosterRow } from './roster.reader.js';
import { type PlacingFacts, type Student, studentProblems, trimmed } from './roster.rules.js';
import { readRosterFile } from './roster-file.rules.js';
import { type ClassRoster, type Roster, type RosterFile } from './roster.type.js';

/** Who is told on the teaching side that a roster is there, or another. */
const TOLD: readonly Role[] = ['teacher', 'registrar'];

interface Placed { readonly refused?: 'not_found' | 'state' | 'over' | 'twice' | 'graded'; readonly state?: string; readonly from?: string; readonly to?: string; readonly placed?: number }

/** Who sits in which seat. Names go in here, and come out only by `DisclosureService`. */
@Injectable()
export class RosterService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly reader: RosterReader,
  ) {}

  roster(principal: Principal, bookingId: string): Promise<Roster | null> {
    return isId(bookingId) ? this.uow.run(principal, () => this.reader.roster(bookingId)) : Promise.resolve(null);
  }

  classRoster(principal: Principal, sectionId: string): Promise<ClassRoster | null> {
    return isId(sectionId) ? this.uow.run(principal, () => this.reader.classRoster(sectionId)) : Promise.resolve(null);
  }

  /** A file, looked at: nothing is stored. Null for a booking whose students are not the principal's to place. */
  readFile(principal: Principal, { bookingId, text }: RosterFileInput): Promise<RosterFile | null> {
    return this.uow.run(principal, async () => {
      const row = await this.reader.row(bookingId);
      if (!row || !this.reader.mayPlace(row, principal).ok) return null;
      const { students, problems } = readRosterFile(text, await this.facts(row));
      return { students: [...students], problems: [...problems] };
    });
  }

  /** Places students and empties seats: all of it, or nothing. The receipt holds no name. */
  async place(principal: Principal, input: PlaceStudentsInput): Promise<Roster | RefusalData> {
    const students = input.students.map(asStudent);
    const sealed = await this.uow.run(principal, (tx) => tx.one<{ seal: string | null }>('select fingerprint((select home_party_id from booking where id = $1), $2) as seal', [input.bookingId, JSON.stringify(students)]));
    return this.commands.run<Roster>(
      { principal, operation: 'placeStudents', idempotencyKey: input.idempotencyKey, input: { bookingId: input.bookingId, emptied: input.emptied, students: sealed?.seal ?? '' } },
      (tx) => this.write(tx, principal, input, students), (id) => this.reader.roster(id));
  }

  private async write(tx: Tx, principal: Principal, { bookingId, emptied }: PlaceStudentsInput, students: readonly Student[]): Promise<Outcome> {
    const row = await this.reader.row(bookingId);
    if (!row) return notFound('booking');
    const decision = this.reader.mayPlace(row, principal);
    if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, row.state);
    const problems = studentProblems(students, await this.facts(row)).map(({ index, field, rule, message }): FieldProblem => ({ field: `input.students.${index}.${field}`, rule, message }));
    const strange = emptied.filter((id) => !row.seats.some((seat) => seat.id === id)).map((): FieldProblem => ({ field: 'input.emptied', rule: 'known', message: 'That seat is not one of this booking.' }));
    if (problems.length + strange.length > 0) return invalidInput([...problems, ...strange]);
    if (students.length + emptied.length === 0) return invalidInput([{ field: 'input.students', rule: 'some', message: 'Nobody was named: enter at least one student.' }]);

    const answer = (await tx.one<{ placed: Placed }>('select place_students($1, $2, $3) as placed', [bookingId, JSON.stringify(students), emptied]))!.placed;
    if (answer.refused === 'twice') return invalidInput([{ field: 'input.students', rule: 'once', message: 'One of these students sits in this class already, in another seat or booking. Each student has one seat.' }]);
    if (answer.refused === 'not_found') return notFound('booking');
    if (answer.refused === 'graded') return stepNotPossible('The grades of these seats are attested: whoever sits in them stays. What is wrong about a grade is disputed with the grades.', answer.state ?? null);
    if (answer.refused === 'over') return stepNotPossible('The course is over: whoever sits in a seat stays. Name students for empty seats alone.', answer.state ?? null);
    if (answer.refused) return stepNotPossible('Somebody else was quicker: this booking has just changed. Look again.', answer.state ?? null);
    await this.tell(row, answer);
    return { id: bookingId };
  }

  /** Nothing of it names anybody. */
  private async tell(row: RosterRow, { from, to, placed }: Placed): Promise<void> {
    const first = from === 'accepted' && to === 'rostered';
    const facts = { placed, seats: row.seat_count, sectionId: row.section_id };
    const partyIds = [row.home_party_id, row.teaching_party_id];
    await this.events.append(first
      ? { kind: 'booking.rostered', subjectType: 'booking', subjectId: row.id, partyIds, facts: { before: from, after: to, ...facts } }
      : { kind: 'roster.placed', subjectType: 'roster', subjectId: row.id, partyIds, facts });
    await this.inbox.settle(row.id, ['PLACE_STUDENTS']);
    await this.inbox.push([{
      kind: 'NOTICE', isNotice: true, partyId: row.teaching_party_id, consortiumId: null, roles: TOLD, sides: partyIds, subjectId: row.id, bookingId: row.id, sectionId: row.section_id,
      title: first ? `${row.home.shortName} has placed students in ${row.title}` : `${row.home.shortName} changed who sits in ${row.title}`, detail: `${placed ?? 0} of ${row.seat_count} seats have a student. The class list shows them to those who may know.`,
    }]);
  }

  private async facts(row: RosterRow): Promise<PlacingFacts> {
    return { seats: row.seats, ...(await this.reader.choices(row)) };
  }
}

const asStudent = ({ seatId, givenName, familyName, studentNumber, gradeLevel, schoolId, counselorId, accommodationsContact }: StudentInput): Student =>
  trimmed({ seatId, givenName, familyName, studentNumber, gradeLevel, schoolId, counselorId: counselorId ?? null, accommodationsContact: accommodationsContact ?? null });
