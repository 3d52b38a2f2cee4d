import { Injectable } from '@nestjs/common';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { csvText } from '../../platform/files/csv.js';
import { isId } from '../../platform/ids/ids.js';
import { PolicyService } from '../agreements/index.js';
import { shownColumns } from './small-counts.rules.js';
import { type SeatRollUp } from './roll-up.type.js';

interface Counted { readonly party_id: string; readonly name: string; readonly given: number; readonly taken: number }
const NOT_SHOWN = 'not shown';

/** What members give each other, counted; small counts stay with those who were counted. */
@Injectable()
export class RollUpService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyService,
  ) {}

  /** Null for a consortium that is not the principal's, or where nothing was ever given. */
  seats(principal: Principal, consortiumId: string, wanted: string | null): Promise<SeatRollUp | null> {
    if (!isId(consortiumId)) return Promise.resolve(null);
    return this.uow.run(principal, async (tx) => {
      const [consortium, named, rules] = await Promise.all([
        tx.one<{ name: string }>('select name from consortium where id = $1', [consortiumId]), tx.query<{ name: string; begun: boolean }>('select name, begun from seat_roll_up_years($1)', [consortiumId]), this.policies.rulesOf(consortiumId),
      ]);
      const years = named.map(({ name }) => name);
      const year = years.find((name) => name === wanted) ?? named.find(({ begun }) => begun)?.name ?? years[0];
      if (!consortium || year === undefined) return null;
      const rows = await tx.query<Counted & Record<string, unknown>>('select party_id, name, given, taken from seat_roll_up($1, $2)', [consortiumId, year]);
      const smallest = rules.value('students.smallestCount');
      const [given, taken] = shownColumns([rows.map((row) => row.given), rows.map((row) => row.taken)], smallest);
      const mine = districtsOf(principal);
      const total = given!.total;
      const words = (count: number | null) => count ?? NOT_SHOWN;
      return {
        consortiumId, name: consortium.name, year, years, smallest, total,
        rows: rows.map((row, at) => {
          const own = mine.includes(row.party_id);
          return { districtId: row.party_id, name: row.name, given: own ? row.given : given!.cells[at]!, taken: own ? row.taken : taken!.cells[at]! };
        }),
        csv: csvText(['District', `Seats given, ${year}`, `Seats taken, ${year}`], [...rows.map((row, at) => [row.name, words(given!.cells[at]!), words(taken!.cells[at]!)] as const), ['All members', words(total), words(total)]]),
      };
    });
  }
}
