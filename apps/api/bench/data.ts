import { benchDatabase, inside, openCluster } from './cluster.js';

/** npm run bench:data -- 10000: makes that many offerings anew, and says what is there. */
const offerings = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 10_000);
const say = (line: string): void => console.log(line);

const postgres = await openCluster(say);
try {
  const database = await benchDatabase(postgres, offerings, say, true);
  await inside(database.admin, async (client) => {
    const { rows: [size] } = await client.query<Record<string, string>>(`
      select pg_size_pretty(pg_database_size(current_database())) as size, (select count(*) from catalogue_card) as cards, (select count(*) from booking) as bookings, (select count(*) from party) as districts,
             (select round(100 * avg(seen), 2) from (select p.id, (select count(*) from catalogue_card where consortium_ids && (select array_agg(consortium_id) from consortium_member m where m.party_id = p.id))::numeric
                 / (select count(*) from catalogue_card) as seen from party p order by p.id limit 8) few) as percent`);
    say(`${size!.cards} cards, ${size!.bookings} bookings, ${size!.districts} districts, ${size!.size}; a district sees ${size!.percent} % of the offerings`);
    const { rows: [wrong] } = await client.query<{ n: number }>(`
      select count(*)::int as n from course_section s join availability a on a.offering_id = s.id
       where s.seats_taken <> (select count(*) from seat where section_id = s.id and takes_capacity(state)) or a.units_left <> seats_left(s, false, today_at(s.time_zone))`);
    if (wrong!.n > 0) throw new Error(`${wrong!.n} sections do not add up.`);
  });
} finally {
  await postgres.stop();
}
