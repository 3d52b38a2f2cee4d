import { Injectable } from '@nestjs/common';
import { type SeatPlan } from '@barnraise/cost-sharing';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type CardBody } from './catalogue.service.js';
import { type OfferingKind } from './catalogue.type.js';

export interface NewOffering {
  readonly id: string;
  readonly kind: OfferingKind;
  readonly ownerPartyId: string;
  readonly state: 'draft' | 'open';
  readonly title: string;
  readonly summary: string;
  readonly consortiumIds: readonly string[];
}

export interface NewCard {
  readonly offeringId: string;
  readonly firstDay: string;
  readonly priceCents: number | null;
  readonly facets: readonly { readonly key: string; readonly label: string }[];
  /** Words to be found by, a to d by weight. */
  readonly words: { readonly a: string; readonly b: string; readonly c: string; readonly d: string };
  readonly body: CardBody;
  /** How one more seat would be shared; null where there are none. */
  readonly plan: SeatPlan | null;
}

/** What all kinds of offerings share. Kinds use its id as theirs and push their card through here. Within the open unit of work. */
@Injectable()
export class OfferingService {
  constructor(private readonly uow: UnitOfWork) {}

  async create(offering: NewOffering): Promise<void> {
    const { tx } = this.uow;
    await tx.query('insert into offering (id, kind, owner_party_id, state, title, summary, created_at) values ($1, $2, $3, $4, $5, $6, app_now())',
      [offering.id, offering.kind, offering.ownerPartyId, offering.state, offering.title, offering.summary]);
    await tx.query('insert into audience (offering_id, consortium_id) select $1, unnest($2::uuid[])', [offering.id, offering.consortiumIds]);
  }

  /** How many open offerings of each party the principal may see, in the order of the ids. */
  openCounts(principal: Principal, partyIds: readonly string[]): Promise<number[]> {
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<{ owner_party_id: string; open: number }>(
        `select owner_party_id, count(*)::int as open from offering where owner_party_id = any ($1::uuid[]) and state = 'open' group by owner_party_id`, [partyIds]);
      const open = new Map(rows.map((row) => [row.owner_party_id, row.open]));
      return partyIds.map((id) => open.get(id) ?? 0);
    });
  }

  /** New words for an offering, and those it is offered to from now on beside the ones before. */
  async reword(id: string, title: string, summary: string, newConsortiumIds: readonly string[]): Promise<void> {
    await this.uow.tx.query('update offering set title = $2, summary = $3 where id = $1', [id, title, summary]);
    if (newConsortiumIds.length > 0) await this.uow.tx.query('insert into audience (offering_id, consortium_id) select $1, unnest($2::uuid[])', [id, newConsortiumIds]);
  }

  /** Its state; the database keeps the order of them. The card is to be pushed again. */
  async setState(id: string, state: 'open' | 'closed' | 'cancelled'): Promise<void> {
    await this.uow.tx.query('update offering set state = $2 where id = $1', [id, state]);
  }

  async pushCard(card: NewCard): Promise<void> {
    await this.uow.tx.query('select push_card($1, $2, $3, $4, $5, $6, $7)', [
      card.offeringId, card.firstDay, card.priceCents, JSON.stringify(card.facets), JSON.stringify(card.words), JSON.stringify(card.body), JSON.stringify(card.plan),
    ]);
  }
}
