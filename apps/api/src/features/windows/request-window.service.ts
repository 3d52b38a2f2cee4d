import { Injectable } from '@nestjs/common';
import { requestWindow, type RequestWindowStep } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { stepNotPossible } from '../courses/index.js';
import { type CancelRequestWindowInput, type ExtendRequestWindowInput, type OpenRequestWindowInput } from './request-window.input.js';
import { RequestWindowReader } from './request-window.reader.js';
import { type RequestWindow, type WindowProgress, type WindowRequest, type WindowYear } from './request-window.type.js';

interface Done { readonly refused?: 'not_found' | 'twice' | 'year' | 'past' | 'state' | 'extended' }

const wrong = (field: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule: 'possible', message }]);
const noDay = (field: string): RefusalData => wrong(field, 'There is no such day.');
const PAST = 'Choose a last day that lies ahead, and not before the first: requests are taken until five in the afternoon.';

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
      if (!isUsualDay(input.opensOn)) return noDay('opensOn');
      if (!isUsualDay(input.closesOn)) return noDay('closesOn');
      const decision = requestWindow.step(null, 'open', {
        // Where the day lies is decided with the clock of the office, in the act itself.
        actor: { side: 'office', roles: this.access.rolesOver(principal, input.consortiumId) }, nowMs: 0, clock: null, facts: { newClosesMs: 1 },
      });
      if (!decision.ok) return (await tx.one('select id from consortium where id = $1', [input.consortiumId])) ? notAllowed(decision.message) : notFound('consortium');
      const id = this.ids.next();
      const done = (await tx.one<{ done: Done }>('select open_window($1, $2, $3, $4, $5) as done', [id, input.consortiumId, input.schoolYear, input.opensOn, input.closesOn]))!.done;
      if (done.refused === 'twice') return stepNotPossible('A window for that school year is open already, or was allotted: seats of it are first come from then on.', null);
      if (done.refused === 'year') return wrong('schoolYear', 'No member has a calendar for that school year that lies ahead.');
      if (done.refused === 'past') return wrong('closesOn', PAST);
      return done.refused ? notFound('consortium') : { id };
    });
  }

  extend(principal: Principal, input: ExtendRequestWindowInput): Promise<RequestWindow | RefusalData> {
    return this.step(principal, 'extendRequestWindow', 'extend', input, async (tx) =>
      !isUsualDay(input.closesOn) ? noDay('closesOn') : (await tx.one<{ done: Done }>('select extend_window($1, $2) as done', [input.windowId, input.closesOn]))!.done);
  }

  cancel(principal: Principal, input: CancelRequestWindowInput): Promise<RequestWindow | RefusalData> {
    return this.step(principal, 'cancelRequestWindow', 'cancel', input, async (tx) => (await tx.one<{ done: Done }>('select cancel_window($1, $2) as done', [input.windowId, sentence(input.reason)]))!.done);
  }

  private step(principal: Principal, operation: string, name: RequestWindowStep, input: { idempotencyKey: string; windowId: string }, act: (tx: Tx) => Promise<Done | RefusalData>): Promise<RequestWindow | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const row = await this.reader.row(input.windowId);
      if (!row) return notFound('request window');
      const decision = requestWindow.step(row.state, name, this.reader.context(row, principal));
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, null);
      const done = await act(tx);
      if ('code' in done) return done;
      if (done.refused === 'past') return wrong('closesOn', 'Choose a day after the present close: nobody who counted on it may come too late.');
      if (done.refused === 'state' || done.refused === 'extended') return stepNotPossible('This window has just changed. Look again.', null);
      return done.refused ? notFound('request window') : { id: row.id };
    });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<RequestWindow | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}

/** What was typed, as a sentence among others. */
const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
