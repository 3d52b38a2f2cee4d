import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { MappingService, type NewSection, SeatService, SectionPublisher } from '../features/courses/index.js';
import { type Principal } from '../platform/auth/principal.js';
import { isRefusal } from '../platform/commands/commands.js';
import { type BookingRow, type SectionRow } from './data/shapes.js';
import { type DemoData, demoNow } from './demo-data.js';
import { id } from './reference.js';
import { fixedId, type SeedIds } from './seed-ids.js';
import { draftActs } from './drafts.js';
import { gradeActs } from './grades.js';
import { rosterActs } from './rosters.js';
import { runningActs } from './running.js';
import { waitlistActs } from './waitlist.js';
import { windowActs } from './windows.js';
import { needActs } from './needs.js';
import { receivedRoundActs } from './received-rounds.js';
import { roundActs } from './rounds.js';
import { solicitationActs } from './solicitations.js';
import { labActs } from './studies.js';

/** One thing somebody did, at its own time. */
export interface Act {
  readonly key: string;
  readonly at: Date;
  readonly by: string | null;
  run(principal: Principal, key: string): Promise<unknown>;
}

const PUBLISHED = Date.parse('2026-02-02T16:00:00Z');
const SCED_VERSION = '12';

/** The commonest start and end of a section's meetings: its meeting time. */
function meetingTime(section: SectionRow): { startsAt: string; endsAt: string } | null {
  const times = section.meetings.map((m) => `${m.start}-${m.end}`);
  const commonest = [...new Set(times)].sort((a, b) => times.filter((t) => t === b).length - times.filter((t) => t === a).length)[0];
  if (!commonest) return null;
  const [startsAt, endsAt] = commonest.split('-') as [string, string];
  return { startsAt, endsAt };
}

/** Plays the demo's past through the services, each act at its own time and under its own person. */
export class Replay {
  private readonly principals = new Map<string, Principal>();

  constructor(
    private readonly data: DemoData,
    private readonly owner: ClientBase,
    private readonly app: INestApplicationContext,
    private readonly ids: SeedIds,
    private readonly progress: (done: number, of: number) => void,
  ) {}

  async run(): Promise<void> {
    const acts = [...this.sections(), ...this.mappings(), ...this.bookings(), ...labActs(this.data, this.app), ...draftActs(this.data, this.app), ...waitlistActs(this.data, this.app), ...needActs(this.data, this.app), ...windowActs(this.data, this.app, this.owner), ...roundActs(this.data, this.app, this.owner), ...solicitationActs(this.data, this.app, this.owner), ...receivedRoundActs(this.data, this.app, this.owner), ...rosterActs(this.data, this.app, this.owner, demoNow()), ...runningActs(this.data, this.app, this.owner, demoNow()), ...gradeActs(this.data, this.app, this.owner)].sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const [n, act] of acts.entries()) {
      await this.setClock(act.at);
      this.ids.begin(act.key, act.at);
      const answer = act.by ? await act.run(await this.principal(act.by), `seed-${fixedId(act.key, act.at)}`) : await act.run(null as never, '');
      if (isRefusal(answer)) throw new Error(`The demo's past does not play: ${act.key} was refused: ${answer.message}`);
      if (n % 25 === 0) this.progress(n, acts.length);
    }
  }

  /** The product's "now" becomes this instant; it ticks on from there. */
  async setClock(at: Date): Promise<void> {
    await this.owner.query(`update installation set demo = true, clock_offset_ms = round(extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)`, [at]);
  }

  private async principal(person: string): Promise<Principal> {
    let known = this.principals.get(person);
    if (!known) {
      const { rows } = await this.owner.query<{ id: string; role: Principal['roles'][number]['role']; partyId: string | null; consortiumId: string | null }>(
        'select id, role, party_id as "partyId", consortium_id as "consortiumId" from role_assignment where account_id = $1', [id.account(person)]);
      known = { accountId: id.account(person), sessionId: null, displayName: person, email: '', roles: rows, consortia: [] };
      this.principals.set(person, known);
    }
    return known;
  }

  private sections(): Act[] {
    const publisher = this.app.get(SectionPublisher);
    const nameOf = new Map(this.data.people.map((p) => [p.key, p.name]));
    return this.data.sections.map((section, n) => ({
      key: `publish/${section.key}`, at: new Date(PUBLISHED + n * 60_000), by: section.teacher,
      run: (principal) => publisher.publish(principal, asNewSection(section, nameOf.get(section.teacher) ?? section.teacher, this.data)),
    }));
  }

  private mappings(): Act[] {
    const service = this.app.get(MappingService);
    return this.data.courseMappings.flatMap((mapping): Act[] => {
      const mappingIdAt = new Date(mapping.proposedAt);
      const proposed: Act = {
        key: `map/${mapping.key}`, at: mappingIdAt, by: mapping.proposedBy,
        run: (principal, idempotencyKey) => service.propose(principal, {
          idempotencyKey, sectionId: id.section(mapping.section), homeDistrictId: id.party(mapping.homeDistrict), localCode: mapping.localCode, localTitle: mapping.localTitle, creditHundredths: Math.round(mapping.credit * 100),
        }),
      };
      if (!mapping.decidedAt) return [proposed];
      return [proposed, {
        key: `approve/${mapping.key}`, at: new Date(mapping.decidedAt), by: mapping.decidedBy,
        run: (principal, idempotencyKey) => service.approve(principal, { idempotencyKey, mappingId: fixedId(`map/${mapping.key}#0`, mappingIdAt) }),
      }];
    });
  }

  private bookings(): Act[] {
    return this.data.bookings.flatMap((booking) => booking.steps.map((step, n): Act => ({
      key: `book/${booking.key}/${n}`, at: new Date(step.at), by: step.by, run: (principal, key) => this.step(booking, n, principal, key),
    })));
  }

  private step(booking: BookingRow, n: number, principal: Principal, idempotencyKey: string): Promise<unknown> {
    const seats = this.app.get(SeatService);
    const step = booking.steps[n]!;
    // The hold's first id is the booking's.
    const bookingId = fixedId(`book/${booking.key}/0#0`, new Date(booking.steps[0]!.at));
    const common = { idempotencyKey, bookingId };
    const reason = step.note ?? undefined;
    switch (step.step) {
      case 'held':
        return seats.hold(principal, {
          idempotencyKey, sectionId: id.section(booking.section), homeDistrictId: id.party(booking.homeDistrict), seats: booking.seats, fitReason: 'Students join from the library; the counselor arranged it with their other teachers.',
        });
      case 'awaiting_approval':
        return seats.request(principal, { ...common, notToExceedCents: booking.notToExceedCents, budgetCode: booking.budgetCode, note: booking.note ?? undefined });
      case 'requested':
        return booking.steps[n - 1]?.step === 'awaiting_approval'
          ? seats.approveSpending(principal, common)
          : seats.request(principal, { ...common, notToExceedCents: booking.notToExceedCents, budgetCode: booking.budgetCode, note: booking.note ?? undefined });
      case 'accepted':
        return seats.accept(principal, common);
      case 'denied':
        return seats.deny(principal, { ...common, reason });
      case 'cancelled':
        return seats.cancel(principal, { ...common, reason });
      case 'dropped':
        // Long before the last free day.
        return seats.drop(principal, { ...common, owedCents: 0, reason });
      case 'expired':
        return this.owner.query('select sweep_sections(1000)');
    }
  }
}

function asNewSection(section: SectionRow, teacherName: string, data: DemoData): NewSection {
  const district = data.calendars.districts.find((d) => d.district === section.teachingDistrict)!;
  const term = district.years.flatMap((y) => y.terms).find((t) => t.key === section.term)!;
  const release = new Date(Date.parse(term.start) - 21 * 86_400_000).toISOString().slice(0, 10);
  const time = meetingTime(section);
  return {
    id: id.section(section.key), teachingPartyId: id.party(section.teachingDistrict), schoolId: id.school(section.school), termId: id.term(section.term),
    teacher: { accountId: id.account(section.teacher), name: teacherName }, scedVersion: SCED_VERSION, scedCode: section.scedCode, localCode: section.localCode,
    title: section.title, summary: section.summary, syllabus: section.syllabus.map((unit, n) => `${n + 1}. ${unit}`).join('\n'), prerequisites: section.prerequisites,
    gradeLow: section.grades.low, gradeHigh: section.grades.high, creditHundredths: Math.round(section.credit * 100), modality: section.modality as NewSection['modality'],
    meetingDays: time ? section.meetings.map((m) => m.day.toUpperCase()) : [], startsAt: time?.startsAt ?? null, endsAt: time?.endsAt ?? null,
    flags: [...(section.dualCredit ? [`Dual credit: ${section.dualCredit.college}, ${section.dualCredit.credits} credits`] : []), ...(section.ncaa ? ['NCAA'] : [])],
    capacity: section.capacity, reservedSeats: section.seatsReserved, reservedUntil: section.seatsReserved > 0 ? release : null, dropDate: section.dropDate, teachingDropDate: section.dropDate, answersRequests: section.acceptsAtOnce !== true,
    consortiumIds: section.audience.map(id.consortium), plan: section.costPlan,
  };
}
