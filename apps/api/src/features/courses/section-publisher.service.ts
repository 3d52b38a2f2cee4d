import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { ShareService } from '../cost-shares/index.js';
import { OfferingKind, OfferingService } from '../offerings/index.js';
import { cardOf, type Around, type NewSection, type OnCard } from './section-card.rules.js';

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
      if (!(await tx.one('select id from offering where id = $1', [section.id]))) await this.open(section);
    });
  }

  /** The same within the open unit of work. */
  async open(section: NewSection): Promise<void> {
    const { tx } = this.uow;
    await this.offerings.create({
      id: section.id, kind: OfferingKind.COURSE, ownerPartyId: section.teachingPartyId, state: 'open', title: section.title, summary: section.summary, consortiumIds: section.consortiumIds,
    });
    const planId = await this.shares.addPlan(section.teachingPartyId, section.consortiumIds, section.plan);
    await tx.query(
      `insert into course_section (id, teaching_party_id, school_id, term_id, teacher_account_id, teacher_name, sced_version, sced_code, local_code, syllabus, prerequisites,
                                   grade_low, grade_high, credit_hundredths, modality, meeting_days, starts_at, ends_at, first_day, last_day, time_zone, flags, capacity,
                                   reserved_seats, reserved_until, drop_date, teaching_drop_date, plan_version_id, answers_requests)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, t.first_day, t.last_day, s.time_zone, $19, $20, $21, $22, $23, $24, $25, $26
         from term t, school s where t.id = $4 and s.id = $3`,
      [section.id, section.teachingPartyId, section.schoolId, section.termId, section.teacher?.accountId ?? null, section.teacher?.name ?? null, section.scedVersion, section.scedCode, section.localCode,
        section.syllabus, section.prerequisites, section.gradeLow, section.gradeHigh, section.creditHundredths, section.modality, section.meetingDays, section.startsAt, section.endsAt,
        section.flags, section.capacity, section.reservedSeats, section.reservedUntil, section.dropDate, section.teachingDropDate, planId, section.answersRequests]);
    // Whoever publishes a course of their own under their name has agreed to be named.
    if (section.teacher?.name && section.teacher.accountId === tx.principal.accountId) {
      await tx.query('insert into naming_consent (course_id, account_id, agreed, answered_at) values ($1, my_account(), true, app_now()) on conflict do nothing', [section.id]);
    }
    await tx.query('select open_availability($1)', [section.id]);
    await this.pushCard(section);
    await this.events.append({
      kind: 'section.opened', subjectType: 'section', subjectId: section.id, partyIds: [section.teachingPartyId], consortiumIds: section.consortiumIds, facts: { before: null, after: 'open', capacity: section.capacity },
    });
  }

  /** Writes the card of a section anew. Within the open unit of work, once the section stands. */
  async pushCard(section: OnCard): Promise<void> {
    const around = await this.uow.tx.one<Around & Record<string, unknown>>(
      `select x.area_code, x.area_name, x.title as sced_title, t.name as term_name, y.name as school_year, t.first_day::text, t.last_day::text, s.time_zone,
              jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as owner,
              (select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.short_name) order by c.name) from audience a join consortium c on c.id = a.consortium_id where a.offering_id = s.id) as consortia
         from course_section s
         join sced_course x on x.version = s.sced_version and x.code = s.sced_code
         join term t on t.id = s.term_id
         join school_year y on y.id = t.school_year_id
         join party p on p.id = s.teaching_party_id
        where s.id = $1`, [section.id]);
    if (!around) throw new Error('A card was to be written for a section whose school, term or course code cannot be seen.');
    await this.offerings.pushCard(cardOf(section, around));
  }
}
