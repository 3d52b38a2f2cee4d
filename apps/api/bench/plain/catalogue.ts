import { glanceSeats, type SeatPlan } from '@barnraise/cost-sharing';
import { pool, type Statement, type Who } from './database.js';

/** The catalogue page by hand: one statement for cards and counts when words are searched, two when not. */
export interface CatalogueInput {
  readonly search?: string; readonly choices?: { readonly name: string; readonly values: readonly string[] }[]; readonly sort?: string; readonly first: number; readonly homeDistrictId: string;
}
interface Card { readonly id: string; readonly key: string; readonly body: Record<string, unknown> & { owner: { id: string; name: string; shortName: string }; kind: string; modality: string; termName: string; meeting: { words: string; timeZone: string } | null }; readonly plan: SeatPlan; readonly units: Record<string, number>; readonly capacity: number; readonly left: number }
interface Counts { readonly key: string; readonly label: string | null; readonly n: number }
interface Found { readonly cards: Card[]; readonly counts: Counts[]; readonly total: number; readonly used: string | null; readonly today: string; readonly labels: Record<string, string> | null }

const ORDER: Record<string, readonly string[]> = { DAY: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], SEATS: ['1+', '5+', 'FULL'], PRICE: ['UP_TO_200', '200_TO_400', '400_TO_600', 'OVER_600', 'SHARED'] };
const FACETS = ['KIND', 'AREA', 'GRADE', 'CREDIT', 'MODALITY', 'TERM', 'DAY', 'DISTRICT', 'SEATS', 'PRICE'];
const OWN: Record<string, string> = { 'SEATS:1+': 'Seats left', 'SEATS:5+': 'Five or more left', 'SEATS:FULL': 'Full' };
const byLabel = new Intl.Collator('en', { numeric: true });

const SORTS: Record<string, string> = {
  BEST_MATCH: '(-(ts_rank(c.search, q.query) * 1000000)::int)', TITLE: 'c.title_key', MOST_SEATS: '(-greatest(a.units_left, 0))', LOWEST_PRICE: '(coalesce(c.price_cents, 1000000000000))', STARTS_SOONEST: 'c.first_day',
};
const KEYS = `c.facet_keys || case when a.units_left <= 0 then '{SEATS:FULL}'::text[] when a.units_left >= 5 then '{SEATS:1+,SEATS:5+}' else '{SEATS:1+}' end`;
const CARD = (key: string) => `json_build_object('id', f.id, 'key', ${key}::text, 'body', c.body, 'plan', c.plan, 'units', a.units_by_party, 'capacity', a.capacity, 'left', a.units_left)`;
/** Counts of every value, each facet counted as if it alone were free; the empty key is the total. */
const COUNTS = `
  select coalesce(json_agg(json_build_object('key', x.key, 'label', l.label, 'n', x.n)), '[]') from (
    select key, count(*)::int as n from found f, unnest(f.keys || ''::text) key
     where f.fails = '{}' or f.fails = array[split_part(key, ':', 1)] group by key) x left join facet_label l on l.key = x.key`;

/** One statement text for each sort and set of chosen facets; what is chosen goes in as values. */
function statements(input: CatalogueInput): { list: Statement[]; searching: boolean } {
  const search = input.search?.trim() || null;
  const chosen = input.choices ?? [];
  const values: unknown[] = [search, input.first + 1];
  const fails = chosen.map(({ name, values: wanted }) => {
    values.push(wanted.map((value) => `${name}:${value}`));
    return `case when not (${name === 'SEATS' ? KEYS : 'c.facet_keys'}) && $${values.length}::text[] then '${name}' end`;
  });
  const failing = fails.length ? `array_remove(array[${fails.join(', ')}]::text[], null)` : `'{}'::text[]`;
  const labels = chosen.length ? `(select jsonb_object_agg(key, label) from facet_label where key = any (${chosen.map((_, i) => `$${i + 3}::text[]`).join(' || ')}))` : 'null::jsonb';
  const sort = input.sort ?? (search ? 'BEST_MATCH' : 'STARTS_SOONEST');
  const order = SORTS[sort]!;
  const tag = `${sort}/${chosen.map(({ name }) => name).join('+')}`;
  if (search) {
    const text = `
with q as materialized (select (select string_agg('(' || asked_of(query, x) || ')', ' | ') from unnest(my_consortia()) x)::tsquery as query, used, query as typed from catalogue_query($1)),
found as materialized (
  select c.offering_id as id, ${KEYS} as keys, ${failing} as fails, ${order.replace('q.query', 'q.typed')} as rank
    from q, catalogue_card c join availability a using (offering_id) where c.open and words_by_consortium(c.consortium_ids, c.search) @@ q.query and c.consortium_ids && (select my_consortia())),
page as materialized (select id, rank from found where fails = '{}' order by rank, id limit $2)
select (select coalesce(json_agg(${CARD('f.rank')} order by f.rank, f.id), '[]') from page f join catalogue_card c on c.offering_id = f.id join availability a on a.offering_id = f.id) as cards,
       (${COUNTS}) as counts, (select used from q) as used, app_now()::date::text as today, ${labels} as labels`;
    return { list: [{ name: `search/${tag}`, text, values }], searching: true };
  }
  const passing = chosen.map((_, i) => ` and (${chosen[i]!.name === 'SEATS' ? KEYS : 'c.facet_keys'}) && $${i + 3}::text[]`).join('');
  const page = `
select coalesce(json_agg(${CARD('f.rank')} order by f.rank, f.id), '[]') as cards, $1::text as used, app_now()::date::text as today
  from (select c.offering_id as id, ${order} as rank from catalogue_card c join availability a using (offering_id)
         where c.open and c.consortium_ids && (select my_consortia())${passing} order by ${order}, c.offering_id limit $2) f
  join catalogue_card c on c.offering_id = f.id join availability a on a.offering_id = f.id`;
  const counts = `
with q as materialized (select (select string_agg(quote_literal(consortium_lexeme(x)), ' | ') from unnest(my_consortia()) x)::tsquery as query),
found as materialized (select ${KEYS} as keys, ${failing} as fails from q, catalogue_card c join availability a using (offering_id) where c.open and words_by_consortium(c.consortium_ids, c.search) @@ q.query and c.consortium_ids && (select my_consortia()) and ($1::text is null or $2 > 0))
select (${COUNTS}) as counts, ${labels} as labels`;
  return { list: [{ name: `page/${tag}`, text: page, values }, { name: `counts/${tag}`, text: counts, values }], searching: false };
}

const COUNTS_ON = `select distinct on (d.party_id) d.party_id as id, d.counted_on::text as "countedOn", d.source, (select coalesce(sum(x.students), 0)::int from dated_count_part x where x.count_id = d.id) as value
  from dated_count d where d.party_id = any ($1::uuid[]) and d.measure = 'fall-membership' and d.counted_on <= $2 order by d.party_id, d.counted_on desc`;

export async function catalogue(who: Who, input: CatalogueInput): Promise<object> {
  const { list, searching } = statements(input);
  const client = await pool.connect();
  let found: Found;
  let byParty: Record<string, { value: number; countedOn: string; source: string }> = {};
  const home = input.homeDistrictId;
  try {
    const begun = [client.query('begin'), client.query({ name: 'enter', text: 'select enter($1)', values: [who.accountId] })];
    const [first, second] = await Promise.all(list.map((statement) => client.query({ ...statement, values: [...statement.values] })));
    await Promise.all(begun);
    found = { ...first!.rows[0], ...second?.rows[0] } as Found;
    const parties = [...new Set(found.cards.slice(0, input.first).flatMap((card) => (card.plan.method === 'by-dated-count' ? [card.body.owner.id, home, ...Object.keys(card.units)] : [])))];
    const counted = parties.length ? client.query({ name: 'counts-on', text: COUNTS_ON, values: [parties, found.today] }) : null;
    const committed = client.query('commit');
    if (counted) byParty = Object.fromEntries((await counted).rows.map(({ id, ...count }) => [id, count]));
    await committed;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
  const shown = found.cards.slice(0, input.first);
  const last = shown.at(-1);
  const total = found.counts.find((count) => count.key === '')?.n ?? 0;
  const typed = searching ? input.search!.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ') : null;
  return {
    nodes: shown.map((card) => cardOf(card, home, byParty)),
    pageInfo: { hasNextPage: found.cards.length > input.first, endCursor: last ? Buffer.from(JSON.stringify([last.key, last.id])).toString('base64url') : null, __typename: 'PageInfo' },
    total: capped(total), facets: facetsOf(found, input), searchedFor: found.used && total > 0 && found.used !== typed ? found.used : null, __typename: 'Catalogue',
  };
}

const capped = (n: number) => ({ value: Math.min(n, 1000), atLeast: n > 1000, __typename: 'Count' });

function cardOf({ id, body, plan, units, capacity, left }: Card, home: string, counts: Record<string, { value: number; countedOn: string; source: string }>): object {
  const share = body.owner.id === home ? null : glanceSeats(plan, { host: body.owner.id, capacity, seats: units, ...(plan.method === 'by-dated-count' ? { counts } : {}) }, { member: home, seats: 1 });
  const { lastDay, meeting, ...rest } = body;
  delete (rest as Record<string, unknown>)['consortia'];
  return {
    ...rest, id, kind: body.kind.toUpperCase(), modality: body.modality.toUpperCase(), owner: { ...body.owner, __typename: 'DistrictName' }, lastDay, meeting: meeting && { words: meeting.words, timeZone: meeting.timeZone, __typename: 'Meeting' },
    capacity, seatsLeft: Math.max(0, left), waitedFor: Math.max(0, -left), myShare: share ? { ...share, per: `1 seat, ${body.termName}`, __typename: 'ShareGlance' } : null, __typename: 'Card',
  };
}

function facetsOf({ counts, labels }: Found, input: CatalogueInput): object[] {
  const byFacet = new Map<string, { value: string; label: string; count: object; __typename: string }[]>();
  const chosen = new Map((input.choices ?? []).map(({ name, values }) => [name, values]));
  for (const { key, label, n } of counts) {
    if (key === '') continue;
    const at = key.indexOf(':');
    const name = key.slice(0, at);
    const value = key.slice(at + 1);
    const values = byFacet.get(name) ?? [];
    byFacet.set(name, values);
    values.push({ value, label: label ?? OWN[key] ?? value, count: capped(n), __typename: 'FacetValue' });
  }
  for (const [name, values] of chosen) {
    for (const value of values) {
      const known = byFacet.get(name) ?? [];
      byFacet.set(name, known);
      if (!known.some((one) => one.value === value)) known.push({ value, label: labels?.[`${name}:${value}`] ?? OWN[`${name}:${value}`] ?? value, count: capped(0), __typename: 'FacetValue' });
    }
  }
  return FACETS.flatMap((name) => {
    const values = byFacet.get(name);
    if (!values) return [];
    const order = ORDER[name];
    values.sort((a, b) => (order ? order.indexOf(a.value) - order.indexOf(b.value) : byLabel.compare(a.label, b.label)));
    return [{ name, values, __typename: 'Facet' }];
  });
}

export { statements };
