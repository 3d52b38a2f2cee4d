import { Injectable } from '@nestjs/common';
import { type Role } from '@barnraise/lifecycle';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { type FieldProblem, invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { policies } from '../agreements/index.js';
import { reference, stepNotPossible } from '../courses/index.js';
import { InboxService } from '../inbox/index.js';
import { type AnswerGradesInput, type AttestGradesInput, type SaveGradesInput } from './grade.input.js';
import { GradeReader, type SectionRow, sheetFacts, type SheetRow } from './grade.reader.js';
import { ATTESTATION, NOBODY, readTyped } from './grade.rules.js';
import { type BookingGrades, type GradeBook, type GradeSheet } from './grade.type.js';
import { asScale } from './scale.rules.js';

const TEACHING: readonly Role[] = ['teacher', 'registrar'];
interface Attested { readonly refused?: 'not_found' | 'state' | 'missing' | 'day' | 'same' | 'scale'; readonly done?: { bookingId: string; number: number; bookingNumber: number; homePartyId: string; answerBy: string; days: number; students: number }[] }

/** What students reached: entered, attested, answered. */
@Injectable()
export class GradeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly reader: GradeReader,
  ) {}

  book(principal: Principal, sectionId: string): Promise<GradeBook | null> {
    return isId(sectionId) ? this.uow.run(principal, () => this.reader.book(sectionId)) : Promise.resolve(null);
  }

  sheets(principal: Principal, districtId: string): Promise<GradeSheet[]> {
    return isId(districtId) ? this.uow.run(principal, () => this.reader.list(districtId)) : Promise.resolve([]);
  }

  bookingGrades(principal: Principal, bookingId: string): Promise<BookingGrades | null> {
    return isId(bookingId) ? this.uow.run(principal, () => this.reader.bookingGrades(bookingId)) : Promise.resolve(null);
  }

  /** As they are typed: all of them or none, and never over what a colleague typed meanwhile. */
  save(principal: Principal, input: SaveGradesInput): Promise<GradeBook | RefusalData> {
    return this.commands.run<GradeBook>({ principal, operation: 'saveGrades', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.reader.section(input.sectionId);
      const refused = this.notMine(row, principal);
      if (refused) return refused;
      const scale = asScale(row!.scale);
      const seats = new Map((await this.reader.rows(input.sectionId, null)).seats.map((seat) => [seat.seatId, seat]));
      const problems: FieldProblem[] = [];
      const rows = input.grades.map(({ seatId, typed, lastAttended, version }, index) => {
        const at = `input.grades.${index}`;
        const seat = seats.get(seatId);
        if (seat?.withdrawn) problems.push({ field: `${at}.seatId`, rule: 'withdrawn', message: 'This student was withdrawn: W stands there, and no grade is entered.' });
        if (!seat) problems.push({ field: `${at}.seatId`, rule: 'known', message: 'No student of this class sits there.' });
        if (input.grades.findIndex((one) => one.seatId === seatId) !== index) problems.push({ field: `${at}.seatId`, rule: 'once', message: 'The same student stands here twice.' });
        if (lastAttended != null && !isUsualDay(lastAttended)) problems.push({ field: `${at}.lastAttended`, rule: 'day', message: 'There is no such day.' });
        const { grade, problem } = readTyped(typed, lastAttended ?? null, scale, { first: row!.first_day, last: row!.last_day });
        if (problem) problems.push({ field: `${at}.${problem.part === 'value' ? 'typed' : 'lastAttended'}`, rule: problem.rule, message: problem.message });
        return { seatId, status: grade?.status ?? null, mark: grade?.mark ?? null, lastAttended: grade?.lastAttended ?? null, version };
      });
      if (problems.length > 0) return invalidInput(problems);
      const answer = (await tx.one<{ saved: { refused?: string; ordinal?: number; home?: string; who?: string } }>('select save_grades($1, $2) as saved', [input.sectionId, JSON.stringify(rows)]))!.saved;
      if (answer.refused === 'changed') return stepNotPossible(`${answer.who ?? 'Somebody'} has entered another grade for seat ${answer.ordinal} of ${answer.home} meanwhile. Yours is not saved: look at theirs, then enter yours again if it is the right one.`, null);
      return answer.refused ? notFound('section') : { id: input.sectionId };
    }, (id) => this.reader.book(id));
  }

  attest(principal: Principal, input: AttestGradesInput): Promise<GradeBook | RefusalData> {
    return this.commands.run<GradeBook>({ principal, operation: 'attestGrades', idempotencyKey: input.idempotencyKey, input }, (tx) => this.writeAttestation(tx, principal, input), (id) => this.reader.book(id));
  }

  private async writeAttestation(tx: Tx, principal: Principal, { sectionId, bookingIds, reason }: AttestGradesInput): Promise<Outcome> {
    const row = await this.reader.section(sectionId);
    const refused = this.notMine(row, principal);
    if (refused) return refused;
    const [sheets, { seats }] = [await this.reader.sheetsOf(sectionId), await this.reader.rows(sectionId, null)];
    const chosen = [...new Set(bookingIds)].map((id) => sheets.find((sheet) => sheet.bookingId === id));
    if (chosen.some((sheet) => !sheet)) return notFound('booking of this class');
    for (const sheet of chosen as SheetRow[]) {
      const facts = { ...sheetFacts(row!, seats.filter(({ bookingId }) => bookingId === sheet.bookingId)), ofRecord: true, reasonGiven: reason != null };
      const decision = this.reader.may(principal, 'attest', sheet.state, 'teaching', row!.teaching_party_id, row!.now, facts);
      if (!decision.ok) return stepNotPossible(`${reference(sheet)}, ${sheet.homeDistrict.shortName}: ${decision.message}`, sheet.state);
    }
    const { done, refused: why } = (await tx.one<{ attested: Attested }>('select attest_grades($1, $2, $3, $4, $5, $6) as attested', [sectionId, [...new Set(bookingIds)], ATTESTATION, NOBODY, reason ?? null, policies['grades.answerDays'].byDefault]))!.attested;
    if (!done) return stepNotPossible(why === 'scale' ? 'A grade here is no longer on the scale of your district, which has changed: enter it anew, then attest.' : 'Somebody else was quicker: these grades have just changed. Look again, then attest.', null);
    await this.tellAttested(row!, chosen as SheetRow[], done, reason ?? null);
    if (!sheets.some((sheet) => sheet.state === 'open' && !bookingIds.includes(sheet.bookingId))) await this.inbox.settle(sectionId, ['GIVE_GRADES']);
    return { id: sectionId };
  }

  private async tellAttested(row: SectionRow, sheets: readonly SheetRow[], done: NonNullable<Attested['done']>, reason: string | null): Promise<void> {
    for (const one of done) {
      const sides = [one.homePartyId, row.teaching_party_id];
      await this.events.append({ kind: 'grades.attested', subjectType: 'grades', subjectId: one.bookingId, partyIds: sides, facts: { number: one.number, students: one.students, corrected: reason !== null } });
      await this.inbox.settle(one.bookingId, ['ACCEPT_GRADES', 'CORRECT_GRADES']);
    }
    await this.inbox.push(done.map((one) => {
      const before = sheets.find(({ bookingId }) => bookingId === one.bookingId)!;
      return {
        kind: 'ACCEPT_GRADES', isNotice: false, partyId: one.homePartyId, consortiumId: null, roles: ['registrar'], sides: [one.homePartyId, row.teaching_party_id], subjectId: one.bookingId, bookingId: one.bookingId, sectionId: row.id,
        title: before.state === 'open' ? `Grades of ${row.title} are there` : `Grades of ${row.title} were corrected`,
        detail: one.students === 0 ? `${reference({ number: one.bookingNumber })}: those who teach say that no student was placed. Without an answer that counts as accepted.`
          : `${one.students} ${one.students === 1 ? 'student' : 'students'} of ${reference({ number: one.bookingNumber })}. Without an answer they count as accepted.`,
        nextStep: 'Look at the grades', dueAt: new Date(one.answerBy), dueRule: `${one.days} days to answer`,
      };
    }));
  }

  answer(principal: Principal, input: AnswerGradesInput): Promise<BookingGrades | RefusalData> {
    return this.commands.run<BookingGrades>({ principal, operation: 'answerGrades', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.reader.sheet(input.bookingId);
      if (!row) return notFound('booking with grades');
      const disputed = input.dispute != null;
      const decision = this.reader.may(principal, disputed ? 'dispute' : 'accept', row.state, 'home', row.home_party_id, row.now, { reasonGiven: disputed });
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, row.state);
      const answer = (await tx.one<{ answered: { refused?: string } }>('select answer_grades($1, $2, $3) as answered', [input.bookingId, input.number, input.dispute ?? null]))!.answered;
      if (answer.refused) return stepNotPossible('These grades were attested anew, or answered, a moment ago. Look again before you answer.', row.state);
      const sides = [row.home_party_id, row.teaching_party_id];
      await this.events.append({ kind: disputed ? 'grades.disputed' : 'grades.accepted', subjectType: 'grades', subjectId: row.bookingId, partyIds: sides, facts: { number: input.number, bySilence: false } });
      await this.inbox.settle(row.bookingId, ['ACCEPT_GRADES']);
      const about = { partyId: row.teaching_party_id, consortiumId: null, roles: TEACHING, sides, subjectId: row.bookingId, bookingId: row.bookingId, sectionId: row.sectionId };
      await this.inbox.push([disputed
        ? { ...about, kind: 'CORRECT_GRADES', isNotice: false, title: `${row.homeDistrict.shortName} disputes grades of ${row.title}`, detail: `${reference(row)}: the reason stands beside the grades. Correct or confirm them, then attest again.`, nextStep: 'Answer the dispute' }
        : { ...about, kind: 'NOTICE', isNotice: true, title: `${row.homeDistrict.shortName} accepted the grades of ${row.title}`, detail: `${reference(row)}: nothing is left to do.` }]);
      return { id: row.bookingId };
    }, (id) => this.reader.bookingGrades(id));
  }

  /** Why this section's grades aren't the principal's to enter; null where they are. */
  private notMine(row: SectionRow | null, principal: Principal): RefusalData | null {
    if (!row) return notFound('section');
    return this.reader.ofRecord(row, principal) ? null : notAllowed('Only the teacher of record or a registrar of the teaching district enters and attests these grades.');
  }
}
