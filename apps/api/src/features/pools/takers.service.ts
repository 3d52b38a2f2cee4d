import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isId } from '../../platform/ids/ids.js';
import { PlaceNames } from '../districts/index.js';
import { named } from './order.reader.js';
import { RoundReader } from './round.reader.js';
import { sizesOf, type StoredLine } from './round.rules.js';
import { quantityRange, quantityWords } from './round.words.js';
import { type Taker } from './takers.type.js';

/** The table behind an open round's drawing: who takes how much, and what came of it. Of a sealed round there is none. */
@Injectable()
export class TakersService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rounds: RoundReader,
    private readonly places: PlaceNames,
  ) {}

  of(principal: Principal, roundId: string): Promise<Taker[] | null> {
    return this.uow.run(principal, async (tx) => {
      const round = isId(roundId) ? await this.rounds.row(roundId) : null;
      if (!round || round.sealed) return null;
      const stands = await tx.query<{ party_id: string; state: string; lines: StoredLine[] | null }>('select party_id, state, lines from round_stands($1)', [[roundId]]);
      const taken = await tx.query<{ party_id: string; item: string; units: string; cents: string }>('select * from round_taken($1)', [roundId]);
      const names = await this.places.districts(stands.map(({ party_id }) => party_id));
      const items = new Map(round.items.map((item, n) => [item.key, { item, n }]));
      return stands.map(({ party_id, state, lines }) => ({
        district: named(names, party_id), awaitsApproval: state === 'awaiting_approval',
        lines: (lines ?? []).sort((a, b) => items.get(a.item)!.n - items.get(b.item)!.n).map((line) => {
          const { item } = items.get(line.item)!;
          const size = sizesOf(item.units)[line.unit]!;
          const got = taken.find((one) => one.party_id === party_id && one.item === line.item) ?? null;
          return {
            itemKey: line.item, minimum: line.minimum, maximum: line.maximum, askedWords: quantityRange(item, line.minimum * size, line.maximum * size),
            takenWords: got && quantityWords(item, Number(got.units)), cents: got && Number(got.cents),
          };
        }),
      })).sort((a, b) => (a.district.shortName < b.district.shortName ? -1 : 1));
    });
  }
}
