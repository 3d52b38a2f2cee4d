import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PlaceNames } from '../districts/index.js';
import { creditWords, expectedOf } from './credit.rules.js';
import { type ExpectedCredit } from './credit.type.js';
import { MatchReader } from './match.reader.js';
import { differenceWords, type Match } from './match.rules.js';
import { named } from './order.reader.js';
import { type RoundRow } from './round.reader.js';

interface Approved { readonly order_id: string; readonly party_id: string; readonly supplier: string; readonly several: boolean; readonly result_text: string }
interface Note { readonly order_id: string; readonly key: string; readonly number: string; readonly revision: number; readonly day: string; readonly cents: string; readonly by: string | null }

/** Credits that were expected, of orders of districts of the principal. Within the open unit of work. */
@Injectable()
export class CreditReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly places: PlaceNames,
    private readonly matches: MatchReader,
  ) {}

  async of(row: RoundRow): Promise<ExpectedCredit[]> {
    const { tx } = this.uow;
    const approved = await tx.query<Approved & Record<string, unknown>>(
      `select o.id as order_id, o.party_id, o.supplier, m.result_text, exists (select from jsonb_array_elements(o.lines) l where l->>'party' <> o.lines->0->>'party') as several
         from round_order o join round_match m on m.order_id = o.id where o.round_id = $1 order by o.number`, [row.id]);
    const notes = await tx.query<Note & Record<string, unknown>>(
      `select distinct on (c.order_id, c.key, c.number) c.order_id, c.key, c.number, c.revision, c.day::text, c.cents, a.display_name as by
         from round_credit c left join account a on a.id = c.recorded_by where c.order_id = any ($1::uuid[]) order by c.order_id, c.key, c.number, c.revision desc`, [approved.map(({ order_id }) => order_id)]);
    const expected = approved.flatMap((order) => expectedOf(JSON.parse(order.result_text) as Match).map((difference) => ({ order, difference })));
    const names = await this.places.districts(expected.flatMap(({ order, difference }) => [order.party_id, ...(difference.party === null ? [] : [difference.party])]));
    return expected.map(({ order, difference }): ExpectedCredit => {
      const own = notes.filter((note) => note.order_id === order.order_id && note.key === difference.key);
      const arrivedCents = own.reduce((sum, { cents }) => sum + Number(cents), 0);
      const item = difference.item === null ? null : row.items.find(({ key }) => key === difference.item)!;
      return {
        orderId: order.order_id, district: named(names, order.party_id), supplier: order.supplier, key: difference.key, words: differenceWords(difference, item, order.several && difference.party !== null ? named(names, difference.party).shortName : null, row.items),
        expectedCents: difference.cents, arrivedCents, standsWords: creditWords(difference.cents, arrivedCents), mayRecord: this.matches.mayPay(order.party_id),
        notes: own.map(({ number, revision, day, cents, by }) => ({ number, revision, day, cents: Number(cents), recordedBy: by ?? 'Somebody there' })),
      };
    });
  }
}
