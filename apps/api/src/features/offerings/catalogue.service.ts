import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { glanceSeats, measuresOfPlan, type SeatPlan } from '@barnraise/cost-sharing';
import { districtsOf, nobody, type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { fromCursor, isDay, pageSize, toCursor, unknownPlace } from '../../platform/graphql/page.js';
import { seatCounts, type ShareGlance } from '../cost-shares/index.js';
import { isId } from '../../platform/ids/ids.js';
import { DistrictService } from '../districts/index.js';
import { type Card, type Catalogue, type CatalogueInput, CatalogueSort, type Facet, FacetName } from './catalogue.type.js';
import { FacetIndex, type FacetCounts, type IndexedOffering } from './facet.index.js';

/** What a kind of offering writes on its card; the rest of a Card is computed for the reader. */
export type CardBody = Omit<Card, 'id' | 'consortia' | 'capacity' | 'seatsLeft' | 'waitedFor' | 'myShare'> & { readonly consortia: { readonly id: string; readonly name: string }[] };

interface FoundCard { readonly id: string; readonly key: string; readonly body: CardBody; readonly plan: SeatPlan | null; readonly units: Record<string, number>; readonly capacity: number; readonly left: number }
/** `cards` null: there is no such place in this list. `matched`: ordinals as PostgreSQL writes an array. */
interface Found { readonly cards: FoundCard[]; readonly matched: string | null; readonly used: string | null; readonly changes: IndexedOffering[] | null; readonly consortia: string[]; readonly today: string; readonly horizon: string }

const isNumber = (key: string): boolean => /^-?\d{1,9}$/.test(key);
/** What the sort key in a cursor looks like. A search of stop words alone sorts by day: SQL knows which it was. */
const isKey: Record<CatalogueSort, (key: string) => boolean> = {
  BEST_MATCH: (key) => isNumber(key) || isDay(key), STARTS_SOONEST: isDay, TITLE: () => true, MOST_SEATS: isNumber, LOWEST_PRICE: (key) => /^\d{1,15}$/.test(key),
};
const EXACT_TO = 1000;
const inOrder: Partial<Record<FacetName, readonly string[]>> = {
  [FacetName.DAY]: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'],
  [FacetName.SEATS]: ['1+', '5+', 'FULL'],
  [FacetName.PRICE]: ['UP_TO_200', '200_TO_400', '400_TO_600', 'OVER_600', 'SHARED'],
};
/** Made once: a comparison that names its language makes a collator each time. */
const byLabel = new Intl.Collator('en', { numeric: true });
const ownLabels: Record<string, string> = { 'SEATS:1+': 'Seats left', 'SEATS:5+': 'Five or more left', 'SEATS:FULL': 'Full' };

/** The catalogue: cards from the database, counts from this process's index, both of one snapshot. */
@Injectable()
export class CatalogueService implements OnApplicationBootstrap {
  private index: Promise<FacetIndex> | null = null;
  /** Everything older than this is in the index. */
  private since = '0';
  private labels = new Map<string, string>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly districts: DistrictService,
  ) {}

  onApplicationBootstrap(): void {
    this.loaded().catch(() => undefined); // The first reader tries again, and hears of it.
  }

  async page(principal: Principal, input: CatalogueInput): Promise<Catalogue> {
    const index = await this.loaded();
    const choices = new Map((input.choices ?? []).map((choice) => [choice.name, choice.values] as const));
    const size = pageSize(input.first, 24);
    const search = input.search?.trim() || null;
    const after = fromCursor(input.after, 2);
    const sort = input.sort ?? (search ? CatalogueSort.BEST_MATCH : CatalogueSort.STARTS_SOONEST);
    if (after && !(isId(after[1]) && isKey[sort === CatalogueSort.BEST_MATCH && !search ? CatalogueSort.STARTS_SOONEST : sort](after[0]!))) throw unknownPlace();
    const home = input.homeDistrictId && districtsOf(principal).includes(input.homeDistrictId) ? input.homeDistrictId : (districtsOf(principal)[0] ?? null);
    const asked = { search, choices: Object.fromEntries(choices), sort, first: size, since: this.since, ...(after ? { afterKey: after[0], afterId: after[1] } : {}) };

    const [found, shares] = await this.uow.run(principal, async (tx) => {
      const page = await tx.one<Found & Record<string, unknown>>('select cards, matched::text, used, changes, today, consortia::text[], horizon from catalogue_page($1)', [JSON.stringify(asked)]);
      if (!page?.cards) throw unknownPlace();
      return [page, await this.shares(page.cards.slice(0, size), home, page.today)] as const;
    });
    const changes = found.changes ?? [];
    await this.learnLabels(changes);
    // From here on nothing waits: what is counted below is at least as new as the page. Nor does the horizon ever go back.
    for (const change of changes) index.apply(change);
    if (BigInt(found.horizon) > BigInt(this.since)) this.since = found.horizon;

    const shown = found.cards.slice(0, size);
    const last = shown.at(-1);
    // Counted for the consortia the database saw, as the cards are.
    const counted = index.count(found.consortia, ordinalsOf(found.matched), choices);
    return {
      nodes: shown.map((card, i) => asCard(card, found.consortia, shares[i] ?? null)),
      pageInfo: { hasNextPage: found.cards.length > size, endCursor: last ? toCursor([last.key, last.id]) : null },
      total: capped(counted.total),
      facets: this.facets(counted, choices),
      searchedFor: search && found.used && counted.total > 0 && found.used !== search.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ') ? found.used : null,
    };
  }

  /** One more seat for the home district, for each card shown. */
  private async shares(cards: FoundCard[], home: string | null, today: string): Promise<(ShareGlance | null)[]> {
    if (!home) return cards.map(() => null);
    const plans = new Map(cards.flatMap((card) => (card.plan ? [[card, card.plan] as const] : [])));
    const counted = [...plans].filter(([, plan]) => measuresOfPlan(plan).length > 0);
    const parties = [...new Set(counted.flatMap(([card]) => [card.body.owner.id, home, ...Object.keys(card.units)]))];
    const counting = counted.length ? this.districts.countsOn(parties, [...new Set(counted.flatMap(([, plan]) => measuresOfPlan(plan)))], today) : [];
    this.uow.tx.last();
    const counts = await counting;
    return cards.map((card) => {
      const plan = plans.get(card);
      if (!plan || card.body.owner.id === home) return null;
      const glance = glanceSeats(plan, { host: card.body.owner.id, capacity: card.capacity, seats: card.units, ...seatCounts(plan, counts) }, { member: home, seats: 1 });
      return glance && { ...glance, per: `1 seat, ${card.body.termName ?? 'the whole time'}` };
    });
  }

  private facets(counted: FacetCounts, choices: ReadonlyMap<FacetName, readonly string[]>): Facet[] {
    return Object.values(FacetName).flatMap((name) => {
      const chosen = choices.get(name) ?? [];
      const counts = counted.counts.get(name) ?? new Map<string, number>();
      const values = [...new Set([...counts.keys(), ...chosen])].map((value) => ({
        value, label: this.labelOf(`${name}:${value}`, counted) ?? value, count: capped(counts.get(value) ?? 0), chosen: chosen.includes(value),
      }));
      if (values.length === 0) return [];
      const order = inOrder[name];
      values.sort((a, b) => (order ? order.indexOf(a.value) - order.indexOf(b.value) : byLabel.compare(a.label, b.label)));
      return [{ name, values }];
    });
  }

  /** Labels name districts and terms: a value that nothing shared with the reader carries stays the word that was typed. */
  private labelOf(key: string, counted: FacetCounts): string | undefined {
    return ownLabels[key] ?? (counted.knows(key) ? this.labels.get(key) : undefined);
  }

  private loaded(): Promise<FacetIndex> {
    this.index ??= this.load().catch((error) => {
      this.index = null;
      throw error;
    });
    return this.index;
  }

  private load(): Promise<FacetIndex> {
    return this.uow.run(nobody, async (tx) => {
      // The horizon first: what commits between the two is in the index twice, never missing.
      const horizon = await tx.one<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin');
      const rows = await tx.query<{ ordinal: number; keys: string[]; consortia_of: string[]; units_left: number; version: number }>('select * from catalogue_everything()');
      const index = new FacetIndex();
      for (const row of rows) index.apply([row.ordinal, row.keys, row.consortia_of, row.units_left, row.version]);
      this.labels = await this.readLabels();
      this.since = horizon!.xmin;
      return index;
    });
  }

  private async learnLabels(changes: readonly IndexedOffering[]): Promise<void> {
    const unknown = changes.some(([, keys]) => keys?.some((key) => !this.labels.has(key)));
    if (unknown) this.labels = await this.uow.run(nobody, () => this.readLabels());
  }

  private async readLabels(): Promise<Map<string, string>> {
    const rows = await this.uow.tx.query<{ key: string; label: string }>('select * from facet_labels()');
    return new Map(rows.map((row) => [row.key, row.label]));
  }
}

const ordinalsOf = (matched: string | null): number[] | null => (matched === null ? null : JSON.parse(`[${matched.slice(1, -1)}]`) as number[]);

function capped(n: number): { value: number; atLeast: boolean } {
  return { value: Math.min(n, EXACT_TO), atLeast: n > EXACT_TO };
}

function asCard(card: FoundCard, consortia: readonly string[], myShare: ShareGlance | null): Card {
  return {
    ...card.body, id: card.id, capacity: card.capacity, seatsLeft: Math.max(0, card.left), waitedFor: Math.max(0, -card.left), myShare,
    consortia: card.body.consortia.filter(({ id }) => consortia.includes(id)).map(({ name }) => name),
  };
}
