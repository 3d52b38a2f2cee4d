import { Injectable } from '@nestjs/common';
import { type SeatPlan } from '@barnraise/cost-sharing';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { costWords, publishedPriceCents, ShareService } from '../cost-shares/index.js';
import { type CardBody, Modality, OfferingKind, OfferingService } from '../offerings/index.js';
import { gradesWords, meetingOf, modalityWords } from './meeting.words.js';

/** A section as its teaching district publishes it. */
export interface NewSection {
  readonly id: string;
  readonly teachingPartyId: string;
  readonly schoolId: string;
  readonly termId: string;
  readonly teacher: { readonly accountId: string; readonly name: string } | null;
  readonly scedVersion: string;
  readonly scedCode: string;
  readonly localCode: string;
  readonly title: string;
  readonly summary: string;
  readonly syllabus: string;
  readonly prerequisites: string | null;
  readonly gradeLow: number;
  readonly gradeHigh: number;
  readonly creditHundredths: number;
  readonly modality: Modality;
  readonly meetingDays: readonly string[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly flags: readonly string[];
  readonly capacity: number;
  readonly reservedSeats: number;
  readonly reservedUntil: string | null;
  readonly dropDate: string;
  readonly consortiumIds: readonly string[];
  readonly plan: SeatPlan;
}

interface Around { readonly area_code: string; readonly area_name: string; readonly sced_title: string; readonly term_name: string; readonly school_year: string; readonly first_day: string; readonly last_day: string; readonly time_zone: string; readonly owner: CardBody['owner']; readonly consortia: CardBody['consortia'] }

const PUBLISHERS = ['teacher', 'registrar', 'district_administrator'] as const;

/** Publishes a section: the offering, the section, its plan, its counters and its card, in one transaction. */
@Injectable()
export class SectionPublisher {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly offerings: OfferingService,
    private readonly shares: ShareService,
    private readonly events: Events,
  ) {}

  /** Publishes it once: the same id again changes nothing. Throws when the principal may not publish for the district. */
  publish(principal: Principal, section: NewSection): Promise<void> {
    if (!this.access.holdsAny(principal, section.teachingPartyId, PUBLISHERS)) throw new Error('Only people of the teaching district publish its sections.');
    return this.uow.run(principal, async (tx) => {
      if (await tx.one('select id from offering where id = $1', [section.id])) return;
      await this.offerings.create({
        id: section.id, kind: OfferingKind.COURSE, ownerPartyId: section.teachingPartyId, state: 'open', title: section.title, summary: section.summary, consortiumIds: section.consortiumIds,
      });
      const planId = await this.shares.addPlan(section.teachingPartyId, section.consortiumIds, section.plan);
      await tx.query(
        `insert into course_section (id, teaching_party_id, school_id, term_id, teacher_account_id, teacher_name, sced_version, sced_code, local_code, syllabus, prerequisites,
                                     grade_low, grade_high, credit_hundredths, modality, meeting_days, starts_at, ends_at, first_day, last_day, time_zone, flags, capacity,
                                     reserved_seats, reserved_until, drop_date, plan_version_id)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, t.first_day, t.last_day, s.time_zone, $19, $20, $21, $22, $23, $24
           from term t, school s where t.id = $4 and s.id = $3`,
        [section.id, section.teachingPartyId, section.schoolId, section.termId, section.teacher?.accountId ?? null, section.teacher?.name ?? null, section.scedVersion, section.scedCode, section.localCode,
          section.syllabus, section.prerequisites, section.gradeLow, section.gradeHigh, section.creditHundredths, section.modality, section.meetingDays, section.startsAt, section.endsAt,
          section.flags, section.capacity, section.reservedSeats, section.reservedUntil, section.dropDate, planId]);
      await tx.query('select open_availability($1)', [section.id]);
      await this.pushCard(section);
      await this.events.append({
        kind: 'section.opened', subjectType: 'section', subjectId: section.id, partyIds: [section.teachingPartyId], consortiumIds: section.consortiumIds, facts: { before: null, after: 'open', capacity: section.capacity },
      });
    });
  }

  private async pushCard(section: NewSection): Promise<void> {
    const around = await this.uow.tx.one<Around & Record<string, unknown>>(
      `select x.area_code, x.area_name, x.title as sced_title, t.name as term_name, y.name as school_year, t.first_day::text, t.last_day::text, s.time_zone,
              jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as owner,
              (select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.short_name) order by c.name) from consortium c where c.id = any ($5::uuid[])) as consortia
         from sced_course x, term t join school_year y on y.id = t.school_year_id, school s join party p on p.id = s.party_id
        where x.version = $1 and x.code = $2 and t.id = $3 and s.id = $4`,
      [section.scedVersion, section.scedCode, section.termId, section.schoolId, section.consortiumIds]);
    if (!around) throw new Error('A card was to be written for a section whose school, term or course code cannot be seen.');
    const priceCents = publishedPriceCents(section.plan);
    const meeting = meetingOf(section.meetingDays, section.startsAt, section.endsAt, around.time_zone);
    await this.offerings.pushCard({
      offeringId: section.id, firstDay: around.first_day, priceCents, facets: facetsOf(section, around, priceCents), plan: section.plan,
      words: { a: section.title, b: `${around.sced_title} ${around.area_name} ${section.flags.join(' ')}`, c: `${section.summary} ${section.teacher?.name ?? ''} ${around.owner.shortName} ${section.localCode} ${section.scedCode}`, d: section.syllabus },
      body: {
        kind: OfferingKind.COURSE, title: section.title, summary: section.summary, owner: around.owner, consortia: around.consortia, teacherName: section.teacher?.name ?? null, areaName: around.area_name,
        grades: gradesWords(section.gradeLow, section.gradeHigh), creditHundredths: section.creditHundredths, modality: section.modality, termName: `${around.term_name}, ${around.school_year}`,
        firstDay: around.first_day, lastDay: around.last_day, meeting, priceCents, costWords: costWords(section.plan), flags: [...section.flags],
      },
    });
  }
}

function priceBand(cents: number | null): readonly [string, string] {
  if (cents === null) return ['SHARED', 'Cost shared by use'];
  if (cents <= 200_00) return ['UP_TO_200', 'Up to $200 per seat'];
  if (cents <= 400_00) return ['200_TO_400', '$200 to $400 per seat'];
  return cents <= 600_00 ? ['400_TO_600', '$400 to $600 per seat'] : ['OVER_600', 'Over $600 per seat'];
}

function facetsOf(section: NewSection, around: Around, priceCents: number | null): { key: string; label: string }[] {
  const [band, bandLabel] = priceBand(priceCents);
  const grades = Array.from({ length: section.gradeHigh - section.gradeLow + 1 }, (_, i) => section.gradeLow + i);
  const dayNames: Record<string, string> = { MON: 'Monday', TUE: 'Tuesday', WED: 'Wednesday', THU: 'Thursday', FRI: 'Friday', SAT: 'Saturday', SUN: 'Sunday' };
  return [
    { key: 'KIND:COURSE', label: 'Courses' },
    { key: `AREA:${around.area_code}`, label: around.area_name },
    ...grades.map((grade) => ({ key: `GRADE:${grade}`, label: `Grade ${grade}` })),
    { key: `CREDIT:${section.creditHundredths}`, label: `${section.creditHundredths / 100} credit` },
    { key: `MODALITY:${section.modality.toUpperCase()}`, label: modalityWords[section.modality] },
    { key: `TERM:${around.school_year} ${around.term_name}`, label: `${around.term_name}, ${around.school_year}` },
    ...section.meetingDays.map((day) => ({ key: `DAY:${day}`, label: dayNames[day] ?? day })),
    { key: `DISTRICT:${around.owner.id}`, label: around.owner.shortName },
    { key: `PRICE:${band}`, label: bandLabel },
  ];
}
