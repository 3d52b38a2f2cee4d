import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { isNeighbor } from './1010-districts.js';
import { forwardOnly } from './forward-only.js';

/** School years, terms, days without school, bell schedules. The zone belongs to the school. */
export class Calendars1030000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table school_year (
  id uuid constraint "PK_school_year" primary key,
  party_id uuid not null constraint "FK_school_year_party" references party (id),
  name text not null,
  first_day date not null,
  last_day date not null,
  weekdays text[] not null,
  constraint school_year_forward check (first_day < last_day),
  constraint "UQ_school_year" unique (party_id, name)
);
create table term (
  id uuid constraint "PK_term" primary key,
  school_year_id uuid not null constraint "FK_term_school_year" references school_year (id),
  code text not null,
  name text not null,
  first_day date not null,
  last_day date not null,
  constraint term_forward check (first_day < last_day),
  constraint "UQ_term" unique (school_year_id, code)
);
create table no_school_day (
  school_year_id uuid not null constraint "FK_no_school_day_school_year" references school_year (id),
  day date not null,
  reason text not null,
  constraint "PK_no_school_day" primary key (school_year_id, day)
);
create table bell_period (
  school_id uuid not null constraint "FK_bell_period_school" references school (id),
  ordinal integer not null,
  days text[] not null,
  name text not null,
  starts_at text not null constraint bell_period_starts_at check (starts_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  ends_at text not null constraint bell_period_ends_at check (ends_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  constraint "PK_bell_period" primary key (school_id, ordinal),
  constraint bell_period_forward check (starts_at < ends_at)
);
alter table school_year enable row level security;
alter table term enable row level security;
alter table no_school_day enable row level security;
alter table bell_period enable row level security;
create policy neighbors on school_year for select to barnraise_server using (${isNeighbor('school_year.party_id')});
create policy neighbors on term for select to barnraise_server using (exists (select from school_year y where y.id = school_year_id));
create policy neighbors on no_school_day for select to barnraise_server using (exists (select from school_year y where y.id = school_year_id));
create policy neighbors on bell_period for select to barnraise_server using (exists (select from school s where s.id = school_id));
grant select on school_year, term, no_school_day, bell_period to barnraise_server;
`);
  }

  down = forwardOnly;
}
