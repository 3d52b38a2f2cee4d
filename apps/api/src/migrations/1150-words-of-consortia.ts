import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Whether a typed word is a word of the reader's is asked of a list of words, not of the cards that hold them: the
 * beginning of a common word was gathered from every card before one of them could answer. And a search gives a place
 * only to the cards that pass the filters. Words are looked up by name where few begin as typed.
 */
export class WordsOfConsortia1150000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- Every word that a card ever brought into a consortium, with one card that held it then. A word that isn't here is on
-- no card; one that is here is proved by its card, or, where that card has changed, by looking through all of them.
create table consortium_word (
  consortium_id uuid not null constraint "FK_consortium_word_consortium" references consortium (id),
  word text collate "C" not null,
  offering_id uuid not null constraint "FK_consortium_word_offering" references offering (id),
  constraint "PK_consortium_word" primary key (consortium_id, word)
);
alter table consortium_word enable row level security;

-- In order: two districts that publish the same words at once wait for each other, not in a ring.
create function note_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into consortium_word (consortium_id, word, offering_id)
  select distinct on (x, w) x, w, n.offering_id
    from new_card n, unnest(n.consortium_ids) x, unnest(tsvector_to_array(n.search)) w
   where left(w, 1) <> '@' and not exists (
     select from consortium_word k join catalogue_card c on c.offering_id = k.offering_id
      where k.consortium_id = x and k.word = w and c.open and x = any (c.consortium_ids))
   order by x, w, n.offering_id
  on conflict (consortium_id, word) do update set offering_id = excluded.offering_id;
  return null;
end $$;
create trigger card_words_noted after insert on catalogue_card referencing new table as new_card for each statement execute function note_words();
create trigger card_words_noted_again after update on catalogue_card referencing new table as new_card for each statement execute function note_words();
insert into consortium_word (consortium_id, word, offering_id)
select distinct on (x, w) x, w, c.offering_id from catalogue_card c, unnest(c.consortium_ids) x, unnest(tsvector_to_array(c.search)) w
 where left(w, 1) <> '@' order by x, w, c.open desc, c.offering_id;

-- Does any card that the principal may see hold a word that begins so?
create or replace function is_word_of_mine(p_word text) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
declare
  begins text collate "C" := (ts_lexize('english_stem', p_word))[1];
  asked tsquery := to_tsquery('english', quote_literal(p_word) || ':*');
  noted boolean := false;
  k record;
begin
  for k in select c.open and w.consortium_id = any (c.consortium_ids) and c.search @@ asked as holds
             from consortium_word w join catalogue_card c on c.offering_id = w.offering_id
            where w.consortium_id = any (my_consortia()) and w.word >= begins and w.word < begins || chr(1114111) loop
    if k.holds then return true; end if;
    noted := true;
  end loop;
  return noted and exists (
    select from catalogue_card c where c.open and c.consortium_ids && my_consortia() and words_by_consortium(c.consortium_ids, c.search) @@ (
      select string_agg('(' || asked_of(asked, x) || ')', ' | ') from unnest(my_consortia()) x)::tsquery);
end $$;

-- A word by its beginning, as the few words that begin so in the principal's consortia: named words are looked up faster
-- than beginnings. Null where they are many, or hold more than letters and digits.
create function words_begun_so(p_part tsquery) returns tsquery
language plpgsql stable set search_path = public, pg_temp as $$
declare
  begins text collate "C" := split_part(p_part::text, '''', 2);
  words text[];
begin
  words := array(select distinct word from consortium_word
                  where consortium_id = any (my_consortia()) and word >= begins and word < begins || chr(1114111) limit 9);
  if cardinality(words) between 1 and 8 and array_to_string(words, '') ~ '^[a-z0-9]+$' then
    return (select string_agg(quote_literal(w), ' | ' order by w) from unnest(words) w)::tsquery;
  end if;
  return null;
end $$;
revoke execute on function words_begun_so(tsquery), note_words() from public;

-- A word that nothing of mine begins with is replaced by the nearest one that something does: what others keep to
-- themselves mends no word of mine.
create or replace function catalogue_query(p_typed text, out query tsquery, out used text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  w text;
  near text;
  part tsquery;
  words text[] := '{}';
begin
  foreach w in array (regexp_split_to_array(lower(coalesce(p_typed, '')), '[^a-z0-9]+'))[1:12] loop
    continue when w = '';
    if length(w) >= 4 and w ~ '^[a-z]+$' and numnode(to_tsquery('english', quote_literal(w) || ':*')) > 0 and not is_word_of_mine(w) then
      select k.word into near from (
        select word, similarity(word, w) as likeness from catalogue_word where word % w order by likeness desc, word limit 30) k
       where is_word_of_mine(k.word) order by k.likeness desc, k.word limit 1;
      w := coalesce(near, w);
    end if;
    part := to_tsquery('english', quote_literal(w) || ':*');
    if numnode(part) = 1 then
      part := coalesce(words_begun_so(part), part);
    end if;
    if numnode(part) > 0 then
      query := case when query is null then part else query && part end;
    end if;
    words := words || w;
  end loop;
  used := array_to_string(words, ' ');
end $$;

drop function catalogue_page(jsonb);
create function catalogue_page(p jsonb, out cards json, out matched int[], out used text, out changes json, out today text, out consortia uuid[], out horizon text)
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
    -- The words are looked up once, for the page and for the counts; only what the page can show is given a place in it.
    execute format('
      with found as materialized (
        select c.ordinal, c.offering_id as id, case when %3$s then %1$s end as key from catalogue_card c %2$s where c.open and words_by_consortium(c.consortium_ids, c.search) @@ $3 and c.consortium_ids && $1),
      page as materialized (select id, key from found where key is not null %4$s order by key, id limit $2)
      select (select coalesce(array_agg(ordinal), ''{}'') from found),
             (select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', c.body, ''plan'', c.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', n.units_left)
                                       order by page.key, page.id), ''[]'')
                from page join catalogue_card c on c.offering_id = page.id join availability n on n.offering_id = page.id)',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then 'and (key, id) > ' || after_sql else '' end)
      into matched, cards using consortia, (p->>'first')::int + 1,
        (select string_agg('(' || asked_of(asked, x) || ')', ' | ') from unnest(consortia) x)::tsquery, asked;
  end if;
  -- The newest of either side is found at the end of an index; what is older than the caller's index is not looked for.
  if coalesce((select changed_xid from availability order by changed_xid desc limit 1) >= since, false)
     or coalesce((select changed_xid from catalogue_card order by changed_xid desc limit 1) >= since, false) then
    changes := (select json_agg(json_build_array(x.ordinal, x.keys, x.consortia_of, x.units_left, x.version)) from catalogue_changes(since) x);
  end if;
  today := app_now()::date;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
end $$;
grant execute on function catalogue_page(jsonb) to barnraise_server;
`);
  }

  down = forwardOnly;
}
