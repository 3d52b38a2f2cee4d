import { type Role, roles } from '@barnraise/lifecycle';
import { hashToken, newToken } from '../../src/platform/auth/session-cookie.js';
import { reference } from '../../src/features/courses/index.js';
import { A, consortiumRoles, day, type District, districts, nameOf, PASSWORD, personOf, PRICE_CENTS, sectionOf, type State, studyDraft, type World } from '../factories/world.js';
import { type Actor, type Place } from './table.js';

/** Where a place is, as seen from what is asked for: a thing of A1, booked from A1 and taught in A2. */
export const districtAt: Readonly<Record<Place, District>> = { own: 'A1', home: 'A1', teaching: 'A2', neighbor: 'A3', stranger: 'B1' };
export const isOfficer = (actor: Actor): boolean => consortiumRoles.includes(actor as Role);

/** One try of one cell: rows of its own, and how to see that it was done. */
export interface Trial {
  readonly variables?: Record<string, unknown>;
  /** What a list must hold to count as shown. */
  readonly finds?: string;
  /** A statement that says true once the act is done, and false before. */
  readonly effect?: readonly [sql: string, ...values: unknown[]];
  /** Tried in a demo installation. */
  readonly demo?: true;
  /** For a subscription: makes what is to be heard of, and says which hint that is. */
  readonly cause?: () => Promise<{ topic: string; subjectId: string }>;
}

export interface Cell {
  readonly world: World;
  readonly actor: Actor;
  readonly place: Place;
  /** Who acts; null for nobody. */
  readonly account: string | null;
  /** Where that person is. */
  readonly district: District;
  /** The session they come with; null for nobody. */
  readonly session: string | null;
}

const { A1, A2 } = districts;
let keys = 0;
const key = () => `walls-key-${++keys}`;
const others = (actor: Actor) => roles.filter((role) => role !== actor);
const hush = (place: string) => `hush-${place === A ? 'aspen' : 'A1'}`;
let years = 0;
/** Each for a school year of its own: nothing is looked for twice. */
function lookedFor(title: string): object {
  const first = 2030 + (years++ % 60);
  return { title, scedCode: '02110', areaCode: null, seats: 4, gradeLow: 9, gradeHigh: 12, schoolYear: `${first}-${first + 1 - 2000}`, term: null, modality: null, days: [], times: [], note: 'hush-A1-need', until: `${first + 1}-06-01` };
}
const NEW_PASSWORD = 'quite other words again';

async function step(world: World, state: State, to: State, input: object = {}, dropDays?: number): Promise<Trial> {
  const bookingId = await world.booking({ state, ...(dropDays === undefined ? {} : { dropDays }) });
  return {
    variables: { input: { bookingId, idempotencyKey: key(), ...input } },
    effect: [`exists (select from booking b join seat s on s.booking_id = b.id where b.id = $1 and b.state = $2 and s.state = $2)`, bookingId, to],
  };
}

function hold(homeDistrictId: string, section = sectionOf('A2')): Trial {
  const reason = key();
  return {
    variables: { input: { sectionId: section, homeDistrictId, seats: 2, fitReason: reason, idempotencyKey: key() } },
    effect: [`exists (select from booking b where b.fit_reason = $1 and b.home_party_id = $2 and (select count(*) from seat where booking_id = b.id) = 2)`, reason, homeDistrictId],
  };
}

async function join(world: World, homeDistrictId: string): Promise<Trial> {
  const sectionId = await world.fullSection();
  return {
    variables: { input: { sectionId, homeDistrictId, seats: 1, fitReason: 'From the library', idempotencyKey: key() } },
    effect: [`exists (select from waitlist_entry where section_id = $1 and home_party_id = $2 and state = 'waiting')`, sectionId, homeDistrictId],
  };
}

async function inLine({ world }: Cell, input: object, effect: string): Promise<Trial> {
  const entryId = await world.waiting();
  return { variables: { input: { entryId, idempotencyKey: key(), ...input } }, effect: [effect, entryId] };
}

/** One graded student of A1 in a class of A2 of its own. */
async function graded(world: World, how: 'entered' | 'attested' | 'accepted') {
  const section = await world.section();
  const booking = await world.booking({ state: 'active', section });
  return { section, booking, seat: await world.graded(booking, how) };
}

async function mapCourse(world: World, homeDistrictId: string, teaching: District = 'A2'): Promise<Trial> {
  const sectionId = await world.section({ teaching });
  return {
    variables: { input: { sectionId, homeDistrictId, localCode: 'M-40', localTitle: 'Pre-Calculus', creditHundredths: 100, idempotencyKey: key() } },
    effect: [`exists (select from course_mapping where section_id = $1 and home_party_id = $2 and state = 'pending')`, sectionId, homeDistrictId],
  };
}

async function decide(world: World, to: string, input: object = {}): Promise<Trial> {
  const mappingId = await world.mapping();
  return { variables: { input: { mappingId, idempotencyKey: key(), ...input } }, effect: ['exists (select from course_mapping where id = $1 and state = $2)', mappingId, to] };
}

function invite(place: object, role: Role): Trial {
  const email = `${key()}@example.org`;
  return {
    variables: { input: { email, displayName: 'New Here', role: role.toUpperCase(), idempotencyKey: key(), ...place } },
    effect: [`exists (select from account a join role_assignment r on r.account_id = a.id join mail m on m.account_id = a.id where a.email = $1 and a.status = 'invited')`, email],
  };
}

async function endRole(world: World, role: Role, place: string): Promise<Trial> {
  const held = await world.colleague(role, place);
  return { variables: { input: { roleId: held.role, idempotencyKey: key() } }, effect: ['exists (select from role_assignment where id = $1 and ended_at is not null)', held.role] };
}

async function inbox(world: World, place: string, forRoles?: readonly Role[]): Promise<Trial> {
  return { variables: { first: 50 }, finds: await world.inboxItem({ place, words: hush(place), for: forRoles }) };
}

async function dismiss({ world, account }: Cell, place: string, notice = true): Promise<Trial> {
  const item = await world.inboxItem({ place, notice, words: hush(place) });
  return { variables: { input: { id: item } }, effect: ['exists (select from inbox_dismissal where item_id = $1 and account_id = $2)', item, account] };
}

async function bookings(world: World, side: 'HOME' | 'TEACHING', districtId: string): Promise<Trial> {
  return { variables: { input: { side, districtId, first: 10 } }, finds: await world.booking({ state: 'requested' }) };
}

type Round = Parameters<World['round']>[0];
async function roundRead(world: World, what: Round, finds?: string): Promise<Trial> {
  const id = await world.round(what);
  return { variables: { id }, finds: finds ?? id };
}
async function onRound(world: World, what: Round, input: object, effect: string): Promise<Trial> {
  const roundId = await world.round(what);
  return { variables: { input: { roundId, idempotencyKey: key(), ...input } }, effect: [effect, roundId] };
}
/** The order of a received round has its id. */
async function onOrder(world: World, input: object, effect: string, billed?: 'billed'): Promise<Trial> {
  const orderId = await world.round({ state: 'received', takes: 'committed', came: true, unbilled: billed === undefined });
  return { variables: { input: { roundId: orderId, orderId, idempotencyKey: key(), ...input } }, effect: [effect, orderId] };
}

async function onSolicitation(world: World, state: Parameters<World['solicitation']>[0]['state'], input: object, effect: string): Promise<Trial> {
  const roundId = await world.solicitation({ state });
  return { variables: { input: { roundId, idempotencyKey: key(), ...input } }, effect: [effect, roundId] };
}

async function heard({ world }: Cell, what: 'booking' | 'section'): Promise<Trial> {
  return {
    cause: async () => {
      if (what === 'booking') return { topic: what, subjectId: await world.event() };
      const section = await world.section();
      await world.owner.query('select shift_seats($1, $2, 1)', [section, A1]);
      return { topic: what, subjectId: section };
    },
  };
}

type Study = Parameters<World['study']>[0];

/** A study of the one who asks, or of a colleague in A1. */
async function study({ world, account }: Cell, of: 'mine' | 'colleague', what: Omit<Study, 'author'>): Promise<string> {
  const author = (of === 'mine' && account) || (await world.colleague('business_manager', A1)).account;
  return world.study({ ...what, author });
}
async function readStudy(cell: Cell, of: 'mine' | 'colleague', what: Omit<Study, 'author'>, finds?: string): Promise<Trial> {
  const id = await study(cell, of, what);
  return { variables: { id }, finds: finds ?? id };
}
async function listStudies(cell: Cell, of: 'mine' | 'colleague', what: Omit<Study, 'author'>): Promise<Trial> {
  return { variables: { consortiumId: A, first: 100 }, finds: await study(cell, of, what) };
}
async function actOnStudy(cell: Cell, of: 'mine' | 'colleague', what: Omit<Study, 'author'>, input: object, effect: string, ...values: unknown[]): Promise<Trial> {
  const id = await study(cell, of, what);
  return { variables: { input: { id, idempotencyKey: key(), ...input } }, effect: [effect, id, ...values] };
}
const DRAFT = JSON.stringify(studyDraft([A1, A2]));
const saved = (cell: Cell, of: 'mine' | 'colleague', audience: Study['audience']): Promise<Trial> => {
  const title = key();
  return actOnStudy(cell, of, { audience }, { revision: 1, title, draft: DRAFT }, 'exists (select from cost_study where id = $1 and title = $2 and revision = 2)', title);
};
const sharedWith = (cell: Cell, of: 'mine' | 'colleague', from: Study['audience'], to: 'COORDINATOR' | 'MEMBERS'): Promise<Trial> =>
  actOnStudy(cell, of, { audience: from }, { with: to }, 'exists (select from cost_study where id = $1 and audience = $2)', to.toLowerCase());
async function copied(cell: Cell, others: 'named' | 'hidden'): Promise<Trial> {
  const title = key();
  const id = await study(cell, 'colleague', { audience: 'members', others });
  return { variables: { input: { id, title, idempotencyKey: key() } }, effect: ['exists (select from cost_study where title = $1 and author_account_id = $2)', title, cell.account] };
}
async function enterAlone(cell: Cell, districtId: string): Promise<Trial> {
  const studyId = await study(cell, 'colleague', { audience: 'members' });
  return {
    variables: { input: { studyId, districtId, cents: 100, source: 'A quote', confidence: 'QUOTE', idempotencyKey: key() } },
    effect: ['exists (select from stand_alone_figure where study_id = $1 and party_id = $2 and entered_by = $3)', studyId, districtId, cell.account],
  };
}

/** A step of a draft of A1. Only what its author may do at once is tried on one that the person wrote. */
async function onDraft({ world, account }: Cell, wishes: { state?: 'draft' | 'submitted'; mine?: boolean; coded?: boolean }, input: object, effect: string): Promise<Trial> {
  const { mine: own = false, ...more } = wishes;
  const draft = await world.draft({ ...more, ...(own && account ? { by: account } : {}) });
  return { variables: { input: { draftId: draft, idempotencyKey: key(), ...input } }, effect: [effect, draft] };
}
async function onSection({ world }: Cell, input: object, effect: string, from: 'open' | 'closed' = 'open'): Promise<Trial> {
  const section = await world.section({ card: true });
  if (from === 'closed') await world.owner.query(`update offering set state = 'closed' where id = $1`, [section]);
  return { variables: { input: { sectionId: section, idempotencyKey: key(), ...input } }, effect: [effect, section] };
}
const EMPTY = {
  title: 'Renamed', summary: null, syllabus: null, prerequisites: null, flags: [], modality: null, schoolId: null, termId: null, meetingDays: [], startsAt: null, endsAt: null, dropDate: null, teachingDropDate: null, gradeLow: null,
  gradeHigh: null, creditHundredths: null, capacity: null, reservedSeats: null, reservedUntil: null, answersRequests: null, cost: null, priceCents: null, costCents: null, ownSeatsCount: null, emptySeatsCount: null, notToExceedPerSeatCents: null,
  localCode: null, teacherAccountId: null, consortiumIds: [],
};
const EQUALLY = JSON.stringify({ method: 'equally', costCents: 100_00 });

/** Whose password, session or name it is: the person's own, or for nobody a colleague's. */
async function mine({ world, account }: Cell): Promise<{ account: string; email: string }> {
  if (account === null) return world.colleague('teacher', A1);
  const { rows } = await world.owner.query<{ email: string }>('select email from account where id = $1', [account]);
  return { account, email: rows[0]!.email };
}

/** Sessions the tests put there themselves are called Test. */
const began = `exists (select from session where account_id = $1 and device <> 'Test' and ended_at is null)`;

/** How each thing is asked for. */
export const trials: Readonly<Record<string, (cell: Cell) => Trial | Promise<Trial>>> = {
  'Query.site': () => ({}),
  'Query.me': ({ account }) => ({ finds: account ?? 'nobody' }),
  'Query.mySessions': ({ session }) => ({ finds: session ?? 'none' }),
  'Query.mySessions: of a colleague': async ({ world }) => ({ finds: await world.session((await world.colleague('counselor', A1)).account) }),
  'Query.district': () => ({ variables: { id: A1 }, finds: nameOf('A1') }),
  'Query.consortium': () => ({ variables: { id: A }, finds: nameOf('A1') }),
  'Query.people: of a district': () => ({ variables: { input: { districtId: A1, first: 20 } }, finds: 'hush-a1-registrar' }),
  'Query.people: of a consortium': () => ({ variables: { input: { consortiumId: A, first: 20 } }, finds: 'hush-aspen-coordinator' }),
  'Query.inbox: of a district': ({ world, actor }) => inbox(world, A1, actor === 'nobody' ? roles : [actor]),
  'Query.inbox: of a consortium': ({ world, actor }) => inbox(world, A, actor === 'nobody' ? roles : [actor]),
  'Query.inbox: for other roles': ({ world, actor }) => inbox(world, A1, others(actor)),
  'Query.mailPreference': () => ({ finds: 'AT_ONCE' }),
  'Query.outgoingMail': async ({ world }) => ({ variables: { first: 1 }, finds: await world.mail(personOf('teacher', 'A1')) }),
  'Query.outgoingMail: in the demo': async ({ world }) => ({ variables: { first: 100 }, finds: await world.mail(personOf('teacher', 'A1')), demo: true }),
  'Query.catalogue': () => ({ variables: { input: { search: 'calculus', first: 20, choices: [{ name: 'DISTRICT', values: [A1] }] } }, finds: sectionOf('A1') }),
  'Query.section': () => ({ variables: { id: sectionOf('A1') }, finds: sectionOf('A1') }),
  'Query.quoteSeats: for the district': () => ({ variables: { input: { homeDistrictId: A1, sectionId: sectionOf('A2'), seats: 1 } }, finds: 'expectedCents' }),
  'Query.quoteSeats: of the section': ({ district, actor }) => ({ variables: { input: { homeDistrictId: isOfficer(actor) ? A1 : districts[district], sectionId: sectionOf('A2'), seats: 1 } }, finds: 'expectedCents' }),
  'Query.booking': async ({ world }) => {
    const booking = await world.booking({ state: 'accepted' });
    return { variables: { id: booking }, finds: booking };
  },
  'Query.alternatives': async ({ world }) => ({ variables: { bookingId: await world.booking({ state: 'cancelled' }) }, finds: 'fitSentence' }),
  'Query.bookings: of the home side': ({ world }) => bookings(world, 'HOME', A1),
  'Query.bookings: of the teaching side': ({ world }) => bookings(world, 'TEACHING', A2),
  'Query.waitlistEntries': async ({ world }) => ({ variables: { districtId: A1 }, finds: await world.waiting() }),
  'Query.section: what its plan rests on': () => ({ variables: { id: sectionOf('A2') }, finds: '"planFacts":"{' }),
  'Query.courseDrafts': async ({ world }) => ({ variables: { districtId: A1 }, finds: await world.draft() }),
  'Query.courseDraft': async ({ world }) => {
    const draft = await world.draft();
    return { variables: { id: draft }, finds: draft };
  },
  'Query.sharedSections': () => ({ variables: { districtId: A1, first: 100 }, finds: sectionOf('A1') }),
  'Query.roster': async ({ world }) => {
    const booking = await world.booking({ state: 'rostered' });
    return { variables: { bookingId: booking }, finds: booking };
  },
  'Query.classRoster': async ({ world }) => ({ variables: { sectionId: sectionOf('A2') }, finds: await world.booking({ state: 'rostered' }) }),
  'Query.rosterFile': async ({ world }) => ({ variables: { input: { bookingId: await world.booking({ state: 'accepted' }), text: 'Given name,Family name,Student number,Grade\nQuill,Ortega,88,10' } }, finds: 'Ortega' }),
  'Query.disclosures': async ({ world }) => {
    const booking = await world.booking({ state: 'rostered' });
    return { variables: { input: { districtId: A1, seatId: await world.placed(booking) } }, finds: await world.disclosed(booking) };
  },
  'Query.gradeBook': async ({ world }) => {
    const { booking, section } = await graded(world, 'entered');
    return { variables: { sectionId: section }, finds: booking };
  },
  'Query.gradeSheets': async ({ world }) => ({ variables: { districtId: A1 }, finds: (await graded(world, 'attested')).booking }),
  'Query.bookingGrades': async ({ world }) => {
    const { booking } = await graded(world, 'attested');
    return { variables: { bookingId: booking }, finds: booking };
  },
  'Query.bookingGrades: the grades': async ({ world }) => ({ variables: { bookingId: (await graded(world, 'attested')).booking }, finds: '"97"' }),
  'Query.gradeFile': async ({ world }) => {
    const { section, booking, seat } = await graded(world, 'entered');
    const { rows } = await world.owner.query<{ number: number }>('select number from booking where id = $1', [booking]);
    return { variables: { input: { sectionId: section, text: `Booking,Seat,Grade\n${reference(rows[0]!)},1,88` } }, finds: seat };
  },
  'Query.gradeSettings': () => ({ variables: { districtId: A1 }, finds: 'Percent' }),
  'Query.runningClass': async ({ world }) => {
    const { sectionId } = await world.running();
    return { variables: { sectionId }, finds: sectionId };
  },
  'Query.runningClass: where it meets': async ({ world }) => ({ variables: { sectionId: (await world.running()).sectionId }, finds: 'https://meet.example.org/room' }),
  'Query.runningClass: how a seat gets on': async ({ world }) => ({ variables: { sectionId: (await world.running()).sectionId }, finds: 'Two labs are missing' }),
  'Query.attendanceDay': async ({ world }) => {
    const { sectionId, seatId } = await world.running();
    return { variables: { sectionId }, finds: seatId };
  },
  'Query.attendanceFile': async ({ world }) => ({ variables: { bookingId: (await world.running()).bookingId }, finds: 'Absent' }),
  'Query.seatRollUp': () => ({ variables: { consortiumId: A }, finds: nameOf('A3') }),
  'Query.siteFacilitators': () => ({ variables: { districtId: A1 }, finds: `${nameOf('A1')} High` }),
  'Query.scedCourses': () => ({ variables: { search: '02110' }, finds: '02110' }),
  'Query.mappingApprovers': () => ({ variables: { districtId: A1 }, finds: 'REGISTRAR' }),
  'Query.mappingBefore': async ({ world }) => {
    await world.mapping({ state: 'approved' });
    return { variables: { sectionId: await world.section(), homeDistrictId: A1 }, finds: '"state":"APPROVED"' };
  },
  'Query.requestWindows': async ({ world }) => ({ variables: { consortiumId: A }, finds: (await world.windowed()).window }),
  'Query.requestWindow': async ({ world }) => {
    const { window } = await world.windowed();
    return { variables: { id: window }, finds: window };
  },
  'Query.sectionWindow': async ({ world }) => {
    const { window, section } = await world.windowed();
    return { variables: { sectionId: section }, finds: window };
  },
  'Query.windowProgress': async ({ world }) => {
    const { window, section } = await world.windowed();
    return { variables: { windowId: window }, finds: section };
  },
  'Query.windowRequests': async ({ world }) => ({ variables: { districtId: A1, sectionId: null }, finds: (await world.windowed()).entry }),
  'Query.windowYears': async ({ world }) => ({ variables: { consortiumId: A }, finds: await world.yearAhead() }),
  'Query.courseNeeds': async ({ world }) => ({ variables: { districtId: A1 }, finds: (await world.need()).id }),
  'Query.courseNeed': async ({ world }) => {
    const { id } = await world.need();
    return { variables: { id }, finds: id };
  },
  'Query.neighborNeeds: that there is one': async ({ world }) => ({ variables: { search: null }, finds: `${(await world.need()).year}/02/02110` }),
  'Query.neighborNeeds: whose it is': async ({ world }) => {
    await world.need();
    return { variables: { search: null }, finds: nameOf('A1') };
  },
  'Query.round': ({ world }) => roundRead(world, {}),
  'Query.round: what a district takes': ({ world }) => roundRead(world, { takes: 'committed' }, 'hush-A1-round'),
  'Query.round: what a district wrote down': ({ world }) => roundRead(world, { takes: 'committed' }, 'hush-A1-reason'),
  'Query.round: a draft': ({ world }) => roundRead(world, { state: 'draft' }),
  'Query.round: an order': ({ world }) => roundRead(world, { state: 'released', takes: 'committed' }, 'hush-A1-order'),
  'Query.roundTakers': async ({ world }) => ({ variables: { roundId: await world.round({ takes: 'committed' }) }, finds: A1 }),
  'Query.roundSolicitation': async ({ world }) => ({ variables: { roundId: await world.solicitation({ state: 'solicited' }) }, finds: 'Paper Mill' }),
  'Query.roundSolicitation: what a district expects': async ({ world }) => ({ variables: { roundId: await world.solicitation({ state: 'solicited', sealed: true }) }, finds: '424242' }),
  'Query.roundBefore': async ({ world }) => {
    const roundId = await world.round({});
    return { variables: { roundId }, finds: roundId };
  },
  'Query.roundBefore: what a district took': async ({ world }) => ({ variables: { roundId: await world.roundAgain() }, finds: 'Last time: 2 cases' }),
  'Query.roundItemsFile': () => ({ variables: { input: { districtId: A1, text: 'Item,Unit,Price\nQuill pens,box,4.20' } }, finds: 'Quill pens' }),
  'Query.roundAsking': async ({ world }) => {
    const roundId = await world.round({ state: 'asking', takes: 'committed' });
    return { variables: { roundId }, finds: roundId };
  },
  'Query.roundAsking: what a district is asked': async ({ world }) => ({ variables: { roundId: await world.round({ state: 'asking', takes: 'committed' }) }, finds: 'hush-A1-asked' }),
  'Query.roundNumbers': async ({ world }) => {
    const roundId = await world.round({ state: 'released', takes: 'committed' });
    return { variables: { roundId }, finds: roundId };
  },
  'Query.roundNumbers: of an order': async ({ world }) => ({ variables: { roundId: await world.round({ state: 'released', takes: 'committed' }) }, finds: '"orderId"' }),
  'Query.roundReceiving': ({ world }) => roundRead(world, { state: 'released', takes: 'committed' }),
  'Query.roundReceiving: what came': ({ world }) => roundRead(world, { state: 'released', takes: 'committed', came: true }, 'hush-A1-came'),
  'Query.roundMatching': ({ world }) => roundRead(world, { state: 'released', takes: 'committed' }),
  'Query.roundMatching: what was billed': ({ world }) => roundRead(world, { state: 'received', takes: 'committed', came: true }, 'hush-A1-bill'),
  'Query.roundSettlement': ({ world }) => roundRead(world, {}),
  'Query.roundSettlement: what it would pay alone': ({ world }) => roundRead(world, { state: 'received', takes: 'committed', came: true }, 'hush-A1-alone'),
  'Query.purchasingRounds': async ({ world }) => ({ finds: await world.round({}) }),
  'Query.subjectAreas': () => ({ finds: 'Mathematics' }),
  'Query.costStudies: a draft of my own': (cell) => listStudies(cell, 'mine', { audience: 'author' }),
  'Query.costStudies: a draft of a colleague': (cell) => listStudies(cell, 'colleague', { audience: 'author' }),
  'Query.costStudies: shared with the coordinator': (cell) => listStudies(cell, 'colleague', { audience: 'coordinator' }),
  'Query.costStudies: shared with the members': (cell) => listStudies(cell, 'colleague', { audience: 'members' }),
  'Query.costStudy: a draft of my own': (cell) => readStudy(cell, 'mine', { audience: 'author' }),
  'Query.costStudy: a draft of a colleague': (cell) => readStudy(cell, 'colleague', { audience: 'author' }),
  'Query.costStudy: shared with the coordinator': (cell) => readStudy(cell, 'colleague', { audience: 'coordinator' }),
  'Query.costStudy: shared with the members': (cell) => readStudy(cell, 'colleague', { audience: 'members' }),
  'Query.costStudy: its content, where others are named': (cell) => readStudy(cell, 'colleague', { audience: 'members', others: 'named' }, 'hush-A2'),
  'Query.costStudy: its content, where others are hidden': (cell) => readStudy(cell, 'colleague', { audience: 'members', others: 'hidden' }, 'hush-A2'),
  // An officer has no district: the coordinator sees the whole instead.
  'Query.costStudy: my own standing': (cell) => readStudy(cell, 'colleague', { audience: 'members', others: 'hidden' }, isOfficer(cell.actor) ? 'hush-A2' : `hush-${cell.district}`),

  'Mutation.signIn': async (cell) => {
    const { account, email } = await mine(cell);
    await cell.world.setPassword(account);
    return { variables: { input: { email, password: PASSWORD } }, effect: [began, account] };
  },
  'Mutation.signInAsDemoPerson': async ({ world }) => {
    const { account } = await world.colleague('teacher', A1, { tryThis: 'Look around' });
    return { variables: { input: { accountId: account } }, effect: [began, account] };
  },
  'Mutation.signInAsDemoPerson: in the demo': async ({ world }) => {
    const { account } = await world.colleague('teacher', A1, { tryThis: 'Look around' });
    return { variables: { input: { accountId: account } }, effect: [began, account], demo: true };
  },
  'Mutation.signOut': ({ session }) => ({ effect: ['exists (select from session where id = $1 and ended_at is not null)', session] }),
  'Mutation.signOutEverywhere': async ({ world, account }) => {
    const elsewhere = await world.session(account ?? personOf('teacher', 'A1'));
    return { effect: ['exists (select from session where id = $1 and ended_at is not null)', elsewhere] };
  },
  'Mutation.endSession': async ({ world, account, place }) => {
    const session = await world.session(place === 'own' && account !== null ? account : personOf('teacher', 'A1'));
    return { variables: { input: { sessionId: session } }, effect: ['exists (select from session where id = $1 and ended_at is not null)', session] };
  },
  'Mutation.endSession: of a colleague': async ({ world }) => {
    const session = await world.session((await world.colleague('counselor', A1)).account);
    return { variables: { input: { sessionId: session } }, effect: ['exists (select from session where id = $1 and ended_at is not null)', session] };
  },
  'Mutation.changePassword': async (cell) => {
    const { account } = await mine(cell);
    await cell.world.setPassword(account);
    return {
      variables: { input: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } },
      effect: [`exists (select from event where subject_id = $1 and kind = 'account.password_changed' and facts->>'by' = 'changed')`, account],
    };
  },
  'Mutation.requestPasswordReset': async (cell) => {
    const { account, email } = await mine(cell);
    return { variables: { input: { email } }, effect: [`exists (select from account_link where account_id = $1 and purpose = 'reset')`, account] };
  },
  'Mutation.resetPassword': async (cell) => {
    const { account } = await cell.world.colleague('teacher', A1);
    const token = newToken();
    await cell.world.setPassword(account);
    await cell.world.link(account, 'reset', hashToken(token));
    return { variables: { input: { token, password: NEW_PASSWORD } }, effect: [began, account] };
  },
  'Mutation.acceptInvitation': async ({ world }) => {
    const { account } = await world.colleague('teacher', A1, { status: 'invited' });
    const token = newToken();
    await world.link(account, 'invitation', hashToken(token));
    return { variables: { input: { token, displayName: 'New Here', password: NEW_PASSWORD } }, effect: [`${began} and exists (select from account where id = $1 and status = 'active')`, account] };
  },
  'Mutation.updateProfile': ({ account, actor, district }) => {
    const name = `${nameOf(district)} ${actor}, renamed`;
    return { variables: { input: { displayName: name } }, effect: ['exists (select from account where id = $1 and display_name = $2)', account, name] };
  },
  'Mutation.invitePerson: to a district': () => invite({ districtId: A1 }, 'teacher'),
  'Mutation.invitePerson: to a consortium': () => invite({ consortiumId: A }, 'fiscal_agent'),
  'Mutation.endRole: in a district': ({ world }) => endRole(world, 'teacher', A1),
  'Mutation.endRole: in a consortium': ({ world }) => endRole(world, 'fiscal_agent', A),
  'Mutation.dismissNotice: of a district': (cell) => dismiss(cell, A1),
  'Mutation.dismissNotice: of a consortium': (cell) => dismiss(cell, A),
  'Mutation.dismissNotice: a task': (cell) => dismiss(cell, A1, false),

  'Mutation.chooseMail': ({ account }) => ({
    variables: { input: { tasks: 'DAILY', bookings: 'WEEKLY', news: 'AT_ONCE', reminders: false } },
    effect: [`exists (select from mail_preference where account_id = $1 and bookings = 'weekly' and not reminders)`, account],
  }),

  'Mutation.holdSeats: for the district': () => hold(A1),
  'Mutation.holdSeats: of the section': ({ district, actor }) => hold(isOfficer(actor) ? A1 : districts[district]),
  'Mutation.requestSeats': ({ world }) => step(world, 'held', 'requested', { notToExceedCents: 30_000, budgetCode: 'hush-A1-budget' }),
  'Mutation.approveSpending': ({ world }) => step(world, 'awaiting_approval', 'requested'),
  'Mutation.declineSpending': ({ world }) => step(world, 'awaiting_approval', 'cancelled', { reason: 'Not this year' }),
  'Mutation.acceptSeats': ({ world }) => step(world, 'requested', 'accepted'),
  'Mutation.denySeats': ({ world }) => step(world, 'requested', 'denied', { reason: 'The room is full' }),
  'Mutation.cancelSeats': ({ world }) => step(world, 'requested', 'cancelled', { reason: 'They moved away' }),
  'Mutation.dropSeats': ({ world }) => step(world, 'accepted', 'dropped', { reason: 'They moved away', owedCents: 0 }),
  'Mutation.withdrawSeats': ({ world }) => step(world, 'accepted', 'withdrawn', { reason: 'They moved away', owedCents: PRICE_CENTS }, -2),
  'Mutation.placeStudents': async ({ world }) => {
    const booking = await world.booking({ state: 'accepted', section: await world.section() });
    const { rows } = await world.owner.query<{ seat: string; school: string }>('select e.id as seat, c.id as school from seat e join booking b on b.id = e.booking_id join school c on c.party_id = b.home_party_id where b.id = $1', [booking]);
    const students = [{ seatId: rows[0]!.seat, givenName: 'Quill', familyName: 'Ortega', studentNumber: '88', gradeLevel: 10, schoolId: rows[0]!.school }];
    return {
      variables: { input: { bookingId: booking, students, emptied: [], idempotencyKey: key() } },
      effect: [`exists (select from booking b join placement p on p.booking_id = b.id join student_name n on n.seat_id = p.seat_id where b.id = $1 and b.state = 'rostered' and n.family_name = 'Ortega')`, booking],
    };
  },
  'Mutation.openNames': async ({ world, account }) => {
    const booking = await world.booking({ state: 'rostered', section: await world.section() });
    await world.placed(booking);
    return {
      variables: { input: { bookingId: booking, purpose: 'TEACHING', way: 'SCREEN' } }, finds: 'Ortega',
      effect: [`exists (select from disclosure d join disclosed_name n on n.disclosure_id = d.id where n.booking_id = $1 and d.account_id = $2)`, booking, account],
    };
  },
  'Mutation.saveGrades': async ({ world }) => {
    const { section, seat } = await graded(world, 'entered');
    return { variables: { input: { sectionId: section, grades: [{ seatId: seat, typed: '88', lastAttended: null, version: 1 }], idempotencyKey: key() } }, effect: [`exists (select from seat_grade where seat_id = $1 and mark = '88')`, seat] };
  },
  'Mutation.attestGrades': async ({ world }) => {
    const { section, booking } = await graded(world, 'entered');
    return { variables: { input: { sectionId: section, bookingIds: [booking], reason: null, idempotencyKey: key() } }, effect: [`exists (select from grade_sheet where booking_id = $1 and state = 'attested')`, booking] };
  },
  'Mutation.answerGrades': async ({ world }) => {
    const { booking } = await graded(world, 'attested');
    return { variables: { input: { bookingId: booking, number: 1, dispute: null, idempotencyKey: key() } }, effect: [`exists (select from booking b join grade_sheet g on g.booking_id = b.id where b.id = $1 and b.state = 'completed' and g.state = 'accepted')`, booking] };
  },
  'Mutation.setGradeSettings': async ({ world, actor }) => {
    const { rows } = await world.owner.query<{ n: number }>('select count(*)::int as n from grade_setting where party_id = $1', [A1]);
    // The registrar goes first.
    const version = rows[0]!.n + (actor === 'district_administrator' ? 1 : 0);
    return { variables: { input: { districtId: A1, version, percent: true, marks: [], passAt: 65, deadlineDays: 3, idempotencyKey: key() } }, effect: ['exists (select from grade_setting where party_id = $1 and version = $2)', A1, version + 1] };
  },
  'Mutation.takeGradeSheet': async ({ world, account }) => {
    const { section, booking } = await graded(world, 'entered');
    return { variables: { sectionId: section }, finds: 'Ortega', effect: [`exists (select from disclosure d join disclosed_name n on n.disclosure_id = d.id where n.booking_id = $1 and d.account_id = $2)`, booking, account] };
  },
  'Mutation.takeTranscript': async ({ world, account }) => {
    const { booking } = await graded(world, 'accepted');
    return { variables: { bookingId: booking }, finds: 'Ortega', effect: [`exists (select from disclosure d join disclosed_name n on n.disclosure_id = d.id where n.booking_id = $1 and d.account_id = $2)`, booking, account] };
  },
  'Mutation.nameFacilitator': async ({ world }) => {
    const { account } = await world.colleague('teacher', A1);
    const { rows } = await world.owner.query<{ id: string }>('select id from school where party_id = $1', [A1]);
    return { variables: { input: { schoolId: rows[0]!.id, accountId: account, idempotencyKey: key() } }, effect: ['exists (select from site_facilitator where account_id = $1 and ended_at is null)', account] };
  },
  'Mutation.joinWaitlist: for the district': ({ world }) => join(world, A1),
  'Mutation.joinWaitlist: of the section': ({ world, district, actor }) => join(world, isOfficer(actor) ? A1 : districts[district]),
  'Mutation.changeWaitlist': (cell) => inLine(cell, { seats: 1 }, 'exists (select from waitlist_entry where id = $1 and seats_wanted = 1)'),
  'Mutation.leaveWaitlist': (cell) => inLine(cell, {}, `exists (select from waitlist_entry where id = $1 and state = 'left')`),
  'Mutation.mapCourse: for the district': ({ world }) => mapCourse(world, A1),
  'Mutation.mapCourse: of the section': ({ world, district, actor }) => mapCourse(world, isOfficer(actor) ? A1 : districts[district]),
  'Mutation.approveMapping': ({ world }) => decide(world, 'approved'),
  'Mutation.returnMapping': ({ world }) => decide(world, 'returned', { reason: 'Which credit?' }),
  'Mutation.setMappingApprovers': () => {
    const idempotencyKey = key();
    return {
      variables: { input: { districtId: A1, roles: ['REGISTRAR', 'DISTRICT_ADMINISTRATOR'], idempotencyKey } },
      effect: [`exists (select from command_receipt r join policy_version v on v.party_id = $2 and v.key = 'mapping.approvers' where r.operation = 'setMappingApprovers' and r.key = $1 and r.outcome ? 'id')`, idempotencyKey, A1],
    };
  },
  'Mutation.setSectionPlan': async ({ world }) => {
    const section = await world.section({ card: true });
    return {
      variables: { input: { sectionId: section, plan: EQUALLY, idempotencyKey: key() } },
      effect: [`exists (select from course_section s join cost_plan_version v on v.id = s.plan_version_id join catalogue_card c on c.offering_id = s.id where s.id = $1 and v.plan->>'method' = 'equally' and c.plan->>'method' = 'equally')`, section],
    };
  },
  'Mutation.startCourseDraft': () => {
    const idempotencyKey = key();
    return {
      variables: { input: { districtId: A1, idempotencyKey } },
      effect: [`exists (select from command_receipt r join course_draft d on d.id = (r.outcome->>'id')::uuid and d.teaching_party_id = $2 where r.operation = 'startCourseDraft' and r.key = $1)`, idempotencyKey, A1],
    };
  },
  'Mutation.saveCourseDraft': (cell) => onDraft(cell, {}, { revision: 1, content: EMPTY }, `exists (select from course_draft where id = $1 and revision = 2 and content->>'title' = 'Renamed')`),
  'Mutation.codeCourse': (cell) => onDraft(cell, { coded: false }, { scedVersion: '12', scedCode: '02110' }, `exists (select from course_draft where id = $1 and sced_code = '02110')`),
  'Mutation.submitCourseDraft': (cell) => onDraft(cell, {}, {}, `exists (select from course_draft where id = $1 and state = 'submitted')`),
  'Mutation.returnCourseDraft': (cell) => onDraft(cell, { state: 'submitted' }, { reason: 'Which book?' }, `exists (select from course_draft where id = $1 and state = 'returned')`),
  'Mutation.publishCourseDraft': (cell) => onDraft(cell, { state: 'submitted' }, {}, `exists (select from course_draft d join course_section s on s.id = d.id join catalogue_card c on c.offering_id = d.id where d.id = $1 and d.state = 'published')`),
  'Mutation.discardCourseDraft': (cell) => onDraft(cell, {}, {}, `exists (select from course_draft where id = $1 and state = 'discarded')`),
  'Mutation.answerNaming': async (cell) => {
    const teacher = cell.actor === 'teacher' && cell.account !== null && cell.place === 'own' ? cell.account : personOf('teacher', 'A1');
    const draft = await cell.world.draft({ teacher });
    return { variables: { input: { draftId: draft, agreed: true, idempotencyKey: key() } }, effect: ['exists (select from naming_consent where course_id = $1 and account_id = $2 and agreed)', draft, teacher] };
  },
  'Mutation.openRequestWindow': async ({ world }) => {
    const schoolYear = await world.yearAhead();
    return {
      variables: { input: { consortiumId: A, schoolYear, opensOn: '2026-01-01', closesOn: day(90), idempotencyKey: key() } },
      effect: [`exists (select from request_window where consortium_id = $1 and school_year = $2 and state = 'collecting')`, A, schoolYear],
    };
  },
  'Mutation.extendRequestWindow': async ({ world }) => {
    const { window } = await world.windowed();
    return { variables: { input: { windowId: window, closesOn: day(120), idempotencyKey: key() } }, effect: ['exists (select from request_window where id = $1 and extended)', window] };
  },
  'Mutation.cancelRequestWindow': async ({ world }) => {
    const { window } = await world.windowed();
    return { variables: { input: { windowId: window, reason: 'The board meets later', idempotencyKey: key() } }, effect: [`exists (select from request_window where id = $1 and state = 'cancelled')`, window] };
  },
  'Mutation.postNeed': () => {
    const title = key();
    return { variables: { input: { districtId: A1, need: lookedFor(title), idempotencyKey: key() } }, effect: [`exists (select from course_need where title = $1 and party_id = $2 and state = 'open')`, title, A1] };
  },
  'Mutation.changeNeed': async ({ world }) => {
    const [needId, title] = [(await world.need()).id, key()];
    return { variables: { input: { needId, need: lookedFor(title), idempotencyKey: key() } }, effect: ['exists (select from course_need where id = $1 and title = $2)', needId, title] };
  },
  'Mutation.withdrawNeed': async ({ world }) => {
    const needId = (await world.need()).id;
    return { variables: { input: { needId, idempotencyKey: key() } }, effect: [`exists (select from course_need where id = $1 and state = 'withdrawn')`, needId] };
  },
  'Mutation.startDraftFromNeed': async ({ world }) => {
    const idempotencyKey = key();
    return {
      variables: { input: { districtId: A1, needKey: `${(await world.need('A3')).year}/02/02110`, idempotencyKey } },
      effect: [`exists (select from command_receipt r join course_draft d on d.id = (r.outcome->>'id')::uuid and d.content->>'title' = 'Pre-Calculus' where r.operation = 'startDraftFromNeed' and r.key = $1)`, idempotencyKey],
    };
  },
  'Mutation.proposeRound': () => {
    const title = key();
    return {
      variables: { input: { districtId: A1, consortiumId: A, idempotencyKey: key(), round: {
        title, locksAt: '2099-01-01T00:00:00Z', sealed: false, aim: 'BEST_PRICE', buyUp: false, items: [{ name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 4200 }] }] } } },
      effect: [`exists (select from offering o join pool_round r using (id) join round_item i on i.round_id = o.id where o.title = $1 and r.lead_party_id = $2 and r.state = 'draft')`, title, A1],
    };
  },
  'Mutation.openRound': ({ world }) => onRound(world, { state: 'draft' }, { revision: 1 }, `exists (select from pool_round r join catalogue_card c on c.offering_id = r.id and c.open where r.id = $1 and r.state = 'open')`),
  'Mutation.extendRound': ({ world }) => onRound(world, {}, { locksAt: '2099-02-01T00:00:00Z' }, 'exists (select from pool_round where id = $1 and extended_from is not null)'),
  'Mutation.cancelRound': ({ world }) => onRound(world, {}, {}, `exists (select from pool_round where id = $1 and state = 'cancelled')`),
  'Mutation.copyRound': ({ world }) => onRound(world, { state: 'locked', takes: 'committed' }, {}, `exists (select from pool_round r join round_item i on i.round_id = r.id where r.copied_from = $1 and r.state = 'draft')`),
  'Mutation.commitToRound': ({ world }) => onRound(world, {}, { districtId: A1, lines: [{ itemKey: 'item-1', unit: 'case', minimum: 2, maximum: 3 }], budgetCode: '100' }, `exists (select from round_line where round_id = $1 and maximum = 3)`),
  'Mutation.withdrawCommitment': ({ world }) => onRound(world, { takes: 'committed' }, { districtId: A1 }, `exists (select from round_commitment where round_id = $1 and state = 'withdrawn')`),
  'Mutation.approveCommitment': ({ world }) => onRound(world, { takes: 'awaiting_approval' }, { districtId: A1, revision: 1 }, `exists (select from round_commitment where round_id = $1 and state = 'committed')`),
  'Mutation.declineCommitment': ({ world }) => onRound(world, { takes: 'awaiting_approval' }, { districtId: A1, revision: 1 }, `exists (select from round_commitment where round_id = $1 and state = 'declined')`),
  'Mutation.keepDueDiligence': ({ world }) => onRound(world, {}, { districtId: A1, record: { reason: 'Bid by the state', answers: [{ key: 'price', answer: 'YES' }] } }, `exists (select from round_due_diligence where round_id = $1 and reason = 'Bid by the state')`),
  'Mutation.releaseRound': ({ world }) => onRound(world, { state: 'locked', takes: 'committed' }, { way: 'DISTRICT', supplier: 'Paper Mill' }, `exists (select from round_order where round_id = $1 and supplier = 'Paper Mill')`),
  'Mutation.recordReceipt': async ({ world }) => {
    const orderId = await world.round({ state: 'released', takes: 'committed', came: true });
    return { variables: { input: { roundId: orderId, orderId, districtId: A1, itemKey: 'item-1', revision: 1, good: 1, damaged: 1, substituted: 0, complete: true, idempotencyKey: key() } }, effect: ['exists (select from round_receipt where order_id = $1 and revision = 2)', orderId] };
  },
  'Mutation.closeReceiving': ({ world }) => onRound(world, { state: 'released', takes: 'committed', came: true }, {}, `exists (select from round_delivery_part where round_id = $1)`),
  'Mutation.enterInvoice': ({ world }) => onOrder(world, { number: 'hush-2', revision: 0, day: '2026-09-01', lines: [], extras: [] }, `exists (select from round_invoice where order_id = $1 and number = 'hush-2')`),
  'Mutation.decideDifference': ({ world }) => onOrder(world, { key: 'charge|fuel', cents: 500, way: 'ACCEPTED', reason: 'So it is' }, 'exists (select from round_difference where order_id = $1)', 'billed'),
  'Mutation.approveInvoices': ({ world }) => onOrder(world, { finalCents: 0 }, 'exists (select from round_match where order_id = $1)'),
  'Mutation.recordCredit': async ({ world }) => {
    const orderId = await world.round({ state: 'received', takes: 'committed', came: true, approved: true });
    return { variables: { input: { roundId: orderId, orderId, key: 'charge|fuel', number: 'hush-CN', revision: 0, day: '2026-09-01', cents: 400, idempotencyKey: key() } }, effect: [`exists (select from round_credit where order_id = $1 and number = 'hush-CN')`, orderId] };
  },
  'Mutation.stateBaseline': ({ world }) => onRound(world, { takes: 'committed' }, { districtId: A1, itemKey: 'item-1', revision: 0, priceCents: 4300, source: 'A quote', confidence: 'QUOTE' }, 'exists (select from round_baseline where round_id = $1)'),
  'Mutation.settleRound': ({ world }) => onRound(world, { state: 'received', takes: 'committed', came: true, approved: true }, {}, 'exists (select from round_settlement_part where round_id = $1)'),
  'Mutation.placeOrder': async ({ world }) => {
    const orderId = await world.round({ state: 'released', takes: 'committed' });
    return { variables: { input: { orderId, purchaseOrderNumber: key(), idempotencyKey: key() } }, effect: ['exists (select from round_order where id = $1 and placed_at is not null)', orderId] };
  },
  'Mutation.gatherEstimates': ({ world }) => onSolicitation(world, 'draft', { revision: 1, estimatesDue: '2099-01-01T00:00:00Z' }, `exists (select from round_solicitation s join pool_round r on r.id = s.round_id where s.round_id = $1 and r.state = 'estimates')`),
  'Mutation.giveEstimate': ({ world }) => onSolicitation(world, 'estimates', { districtId: A1, lines: [{ itemKey: 'item-1', unit: 'case', count: 5 }] }, 'exists (select from round_estimate where round_id = $1 and revision = 2)'),
  'Mutation.askForBids': ({ world }) => onSolicitation(world, 'estimates', { number: '8', published: 'Record', publishedOn: '2020-01-01', bidsDue: '2099-01-01T00:00:00Z', documents: [] }, `exists (select from round_solicitation where round_id = $1 and number = '8')`),
  'Mutation.recordBid': ({ world }) => onSolicitation(world, 'solicited', { supplier: 'Second Mill', responsive: false, reason: 'Late', prices: [] }, `exists (select from round_bid where round_id = $1 and supplier = 'Second Mill')`),
  'Mutation.awardRound': async ({ world }) => {
    const roundId = await world.solicitation({ state: 'solicited' });
    const input = { roundId, bidId: roundId, bidRevision: 1, boardOn: '2020-03-01', minutes: '7', reason: 'Least', contractNumber: '7', clause: 'Any.', termEnds: '2099-06-30', idempotencyKey: key() };
    return { variables: { input }, effect: [`exists (select from pool_round where id = $1 and state = 'awarded')`, roundId] };
  },
  'Mutation.failRound': ({ world }) => onSolicitation(world, 'solicited', { reason: 'Too dear' }, `exists (select from pool_round where id = $1 and state = 'failed')`),
  'Mutation.openAwardedRound': ({ world }) => onSolicitation(world, 'awarded', { locksAt: '2099-02-01T00:00:00Z' }, `exists (select from pool_round where id = $1 and state = 'open' and locks_at = '2099-02-01T00:00:00Z')`),
  'Mutation.correctOrder': async ({ world }) => {
    const orderId = await world.round({ state: 'released', takes: 'committed' });
    await world.numbered(orderId);
    return { variables: { input: { orderId, purchaseOrderNumber: key(), idempotencyKey: key() } }, effect: ['exists (select from round_order_number where order_id = $1)', orderId] };
  },
  'Mutation.answerRound': ({ world }) => onRound(world, { state: 'asking', takes: 'committed' }, { districtId: A1, yes: true }, 'exists (select from round_answer where round_id = $1 and yes)'),
  'Mutation.setMeetingLink': async ({ world }) => {
    const { sectionId } = await world.running();
    return { variables: { input: { sectionId, url: 'https://meet.example.org/other', idempotencyKey: key() } }, effect: [`exists (select from class_link where section_id = $1 and url like '%other')`, sectionId] };
  },
  'Mutation.announceChange': async ({ world }) => {
    const { sectionId, nextDays } = await world.running();
    return { variables: { input: { sectionId, day: nextDays[1], kind: 'NO_CLASS', reason: 'Snow', idempotencyKey: key() } }, effect: [`exists (select from class_change where section_id = $1 and day = $2)`, sectionId, nextDays[1]] };
  },
  'Mutation.withdrawChange': async ({ world }) => {
    const { changeId } = await world.running();
    return { variables: { input: { changeId, idempotencyKey: key() } }, effect: ['exists (select from class_change where id = $1 and withdrawn_at is not null)', changeId] };
  },
  'Mutation.markClass': async ({ world }) => {
    const { sectionId, day, seatId } = await world.running();
    return { variables: { input: { sectionId, day, revision: 1, exceptions: [{ seatId, mark: 'LATE' }], idempotencyKey: key() } }, effect: [`exists (select from attendance where seat_id = $1 and mark = 'late')`, seatId] };
  },
  'Mutation.noteProgress': async ({ world }) => {
    const { seatId } = await world.running();
    return { variables: { input: { seatId, standing: 'FAILING', note: 'Call us', idempotencyKey: key() } }, effect: [`exists (select from progress_note where seat_id = $1 and standing = 'failing')`, seatId] };
  },
  'Mutation.closeSection': (cell) => onSection(cell, {}, `exists (select from offering o join catalogue_card c on c.offering_id = o.id where o.id = $1 and o.state = 'closed' and not c.open)`),
  'Mutation.reopenSection': (cell) => onSection(cell, {}, `exists (select from offering o join catalogue_card c on c.offering_id = o.id where o.id = $1 and o.state = 'open' and c.version > 1)`, 'closed'),
  'Mutation.cancelSection': (cell) => onSection(cell, { reason: 'The teacher left' }, `exists (select from offering where id = $1 and state = 'cancelled')`),
  'Mutation.adoptPlanPreset': () => {
    const name = key();
    return {
      variables: { input: { consortiumId: A, name, formula: '{"rule":{"by":"equally"}}', effectiveFrom: '2026-01-01', citation: 'Agreement 7', idempotencyKey: key() } },
      effect: ['exists (select from policy_version where consortium_id = $1 and key = $2)', A, `plan.preset.${name}`],
    };
  },
  'Mutation.createCostStudy': ({ account }) => {
    const title = key();
    return {
      variables: { input: { consortiumId: A, title, draft: DRAFT, idempotencyKey: key() } },
      effect: ['exists (select from cost_study s join cost_study_content c on c.study_id = s.id where title = $1 and author_account_id = $2)', title, account],
    };
  },
  'Mutation.saveCostStudy: of my own': (cell) => saved(cell, 'mine', 'author'),
  'Mutation.saveCostStudy: of a colleague': (cell) => saved(cell, 'colleague', 'author'),
  'Mutation.saveCostStudy: of a colleague, shared with the coordinator': (cell) => saved(cell, 'colleague', 'coordinator'),
  'Mutation.deleteCostStudy: of my own': (cell) => actOnStudy(cell, 'mine', { audience: 'author' }, {}, 'not exists (select from cost_study where id = $1) and not exists (select from cost_study_content where study_id = $1)'),
  'Mutation.deleteCostStudy: of a colleague': (cell) => actOnStudy(cell, 'colleague', { audience: 'author' }, {}, 'not exists (select from cost_study where id = $1)'),
  'Mutation.shareCostStudy: my own with the coordinator': (cell) => sharedWith(cell, 'mine', 'author', 'COORDINATOR'),
  'Mutation.shareCostStudy: my own with the members at once': (cell) => sharedWith(cell, 'mine', 'author', 'MEMBERS'),
  'Mutation.shareCostStudy: what the coordinator has with the members': (cell) => sharedWith(cell, 'colleague', 'coordinator', 'MEMBERS'),
  'Mutation.copyCostStudy: where others are named': (cell) => copied(cell, 'named'),
  'Mutation.copyCostStudy: where others are hidden': (cell) => copied(cell, 'hidden'),
  'Mutation.enterStandAlone: for the district': (cell) => enterAlone(cell, A1),

  'Subscription.changes: of a booking': (cell) => heard(cell, 'booking'),
  'Subscription.changes: of its section': (cell) => heard(cell, 'section'),
};

