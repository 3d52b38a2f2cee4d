import { writeFileSync } from 'node:fs';
import { type BenchDatabase, API, inside } from '../cluster.js';
import { accountOf } from '../world/places.js';
import { readers } from './people.js';
import { statements } from '../plain/catalogue.js';
import { sectionStatements } from '../plain/section.js';

const ANALYZE = 'explain (analyze, buffers, costs off, summary on) ';

/** Keeps the plans of the plain lane's statements beside it: whoever reads the ratio can see that the lane isn't slow. */
export async function keepPlans(database: BenchDatabase, say: (line: string) => void): Promise<void> {
  const [{ place }] = readers(1) as [ReturnType<typeof readers>[number]];
  const choices = [{ name: 'GRADE', values: ['11'] }];
  await inside(database.plain, async (client) => {
    const { rows: [section] } = await inside(database.admin, (admin) => admin.query<{ id: string }>('select section_id as id from booking where home_party_id = $1 order by id limit 1', [place.id]));
    const kept: [string, { text: string; values: readonly unknown[] }[]][] = [
      ['catalogue-search', statements({ search: 'algebra', choices, first: 50, homeDistrictId: place.id }).list],
      ['catalogue-landing', statements({ choices: [], first: 50, homeDistrictId: place.id }).list],
      ['section', sectionStatements(section!.id, place.id)],
    ];
    for (const [name, list] of kept) {
      const parts: string[] = [];
      for (const { text, values } of list) {
        // Twice: the second time finds what it needs in memory, as it does under load.
        for (const time of [1, 2]) {
          await client.query('begin');
          await client.query('select enter($1)', [accountOf(place, 'counselor')]);
          const { rows } = await client.query<Record<string, string>>(ANALYZE + text, [...values]);
          await client.query('commit');
          if (time === 2) parts.push(`${text.trim()}\n\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
        }
      }
      const file = `bench/plans/${name}-${database.offerings}.txt`;
      writeFileSync(`${API}${file}`, parts.join('\n'));
      say(`  plan kept: ${file}`);
    }
  });
}
