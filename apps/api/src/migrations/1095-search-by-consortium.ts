import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Words are looked up within the reader's consortia: each lexeme is indexed once for each consortium that a card is
 * for. Before, the beginning of a word ("semester") was first gathered from every card of the whole installation and
 * then cut down to those of the reader; what a search costs now grows with what the reader may see.
 */
export class SearchByConsortium1095000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- The short end of an id is enough: two that agree in it cost time, never a wall, which the ids themselves keep.
create function consortium_lexeme(p_consortium uuid) returns text language sql immutable parallel safe as $$
  select right(p_consortium::text, 12)
$$;
create function words_by_consortium(p_consortia uuid[], p_search tsvector) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(array(
    select right(c::text, 12) || w from unnest(p_consortia) c, unnest(tsvector_to_array(p_search) || ''::text) w where left(w, 1) <> '@'))
$$;
-- The same question, asked among the cards of one consortium. Lexemes hold letters and digits alone.
create function asked_of(p_query tsquery, p_consortium uuid) returns text language sql immutable parallel safe as $$
  select regexp_replace(p_query::text, '''([^'']*)''', '''' || consortium_lexeme(p_consortium) || '\\1''', 'g')
$$;
revoke execute on function consortium_lexeme(uuid), words_by_consortium(uuid[], tsvector), asked_of(tsquery, uuid) from public;
create index catalogue_card_words on catalogue_card using gin (words_by_consortium(consortium_ids, search)) where open;
drop index catalogue_card_search;

-- Does any card that the principal may see hold a word that begins so?
create function is_word_of_mine(p_word text) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (
    select from catalogue_card c where c.open and c.consortium_ids && my_consortia() and words_by_consortium(c.consortium_ids, c.search) @@ (
      select string_agg('(' || asked_of(to_tsquery('english', quote_literal(p_word) || ':*'), x) || ')', ' | ') from unnest(my_consortia()) x)::tsquery)
$$;
revoke execute on function is_word_of_mine(text) from public;

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
    if numnode(part) > 0 then
      query := case when query is null then part else query && part end;
    end if;
    words := words || w;
  end loop;
  used := array_to_string(words, ' ');
end $$;

create or replace function catalogue_page(p jsonb, out cards json, out matched text, out used text, out changes json, out today text, out consortia uuid[], out horizon text)
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
        select c.ordinal, c.offering_id as id, %1$s as key, %3$s as chosen from catalogue_card c %2$s where c.open and words_by_consortium(c.consortium_ids, c.search) @@ $3 and c.consortium_ids && $1),
      page as materialized (select id, key from found where chosen %4$s order by key, id limit $2)
      select (select coalesce(string_agg(ordinal::text, '',''), '''') from found),
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
`);
  }

  down = forwardOnly;
}
