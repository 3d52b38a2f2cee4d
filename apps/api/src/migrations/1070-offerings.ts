import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** What every offering shares, and the catalogue that finds it. */
export class Offerings1070000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table offering (
  id uuid constraint "PK_offering" primary key,
  kind text not null constraint offering_kind check (kind in ('course', 'teacher', 'pool')),
  owner_party_id uuid not null constraint "FK_offering_owner" references party (id),
  state text not null constraint offering_state check (state in ('draft', 'open', 'closed', 'cancelled')),
  title text not null,
  summary text not null,
  created_at timestamptz not null
);
create index offering_owner on offering (owner_party_id, state);
create table audience (
  offering_id uuid not null constraint "FK_audience_offering" references offering (id),
  consortium_id uuid not null constraint "FK_audience_consortium" references consortium (id),
  constraint "PK_audience" primary key (offering_id, consortium_id)
);
create index audience_consortium on audience (consortium_id, offering_id);

-- May the principal see this offering? Asked by policies of every kind of offering.
create function may_see_offering(p_offering uuid, p_owner uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(p_owner = any (my_parties()), false) or exists (
    select from audience a join offering o on o.id = a.offering_id
     where a.offering_id = p_offering and o.state <> 'draft' and a.consortium_id = any (my_consortia()))
$$;

alter table offering enable row level security;
create policy offered_to_us on offering for select to barnraise_server using (may_see_offering(id, owner_party_id));
create policy own on offering for insert to barnraise_server with check (owner_party_id = any (my_parties()));
create policy own_change on offering for update to barnraise_server
  using (owner_party_id = any (my_parties())) with check (owner_party_id = any (my_parties()));
alter table audience enable row level security;
create policy offered_to_us on audience for select to barnraise_server
  using (consortium_id = any (my_consortia()) and exists (select from offering o where o.id = offering_id));
create policy own on audience for insert to barnraise_server with check (
  consortium_id = any (my_consortia())
  and exists (select from offering o where o.id = offering_id and o.owner_party_id = any (my_parties())));
grant select, insert, update (state, title, summary) on offering to barnraise_server;
grant select, insert on audience to barnraise_server;
grant execute on function may_see_offering(uuid, uuid) to barnraise_server;
create policy worker_reads on offering for select to barnraise_worker using (true);
grant select on offering to barnraise_worker;

-- ---------------------------------------------------------------- the catalogue's own read model
-- No grant on these tables: under row-level security a text index would not serve, so one function searches.
create table catalogue_card (
  offering_id uuid constraint "PK_catalogue_card" primary key constraint "FK_catalogue_card_offering" references offering (id),
  ordinal integer generated always as identity,
  open boolean not null,
  owner_party_id uuid not null constraint "FK_catalogue_card_owner" references party (id),
  consortium_ids uuid[] not null,
  title_key text not null,
  first_day date not null,
  price_cents bigint,
  facet_keys text[] not null,
  search tsvector not null,
  body json not null,
  plan json not null,
  version integer not null default 1,
  changed_xid xid8 not null default pg_current_xact_id()
);
comment on column catalogue_card.version is 'grows with every change, under the row''s lock; added to that of its availability it tells older news from newer';
-- A page shows fifty bodies as they were written: they are kept as text, in the row itself, and go out without being taken apart.
alter table catalogue_card set (toast_tuple_target = 8160);
create unique index catalogue_card_ordinal on catalogue_card (ordinal);
create index catalogue_card_soonest on catalogue_card (first_day, offering_id) where open;
create index catalogue_card_title on catalogue_card (title_key, offering_id) where open;
create index catalogue_card_price on catalogue_card ((coalesce(price_cents, 1000000000000)), offering_id) where open;
create index catalogue_card_search on catalogue_card using gin (search) where open;
create index catalogue_card_changed on catalogue_card (changed_xid);

-- What moves with every hold lies apart, so that a hold never touches a text index.
create table availability (
  offering_id uuid constraint "PK_availability" primary key constraint "FK_availability_offering" references offering (id),
  capacity integer not null,
  units_left integer not null,
  units_by_party jsonb not null default '{}',
  version integer not null default 1,
  changed_xid xid8 not null default pg_current_xact_id()
);
create index availability_most on availability ((-units_left), offering_id);
create index availability_changed on availability (changed_xid);

create table catalogue_word (
  word text constraint "PK_catalogue_word" primary key
);
create index catalogue_word_trgm on catalogue_word using gin (word gin_trgm_ops);
create table facet_label (
  key text constraint "PK_facet_label" primary key,
  label text not null
);
alter table catalogue_card enable row level security;
alter table availability enable row level security;
alter table catalogue_word enable row level security;
alter table facet_label enable row level security;

-- What a card is found by: its words by weight, and for whom it is as lexemes that no word can be.
create function card_search(p_words jsonb, p_consortia uuid[]) returns tsvector language sql stable set search_path = public, pg_temp as $$
  select setweight(to_tsvector('english', coalesce(p_words->>'a', '')), 'A') || setweight(to_tsvector('english', coalesce(p_words->>'b', '')), 'B')
      || setweight(to_tsvector('english', coalesce(p_words->>'c', '')), 'C') || setweight(to_tsvector('english', coalesce(p_words->>'d', '')), 'D')
      || array_to_tsvector((select coalesce(array_agg('@' || c), '{}') from unnest(p_consortia) c))
$$;

-- Each kind of offering pushes its card through here; the pusher must own the offering.
create function push_card(p_offering uuid, p_first_day date, p_price_cents bigint, p_facets jsonb, p_words jsonb, p_body json, p_plan json)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o offering;
  audiences uuid[];
begin
  select * into o from offering where id = p_offering;
  if not coalesce(o.owner_party_id = any (my_parties()), false) then
    raise exception 'not your offering' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(consortium_id order by consortium_id) into audiences from audience where offering_id = p_offering;
  insert into catalogue_card (offering_id, open, owner_party_id, consortium_ids, title_key, first_day, price_cents, facet_keys, search, body, plan)
  values (p_offering, o.state = 'open', o.owner_party_id, coalesce(audiences, '{}'), lower(o.title), p_first_day, p_price_cents,
    (select coalesce(array_agg(f->>'key'), '{}') from jsonb_array_elements(p_facets) f),
    card_search(p_words, audiences),
    p_body, p_plan)
  on conflict (offering_id) do update set open = excluded.open, consortium_ids = excluded.consortium_ids, title_key = excluded.title_key,
    first_day = excluded.first_day, price_cents = excluded.price_cents, facet_keys = excluded.facet_keys, search = excluded.search,
    body = excluded.body, plan = excluded.plan, version = catalogue_card.version + 1, changed_xid = pg_current_xact_id();
  -- In order: two districts that publish the same words at once wait for each other, not in a ring.
  insert into facet_label (key, label) select f->>'key', f->>'label' from jsonb_array_elements(p_facets) f order by 1
  on conflict (key) do update set label = excluded.label where facet_label.label <> excluded.label;
  insert into catalogue_word (word)
  select distinct w from regexp_split_to_table(lower(concat_ws(' ', p_words->>'a', p_words->>'b', p_words->>'c')), '[^a-z]+') w
   where length(w) between 4 and 24 order by w
  on conflict do nothing;
end $$;

-- Words typed -> the query, each word by its beginning; a word nobody used becomes its nearest neighbor.
create function catalogue_query(p_typed text, out query tsquery, out used text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  w text;
  near text;
  part tsquery;
  words text[] := '{}';
begin
  foreach w in array (regexp_split_to_array(lower(coalesce(p_typed, '')), '[^a-z0-9]+'))[1:12] loop
    continue when w = '';
    if length(w) >= 4 and w ~ '^[a-z]+$' and not exists (select from catalogue_word where word like w || '%') then
      select word into near from catalogue_word where word % w order by similarity(word, w) desc, word limit 1;
      w := coalesce(near, w);
    end if;
    part := to_tsquery('english', quote_literal(w) || ':*');
    if numnode(part) > 0 then
      query := case when query is null then part else query && part end;
    end if;
    words := words || w;
  end loop;
  used := array_to_string(words, ' ');
end $$;

-- One page of cards the principal may see, the ordinals its words match, and what changed since the caller's
-- facet index was current: all of one snapshot, so the counts beside a page are never older than the page.
-- Everything goes out as text or rows of text: nothing is built that would only be written down again. No cards at all: a place in a list
-- that was sorted otherwise.
create function catalogue_page(p jsonb, out cards json, out matched text, out used text, out changes json, out today text, out consortia uuid[], out horizon text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  typed text := nullif(trim(p->>'search'), '');
  since xid8 := (p->>'since')::xid8;
  asked tsquery;
  sort text := p->>'sort';
  key_sql text;
  key_type text;
  chosen_sql text := 'true';
  after_sql text := '';
  counters_sql text := '';
  choice record;
begin
  consortia := my_consortia();
  if typed is not null then
    select q.query, q.used into asked, used from catalogue_query(typed) q;
  end if;
  if asked is null then used := null; end if;
  if asked is null and sort = 'BEST_MATCH' then sort := 'STARTS_SOONEST'; end if;
  case sort
    when 'BEST_MATCH' then key_sql := '(-(ts_rank(c.search, $4) * 1000000)::int)'; key_type := 'int';
    when 'TITLE' then key_sql := 'c.title_key'; key_type := 'text';
    when 'MOST_SEATS' then key_sql := '(-a.units_left)'; key_type := 'int';
    when 'LOWEST_PRICE' then key_sql := '(coalesce(c.price_cents, 1000000000000))'; key_type := 'bigint';
    else key_sql := 'c.first_day'; key_type := 'date';
  end case;
  if key_type in ('int', 'date') and (p->>'afterKey' like '____-__-__') <> (key_type = 'date') then
    return;
  end if;
  for choice in select key, value from jsonb_each(coalesce(p->'choices', '{}')) loop
    chosen_sql := chosen_sql || case choice.key
      when 'SEATS' then format(' and (%s)', (
        select string_agg(case v when '1+' then 'a.units_left >= 1' when '5+' then 'a.units_left >= 5' else 'a.units_left <= 0' end, ' or ')
          from jsonb_array_elements_text(choice.value) v))
      else format(' and c.facet_keys && %L::text[]', (select array_agg(choice.key || ':' || v) from jsonb_array_elements_text(choice.value) v))
      end;
  end loop;
  if sort = 'MOST_SEATS' or p->'choices' ? 'SEATS' then
    counters_sql := 'join availability a using (offering_id)';
  end if;
  if p->>'afterId' is not null then
    after_sql := format('(%L::%s, %L::uuid)', p->>'afterKey', key_type, p->>'afterId');
  end if;
  if asked is null then
    execute format('
      select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', page.body, ''plan'', page.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', n.units_left)
                               order by page.key, page.id), ''[]'')
        from (select c.offering_id as id, %1$s as key, c.body, c.plan from catalogue_card c %2$s
               where c.open and c.consortium_ids && $1 and %3$s %4$s order by %1$s, c.offering_id limit $2) page
        join availability n on n.offering_id = page.id',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then format('and (%s, c.offering_id) > %s', key_sql, after_sql) else '' end)
      into cards using consortia, (p->>'first')::int + 1;
  else
    -- The words are looked up once, for the page and for the counts.
    execute format('
      with found as materialized (
        select c.ordinal, c.offering_id as id, %1$s as key, %3$s as chosen from catalogue_card c %2$s where c.open and c.search @@ $3 and c.consortium_ids && $1),
      page as materialized (select id, key from found where chosen %4$s order by key, id limit $2)
      select (select coalesce(string_agg(ordinal::text, '',''), '''') from found),
             (select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', c.body, ''plan'', c.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', n.units_left)
                                       order by page.key, page.id), ''[]'')
                from page join catalogue_card c on c.offering_id = page.id join availability n on n.offering_id = page.id)',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then 'and (key, id) > ' || after_sql else '' end)
      into matched, cards using consortia, (p->>'first')::int + 1,
        asked && (select string_agg(quote_literal('@' || x), ' | ') from unnest(consortia) x)::tsquery, asked;
  end if;
  -- The newest of either side is found at the end of an index; what is older than the caller's index is not looked for.
  if coalesce((select changed_xid from availability order by changed_xid desc limit 1) >= since, false)
     or coalesce((select changed_xid from catalogue_card order by changed_xid desc limit 1) >= since, false) then
    changes := (select json_agg(json_build_array(x.ordinal, x.keys, x.consortia_of, x.units_left, x.version)) from catalogue_changes(since) x);
  end if;
  today := app_now()::date;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
end $$;

-- What the facet index of a server process needs, of every offering: keys and counts, never words or names.
create function catalogue_changes(p_since xid8) returns table (ordinal int, keys text[], consortia_of uuid[], units_left int, version int)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.ordinal, case when c.open then c.facet_keys end, c.consortium_ids, a.units_left, c.version + a.version
    from catalogue_card c join availability a using (offering_id)
   where c.offering_id in (
     select offering_id from catalogue_card where changed_xid >= p_since
     union select offering_id from availability where changed_xid >= p_since)
$$;
create function catalogue_everything() returns table (ordinal int, keys text[], consortia_of uuid[], units_left int, version int)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.ordinal, c.facet_keys, c.consortium_ids, a.units_left, c.version + a.version from catalogue_card c join availability a using (offering_id) where c.open
$$;
create function facet_labels() returns table (key text, label text)
language sql stable security definer set search_path = public, pg_temp as $$
  select key, label from facet_label
$$;
grant execute on function push_card(uuid, date, bigint, jsonb, jsonb, json, json), catalogue_query(text), catalogue_page(jsonb),
  catalogue_changes(xid8), catalogue_everything(), facet_labels() to barnraise_server;
`);
  }

  down = forwardOnly;
}
