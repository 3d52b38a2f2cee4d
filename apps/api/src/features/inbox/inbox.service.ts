import { Injectable } from '@nestjs/common';
import { type Role } from '@barnraise/lifecycle';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { fromCursor, pageOf, pageSize, unknownPlace } from '../../platform/graphql/page.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { PlaceNames } from '../districts/index.js';
import { type InboxConnection, type InboxItem, type NoticeDismissed, optionalTasks, type TaskKind } from './inbox.type.js';

interface ItemForPlace {
  /** Exactly one of the two: whose inbox. */
  readonly partyId: string | null;
  readonly consortiumId: string | null;
  /** Who there sees it. */
  readonly roles: readonly Role[];
  /** Districts whose act may settle it; the one that acts now must be among them. */
  readonly sides: readonly string[];
  /** What settles it: `settle` is told the same id. */
  readonly subjectId: string;
  readonly bookingId?: string | null;
  readonly sectionId?: string | null;
  readonly studyId?: string | null;
  readonly draftId?: string | null;
  readonly needId?: string | null;
  readonly roundId?: string | null;
  readonly title: string;
  readonly detail: string;
}

export interface NewTask extends ItemForPlace {
  readonly isNotice: false;
  readonly kind: TaskKind;
  /** What to press. */
  readonly nextStep: string;
  readonly dueAt?: Date | null;
  readonly dueRule?: string | null;
}

export interface NewNotice extends ItemForPlace {
  readonly isNotice: true;
  /** For the record; the graph says NOTICE. */
  readonly kind: string;
}

export type NewInboxItem = NewTask | NewNotice;

/** A task about a round, as whoever has to do it reads it. */
export interface RoundTaskRow { readonly roundId: string; readonly nextStep: string; readonly dueAt: Date | null }
interface Row extends Omit<InboxItem, 'placeName'> { partyId: string | null; consortiumId: string | null; sortKey: string }

/** $1 and $2: the places and roles of the one who asks, side by side. */
const WAITING = `
  i.done_at is null and (i.party_id = any ($1) or i.consortium_id = any ($1))
  and (not i.is_notice or i.created_at > (select app_now()) - interval '30 days')
  and exists (select from unnest($1::uuid[], $2::text[]) as mine (place, role) where mine.place = coalesce(i.party_id, i.consortium_id) and mine.role = any (i.roles))`;

/** Sort key and id of the last item shown; null to begin at the start. */
function ownCursor(after: string | null): [string, string] | null {
  const place = fromCursor(after, 2);
  if (!place) return null;
  const [key, id] = place;
  if (!/^\d{1,20}$/.test(key!) || !isId(id)) throw unknownPlace();
  return [key!, id];
}

const mine = (principal: Principal) => [principal.roles.map((held) => held.partyId ?? held.consortiumId), principal.roles.map(({ role }) => role)];

/** What needs whom, by when. Features below push items in their own transaction and settle them when the matter is done. */
@Injectable()
export class InboxService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: Ids,
    private readonly places: PlaceNames,
  ) {}

  /** Puts items into inboxes, in one statement. Nothing is read back: the one who acts may not see a neighbor's inbox. Called inside a unit of work. */
  async push(items: readonly NewInboxItem[]): Promise<void> {
    if (!items.length) return;
    const rows = items.map((item) => ({
      id: this.ids.next(), kind: item.kind, is_notice: item.isNotice, party_id: item.partyId, consortium_id: item.consortiumId, roles: item.roles, sides: item.sides,
      subject_id: item.subjectId, booking_id: item.bookingId ?? null, section_id: item.sectionId ?? null, study_id: item.studyId ?? null, draft_id: item.draftId ?? null, need_id: item.needId ?? null, round_id: item.roundId ?? null, title: item.title, detail: item.detail,
      next_step: item.isNotice ? null : item.nextStep, due_at: item.isNotice ? null : (item.dueAt ?? null), due_rule: item.isNotice ? null : (item.dueRule ?? null),
    }));
    this.uow.tx.send(
      `insert into inbox_item (id, kind, is_notice, party_id, consortium_id, roles, sides, subject_id, booking_id, section_id, study_id, draft_id, need_id, round_id, title, detail, next_step, due_at, due_rule, created_at)
       select id, kind, is_notice, party_id, consortium_id, roles, sides, subject_id, booking_id, section_id, study_id, draft_id, need_id, round_id, title, detail, next_step, due_at, due_rule, (select app_now())
         from jsonb_to_recordset($1) as item (id uuid, kind text, is_notice boolean, party_id uuid, consortium_id uuid, roles text[], sides uuid[], subject_id uuid,
              booking_id uuid, section_id uuid, study_id uuid, draft_id uuid, need_id uuid, round_id uuid, title text, detail text, next_step text, due_at timestamptz, due_rule text)`,
      [JSON.stringify(rows)],
    );
  }

  /** The matter is done: its items of these kinds leave every inbox. Answers how many. Called inside a unit of work. */
  async settle(subjectId: string, kinds: readonly string[]): Promise<number> {
    const row = await this.uow.tx.one<{ n: number }>('select settle_inbox($1, $2) as n', [subjectId, kinds]);
    return row!.n;
  }

  /** Tasks by their clock, then notices, newest first: those for my roles, without what I dismissed. */
  async inbox(principal: Principal, first: number | null, after: string | null): Promise<InboxConnection> {
    const [key, id] = ownCursor(after) ?? [null, null];
    const size = pageSize(first, 25);
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<Row>(
        `select i.id, case when i.is_notice then 'NOTICE' else i.kind end as kind, i.title, i.detail, i.next_step as "nextStep", i.due_at as "dueAt", i.due_rule as "dueRule",
                i.created_at as "createdAt", i.booking_id as "bookingId", i.section_id as "sectionId", i.study_id as "studyId", i.draft_id as "draftId", i.need_id as "needId", i.window_id as "windowId", i.round_id as "roundId", i.party_id as "partyId", i.consortium_id as "consortiumId", i.sort_key as "sortKey"
           from inbox_item i
          where ${WAITING}
            and ($3::text is null or (i.sort_key, i.id) > ($3, $4::uuid))
            and not (i.is_notice and exists (select from inbox_dismissal d where d.item_id = i.id and d.account_id = my_account()))
          order by i.sort_key, i.id limit $5`,
        [...mine(principal), key, id, size + 1],
      );
      const districts = await this.places.districts(rows.flatMap(({ partyId }) => partyId ?? []));
      const consortia = await this.places.consortia(rows.flatMap(({ consortiumId }) => consortiumId ?? []));
      const nameOf = (row: Row) => (districts.get(row.partyId ?? '') ?? consortia.get(row.consortiumId ?? ''))?.shortName ?? '';
      return pageOf(rows.map((row) => ({ ...row, placeName: nameOf(row) })), size, (row) => [row.sortKey, row.id]);
    });
  }

  /** The tasks that wait for my roles about rounds, by their clock: within the unit of work of whoever lists rounds. */
  async tasksOfRounds(principal: Principal, ids: readonly string[]): Promise<readonly RoundTaskRow[]> {
    return this.uow.tx.query<RoundTaskRow & Record<string, unknown>>(
      `select i.round_id as "roundId", i.next_step as "nextStep", i.due_at as "dueAt" from inbox_item i where ${WAITING} and not i.is_notice and i.round_id = any ($3::uuid[]) order by i.sort_key, i.id`, [...mine(principal), ids]);
  }

  /** How many tasks wait for my roles. */
  async openTasks(principal: Principal): Promise<number> {
    const row = await this.uow.run(principal, (tx) => tx.one<{ n: number }>(`select count(*)::int as n from inbox_item i where ${WAITING} and not i.is_notice`, mine(principal)));
    return row!.n;
  }

  /** Takes a notice out of my inbox; colleagues keep it in theirs. A task that nobody has to do is finished for the whole district. */
  async dismiss(principal: Principal, id: string): Promise<NoticeDismissed | RefusalData> {
    if (!isId(id)) return notFound('notice');
    return this.uow.run(principal, async (tx) => {
      const item = await tx.one<{ isNotice: boolean; kind: string; subjectId: string }>(`select i.is_notice as "isNotice", i.kind, i.subject_id as "subjectId" from inbox_item i where ${WAITING} and i.id = $3`, [...mine(principal), id]);
      if (!item) return notFound('notice');
      if (item.isNotice) await tx.query('insert into inbox_dismissal (item_id, account_id, at) values ($1, my_account(), app_now()) on conflict do nothing', [id]);
      else if (optionalTasks.includes(item.kind)) await this.settle(item.subjectId, [item.kind]);
      else return notAllowed('A task leaves the inbox when it is done, not before.');
      return { __typename: 'NoticeDismissed', id };
    });
  }
}
