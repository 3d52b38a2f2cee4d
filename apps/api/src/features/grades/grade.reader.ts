import { Injectable } from '@nestjs/common';
import { gradeSheet, type GradeFacts, type GradeSide, type GradeStep, type Outcome, type GradeState } from '@barnraise/lifecycle';
import { instantOf } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { policies } from '../agreements/index.js';
import { reference } from '../courses/index.js';
import { atHome, ATTESTATION, type Grade, NOBODY, typedOf, typeWords } from './grade.rules.js';
import { type BookingGrades, type GradeAttestation, type GradeBook, type GradeBookSeat, type GradeBookSheet, type GradeSheet } from './grade.type.js';
import { asScale, marksOf, type Scale, scaleWords } from './scale.rules.js';

type Attested = Omit<GradeAttestation, 'at' | 'answeredAt' | 'by' | 'answeredBy'> & { at: string; answeredAt: string | null; by: string; answeredBy: string | null; scaleId: string | null; homeScaleId: string | null };
/** A sheet as the database tells it to both sides. */
export interface SheetRow extends Omit<GradeSheet, 'attestations' | 'reference' | 'answerBy'> {
  readonly number: number; readonly home_party_id: string; readonly teaching_party_id: string; readonly time_zone: string; readonly first_day: string; readonly answer_by: Date | null; readonly attested: Attested[]; readonly now: Date;
}
interface SeatRow { seatId: string; bookingId: string; ordinal: number; withdrawn: boolean; seen: string | null; version: number | null; entered: (Grade & { by: string; at: string }) | null; attested: (Grade & { number: number })[] }
/** What a course counts as at home. */
export interface Counted { readonly local_code: string; readonly local_title: string; readonly credit_hundredths: number }
interface Rows { readonly seats: SeatRow[]; readonly reasons: { bookingId: string; number: number; reason: string | null; answerReason: string | null }[] }

const agreed = `coalesce((select (r.value #>> '{}')::int from policy_version r where r.key = 'grades.dueDays' and r.id = any (b.governing_policy_ids)), ${policies['grades.dueDays'].byDefault})`;
const own = '(select n.deadline_days from grade_setting n where n.party_id = b.home_party_id order by n.version desc limit 1)';
const SHEETS = `
select b.id as "bookingId", b.number, b.state as "bookingState", b.section_id as "sectionId", b.home_party_id, b.teaching_party_id, o.title, t.name as "termName", s.first_day::text, s.last_day::text as "lastDay", s.time_zone,
       coalesce(g.state, 'open') as state, coalesce(g.due_on, s.last_day + least(${agreed}, ${own}))::text as "dueOn",
       coalesce(g.due_rule, case when ${own} < ${agreed} then ${own} || ' days after the last day, as ' || h.short_name || ' needs them' else ${agreed} || ' days after the last day, as members agreed' end) as "dueRule",
       g.answer_by, app_now() as now, (select count(*)::int from placement p where p.booking_id = b.id) as students, b.seat_count as seats,
       jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) as "homeDistrict", jsonb_build_object('id', x.id, 'name', x.name, 'shortName', x.short_name) as "teachingDistrict",
       coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'by', a.attested_by, 'at', a.attested_at, 'sentence', a.sentence, 'answer', a.answer, 'answeredBy', a.answered_by, 'answeredAt', a.answered_at,
          'nobody', a.nobody, 'scaleId', a.scale_id, 'homeScaleId', a.home_scale_id) order by a.number desc) from grade_attestation a where a.booking_id = b.id), '[]') as attested
  from booking b join course_section s on s.id = b.section_id join offering o on o.id = s.id join term t on t.id = s.term_id join party h on h.id = b.home_party_id join party x on x.id = b.teaching_party_id
  left join grade_sheet g on g.booking_id = b.id
 where (is_given(b.state) or (b.state = 'withdrawn' and o.state <> 'cancelled' and exists (select from placement p where p.booking_id = b.id))) and `;

const SECTION = `select s.id, o.title, t.name as term_name, s.first_day::text, s.last_day::text, s.time_zone, s.teaching_party_id, grades_here(s) as of_record, app_now() as now,
  (select n.scale from grade_setting n where n.party_id = s.teaching_party_id order by n.version desc limit 1) as scale
  from course_section s join offering o on o.id = s.id join term t on t.id = s.term_id where s.id = $1`;
export interface SectionRow { readonly id: string; readonly title: string; readonly term_name: string; readonly first_day: string; readonly last_day: string; readonly time_zone: string; readonly teaching_party_id: string; readonly of_record: boolean; readonly now: Date; readonly scale: unknown }

/** Sheets of grades in a fixed number of statements; the grades themselves by the one function that gives them. */
@Injectable()
export class GradeReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
  ) {}

  /** Within the open unit of work, as everything here. */
  section(sectionId: string): Promise<SectionRow | null> {
    return this.uow.tx.one<SectionRow & Record<string, unknown>>(SECTION, [sectionId]);
  }

  sheetsOf(sectionId: string): Promise<SheetRow[]> {
    return this.uow.tx.query<SheetRow & Record<string, unknown>>(`${SHEETS} b.section_id = $1 order by h.short_name, b.number`, [sectionId]);
  }

  async sheet(bookingId: string): Promise<SheetRow | null> {
    return this.uow.tx.one<SheetRow & Record<string, unknown>>(`${SHEETS} b.id = $1`, [bookingId]);
  }

  /** Whether this person enters and attests grades of the section at all: the database's own rows say so. */
  ofRecord(row: SectionRow, principal: Principal): boolean {
    return row.of_record && this.access.holdsAny(principal, row.teaching_party_id, ['registrar', 'teacher']);
  }

  /** One step of a sheet, as the lifecycle says. */
  may(principal: Principal, step: GradeStep, state: GradeState, side: GradeSide, partyId: string, now: Date, facts: Partial<GradeFacts>): Outcome<GradeState> {
    return gradeSheet.step(state, step, { actor: { side, roles: this.access.rolesIn(principal, partyId) }, nowMs: now.getTime(), clock: null, facts });
  }

  /** Every sheet of a district, on either side, those that wait first. */
  async list(districtId: string): Promise<GradeSheet[]> {
    const rows = await this.uow.tx.query<SheetRow & Record<string, unknown>>(
      `${SHEETS} (b.home_party_id = $1 or b.teaching_party_id = $1) and $1::uuid = any (my_parties()) and (g.state is not null or s.last_day <= (app_now() at time zone s.time_zone)::date + 30)
       order by coalesce(g.state, 'open') = 'accepted', coalesce(g.due_on, s.last_day), o.title, b.number`, [districtId]);
    return this.told(rows, []);
  }

  /** Null for those who don't enter its grades. */
  async book(sectionId: string): Promise<GradeBook | null> {
    const { principal } = this.uow.tx;
    const row = await this.section(sectionId);
    if (!row || !this.ofRecord(row, principal)) return null;
    const [sheets, { seats, reasons }] = await Promise.all([this.sheetsOf(sectionId), this.rows(sectionId, null)]);
    const scale = asScale(row.scale);
    const told = await this.told(sheets, reasons);
    const order = new Map(sheets.map((sheet, at) => [sheet.bookingId, at]));
    return {
      sectionId: row.id, title: row.title, termName: row.term_name, firstDay: row.first_day, lastDay: row.last_day, scaleWords: scaleWords(scale), typeWords: typeWords(scale), marks: marksOf(scale), attestation: ATTESTATION, attestationOfNobody: NOBODY,
      sheets: sheets.map((sheet, at): GradeBookSheet => {
        const mine = seats.filter((seat) => seat.bookingId === sheet.bookingId);
        const facts = sheetFacts(row, mine);
        // The reason is asked for in the dialog: here only what else stands in the way.
        const decision = this.may(principal, 'attest', sheet.state, 'teaching', row.teaching_party_id, row.now, { ...facts, ofRecord: true, reasonGiven: true });
        return { ...told[at]!, missing: mine.filter((seat) => seat.entered === null).length, changed: facts.changed, mayAttest: decision.ok, attestBlockedBy: decision.ok ? null : decision.message };
      }),
      seats: seats.map((seat): GradeBookSeat => ({
        seatId: seat.seatId, bookingId: seat.bookingId, ordinal: seat.ordinal, withdrawn: seat.withdrawn, seenOn: seat.seen, typed: seat.entered ? typedOf(seat.entered) : '', lastAttended: seat.entered?.lastAttended ?? null, version: seat.version ?? 0,
        enteredBy: seat.entered?.by ?? null, enteredAt: seat.entered ? new Date(seat.entered.at) : null, attested: seat.attested[0] ? typedOf(seat.attested[0]) : null,
      })).sort((a, b) => order.get(a.bookingId)! - order.get(b.bookingId)! || a.ordinal - b.ordinal),
      ...({ __typename: 'GradeBook' } as object),
    };
  }

  /** Null for those of neither side; without grades for those who may not know them. */
  async bookingGrades(bookingId: string): Promise<BookingGrades | null> {
    const { tx } = this.uow;
    const row = await this.sheet(bookingId);
    if (!row) return null;
    const [{ seats, reasons }, mapping] = await Promise.all([this.rows(null, bookingId), this.countedAs(row)]);
    const [sheet] = await this.told([row], reasons);
    const last = row.attested[0];
    const { from, to } = await this.scales(row);
    return {
      bookingId, sheet: sheet!, mayKnow: seats.length > 0, theirScale: scaleWords(from), ourScale: scaleWords(to), fixed: last?.answer === 'accepted',
      countsAs: mapping ? `${mapping.local_code}, ${mapping.local_title}, ${(mapping.credit_hundredths / 100).toFixed(2)} credit` : null,
      mayAnswer: this.may(tx.principal, 'accept', row.state, 'home', row.home_party_id, row.now, {}).ok,
      grades: seats.flatMap((seat) => {
        const [newest, before] = seat.attested;
        if (!newest || newest.number !== last?.number) return [];
        const { mark, how, passed } = atHome(newest, from, to);
        return [{ seatId: seat.seatId, ordinal: seat.ordinal, given: typedOf(newest), ours: mark, how, passed, lastAttended: newest.lastAttended, before: before && typedOf(before) !== typedOf(newest) ? typedOf(before) : null }];
      }),
      ...({ __typename: 'BookingGrades' } as object),
    };
  }

  /** What the course counts as in the home district: as it was mapped for the school year of the class, on pages and papers alike. */
  countedAs({ sectionId, home_party_id: home }: SheetRow): Promise<Counted | null> {
    return this.uow.tx.one<Counted & Record<string, unknown>>(
      `select m.local_code, m.local_title, m.credit_hundredths from course_mapping m join course_section s on s.id = m.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
        where m.section_id = $1 and m.home_party_id = $2 and m.state = 'approved' and m.school_year = y.name`, [sectionId, home]);
  }

  /** The scale a booking's grades were given on, and the home district's: the one that was accepted, else the newest. */
  async scales({ attested, home_party_id: home, teaching_party_id: teaching }: SheetRow): Promise<{ from: Scale; to: Scale }> {
    const last = attested[0];
    const rows = await this.uow.tx.query<{ id: string; party_id: string; scale: unknown; newest: boolean }>(
      `select id, party_id, scale, version = max(version) over (partition by party_id) as newest from grade_setting where party_id = any ($1)`, [[home, teaching]]);
    const byId = (id: string | null) => rows.find((row) => row.id === id)?.scale;
    const newest = (party: string) => rows.find((row) => row.party_id === party && row.newest)?.scale;
    return { from: asScale(last ? byId(last.scaleId) : newest(teaching)), to: asScale(last?.answer === 'accepted' ? byId(last.homeScaleId) : newest(home)) };
  }

  async rows(sectionId: string | null, bookingId: string | null): Promise<Rows> {
    return (await this.uow.tx.one<{ rows: Rows }>('select grade_rows($1, $2) as rows', [sectionId, bookingId]))!.rows;
  }

  private async told(rows: readonly SheetRow[], reasons: Rows['reasons']): Promise<GradeSheet[]> {
    const people = [...new Set(rows.flatMap((row) => row.attested.flatMap(({ by, answeredBy }) => [by, ...(answeredBy ? [answeredBy] : [])])))];
    const names = new Map((await this.uow.tx.query<{ account_id: string; display_name: string }>('select account_id, display_name from names_of($1)', [people])).map((one) => [one.account_id, one.display_name]));
    const named = (account: string) => names.get(account) ?? 'Somebody who has left';
    return rows.map((row) => ({
      bookingId: row.bookingId, reference: reference(row), bookingState: row.bookingState, state: row.state, sectionId: row.sectionId, title: row.title, termName: row.termName, lastDay: row.lastDay,
      homeDistrict: row.homeDistrict, teachingDistrict: row.teachingDistrict, students: row.students, seats: row.seats, dueOn: row.dueOn, dueRule: row.dueRule, answerBy: row.answer_by,
      attestations: row.attested.map((one) => {
        const why = reasons.find(({ bookingId, number }) => bookingId === row.bookingId && number === one.number);
        return { number: one.number, by: named(one.by), at: new Date(one.at), sentence: one.sentence, nobody: one.nobody, reason: why?.reason ?? null, answer: one.answer, answeredBy: one.answeredBy ? named(one.answeredBy) : null, answeredAt: one.answeredAt ? new Date(one.answeredAt) : null, answerReason: why?.answerReason ?? null };
      }),
    }));
  }
}

/** What the lifecycle asks of a sheet. */
export function sheetFacts(section: { readonly last_day: string; readonly time_zone: string }, seats: readonly SeatRow[]): { lastDayMs: number; everyStudentGraded: boolean; changed: boolean } {
  const differs = ({ entered, attested: [last] }: SeatRow) => entered?.status !== last?.status || entered?.mark !== last?.mark || entered?.lastAttended !== last?.lastAttended;
  return { lastDayMs: instantOf(section.last_day, '00:00', section.time_zone), everyStudentGraded: seats.every(({ entered }) => entered !== null), changed: seats.some(differs) };
}
