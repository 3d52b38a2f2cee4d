import { Injectable } from '@nestjs/common';
import { purchasingRound } from '@barnraise/lifecycle';
import { watchRound } from '@barnraise/pool-pricing';
import { Access } from '../../platform/auth/access.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PlaceNames } from '../districts/index.js';
import { type RoundAsking, type RoundQuestion } from './asking.type.js';
import { named } from './order.reader.js';
import { type IfAll } from './round-asking.rules.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { rulesOf, sizesOf, type StoredLine } from './round.rules.js';
import { counted, quantityRange, quantityWords, unitOf } from './round.words.js';

export interface AskedRow {
  readonly party_id: string; readonly at_most_cents: string; readonly if_all: IfAll | null; readonly yes: boolean | null; readonly at: Date | null; readonly answered_by: string | null; readonly lines: StoredLine[];
}
/** Of a sealed round the items that a district of mine is asked about. */
interface AskingRow { readonly items: string[]; readonly answers_by: Date }

const ASKED = `
select q.party_id, q.at_most_cents, q.if_all, w.yes, w.at, (select n.display_name from names_of(array[w.account_id]) n) as answered_by,
       (select json_agg(json_build_object('item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum, 'notToExceedCents', l.not_to_exceed_cents) order by l.item_key)
          from round_line l where l.round_id = q.round_id and l.party_id = q.party_id) as lines
  from round_asked q left join round_answer w on w.round_id = q.round_id and w.party_id = q.party_id where q.round_id = $1 order by q.party_id`;

/** What a round asks districts of the principal; what others are asked, or say, is not there to be read. Within the open unit of work. */
@Injectable()
export class AskingReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
  ) {}

  asking(roundId: string): Promise<AskingRow | null> {
    return this.uow.tx.one<AskingRow & Record<string, unknown>>('select items, answers_by from round_asks($1)', [roundId]);
  }

  asked(roundId: string): Promise<AskedRow[]> {
    return this.uow.tx.query<AskedRow & Record<string, unknown>>(ASKED, [roundId]);
  }

  async one(roundId: string): Promise<RoundAsking | null> {
    const round = await this.rounds.row(roundId);
    const asking = round && (await this.asking(roundId));
    if (!round || !asking) return null;
    const asked = await this.asked(roundId);
    const soFar = await this.uow.tx.one<{ asked: number | null; answered: number }>('select asked, answered from round_answers_so_far($1)', [roundId]);
    const missing = round.sealed ? null : await this.missing(round);
    const names = await this.places.districts(asked.map(({ party_id }) => party_id));
    return {
      __typename: 'RoundAsking', roundId, answersBy: asking.answers_by, askedCount: soFar?.asked ?? null, answeredCount: soFar?.answered ?? null,
      items: asking.items.map((key) => {
        const item = round.items.find((one) => one.key === key)!;
        const { count, unit } = item.threshold ?? { count: 0, unit: item.orderUnit };
        return { itemKey: key, name: item.name, thresholdWords: counted(count, unitOf(item, unit)), missingWords: missing === null ? null : quantityWords(item, missing(key)) };
      }),
      questions: asked.map((one): RoundQuestion => ({
        district: named(names, one.party_id), atMostCents: Number(one.at_most_cents), ifAllCents: one.if_all?.cents ?? null, ifAllTotalCents: one.if_all?.allCents ?? null, yes: one.yes, answeredAt: one.at, answeredBy: one.answered_by,
        mayAnswer: this.mayAnswer(round, asking, one), lines: linesOf(one, asking.items, round),
      })),
    };
  }

  /** What each item lacks, from what all committed to. */
  private async missing(round: RoundRow): Promise<(key: string) => number> {
    const stands = await this.uow.tx.query<{ party_id: string; state: string; lines: StoredLine[] | null }>('select party_id, state, lines from round_stands($1)', [[round.id]]);
    const counts = stands.filter(({ state }) => state === 'committed' || round.unapproved_counts === 'committed');
    const opened = watchRound({
      districts: counts.map(({ party_id }) => ({ key: party_id })), items: round.items, rules: rulesOf(round.aim, round.buy_up),
      commitments: counts.flatMap(({ party_id, lines }) => (lines ?? []).map((line) => ({
        district: party_id, item: line.item, unit: line.unit, minimum: line.minimum, maximum: line.maximum, ...(line.notToExceedCents === null ? {} : { notToExceed: { cents: line.notToExceedCents, unit: line.unit } }),
      }))),
    });
    return (key) => (opened.ok ? opened.watch.item(key).missingToThreshold : 0);
  }

  mayAnswer(round: RoundRow, asking: AskingRow, one: AskedRow): boolean {
    return this.decide(round, asking, one).ok;
  }

  decide(round: RoundRow, asking: AskingRow, one: AskedRow, now = round.now) {
    return purchasingRound.step(round.state, 'answer', {
      actor: { side: 'member', roles: this.access.rolesIn(this.uow.tx.principal, one.party_id) }, nowMs: now.getTime(), clock: null, facts: { answersByMs: asking.answers_by.getTime(), answered: one.yes !== null },
    });
  }
}

function linesOf({ lines, if_all }: AskedRow, asked: readonly string[], round: RoundRow): RoundQuestion['lines'] {
  return lines.filter(({ item }) => asked.includes(item)).map((line) => {
    const item = round.items.find(({ key }) => key === line.item)!;
    const size = sizesOf(item.units)[line.unit]!;
    const then = if_all?.lines.find(({ itemKey }) => itemKey === line.item) ?? null;
    return {
      itemKey: line.item, committedWords: quantityRange(item, line.minimum * size, line.maximum * size),
      quantityWords: then?.quantityWords ?? null, priceWords: then?.priceWords ?? null, cents: then?.cents ?? null,
    };
  });
}
