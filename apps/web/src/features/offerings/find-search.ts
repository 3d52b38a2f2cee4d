import { type CatalogueInput, type CatalogueSort, type FacetName } from '../../generated/offerings/catalogue.js';
import { amongOf, manyOf, oneOf } from '../../platform/search.js';
import { without } from '../../platform/without.js';

/** Facets in the order they are asked about, with their name in the address. */
export const facetKeys = {
  area: 'AREA',
  term: 'TERM',
  day: 'DAY',
  district: 'DISTRICT',
  grade: 'GRADE',
  credit: 'CREDIT',
  modality: 'MODALITY',
  seats: 'SEATS',
  price: 'PRICE',
  kind: 'KIND',
} as const satisfies Record<string, FacetName>;
export type FacetKey = keyof typeof facetKeys;
const keys = Object.keys(facetKeys) as FacetKey[];

export const facetWords: Record<FacetName, string> = {
  AREA: 'Subject',
  TERM: 'Term',
  DAY: 'Meets on',
  DISTRICT: 'Offered by',
  GRADE: 'Grade',
  CREDIT: 'Credit',
  MODALITY: 'How it is taught',
  SEATS: 'Seats left',
  PRICE: 'Published price',
  KIND: 'What is shared',
};

const sorts = ['best', 'soonest', 'title', 'seats', 'price'] as const;
export type SortKey = (typeof sorts)[number];
const sortOf: Record<SortKey, CatalogueSort> = { best: 'BEST_MATCH', soonest: 'STARTS_SOONEST', title: 'TITLE', seats: 'MOST_SEATS', price: 'LOWEST_PRICE' };
export const sortChoices: readonly { value: SortKey; label: string }[] = [
  { value: 'best', label: 'Best match' },
  { value: 'soonest', label: 'Starts soonest' },
  { value: 'title', label: 'Title' },
  { value: 'seats', label: 'Most seats left' },
  { value: 'price', label: 'Lowest price' },
];

/** The whole state of the catalogue, as it stands in the address. */
export type FindSearch = { q?: string; sort?: SortKey; shown?: number } & { [Key in FacetKey]?: string[] };

export const PAGE = 24;
const MOST = 240;

/** From any address to a state that makes sense; what is not understood is left out. */
export function readFind(raw: Record<string, unknown>): FindSearch {
  const search: FindSearch = {};
  const q = oneOf(raw['q'])?.trim().slice(0, 200);
  if (q) search.q = q;
  const sort = amongOf(raw['sort'], sorts);
  if (sort && sort !== 'best') search.sort = sort;
  for (const key of keys) {
    const values = [...new Set(manyOf(raw[key]))].slice(0, 40);
    if (values.length > 0) search[key] = values;
  }
  const shown = Number(typeof raw['shown'] === 'number' ? raw['shown'] : oneOf(raw['shown']));
  if (Number.isInteger(shown) && shown > PAGE) search.shown = Math.min(MOST, Math.ceil(shown / PAGE) * PAGE);
  return search;
}

export function inputOf(search: FindSearch, homeDistrictId: string | undefined): CatalogueInput {
  const choices = keys.flatMap((key) => (search[key] ? [{ name: facetKeys[key], values: search[key] }] : []));
  return {
    ...(search.q ? { search: search.q } : {}),
    ...(choices.length > 0 ? { choices } : {}),
    sort: sortOf[search.sort ?? 'best'],
    first: PAGE,
    ...(homeDistrictId ? { homeDistrictId } : {}),
  };
}

export const keyOf = (name: FacetName): FacetKey => keys.find((key) => facetKeys[key] === name) ?? 'kind';

/** Adds or takes away one value of a facet, and starts at the first page again. */
export function toggle(search: FindSearch, key: FacetKey, value: string): FindSearch {
  const before = search[key] ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const others: FindSearch = without(search, 'shown', key);
  return after.length === 0 ? others : { ...others, [key]: after };
}

export const chosenCount = (search: FindSearch): number => keys.reduce((sum, key) => sum + (search[key]?.length ?? 0), 0);

export const countWords = (count: { value: number; atLeast: boolean }): string => `${count.value.toLocaleString('en-US')}${count.atLeast ? '+' : ''}`;
