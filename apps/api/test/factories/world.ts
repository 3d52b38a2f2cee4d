import { hash } from '@node-rs/argon2';
import { canonicalJson, estimateSeats, type Json, type SeatPlan } from '@barnraise/cost-sharing';
import { type Role, roles } from '@barnraise/lifecycle';
import { type Pool } from 'pg';
import { id } from './ids.js';

/**
 * One small world behind the walls. Consortium A: districts A1 (home), A2 (teaching), A3; consortium B: B1; AB is in both.
 * In each place one person of every role. What belongs to one district alone carries `hush-<district>`, what belongs to
 * consortium B its word: an answer that holds either has come through a wall.
 */
export const A = id(1);
export const B = id(2);
export const wordOf = { [A]: 'Aspen', [B]: 'Zephyr' } as Readonly<Record<string, string>>;
export const districts = { A1: id(11), A2: id(12), A3: id(13), B1: id(14), AB: id(15) } as const;
export type District = keyof typeof districts;
export const districtNames = Object.keys(districts) as District[];
export const membersOf: Readonly<Record<string, readonly District[]>> = { [A]: ['A1', 'A2', 'A3', 'AB'], [B]: ['B1', 'AB'] };
export const consortiaOf = (district: District): string[] => [A, B].filter((consortium) => membersOf[consortium]!.includes(district));

export const consortiumRoles: readonly Role[] = ['coordinator', 'fiscal_agent'];
export const districtRoles = roles.filter((role) => !consortiumRoles.includes(role));
export const PASSWORD = 'plain unrelated words';
export const SCHOOL_YEAR = '2026-27';
export const PRICE_CENTS = 25_000;
const PLAN: SeatPlan = { method: 'fixed-price-per-seat', priceCents: PRICE_CENTS };

/** The one person of a role in a place. */
export function personOf(role: Role, place: District | typeof A | typeof B): string {
  const at = place in districts ? districtNames.indexOf(place as District) + 1 : place === A ? 8 : 9;
  return id(10_000 + at * 100 + roles.indexOf(role));
}

export type Row = Record<string, unknown>;

/** Some rows of one table in one statement. */
export async function insertRows(owner: Pool, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await owner.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)]);
}

export const day = (fromToday: number): string => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
export const soon = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const now = (): string => new Date().toISOString();

const schoolOf = (district: District) => id(100 + districtNames.indexOf(district));
const yearOf = (district: District) => id(200 + districtNames.indexOf(district));
const termOf = (district: District) => id(300 + districtNames.indexOf(district));
export const planOf = (district: District) => id(400 + districtNames.indexOf(district));
/** The section each district shares with its consortia; it has a card in the catalogue. */
export const sectionOf = (district: District) => id(500 + districtNames.indexOf(district));
/** What is said of a district where its neighbors hear it. */
export const nameOf = (district: District) => (district === 'AB' ? 'Bridge' : `${wordOf[consortiaOf(district)[0]!]} ${district}`);

export async function insertWorld(owner: Pool): Promise<World> {
  await insertRows(owner, 'consortium', [A, B].map((c) => ({ id: c, name: `${wordOf[c]} Consortium`, short_name: wordOf[c], about: `For ${wordOf[c]}`, created_at: now() })));
  await insertRows(owner, 'party', districtNames.map((d) => ({ id: districts[d], kind: 'district', name: `${nameOf(d)} School District`, short_name: nameOf(d), time_zone: 'America/Boise' })));
  await insertRows(owner, 'consortium_member', districtNames.flatMap((d) => consortiaOf(d).map((c) => ({ consortium_id: c, party_id: districts[d], since: '2020-07-01' }))));
  await insertRows(owner, 'school', districtNames.map((d) => ({ id: schoolOf(d), party_id: districts[d], name: `${nameOf(d)} High`, level: 'High', highest_grade: '12', time_zone: 'America/Boise', is_virtual: false })));
  await insertRows(owner, 'dated_count', districtNames.map((d, n) => ({ id: id(600 + n), party_id: districts[d], measure: 'fall-membership', counted_on: day(-60), source: 'NCES' })));
  await insertRows(owner, 'dated_count_part', districtNames.map((d, n) => ({ count_id: id(600 + n), school_id: schoolOf(d), students: 100 + n })));
  await insertRows(owner, 'school_year', districtNames.map((d) => ({ id: yearOf(d), party_id: districts[d], name: SCHOOL_YEAR, first_day: day(-30), last_day: day(240), weekdays: ['MON', 'TUE', 'WED', 'THU', 'FRI'] })));
  await insertRows(owner, 'term', districtNames.map((d) => ({ id: termOf(d), school_year_id: yearOf(d), code: 'year', name: 'Full year', first_day: day(-30), last_day: day(240) })));
  await insertRows(owner, 'no_school_day', districtNames.map((d) => ({ school_year_id: yearOf(d), day: day(30), reason: 'Teachers meet' })));
  await insertRows(owner, 'bell_period', districtNames.map((d) => ({ school_id: schoolOf(d), ordinal: 1, days: ['MON', 'WED'], name: 'Period 1', starts_at: '08:00', ends_at: '10:00' })));
  await insertRows(owner, 'sced_course', [{ version: '12', code: '02110', area_code: '02', area_name: 'Mathematics', title: 'Pre-Calculus', description: 'For tests' }]);
  await insertPeople(owner);
  const limits = { counselor: null, registrar: null, procurement_officer: null, business_manager: null, superintendent: null, district_administrator: null };
  await insertRows(owner, 'policy_version', districtNames.map((d, n) => ({ id: id(700 + n), party_id: districts[d], key: 'spending.limits', value: limits, effective_from: '2020-07-01', citation: `hush-${d}-limits`, created_at: now() })));
  await insertRows(owner, 'policy_version', [A, B].map((c, n) => ({ id: id(720 + n), consortium_id: c, key: 'seats.holdHours', value: 24, effective_from: '2020-07-01', citation: `${wordOf[c]} agreement`, created_at: now() })));
  await insertRows(owner, 'cost_plan_version', districtNames.map((d) => ({ id: planOf(d), party_id: districts[d], consortium_ids: consortiaOf(d), plan: PLAN, created_at: now() })));
  const world = new World(owner);
  for (const d of districtNames) await world.section({ id: sectionOf(d), teaching: d, card: true });
  for (const state of bookingStates) await world.booking({ state });
  for (const [home, teaching, consortium] of [['A1', 'AB', A], ['B1', 'AB', B], ['AB', 'B1', B], ['A2', 'A3', A]] as const) await world.booking({ state: 'accepted', home, teaching, section: sectionOf(teaching), consortium });
  for (const d of districtNames) await world.inboxItem({ place: districts[d], words: `hush-${d}` });
  return world;
}

async function insertPeople(owner: Pool): Promise<void> {
  const held = [...districtNames.flatMap((d) => districtRoles.map((role) => ({ role, place: d as District | string }))), ...[A, B].flatMap((c) => consortiumRoles.map((role) => ({ role, place: c })))];
  const word = (place: string) => (place in districts ? place : wordOf[place]!);
  await insertRows(owner, 'account', held.map(({ role, place }) => ({
    id: personOf(role, place as District), email: `hush-${word(place)}-${role}@example.org`.toLowerCase(), status: 'active', created_at: now(),
    display_name: `${place in districts ? nameOf(place as District) : wordOf[place]} ${role}`,
  })));
  await insertRows(owner, 'role_assignment', held.map(({ role, place }, n) => ({
    id: id(20_000 + n), account_id: personOf(role, place as District), role, granted_at: now(), ...(place in districts ? { party_id: districts[place as District], consortium_id: null } : { party_id: null, consortium_id: place }),
  })));
}

export const bookingStates = ['held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'] as const;
export type State = (typeof bookingStates)[number];
const given = (state: State) => ['accepted', 'rostered', 'active', 'completed'].includes(state);
const takes = (state: State) => ['held', 'awaiting_approval', 'requested'].includes(state) || given(state);

function workedOut(home: District, teaching: District): Row {
  const facts = { host: districts[teaching], capacity: 5000, seats: {}, names: { [districts[home]]: nameOf(home), [districts[teaching]]: nameOf(teaching) } };
  const request = { member: districts[home], seats: 1 };
  const result = estimateSeats(PLAN, facts, request);
  if (!result.ok) throw new Error(result.refusal.message);
  return { input_hash: result.estimate.inputHash, input_text: canonicalJson({ facts, request } as unknown as Json), trace_text: canonicalJson(result.estimate.trace as unknown as Json) };
}

type RoundStage = 'draft' | 'open' | 'asking' | 'locked' | 'released' | 'received';

/** Makes fresh rows, each by itself: nothing that one test changes is another's. */
export class World {
  private years = 0;
  private next = 1_000_000;
  private passwordHash: string | null = null;

  constructor(readonly owner: Pool) {}

  id(): string {
    return id(this.next++);
  }

  async section({ id: section = this.id(), teaching = 'A2' as District, card = false } = {}): Promise<string> {
    const { owner } = this;
    const title = `Pre-Calculus of ${nameOf(teaching)}`;
    await insertRows(owner, 'offering', [{ id: section, kind: 'course', owner_party_id: districts[teaching], state: 'open', title, summary: 'Limits and vectors', created_at: now() }]);
    await insertRows(owner, 'audience', consortiaOf(teaching).map((c) => ({ offering_id: section, consortium_id: c })));
    await insertRows(owner, 'course_section', [{
      id: section, teaching_party_id: districts[teaching], school_id: schoolOf(teaching), term_id: termOf(teaching), teacher_account_id: personOf('teacher', teaching), teacher_name: `${nameOf(teaching)} teacher`,
      sced_version: '12', sced_code: '02110', local_code: 'M4', syllabus: 'Functions', grade_low: 10, grade_high: 12, credit_hundredths: 100, modality: 'synchronous', meeting_days: ['MON', 'WED'],
      starts_at: '08:15', ends_at: '09:00', first_day: day(-30), last_day: day(240), time_zone: 'America/Boise', flags: [], capacity: 5000, reserved_seats: 0, reserved_released: false, drop_date: day(100), teaching_drop_date: day(100),
      plan_version_id: planOf(teaching), seats_taken: 0, own_seats_taken: 0,
    }]);
    await insertRows(owner, 'availability', [{ offering_id: section, capacity: 5000, units_left: 5000, units_by_party: {}, changed_xid: '1' }]);
    if (card) await this.card(section, teaching, title);
    return section;
  }

  private async card(section: string, teaching: District, title: string): Promise<void> {
    const consortia = consortiaOf(teaching);
    const facets = [['KIND:COURSE', 'Courses'], ['AREA:02', 'Mathematics'], [`DISTRICT:${districts[teaching]}`, nameOf(teaching)]] as const;
    const body = {
      kind: 'course', title, summary: 'Limits and vectors', owner: { id: districts[teaching], name: `${nameOf(teaching)} School District`, shortName: nameOf(teaching) }, consortia: consortia.map((c) => ({ id: c, name: wordOf[c] })),
      teacherName: `${nameOf(teaching)} teacher`, areaName: 'Mathematics', grades: '10-12', creditHundredths: 100, modality: 'synchronous', termName: 'Full year', firstDay: day(-30), lastDay: day(240), meeting: null,
      priceCents: PRICE_CENTS, costWords: '$250.00 per seat', flags: [],
    };
    await this.owner.query(
      `insert into catalogue_card (offering_id, open, owner_party_id, consortium_ids, title_key, first_day, price_cents, facet_keys, search, body, plan)
       values ($1, true, $2, $3, lower($4), $5, $6, $7, setweight(to_tsvector('english', $4), 'A') || array_to_tsvector($8), $9, $10)`,
      [section, districts[teaching], consortia, title, day(-30), PRICE_CENTS, facets.map(([key]) => key), consortia.map((c) => `@${c}`), body, PLAN]);
    for (const [key, label] of facets) await this.owner.query('insert into facet_label (key, label) values ($1, $2) on conflict do nothing', [key, label]);
    await this.owner.query(`insert into catalogue_word (word) select w from regexp_split_to_table(lower($1), '[^a-z]+') w where length(w) > 3 on conflict do nothing`, [title]);
  }

  /** A section without a free seat. */
  async fullSection(): Promise<string> {
    const section = await this.section();
    await this.owner.query('update course_section set capacity = 1, seats_taken = 1 where id = $1', [section]);
    return section;
  }

  /** A place of A1 in the line for a section of A2. */
  async waiting(): Promise<string> {
    const entry = this.id();
    const section = await this.fullSection();
    await this.owner.query(
      `insert into waitlist_entry (id, section_id, home_party_id, consortium_id, state, state_since, seats_wanted, seats_least, asked_at, asked_by, turn, offer_for, mapping_waits)
       values ($1, $2, $3, $4, 'waiting', app_now(), 2, 1, app_now(), $5, nextval('waitlist_turn'), '72 hours', '120 hours')`, [entry, section, districts.A1, A, personOf('counselor', 'A1')]);
    await this.owner.query('update course_section set seats_waiting = 2 where id = $1', [section]);
    return entry;
  }

  /** A school year of A2's that lies ahead and has no window. */
  async yearAhead(): Promise<string> {
    const n = ++this.years;
    const year = `20${String(Math.floor(n / 100)).padStart(2, '0')}-${String(n % 100).padStart(2, '0')}`;
    await insertRows(this.owner, 'school_year', [{ id: this.id(), party_id: districts.A2, name: year, first_day: day(-30), last_day: day(240), weekdays: ['MON'] }]);
    return year;
  }

  /** A place of A1 in the line for a section of A2, of a year for which A collects requests. */
  async windowed(): Promise<{ readonly window: string; readonly section: string; readonly entry: string }> {
    const [window, yearId, term] = [this.id(), this.id(), this.id()];
    const year = `${4000 + ++this.years}-00`;
    const entry = await this.waiting();
    const section = (await this.owner.query<{ id: string }>('select section_id as id from waitlist_entry where id = $1', [entry])).rows[0]!.id;
    await insertRows(this.owner, 'school_year', [{ id: yearId, party_id: districts.A2, name: year, first_day: day(-30), last_day: day(240), weekdays: ['MON'] }]);
    await insertRows(this.owner, 'term', [{ id: term, school_year_id: yearId, code: 'year', name: 'Full year', first_day: day(-30), last_day: day(240) }]);
    await this.owner.query('update course_section set term_id = $2 where id = $1', [section, term]);
    await insertRows(this.owner, 'request_window', [{
      id: window, consortium_id: A, school_year: year, state: 'collecting', opens_at: now(), closes_at: soon(24 * 90), extended: false, opened_by: personOf('coordinator', A), opened_on: now(), policy_ids: [],
    }]);
    return { window, section, entry };
  }

  /** A booking with its seats, estimate, event and (unless said otherwise) approved mapping, of the section its teaching district shares. */
  async booking({ state, home = 'A1' as District, teaching = 'A2' as District, consortium = A, section, mapping = 'approved' as Mapping | null, dropDays = 100 }: { state: State; dropDays?: number; home?: District; teaching?: District; consortium?: string; section?: string; mapping?: Mapping | null }): Promise<string> {
    const { owner } = this;
    const booking = this.id();
    const on = section ?? sectionOf(teaching);
    const calculation = this.id();
    const beyond = state !== 'held' && state !== 'expired';
    await insertRows(owner, 'share_calculation', [{
      id: calculation, plan_version_id: planOf(teaching), subject_id: booking, purpose: 'estimate', home_party_id: districts[home], teaching_party_id: districts[teaching], expected_cents: PRICE_CENTS, maximum_cents: PRICE_CENTS,
      ...workedOut(home, teaching), created_at: now(),
    }]);
    await insertRows(owner, 'booking', [{
      id: booking, section_id: on, home_party_id: districts[home], teaching_party_id: districts[teaching], consortium_id: consortium, state, seat_count: 1, created_at: now(), created_by: personOf('counselor', home), state_since: now(),
      hold_expires_at: state === 'held' ? soon(24) : null, plan_version_id: planOf(teaching), calculation_id: calculation, not_to_exceed_cents: beyond ? PRICE_CENTS : null, budget_code: beyond ? `hush-${home}-budget` : null,
      note: beyond ? `From ${nameOf(home)}` : null, policy_ids: [], governing_policy_ids: given(state) ? [] : null,
      drop_date: given(state) ? day(dropDays) : null, teaching_drop_date: given(state) ? day(dropDays) : null, owed_cents: state === 'dropped' || state === 'withdrawn' ? 0 : null,
    }]);
    await insertRows(owner, 'seat', [{ id: this.id(), booking_id: booking, section_id: on, ordinal: 1, state }]);
    if (takes(state)) {
      await owner.query('update course_section set seats_taken = seats_taken + 1 where id = $1', [on]);
      await owner.query('update availability set units_left = units_left - 1, units_by_party = units_by_party || jsonb_build_object($2::text, 1) where offering_id = $1', [on, districts[home]]);
    }
    if (mapping) await this.mapping({ section: on, home, state: mapping, unlessThere: true });
    await this.event({ kind: `booking.${state}`, subject: booking, home, teaching, section: on });
    return booking;
  }

  /** A class of A2 with a seat of A1, of its own: with a link, a day marked absent, a note, and a day that is off. Days without school are not among its own. */
  async running(): Promise<{ sectionId: string; bookingId: string; seatId: string; day: string; changeId: string; nextDays: string[] }> {
    const sectionId = await this.section();
    const bookingId = await this.booking({ state: 'active', section: sectionId });
    const [changeId, teacher] = [this.id(), personOf('teacher', 'A2')];
    const { rows } = await this.owner.query<{ seat: string; past: string[]; ahead: string[] }>(
      `select (select id from seat where booking_id = $1) as seat, array(select d::date::text from generate_series(current_date - 20, current_date - 2, '1 day') d where to_char(d, 'DY') in ('MON', 'WED') order by 1 desc) as past,
              array(select d::date::text from generate_series(current_date + 2, current_date + 27, '1 day') d where to_char(d, 'DY') in ('MON', 'WED') order by 1) as ahead`, [bookingId]);
    const { seat: seatId, past: [day], ahead } = rows[0]!;
    const marked = { marked_by: teacher, marked_at: now(), revision: 1 };
    await insertRows(this.owner, 'class_link', [{ section_id: sectionId, url: 'https://meet.example.org/room', set_by: teacher, set_at: now() }]);
    await insertRows(this.owner, 'class_change', [{ id: changeId, section_id: sectionId, day: ahead[0], kind: 'no_class', reason: 'Teachers meet', announced_by: teacher, announced_at: now() }]);
    await insertRows(this.owner, 'class_day', [{ section_id: sectionId, day, ...marked }]);
    const sides = { booking_id: bookingId, section_id: sectionId, home_party_id: districts.A1, teaching_party_id: districts.A2 };
    await insertRows(this.owner, 'attendance', [{ seat_id: seatId, whose: seatId, day, mark: 'absent', ...sides, ...marked }]);
    await insertRows(this.owner, 'progress_note', [{ id: this.id(), seat_id: seatId, whose: seatId, standing: 'at_risk', note: 'Two labs are missing', ...sides, written_by: teacher, written_at: now() }]);
    return { sectionId, bookingId, seatId, day: day!, changeId, nextDays: ahead };
  }

  /** Puts a student into the first seat of a booking, whose counselor is the one of the home district; answers the seat. */
  async placed(booking: string): Promise<string> {
    const { rows } = await this.owner.query<{ seat: string; section: string; home: string; school: string }>(
      'select e.id as seat, b.section_id as section, b.home_party_id as home, c.id as school from booking b join seat e on e.booking_id = b.id join school c on c.party_id = b.home_party_id where b.id = $1', [booking]);
    const { seat, section, home, school } = rows[0]!;
    const counselor = personOf('counselor', districtNames.find((d) => districts[d] === home)!);
    await insertRows(this.owner, 'placement', [{ seat_id: seat, booking_id: booking, section_id: section, school_id: school, counselor_account_id: counselor, student_key: `key of ${seat}`, placed_by: counselor, placed_at: now() }]);
    await insertRows(this.owner, 'student_name', [{ seat_id: seat, given_name: 'Quill', family_name: 'Ortega', student_number: '88', grade_level: 10, accommodations_contact: null }]);
    return seat;
  }

  /** The student in the first seat has a grade of 97; it is only entered, or attested, or accepted as well. Its last day has come. Answers the seat. */
  async graded(booking: string, how: 'entered' | 'attested' | 'accepted'): Promise<string> {
    const seat = await this.placed(booking);
    const teacher = personOf('teacher', 'A2');
    await this.owner.query('update course_section set last_day = current_date - 2, drop_date = current_date - 20, teaching_drop_date = current_date - 20 where id = (select section_id from booking where id = $1)', [booking]);
    await insertRows(this.owner, 'seat_grade', [{ seat_id: seat, student_key: `key of ${seat}`, status: 'completed', mark: '97', version: 1, entered_by: teacher, entered_at: now() }]);
    await this.owner.query(`insert into grade_sheet (booking_id, section_id, state, answer_by) select id, section_id, $2, case when $2 = 'attested' then app_now() + interval '9 days' end from booking where id = $1`, [booking, how === 'entered' ? 'open' : how]);
    if (how === 'entered') return seat;
    const accepted = how === 'accepted' ? { answer: 'accepted', answered_at: now() } : {};
    await insertRows(this.owner, 'grade_attestation', [{ booking_id: booking, number: 1, attested_by: teacher, attested_at: now(), sentence: 'I attest it', ...accepted }]);
    await insertRows(this.owner, 'attested_grade', [{ booking_id: booking, number: 1, seat_id: seat, status: 'completed', mark: '97' }]);
    return seat;
  }

  /** The name in a booking of A1 was opened by its teacher; answers the disclosure. */
  async disclosed(booking: string): Promise<string> {
    const disclosure = this.id();
    await insertRows(this.owner, 'disclosure', [{ id: disclosure, at: now(), account_id: personOf('teacher', 'A2'), purpose: 'teaching', way: 'screen' }]);
    await this.owner.query(
      `insert into disclosed_name (disclosure_id, seat_id, booking_id, home_party_id, student_key, by_right) select $1, p.seat_id, b.id, b.home_party_id, p.student_key, 'teacher' from placement p join booking b on b.id = p.booking_id where b.id = $2`, [disclosure, booking]);
    return disclosure;
  }

  /** What is written down when a booking moves, with an amount that is the two sides' business. */
  async event({ kind = 'booking.requested', subject = this.id(), home = 'A1' as District, teaching = 'A2' as District, section = sectionOf('A2') } = {}): Promise<string> {
    const event = this.id();
    await insertRows(this.owner, 'event', [{
      id: event, at: now(), actor_account_id: personOf('counselor', home), kind, subject_type: 'booking', subject_id: subject, party_ids: [districts[home], districts[teaching]], consortium_ids: [],
      facts: { before: null, after: kind.split('.')[1], seats: 1, sectionId: section, notToExceedCents: PRICE_CENTS },
    }]);
    return subject;
  }

  async mapping({ section, home = 'A1' as District, state = 'pending' as Mapping, unlessThere = false }: { section?: string; home?: District; state?: Mapping; unlessThere?: boolean } = {}): Promise<string> {
    const on = section ?? (await this.section());
    if (unlessThere && (await this.owner.query('select from course_mapping where section_id = $1 and home_party_id = $2', [on, districts[home]])).rowCount) return '';
    const mapping = this.id();
    await insertRows(this.owner, 'course_mapping', [{
      id: mapping, section_id: on, home_party_id: districts[home], school_year: SCHOOL_YEAR, state, local_code: `hush-${home}`, local_title: `hush-${home}-title`, credit_hundredths: 100, proposed_by: personOf('counselor', home), proposed_at: now(),
    }]);
    return mapping;
  }

  async inboxItem({ place, notice = true, for: forRoles = roles as readonly Role[], words = 'Waiting' }: { place: string; notice?: boolean; for?: readonly Role[]; words?: string }): Promise<string> {
    const item = this.id();
    const isConsortium = place === A || place === B;
    await insertRows(this.owner, 'inbox_item', [{
      id: item, kind: notice ? 'NOTICE' : 'ANSWER_REQUEST', is_notice: notice, party_id: isConsortium ? null : place, consortium_id: isConsortium ? place : null, roles: forRoles, sides: [place], subject_id: this.id(),
      title: words, detail: words, next_step: notice ? null : 'Answer', due_at: notice ? null : soon(4), created_at: now(),
    }]);
    return item;
  }

  /** The draft of a course of A1, complete and coded, its teacher the one who is named. */
  async draft({ state = 'draft', by = personOf('teacher', 'A1'), teacher, coded = true }: { state?: 'draft' | 'submitted'; by?: string; teacher?: string; coded?: boolean } = {}): Promise<string> {
    const draft = this.id();
    const content = {
      title: 'Pre-Calculus', summary: 'Limits', syllabus: `hush-A1-draft`, prerequisites: null, flags: [], modality: 'asynchronous', schoolId: schoolOf('A1'), termId: termOf('A1'), meetingDays: [], startsAt: null, endsAt: null,
      dropDate: day(100), teachingDropDate: day(100), gradeLow: 10, gradeHigh: 12, creditHundredths: 100, capacity: 10, reservedSeats: 0, reservedUntil: null, cost: 'fixed_price', priceCents: PRICE_CENTS, localCode: 'M4',
      teacherAccountId: teacher ?? by, consortiumIds: [A],
    };
    await insertRows(this.owner, 'course_draft', [{
      id: draft, teaching_party_id: districts.A1, state, content, revision: 1, written_by: by, created_at: now(), changed_at: now(), ...(coded ? { sced_version: '12', sced_code: '02110', coded_by: personOf('registrar', 'A1') } : {}),
    }]);
    return draft;
  }

  /** What a district looks for, each for a school year of its own. */
  async need(of: District = 'A1'): Promise<{ readonly id: string; readonly year: string }> {
    const need = this.id();
    const year = `${3000 + ++this.years}-00`;
    await insertRows(this.owner, 'course_need', [{
      id: need, party_id: districts[of], state: 'open', title: `hush-${of}-need`, area_code: '02', sced_version: '12', sced_code: '02110', seats: 4, grade_low: 9, grade_high: 12, school_year: year, days: [], times: [],
      note: `hush-${of}-need`, until: day(100), posted_by: personOf('counselor', of), posted_at: now(), state_since: now(),
    }]);
    return { id: need, year };
  }

  /** A round that was started again from one in which A1 took two cases. */
  async roundAgain(): Promise<string> {
    const before = await this.round({ state: 'locked', takes: 'committed' });
    const round = await this.round({});
    await this.owner.query('update pool_round set copied_from = $2 where id = $1', [round, before]);
    return round;
  }

  /** A purchasing round that A1 leads in A, and what A1 takes in it. Its order has the id of the round. */
  async round({ state = 'open' as RoundStage, takes, came = false, unbilled = false, approved = false }: { state?: RoundStage; takes?: 'committed' | 'awaiting_approval'; came?: boolean; unbilled?: boolean; approved?: boolean }): Promise<string> {
    const round = this.id();
    const item = { key: 'item-1', name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 4200 }] } };
    await insertRows(this.owner, 'offering', [{ id: round, kind: 'pool', owner_party_id: districts.A1, state: state === 'draft' || state === 'open' ? state : 'closed', title: state === 'draft' ? 'hush-A1-draft' : 'Paper', summary: '', created_at: now() }]);
    await insertRows(this.owner, 'audience', [{ offering_id: round, consortium_id: A }]);
    await insertRows(this.owner, 'pool_round', [{
      id: round, lead_party_id: districts.A1, consortium_id: A, route: 'contract', state, sealed: false, aim: 'best-price', buy_up: false, locks_at: '2098-12-01T00:00:00Z', unapproved_counts: 'nothing', lead_agency: 'State', contract_number: '7', clause: 'Any agency.',
      term_ends: '2099-06-30', state_code: 'ID', reminded: false, proposed_by: personOf('procurement_officer', 'A1'), proposed_at: now(), state_since: now(),
    }]);
    await insertRows(this.owner, 'round_item', [{ round_id: round, key: 'item-1', ordinal: 0, body: item, unit_sizes: { case: 1 } }]);
    await insertRows(this.owner, 'round_document', [{ round_id: round, ordinal: 0, kind: 'award', title: 'Award', address: 'https://award.example.org' }]);
    if (!takes) return round;
    await insertRows(this.owner, 'round_due_diligence', [{ round_id: round, party_id: districts.A1, revision: 1, answers: [], reason: 'hush-A1-reason', account_id: personOf('procurement_officer', 'A1'), at: now() }]);
    const version = { round_id: round, party_id: districts.A1, state: takes, revision: 1, at_most_cents: 8400 };
    await insertRows(this.owner, 'round_commitment', [{ ...version, approved_cents: 0, budget_code: 'hush-A1-round', committed_by: personOf('procurement_officer', 'A1'), changed_at: now() }]);
    await insertRows(this.owner, 'round_line', [{ round_id: round, party_id: districts.A1, item_key: 'item-1', unit: 'case', minimum: 2, maximum: 2 }]);
    await insertRows(this.owner, 'round_commitment_version', [{ ...version, lines: [], account_id: personOf('procurement_officer', 'A1'), at: now() }]);
    if (state === 'asking') {
      await insertRows(this.owner, 'round_asking', [{ round_id: round, items: ['item-1'], answers_by: '2099-01-01T00:00:00Z', inputs_text: '{}', input_hash: '', at: now() }]);
      await insertRows(this.owner, 'round_asked', [{ round_id: round, party_id: districts.A1, at_most_cents: 8400, if_all: { cents: 8400, allCents: 8400, lines: [{ itemKey: 'item-1', quantityWords: 'hush-A1-asked', priceWords: '$42.00 per case', cents: 8400 }] } }]);
    }
    if (state !== 'locked' && state !== 'released' && state !== 'received') return round;
    await insertRows(this.owner, 'round_result', [{ round_id: round, inputs_text: '{}', input_hash: '', result_text: JSON.stringify({ items: [{ item: 'item-1', price: { priceCents: 4200, unit: 'case' } }] }), total_cents: 8400, at: now() }]);
    await insertRows(this.owner, 'round_share', [{ round_id: round, party_id: districts.A1, cents: 8400, lines: [{ itemKey: 'item-1', units: 2, quantityWords: '2 cases', priceWords: '$42.00 per case', cents: 8400, words: [] }] }]);
    if (state === 'locked') return round;
    const line = { party: districts.A1, item: 'item-1', units: 2, cents: 8400, priceCents: 4200, priceUnit: 'case', school: null };
    await insertRows(this.owner, 'round_order', [{ id: round, round_id: round, party_id: districts.A1, number: `n-${round}`, way: 'district', supplier: 'hush-A1-order', lines: [line], total_cents: 8400, released_by: personOf('procurement_officer', 'A1'), released_at: now(),
      ...(came ? { purchase_order_number: `po-${round}`, placed_by: personOf('procurement_officer', 'A1'), placed_at: now() } : {}) }]);
    if (came) await insertRows(this.owner, 'round_receipt', [{ order_id: round, party_id: districts.A1, item_key: 'item-1', revision: 1, good: 2, damaged: 0, substituted: 0, complete: true, note: 'hush-A1-came', received_by: personOf('procurement_officer', 'A1'), received_at: now() }]);
    if (state !== 'received') return round;
    const by = personOf('business_manager', 'A1');
    await insertRows(this.owner, 'round_delivery', [{ round_id: round, inputs_text: '{}', input_hash: '', result_text: '[]', at: now() }]);
    await insertRows(this.owner, 'round_delivery_part', [{ round_id: round, party_id: districts.A1, lines: [{ itemKey: 'item-1', ordered: 2, came: 2, keeps: 2, handsOn: [], gets: [], words: [] }] }]);
    await insertRows(this.owner, 'round_baseline', [{ round_id: round, party_id: districts.A1, item_key: 'item-1', revision: 1, price_cents: 4300, source: 'hush-A1-alone', confidence: 'quote', stated_by: by, stated_at: now() }]);
    if (!unbilled) await insertRows(this.owner, 'round_invoice', [{ order_id: round, number: 'hush-A1-bill', revision: 1, day: '2026-09-01', lines: [], extras: [{ name: 'Fuel', kind: 'charge', cents: 500 }], total_cents: 500, entered_by: by, entered_at: now() }]);
    if (approved) await insertRows(this.owner, 'round_match', [{ order_id: round, inputs_text: '{}', input_hash: '', result_text: JSON.stringify({ lines: [{ party: districts.A1, item: 'item-1', finalCents: 8400 }], charges: [], others: [], differences: [{ key: 'charge|fuel', kind: 'charge', party: null, item: null, name: 'Fuel', cents: 500, billedUnits: 0, receivedUnits: 0, billedCents: 500, agreedCents: 0, way: 'expected', reason: 'No fuel' }] }), billed_cents: 8400, final_cents: 8400, approved_by: by, approved_at: now() }]);
    return round;
  }

  /** A round that A1 leads in A and that comes to its contract step by step: A1 has estimated from the second on, one bid came. The bid has the id of the round. */
  async solicitation({ state, sealed = false }: { state: 'draft' | 'estimates' | 'solicited' | 'awarded'; sealed?: boolean }): Promise<string> {
    const round = this.id();
    const by = personOf('procurement_officer', 'A1');
    const prices = [{ item: 'item-1', mode: 'all-units', tiers: [{ from: 1, priceCents: 4200 }] }];
    const item = { key: 'item-1', name: 'Paper', specification: 'White', units: [{ name: 'case' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: state === 'awarded' ? prices[0]!.tiers : [] } };
    await insertRows(this.owner, 'offering', [{ id: round, kind: 'pool', owner_party_id: districts.A1, state: state === 'draft' ? 'draft' : 'closed', title: 'Paper', summary: '', created_at: now() }]);
    await insertRows(this.owner, 'audience', [{ offering_id: round, consortium_id: A }]);
    await insertRows(this.owner, 'pool_round', [{
      id: round, lead_party_id: districts.A1, consortium_id: A, route: 'solicitation', state, state_code: 'ID', sealed, aim: 'best-price', buy_up: false, locks_at: '2098-12-01T00:00:00Z', unapproved_counts: 'nothing', reminded: false, proposed_by: by, proposed_at: now(), state_since: now(),
      ...(state === 'awarded' ? { lead_agency: 'A1', contract_number: '7', clause: 'Any agency.', term_ends: '2099-06-30' } : {}),
    }]);
    await insertRows(this.owner, 'round_item', [{ round_id: round, key: 'item-1', ordinal: 0, body: item, unit_sizes: { case: 1 } }]);
    if (state === 'draft') return round;
    await insertRows(this.owner, 'round_estimate', [{ round_id: round, party_id: districts.A1, revision: 1, lines: [{ item: 'item-1', unit: 'case', count: 424_242 }], account_id: by, at: now() }]);
    const bid = { round_id: round, id: round, revision: 1, supplier: 'Paper Mill', responsive: true, prices, recorded_by: by, recorded_at: now() };
    const [asked, awarded] = [{ number: '7', published: 'Record', published_on: '2020-01-01', bids_due: '2020-02-01T00:00:00Z' }, { bid_id: round, bid_revision: 1, board_on: '2020-02-02', minutes: '7', reason: 'Least', awarded_by: by, awarded_at: now() }];
    if (state !== 'estimates') await insertRows(this.owner, 'round_bid', [bid]);
    await insertRows(this.owner, 'round_solicitation', [{ round_id: round, estimates_due: '2020-01-01T00:00:00Z', ...(state === 'estimates' ? {} : asked), ...(state === 'awarded' ? awarded : {}) }]);
    return round;
  }

  /** Puts a number on an order of A1. */
  async numbered(order: string): Promise<void> {
    await this.owner.query(`update round_order set purchase_order_number = id::text, placed_by = $2, placed_at = app_now() where id = $1`, [order, personOf('procurement_officer', 'A1')]);
  }

  /** A study by somebody of A1 (or an officer of A) that A1, A2 and A3 take part in; its words are A2's alone. */
  async study({ audience, others = 'hidden' as 'named' | 'hidden', author }: { audience: 'author' | 'coordinator' | 'members'; others?: 'named' | 'hidden'; author: string }): Promise<string> {
    const study = this.id();
    const at = now();
    const officer = consortiumRoles.some((role) => author === personOf(role, A));
    const members = (['A1', 'A2', 'A3'] as const).map((d) => districts[d]);
    await insertRows(this.owner, 'cost_study', [{
      id: study, consortium_id: A, author_account_id: author, author_party_id: officer ? null : districts.A1, title: `Aspen study ${study.slice(-6)}`, audience, others_standing: audience === 'members' ? others : null, revision: 1,
      created_at: at, changed_at: at, shared_at: audience === 'author' ? null : at,
    }]);
    await insertRows(this.owner, 'cost_study_content', [{ study_id: study, draft: studyDraft(members) }]);
    if (audience !== 'members') return study;
    await insertRows(this.owner, 'cost_study_frozen', [{ study_id: study, facts: { directory: { members: [], counts: {} }, alone: {} } }]);
    if (others === 'hidden') await insertRows(this.owner, 'cost_study_standing', (['A1', 'A2', 'A3'] as const).map((d) => ({ study_id: study, party_id: districts[d], seen: [{ name: `hush-${d}`, ok: true, totalCents: 3, standings: [], overrunLowersABill: false, years: [] }] })));
    await insertRows(this.owner, 'stand_alone_figure', [{ id: this.id(), study_id: study, party_id: districts.A2, cents: 5, source: others === 'named' ? 'Aspen quote' : 'hush-A2', confidence: 'quote', entered_by: personOf('business_manager', 'A2'), created_at: at }]);
    return study;
  }

  async mail(account: string): Promise<string> {
    const mail = this.id();
    await insertRows(this.owner, 'mail', [{ id: mail, dedupe_key: mail, account_id: account, to_address: 'hush-mail@example.org', subject: 'hush-mail', body: 'hush-mail', created_at: now() }]);
    return mail;
  }

  /** A new colleague, with a role row of their own, in a place. */
  async colleague(role: Role, place: string, { status = 'active', tryThis = null as string | null } = {}): Promise<{ account: string; role: string; email: string }> {
    const [account, held] = [this.id(), this.id()];
    const email = `colleague-${account.slice(-8)}@example.org`;
    const isConsortium = place === A || place === B;
    await insertRows(this.owner, 'account', [{ id: account, email, display_name: 'A colleague', status, try_this: tryThis, created_at: now() }]);
    await insertRows(this.owner, 'role_assignment', [{ id: held, account_id: account, role, party_id: isConsortium ? null : place, consortium_id: isConsortium ? place : null, granted_at: now() }]);
    return { account, role: held, email };
  }

  async setPassword(account: string): Promise<void> {
    this.passwordHash ??= await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
    await this.owner.query(`insert into credential values ($1, $2, app_now()) on conflict (account_id) do update set password_hash = $2`, [account, this.passwordHash]);
  }

  async link(account: string, purpose: 'invitation' | 'reset', tokenHash: string): Promise<void> {
    await insertRows(this.owner, 'account_link', [{ token_hash: tokenHash, account_id: account, purpose, expires_at: soon(1) }]);
  }

  async session(account: string): Promise<string> {
    const session = this.id();
    await insertRows(this.owner, 'session', [{ id: session, token_hash: `hash ${session}`, account_id: account, device: 'Test', created_at: now(), last_seen_at: now(), expires_at: soon(4) }]);
    return session;
  }

  /** The demo shows its mail and its people to anyone; nothing else does. */
  async demo(on: boolean): Promise<void> {
    await this.owner.query('update installation set demo = $1', [on]);
  }
}

/** A study's draft for these districts. */
export const studyDraft = (members: readonly string[]): Row => ({
  about: 'hush-A2', kind: 'planned', year: '2026-27', members, guests: [], items: [{ id: 'a', name: 'Director', amountCents: 90_000_00 }],
  contenders: [{ name: 'Equally', rule: { by: 'equally' } }, { name: 'By students', rule: { by: 'share-of', measure: 'fall-membership' } }], typed: [], leftOut: [], lastYearCents: {}, groups: {},
});

export type Mapping = 'pending' | 'approved' | 'returned';
