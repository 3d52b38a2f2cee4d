import { type BenchDatabase, inside } from '../cluster.js';
import { post } from './measure.js';
import { type Person } from './people.js';
import { type Lane } from './processes.js';

interface Facets { readonly total: { value: number; atLeast: boolean }; readonly facets: { name: string; values: { value: string; count: { value: number; atLeast: boolean } }[] }[] }

/** Every count of the landing page against a plain count of the cards' own keys, exact to 1,000. */
export async function countsAgree(database: BenchDatabase, product: Lane, people: readonly Person[], documents: Record<string, string>): Promise<string> {
  let checked = 0;
  let over = 0;
  await inside(database.admin, async (client) => {
    for (const { place, cookie } of people) {
      const body = JSON.stringify({ operationName: 'Catalogue', query: documents.Catalogue, variables: { input: { first: 1, homeDistrictId: place.id } } });
      const { total, facets } = (await post(product.port, '/graphql', cookie, body)).data.catalogue as Facets;
      const { rows } = await client.query<{ key: string; n: number }>(`
        with seen as (select c.facet_keys || case when a.units_left <= 0 then array['SEATS:FULL'] when a.units_left >= 5 then array['SEATS:1+', 'SEATS:5+'] else array['SEATS:1+'] end || array['TOTAL:'] as keys
          from catalogue_card c join availability a using (offering_id) where c.open and c.consortium_ids && (select array_agg(consortium_id) from consortium_member where party_id = $1))
        select key, count(*)::int as n from seen, unnest(keys) key group by key`, [place.id]);
      const said = new Map([['TOTAL:', total], ...facets.flatMap(({ name, values }) => values.map(({ value, count }) => [`${name}:${value}`, count] as const))]);
      for (const { key, n } of rows) {
        const count = said.get(key);
        if (count?.value !== Math.min(n, 1000) || count.atLeast !== n > 1000) throw new Error(`The count of ${key} is ${JSON.stringify(count)} and should be ${n}.`);
        checked++;
        if (n > 1000) over++;
      }
      if (said.size !== rows.length) throw new Error('A facet value is counted that no card has.');
    }
  });
  return `${checked} agree with SQL, ${over} of them as "1,000+"`;
}
