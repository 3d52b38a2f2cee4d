import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { PlaceNames } from '../districts/index.js';
import { type CorrectOrderInput, type RoundNumbers } from './order-number.type.js';
import { named, OrderReader } from './order.reader.js';
import { roundNotPossible } from './round.input.js';
import { RoundReader } from './round.reader.js';

interface Numbered { readonly party_id: string | null; readonly placed_at: Date | null; readonly placed: boolean }
interface Own { readonly id: string; readonly party_id: string; readonly placed: boolean; readonly received: boolean; readonly replaced: { readonly number: string; readonly at: string; readonly by: string | null }[] }

const OWN = `
select o.id, o.party_id, o.placed_at is not null as placed, exists (select from round_receipt c where c.order_id = o.id) as received,
       coalesce((select json_agg(json_build_object('number', n.old_number, 'at', n.at, 'by', (select p.display_name from names_of(array[n.account_id]) p)) order by n.ordinal) from round_order_number n where n.order_id = o.id), '[]') as replaced
  from round_order o where o.round_id = $1 order by o.number`;

/** The numbers of finance systems on orders: corrected where one was mistyped, and seen by whoever leads. */
@Injectable()
export class OrderNumberService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
    private readonly orders: OrderReader,
  ) {}

  numbers(principal: Principal, roundId: string): Promise<RoundNumbers | null> {
    return isId(roundId) ? this.uow.run(principal, () => this.read(roundId)) : Promise.resolve(null);
  }

  correct(principal: Principal, input: CorrectOrderInput): Promise<RoundNumbers | RefusalData> {
    return this.commands.run({ principal, operation: 'correctOrder', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const order = await this.orders.row(input.orderId);
      const round = order && (await this.rounds.row(order.round_id));
      if (!order || !round) return notFound('order');
      if (!this.orders.mayPlace(order.party_id)) return notAllowed();
      const number = input.purchaseOrderNumber.trim();
      if (number === '') return wrong('Enter the purchase-order number.');
      const done = await tx.one<{ why: string | null }>('select correct_order($1, $2) as why', [order.id, number]);
      if (done?.why === 'gone') return notFound('order');
      if (done?.why === 'taken') return wrong('Another order of this district carries that number already.');
      if (done?.why === 'same') return wrong('The order carries that number already.');
      if (done?.why) return done.why === 'unplaced' ? roundNotPossible('This order carries no number yet: enter it first.') : roundNotPossible('Something of this order was received: its number stays.', 'ORDER_RECEIVED');
      await this.events.append({ kind: 'order.corrected', subjectType: 'round', subjectId: round.id, partyIds: [order.party_id], consortiumIds: [], facts: { before: 'placed', after: 'placed' } });
      return { id: round.id };
    }, (id) => this.read(id));
  }

  private async read(roundId: string): Promise<RoundNumbers | null> {
    const { tx } = this.uow;
    const round = await this.rounds.row(roundId);
    if (!round) return null;
    const own = await tx.query<Own & Record<string, unknown>>(OWN, [roundId]);
    const all = await tx.query<Numbered & Record<string, unknown>>('select party_id, placed_at, placed from round_orders_numbered($1)', [roundId]);
    const names = await this.places.districts(all.flatMap(({ party_id }) => party_id ?? []));
    const districts = all.flatMap(({ party_id, placed_at }) => (party_id === null ? [] : [{ district: named(names, party_id), placedAt: placed_at }]));
    districts.sort((a, b) => Number(a.placedAt !== null) - Number(b.placedAt !== null) || a.district.shortName.localeCompare(b.district.shortName));
    const told = all.length > 0 && !round.sealed;
    return {
      __typename: 'RoundNumbers', roundId,
      own: own.map((order) => ({ orderId: order.id, replaced: order.replaced.map((one) => ({ ...one, at: new Date(one.at) })), mayCorrect: order.placed && !order.received && round.state === 'released' && this.orders.mayPlace(order.party_id) })),
      orderCount: told ? all.length : null, placedCount: told ? all.filter(({ placed }) => placed).length : null, allPlaced: all.length > 0 ? all.every(({ placed }) => placed) : null, districts: told ? districts : null,
    };
  }
}

const wrong = (message: string): RefusalData => invalidInput([{ field: 'input.purchaseOrderNumber', rule: 'together', message }]);
