import { Injectable } from '@nestjs/common';
import { type Allotment, allotmentWords, type AllotmentRule, ruleWords } from '@barnraise/allotment';
import { type Context, requestWindow, type RequestWindowFacts, type RequestWindowSide, type RequestWindowState } from '@barnraise/lifecycle';
import { addDays, type LocalDate, localOf } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { policies, PolicyService } from '../agreements/index.js';
import { type RequestWindow, type WindowProgress, type WindowRequest, type WindowYear } from './request-window.type.js';
import { closesAt, latestLastDay, othersMayBeCounted, told } from './window.rules.js';

/** A window as every decision about it needs it. */
export interface WindowRow {
  readonly id: string; readonly consortium_id: string; readonly consortium_name: string | null; readonly school_year: string; readonly state: RequestWindowState;
  readonly opens_at: Date; readonly closes_at: Date; readonly extended: boolean; readonly closed_at: Date | null; readonly ended_at: Date | null;
  readonly rule: AllotmentRule; readonly zone: string; readonly reason: string | null; readonly now: Date;
}

interface RequestRow {
  readonly id: string; readonly window_id: string; readonly consortium_name: string | null; readonly zone: string; readonly school_year: string; readonly closes_at: Date; readonly section_id: string; readonly title: string;
  readonly teaching: WindowRequest['teachingDistrict']; readonly home: WindowRequest['homeDistrict']; readonly asked: number; readonly least: number; readonly asked_at: Date;
  readonly given: number | null; readonly at: Date | null; readonly waits_seats: number | null; readonly waits_place: number | null; readonly trace: Allotment['trace'] | null; readonly booking_id: string | null;
  readonly asked_by_all: number[] | null; readonly smallest: number | null;
}

const COLUMNS = `
w.id, w.consortium_id, c.name as consortium_name, w.school_year, w.state, w.opens_at, w.closes_at, w.extended, w.closed_at, w.ended_at, t.rule, t.zone, w.reason, (select app_now()) as now`;
const JOINED = 'cross join lateral window_terms(w.id) t left join consortium c on c.id = w.consortium_id';
const BY_ID = `select ${COLUMNS} from request_window w ${JOINED} where w.id = $1`;
const OF_CONSORTIUM = `select ${COLUMNS} from request_window w ${JOINED} where w.consortium_id = $1 order by w.state <> 'collecting', w.closes_at desc, w.id desc limit 50`;
// Also of a consortium that isn't the reader's, where the section is shared with both: its seats wait all the same.
const OVER_SECTION = `select ${COLUMNS} from window_over($1) w ${JOINED} where w.id is not null and exists (select from course_section where id = $1)`;

const REQUESTS = `
select r.*, o.title, jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as teaching, jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) as home
  from (select e.id, w.id as window_id, c.name as consortium_name, t.zone, w.school_year, w.closes_at, e.section_id, e.home_party_id, e.seats_wanted as asked, e.seats_least as least, e.asked_at,
               null::int as given, null::timestamptz as at, null::int as waits_seats, null::int as waits_place, null::jsonb as trace, null::uuid as booking_id, null::int[] as asked_by_all, null::int as smallest
          from waitlist_entry e cross join lateral window_over(e.section_id) w cross join lateral window_terms(w.id) t left join consortium c on c.id = w.consortium_id
         where e.home_party_id = $1 and e.state = 'waiting' and w.id is not null and ($2::uuid is null or e.section_id = $2)
        union all
        select * from window_results($1, $2)) r
  join offering o on o.id = r.section_id join party p on p.id = o.owner_party_id join party h on h.id = r.home_party_id
 order by r.at is not null, r.closes_at desc, o.title, r.id limit 200`;

const YEARS = `
select y.name as "schoolYear", (select count(distinct a.offering_id)::int from audience a join course_section s on s.id = a.offering_id join term t on t.id = s.term_id join school_year x on x.id = t.school_year_id
                                  where a.consortium_id = $1 and x.name = y.name) as sections, (select allotment_rule($1)) as rule, (select zone_of_place(null, $1)) as "timeZone"
  from consortium_member m join school_year y on y.party_id = m.party_id
 where m.consortium_id = $1 and m.until is null and exists (select from my_coordinations() c where c = $1) and y.last_day >= (select (app_now() at time zone zone_of_place(null, $1))::date)
   and not exists (select from request_window w where w.consortium_id = $1 and w.school_year = y.name and w.state <> 'cancelled')
 group by y.name order by y.name`;

const nextDay = ({ closes_at, zone }: WindowRow): LocalDate => addDays(localOf(closes_at.getTime(), zone).date, 1);

/** Reads windows and what is asked for in them. Within the open unit of work. */
@Injectable()
export class RequestWindowReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly policies: PolicyService,
  ) {}

  row(id: string): Promise<WindowRow | null> {
    return this.uow.tx.one<WindowRow & Record<string, unknown>>(BY_ID, [id]);
  }

  async one(id: string): Promise<RequestWindow | null> {
    const row = await this.row(id);
    return row && this.asWindow(row, this.uow.tx.principal);
  }

  async ofConsortium(consortiumId: string): Promise<RequestWindow[]> {
    return (await this.uow.tx.query<WindowRow & Record<string, unknown>>(OF_CONSORTIUM, [consortiumId])).map((row) => this.asWindow(row, this.uow.tx.principal));
  }

  async overSection(sectionId: string): Promise<RequestWindow | null> {
    const row = await this.uow.tx.one<WindowRow & Record<string, unknown>>(OVER_SECTION, [sectionId]);
    return row && this.asWindow(row, this.uow.tx.principal);
  }

  /** Section by section, as far as no single request can be worked out of it: for everybody alike. */
  async progress(windowId: string): Promise<WindowProgress[]> {
    const { tx } = this.uow;
    const window = await tx.one<{ consortium_id: string }>('select consortium_id from request_window where id = $1', [windowId]);
    if (!window) return [];
    const smallest = (await this.policies.rulesOf(window.consortium_id)).value('students.smallestCount');
    const rows = await tx.query<{ section_id: string; title: string; teaching_name: string; seats: number; asked: number[]; given: number[]; done: boolean }>('select * from window_progress($1)', [windowId]);
    return rows.map((row) => ({
      sectionId: row.section_id, title: row.title, teachingName: row.teaching_name, seats: row.seats, allotted: row.done, ...told(row.asked, row.given, row.done, smallest),
    }));
  }

  /** What a district asked for: what is still collected first, then results, newest first. */
  async requests(homePartyId: string, sectionId: string | null): Promise<WindowRequest[]> {
    return (await this.uow.tx.query<RequestRow & Record<string, unknown>>(REQUESTS, [homePartyId, sectionId])).map(asRequest);
  }

  async years(consortiumId: string): Promise<WindowYear[]> {
    const rows = await this.uow.tx.query<{ schoolYear: string; sections: number; rule: AllotmentRule; timeZone: string }>(YEARS, [consortiumId]);
    return rows.map(({ rule, ...year }) => ({ ...year, orderWords: ruleWords(rule) }));
  }

  /** What a step on a window is decided on. A later close that nobody has named yet is the next day. */
  context(row: WindowRow, principal: Principal, newClosesOn = nextDay(row)): Context<RequestWindowSide, RequestWindowFacts> {
    const opensMs = row.opens_at.getTime();
    return {
      actor: { side: 'office', roles: this.access.rolesOver(principal, row.consortium_id) }, nowMs: row.now.getTime(), clock: null,
      facts: {
        opensMs, closesMs: row.closes_at.getTime(), newClosesMs: closesAt(newClosesOn, row.zone), latestClosesMs: closesAt(latestLastDay(opensMs, row.zone), row.zone),
        extended: row.extended, taken: row.closed_at !== null,
      },
    };
  }

  private asWindow(row: WindowRow, principal: Principal): RequestWindow {
    const may = (step: 'extend' | 'cancel') => requestWindow.step(row.state, step, this.context(row, principal)).ok;
    return {
      __typename: 'RequestWindow', id: row.id, consortiumId: row.consortium_id, consortiumName: row.consortium_name, schoolYear: row.school_year, state: row.state as RequestWindow['state'],
      opensAt: row.opens_at, closesAt: row.closes_at, timeZone: row.zone, extended: row.extended, closedAt: row.closed_at, endedAt: row.ended_at, orderWords: ruleWords(row.rule), reason: row.reason,
      mayExtend: may('extend'), mayCancel: may('cancel'),
    };
  }
}

function asRequest(row: RequestRow): WindowRequest {
  const waits = row.waits_seats === null ? null : { seats: row.waits_seats, place: row.waits_place! };
  return {
    id: row.id, windowId: row.window_id, consortiumName: row.consortium_name, timeZone: row.zone, schoolYear: row.school_year, closesAt: row.closes_at, sectionId: row.section_id, title: row.title, teachingDistrict: row.teaching, homeDistrict: row.home,
    seatsAsked: row.asked, seatsLeast: row.least, askedAt: row.asked_at, seatsGiven: row.given, allottedAt: row.at, bookingId: row.booking_id,
    steps: row.trace === null ? [] : allotmentWords({ key: row.id, seats: row.given!, waits, trace: row.trace }, othersMayBeCounted(row.asked_by_all ?? [], row.smallest ?? policies['students.smallestCount'].byDefault)),
  };
}
