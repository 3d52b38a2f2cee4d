import { Injectable } from '@nestjs/common';
import { courseNeed, type NeedState, type NeedStep } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { type CourseDraft, CourseDraftService, emptyDraft, stepNotPossible, TaughtAreas } from '../courses/index.js';
import { InboxService } from '../inbox/index.js';
import { type ChangeNeedInput, type NeedContentInput, type NeedStepInput, type PostNeedInput, type StartDraftFromNeedInput } from './need.input.js';
import { asLine, keyOf, NeedReader } from './need.reader.js';
import { needRefusal } from './need.rules.js';
import { type CourseNeed, type NeighborNeed, type SubjectArea } from './need.type.js';

const CODERS = ['registrar', 'district_administrator'] as const;
const TWICE = 'Your district looks for this course in that school year already. Change what is posted instead.';

/** The course a need names, or its area. */
interface Place { readonly area: string; readonly areaName: string; readonly version: string | null; readonly code: string | null; readonly title: string | null }

/** What districts look for: posted, changed, taken back; told to those who could teach it. */
@Injectable()
export class NeedService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly taught: TaughtAreas,
    private readonly drafts: CourseDraftService,
    private readonly reader: NeedReader,
  ) {}

  need(principal: Principal, id: string): Promise<CourseNeed | null> {
    return isId(id) ? this.uow.run(principal, () => this.reader.one(id)) : Promise.resolve(null);
  }

  list(principal: Principal, districtId: string): Promise<CourseNeed[]> {
    return isId(districtId) ? this.uow.run(principal, () => this.reader.ofDistrict(districtId)) : Promise.resolve([]);
  }

  areas(principal: Principal): Promise<SubjectArea[]> {
    return this.uow.run(principal, () => this.reader.areas());
  }

  /** What neighbors look for; with words, the lines that hold each of them. */
  async neighbors(principal: Principal, search: string | null): Promise<NeighborNeed[]> {
    const lines = (await this.uow.run(principal, () => this.reader.lines())).map(asLine);
    const words = (search ?? '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
    return lines.filter((line) => words.every((word) => `${line.title} ${line.area.name} ${line.sced?.code ?? ''}`.toLowerCase().includes(word)));
  }

  post(principal: Principal, input: PostNeedInput): Promise<CourseNeed | RefusalData> {
    return this.command(principal, 'postNeed', input, async (tx) => {
      const refused = await this.refuse(tx, null, 'post', input.districtId, input.need);
      if (refused) return refused;
      const place = await this.placeOf(input.need);
      if (!place) return notFound('course code');
      const id = this.ids.next();
      const done = await tx.one(
        `insert into course_need (id, party_id, state, title, area_code, sced_version, sced_code, seats, grade_low, grade_high, school_year, term, modality, days, times, note, until, posted_by, posted_at, state_since)
         select $1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, my_account(), n.at, n.at from (select app_now() as at) n on conflict do nothing returning id`,
        [id, input.districtId, ...valuesOf(input.need, place)]);
      if (!done) return stepNotPossible(TWICE, null);
      await this.tell(id, input.districtId, place, input.need.schoolYear);
      await this.log('need.posted', id, input.districtId, null, 'open');
      return { id };
    });
  }

  change(principal: Principal, input: ChangeNeedInput): Promise<CourseNeed | RefusalData> {
    return this.command(principal, 'changeNeed', input, async (tx) => {
      const row = await this.reader.row(input.needId);
      if (!row) return notFound('need');
      const refused = await this.refuse(tx, row.state, 'change', row.party_id, input.need);
      if (refused) return refused;
      const place = await this.placeOf(input.need);
      if (!place) return notFound('course code');
      const other = await tx.one(`select id from course_need where party_id = $1 and state = 'open' and school_year = $2 and coalesce(sced_code, area_code) = $3 and id <> $4`,
        [row.party_id, input.need.schoolYear, place.code ?? place.area, row.id]);
      if (other) return stepNotPossible(TWICE, null);
      const done = await tx.one(
        `update course_need set title = $2, area_code = $3, sced_version = $4, sced_code = $5, seats = $6, grade_low = $7, grade_high = $8, school_year = $9, term = $10, modality = $11, days = $12, times = $13, note = $14, until = $15
          where id = $1 and state = 'open' returning id`, [row.id, ...valuesOf(input.need, place)]);
      if (!done) return stepNotPossible('This need has just ended. Look again.', null);
      if ((row.sced?.code ?? row.area.code) !== (place.code ?? place.area)) {
        await this.inbox.settle(row.id, ['need.posted']);
        await this.tell(row.id, row.party_id, place, input.need.schoolYear);
      }
      await this.log('need.changed', row.id, row.party_id, 'open', 'open');
      return { id: row.id };
    });
  }

  withdraw(principal: Principal, input: NeedStepInput): Promise<CourseNeed | RefusalData> {
    return this.command(principal, 'withdrawNeed', input, async (tx) => {
      const row = await this.reader.row(input.needId);
      if (!row) return notFound('need');
      const refused = await this.refuse(tx, row.state, 'withdraw', row.party_id, null);
      if (refused) return refused;
      const done = await tx.one(`update course_need set state = 'withdrawn', state_since = app_now() where id = $1 and state = 'open' returning id`, [row.id]);
      if (!done) return stepNotPossible('This need has just ended. Look again.', null);
      await this.inbox.settle(row.id, ['need.posted']);
      await this.log('need.withdrawn', row.id, row.party_id, 'open', 'withdrawn');
      return { id: row.id };
    });
  }

  /** A draft that begins with what neighbors look for: nothing goes into it that the line does not tell everyone. */
  startDraft(principal: Principal, input: StartDraftFromNeedInput): Promise<CourseDraft | RefusalData> {
    return this.drafts.start(principal, input, {
      operation: 'startDraftFromNeed',
      given: async () => {
        const line = (await this.reader.lines()).find((one) => keyOf(one) === input.needKey);
        if (!line) return notFound('need any more');
        // Whoever answers for transcripts codes a course: for others its title is enough to find the code by.
        const codes = line.code !== null && this.access.holdsAny(principal, input.districtId, CODERS);
        return {
          content: {
            ...emptyDraft, title: line.title, gradeLow: line.grade_low, gradeHigh: line.grade_high, meetingDays: line.days,
            modality: line.modalities.length === 1 ? (line.modalities[0] as typeof emptyDraft.modality) : null,
          },
          sced: codes ? { version: line.version!, code: line.code! } : null,
        };
      },
    });
  }

  private async refuse(tx: Tx, state: NeedState | null, step: NeedStep, partyId: string, need: NeedContentInput | null): Promise<RefusalData | null> {
    const wrong = need && needRefusal(need);
    if (wrong) return wrong;
    const ends = need && (await tx.one<{ at: Date }>('select ($2::date + 1)::timestamp at time zone time_zone as at from party where id = $1', [partyId, need.until]));
    const decision = courseNeed.step(state, step, {
      actor: { side: 'home', roles: this.access.rolesIn(tx.principal, partyId) }, nowMs: (await tx.now()).getTime(), clock: null, facts: { untilMs: ends?.at.getTime() ?? null },
    });
    if (decision.ok) return null;
    return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, null);
  }

  private placeOf(need: NeedContentInput): Promise<Place | null> {
    return this.uow.tx.one<Place & Record<string, unknown>>(
      need.scedCode === null
        ? 'select area_code as area, area_name as "areaName", null as version, null as code, null as title from sced_course where area_code = $1 order by version desc limit 1'
        : 'select area_code as area, area_name as "areaName", version, code, title from sced_course where code = $1 order by version desc limit 1', [need.scedCode ?? need.areaCode]);
  }

  /** Those who could meet it hear of it, and not from whom. */
  private async tell(id: string, partyId: string, place: Place, schoolYear: string): Promise<void> {
    const teaching = await this.taught.neighborsTeaching(place.area);
    await this.inbox.push(teaching.filter((other) => other !== partyId).map((other) => ({
      kind: 'need.posted', isNotice: true, partyId: other, consortiumId: null, roles: ['teacher', 'registrar'], sides: [partyId, other], subjectId: id, needId: id,
      title: place.title === null ? `A neighbor looks for a course in ${place.areaName}` : `A neighbor looks for ${place.title}`,
      detail: `For ${schoolYear}. You teach ${place.areaName}: a draft can begin with what neighbors look for.`,
    })));
  }

  /** Nobody but the own district hears whose need it is. */
  private log(kind: string, id: string, partyId: string, before: NeedState | null, after: NeedState): Promise<void> {
    return this.events.append({ kind, subjectType: 'need', subjectId: id, partyIds: [partyId], facts: { before, after } });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<CourseNeed | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}

const note = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());
const valuesOf = (need: NeedContentInput, place: Place): unknown[] => [
  need.title.trim(), place.area, place.version, place.code, need.seats, need.gradeLow, need.gradeHigh, need.schoolYear, need.term ?? null, need.modality ?? null,
  [...new Set(need.days)], [...new Set(need.times)], note(need.note ?? null), need.until,
];
