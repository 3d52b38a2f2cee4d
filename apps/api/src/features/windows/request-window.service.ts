import { Injectable } from '@nestjs/common';
import { type AllotmentRule } from '@barnraise/allotment';
import { type Refused, requestWindow, type RequestWindowStep } from '@barnraise/lifecycle';
import { dayWords, type LocalDate } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { stepNotPossible } from '../courses/index.js';
import { type CancelRequestWindowInput, type ExtendRequestWindowInput, type OpenRequestWindowInput } from './request-window.input.js';
import { RequestWindowReader, type WindowRow } from './request-window.reader.js';
import { type RequestWindow, type WindowProgress, type WindowRequest, type WindowYear } from './request-window.type.js';
import { closesAt, latestFirstDay, latestLastDay, opensAt } from './window.rules.js';
import { extendedWords, openedWords } from './window.words.js';

interface Done { readonly refused?: 'not_found' | 'twice' | 'year' | 'past' | 'state' }
interface Office { readonly zone: string; readonly rule: AllotmentRule; readonly now: Date }

const OFFICE = 'select zone_of_place(null, id) as zone, allotment_rule(id) as rule, app_now() as now from consortium where id = $1';

const wrong = (field: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule: 'possible', message }]);
const noDay = (field: string): RefusalData => wrong(field, 'There is no such day.');
/** The days a coordinator chose wrong: which of them, and the last that would do. */
function refusedDay({ code, message }: Refused, latest: { readonly firstDay?: LocalDate; readonly lastDay: LocalDate }): RefusalData | null {
  if (code === 'OpensTooLate') return wrong('opensOn', `${message} Choose ${dayWords(latest.firstDay!)} or a day before it.`);
  if (code === 'WindowTooLong') return wrong('closesOn', `${message} Choose ${dayWords(latest.lastDay)} or a day before it.`);
  return ['CloseInPast', 'CloseBeforeOpening', 'CloseNotLater'].includes(code) ? wrong('closesOn', message) : null;
}

/** A coordinator opens, extends and cancels windows; who asks, and closes them, is elsewhere: the waitlist and the clock. */
@Injectable()
export class RequestWindowService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly reader: RequestWindowReader,
  ) {}

  list(principal: Principal, consortiumId: string): Promise<RequestWindow[]> {
    return isId(consortiumId) ? this.uow.run(principal, () => this.reader.ofConsortium(consortiumId)) : Promise.resolve([]);
  }

  window(principal: Principal, id: string): Promise<RequestWindow | null> {
    return isId(id) ? this.uow.run(principal, () => this.reader.one(id)) : Promise.resolve(null);
  }

  overSection(principal: Principal, sectionId: string): Promise<RequestWindow | null> {
    return isId(sectionId) ? this.uow.run(principal, () => this.reader.overSection(sectionId)) : Promise.resolve(null);
  }

  progress(principal: Principal, windowId: string): Promise<WindowProgress[]> {
    return isId(windowId) ? this.uow.run(principal, () => this.reader.progress(windowId)) : Promise.resolve([]);
  }

  requests(principal: Principal, districtId: string, sectionId: string | null): Promise<WindowRequest[]> {
    if (!districtsOf(principal).includes(districtId) || (sectionId !== null && !isId(sectionId))) return Promise.resolve([]);
    return this.uow.run(principal, () => this.reader.requests(districtId, sectionId));
  }

  /** School years that a window could be opened for: for the coordinator alone. */
  years(principal: Principal, consortiumId: string): Promise<WindowYear[]> {
    if (!this.access.rolesOver(principal, consortiumId).includes('coordinator')) return Promise.resolve([]);
    return this.uow.run(principal, () => this.reader.years(consortiumId));
  }

  open(principal: Principal, input: OpenRequestWindowInput): Promise<RequestWindow | RefusalData> {
    return this.command(principal, 'openRequestWindow', input, async (tx) => {
      const { consortiumId, schoolYear, opensOn, closesOn } = input;
      if (!isUsualDay(opensOn)) return noDay('opensOn');
      if (!isUsualDay(closesOn)) return noDay('closesOn');
      const office = await tx.one<Office & Record<string, unknown>>(OFFICE, [consortiumId]);
      if (!office) return notFound('consortium');
      const { zone, rule } = office;
      const nowMs = office.now.getTime();
      const [opensMs, closesMs] = [opensAt(opensOn, zone, nowMs), closesAt(closesOn, zone)];
      const latest = { firstDay: latestFirstDay(nowMs, zone), lastDay: latestLastDay(opensMs, zone) };
      const decision = requestWindow.step(null, 'open', {
        actor: { side: 'office', roles: this.access.rolesOver(principal, consortiumId) }, nowMs, clock: null,
        facts: { opensMs, latestOpensMs: closesAt(latest.firstDay, zone), newClosesMs: closesMs, latestClosesMs: closesAt(latest.lastDay, zone) },
      });
      if (!decision.ok) return refusedDay(decision, latest) ?? notAllowed(decision.message);
      const id = this.ids.next();
      const { title, detail, elsewhere, elsewhereDetail } = openedWords(schoolYear, { opensMs, closesMs, nowMs, zone, rule });
      const done = (await tx.one<{ done: Done }>('select open_window($1, $2, $3, $4, $5, $6, $7, $8, $9) as done', [id, consortiumId, schoolYear, new Date(opensMs), new Date(closesMs), title, detail, elsewhere, elsewhereDetail]))!.done;
      if (done.refused === 'twice') return stepNotPossible('A window for that school year is open already, or was allotted: seats of it are first come from then on.', null);
      if (done.refused === 'year') return wrong('schoolYear', 'No member has a calendar for that school year that lies ahead.');
      if (done.refused === 'past') return wrong('closesOn', requestWindow.table.guards.closesAhead.message);
      return done.refused ? notFound('consortium') : { id };
    });
  }

  extend(principal: Principal, input: ExtendRequestWindowInput): Promise<RequestWindow | RefusalData> {
    const { closesOn } = input;
    return this.step(principal, 'extendRequestWindow', 'extend', input, async (tx, row) => {
      const closesMs = closesAt(closesOn, row.zone);
      const { title, detail, elsewhere, elsewhereDetail } = extendedWords(row.school_year, row.closes_at.getTime(), closesMs, row.zone);
      return (await tx.one<{ done: Done }>('select extend_window($1, $2, $3, $4, $5, $6) as done', [row.id, new Date(closesMs), title, detail, elsewhere, elsewhereDetail]))!.done;
    }, closesOn);
  }

  cancel(principal: Principal, input: CancelRequestWindowInput): Promise<RequestWindow | RefusalData> {
    return this.step(principal, 'cancelRequestWindow', 'cancel', input, async (tx, row) => (await tx.one<{ done: Done }>('select cancel_window($1, $2) as done', [row.id, sentence(input.reason)]))!.done);
  }

  private step(principal: Principal, operation: string, name: RequestWindowStep, input: { idempotencyKey: string; windowId: string }, act: (tx: Tx, row: WindowRow) => Promise<Done>, closesOn?: LocalDate): Promise<RequestWindow | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      if (closesOn !== undefined && !isUsualDay(closesOn)) return noDay('closesOn');
      const row = await this.reader.row(input.windowId);
      if (!row) return notFound('request window');
      const decision = requestWindow.step(row.state, name, this.reader.context(row, principal, closesOn));
      if (!decision.ok) {
        return decision.code === 'NotAllowed' ? notAllowed(decision.message)
          : refusedDay(decision, { lastDay: latestLastDay(row.opens_at.getTime(), row.zone) }) ?? stepNotPossible(decision.message, null);
      }
      const done = await act(tx, row);
      if (done.refused === 'state') return stepNotPossible('This window has just changed. Look again.', null);
      return done.refused ? notFound('request window') : { id: row.id };
    });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<RequestWindow | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}

/** What was typed, as a sentence among others. */
const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
