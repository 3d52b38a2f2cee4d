import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A policy's condition: this party shares a consortium with the principal. Written out where it is asked row by row:
 * most pages look at a few parties, and a look into an index for each is less than gathering all neighbors every time.
 */
export const isNeighbor = (column: string): string =>
  `${column} = any (my_parties()) or exists (select from consortium_member m where m.party_id = ${column} and m.until is null and m.consortium_id = any (my_consortia()))`;

/** Consortia, parties, schools and dated counts with their composition. */
export class Districts1010000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table consortium (
  id uuid constraint "PK_consortium" primary key,
  name text not null,
  short_name text not null,
  about text not null,
  created_at timestamptz not null
);
create table party (
  id uuid constraint "PK_party" primary key,
  kind text not null constraint party_kind check (kind in ('district', 'service_agency', 'college')),
  name text not null,
  short_name text not null,
  nces_lea_id text constraint "UQ_party_nces" unique constraint party_nces_text check (nces_lea_id ~ '^[0-9]{7}$'),
  state_id text,
  county text,
  city text,
  locale_code text,
  locale_words text,
  time_zone text not null,
  lat double precision,
  lon double precision,
  land_area_km2 double precision,
  boundary jsonb
);
create table consortium_member (
  consortium_id uuid not null constraint "FK_consortium_member_consortium" references consortium (id),
  party_id uuid not null constraint "FK_consortium_member_party" references party (id),
  since date not null,
  until date,
  constraint "PK_consortium_member" primary key (consortium_id, party_id)
);
create index consortium_member_party on consortium_member (party_id);
create table school (
  id uuid constraint "PK_school" primary key,
  party_id uuid not null constraint "FK_school_party" references party (id),
  nces_school_id text constraint "UQ_school_nces" unique constraint school_nces_text check (nces_school_id ~ '^[0-9]{12}$'),
  name text not null,
  level text not null,
  locale_words text,
  lowest_grade text,
  highest_grade text,
  time_zone text not null,
  lat double precision,
  lon double precision,
  is_virtual boolean not null default false
);
create index school_party on school (party_id);
create table dated_count (
  id uuid constraint "PK_dated_count" primary key,
  party_id uuid not null constraint "FK_dated_count_party" references party (id),
  measure text not null,
  counted_on date not null,
  source text not null,
  constraint "UQ_dated_count" unique (party_id, measure, counted_on)
);
create table dated_count_part (
  count_id uuid not null constraint "FK_dated_count_part_count" references dated_count (id),
  school_id uuid not null constraint "FK_dated_count_part_school" references school (id),
  students integer not null constraint dated_count_part_not_negative check (students >= 0),
  constraint "PK_dated_count_part" primary key (count_id, school_id)
);

-- Which parties share a consortium with the principal (its own included).
create function my_neighbors() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select party_id from consortium_member where consortium_id = any (my_consortia()) and until is null
  union select unnest(my_parties())
$$;

alter table consortium enable row level security;
create policy mine on consortium for select to barnraise_server using (id = any (my_consortia()));
alter table consortium_member enable row level security;
create policy mine on consortium_member for select to barnraise_server using (consortium_id = any (my_consortia()));
alter table party enable row level security;
create policy neighbors on party for select to barnraise_server using (${isNeighbor('party.id')});
alter table school enable row level security;
create policy neighbors on school for select to barnraise_server using (${isNeighbor('school.party_id')});
alter table dated_count enable row level security;
create policy neighbors on dated_count for select to barnraise_server using (${isNeighbor('dated_count.party_id')});
alter table dated_count_part enable row level security;
create policy neighbors on dated_count_part for select to barnraise_server
  using (exists (select from dated_count c where c.id = count_id));
grant select on consortium, consortium_member, party, school, dated_count, dated_count_part to barnraise_server;
grant execute on function my_neighbors() to barnraise_server;

create policy worker_reads on party for select to barnraise_worker using (true);
grant select on party to barnraise_worker;
`);
  }

  down = forwardOnly;
}
