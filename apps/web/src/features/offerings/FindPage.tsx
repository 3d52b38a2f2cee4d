import { useQuery } from '@apollo/client/react';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { CatalogueDocument } from '../../generated/offerings/catalogue.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { useList, useListLength } from '../../platform/useList.js';
import { without } from '../../platform/without.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { ChoiceField } from '../../ui/Field.js';
import { Page } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { NeedsInCatalogue } from '../needs/index.js';
import { Cards } from './Cards.js';
import { Chosen, Facets } from './Facets.js';
import { chosenCount, countWords, type FindSearch, inputOf, PAGE, sortChoices, type SortKey, toggle } from './find-search.js';
import css from './FindPage.module.css';
import { SearchBox } from './SearchBox.js';

const route = getRouteApi('/signed-in/find');

export default function FindPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { home } = useSession();
  const [sheet, setSheet] = useState(false);
  const input = inputOf(search, home?.id);
  const list = useList();
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(CatalogueDocument, { variables: { input }, context: { topics: ['section', 'booking'], list }, notifyOnNetworkStatusChange: true });
  const found = (data ?? previousData)?.catalogue;
  const { history } = useRouter();
  const go = useCallback(
    (next: FindSearch) => {
      // Whoever follows a link right after typing is on the way there: the search that was still to come does not call them back.
      if (history.location.pathname === '/find') void navigate({ search: next, replace: true, resetScroll: false });
    },
    [history, navigate],
  );

  useSaid(search, data?.catalogue);

  const more = useCallback(
    async (shown: number) => {
      const after = data?.catalogue.pageInfo.endCursor;
      if (!after) return;
      await fetchMore({ variables: { input: { ...input, after } } });
      go({ ...search, shown });
    },
    [data, fetchMore, go, input, search],
  );
  // A shared or reloaded address shows as many cards as it did: pages follow until they are there.
  useListLength(list, data?.catalogue.nodes.length);
  const cards = data?.catalogue.nodes.length ?? 0;
  const wanted = search.shown ?? PAGE;
  const cursor = data?.catalogue.pageInfo.hasNextPage ? data.catalogue.pageInfo.endCursor : null;
  useEffect(() => {
    if (!loading && cursor && cards < wanted) void fetchMore({ variables: { input: { ...input, after: cursor } } });
    // `input` follows from the address, which `cursor` already stands for.
  }, [cards, cursor, loading, wanted]);

  const facets = found ? <Facets facets={found.facets} search={search} onToggle={(key, value) => go(toggle(search, key, value))} /> : error ? null : <Bones lines={8} />;
  const chosen = chosenCount(search);
  return (
    <Page title="What do our neighbors share?" documentTitle="Find" wide lead={home ? `Costs are shown for ${home.name}, one more seat each.` : undefined}>
      <div className={css['bar']}>
        <SearchBox value={search.q ?? ''} onSearch={(q) => go(q === '' ? withoutSearch(search) : { ...withoutSearch(search), q })} />
        <div className={css['tools']}>
          <span className={css['filterButton']}>
            <Button icon="filter" onClick={() => setSheet(true)}>
              {chosen > 0 ? `Filter (${chosen})` : 'Filter'}
            </Button>
          </span>
          <ChoiceField id="sort" name="sort" label="Sort by" value={search.sort ?? 'best'} choices={sortChoices} narrow onChange={(sort) => go(sorted(search, sort as SortKey))} />
        </div>
      </div>
      <div className={css['grid']}>
        <aside className={css['facets']} aria-label="Filters">
          {facets}
        </aside>
        <div className={css['results']} aria-busy={loading}>
          <div className={css['summary']}>
            <p className="num">{found ? <strong>{countWords(found.total)} found</strong> : 'Searching…'}</p>
            {found?.searchedFor ? (
              <p className="muted">
                Nothing is called “{search.q}”. Showing “{found.searchedFor}” instead.
              </p>
            ) : null}
            {found ? <Chosen search={search} facets={found.facets} onToggle={(key, value) => go(toggle(search, key, value))} onClear={() => go(search.q ? { q: search.q } : {})} /> : null}
          </div>
          {found && found.nodes.length > 0 ? <NeedsInCatalogue /> : null}
          {error && !found ? <ReadFailed error={error} what="The catalogue" retry={() => void refetch()} /> : null}
          {found ? (
            <Cards cards={found.nodes} fading={loading && !data} searched={search.q} filtered={chosen > 0 || search.q !== undefined} onClear={() => go({})} hasMore={data?.catalogue.pageInfo.hasNextPage ?? false} loadingMore={loading} onMore={() => more(cards + PAGE)} />
          ) : error ? null : (
            <Bones lines={5} tall label="Loading what is shared" />
          )}
        </div>
      </div>
      {sheet ? (
        <Dialog title="Filter" side onClose={() => setSheet(false)}>
          {facets}
          <Button look="primary" onClick={() => setSheet(false)}>
            {found ? `Show ${countWords(found.total)}` : 'Show'}
          </Button>
        </Dialog>
      ) : null}
    </Page>
  );
}

/** What a search, a filter or another order came to, once for each; cards that come or go by themselves say nothing. */
function useSaid(search: FindSearch, answer: { total: { value: number; atLeast: boolean }; searchedFor?: string | null } | undefined) {
  const asked = JSON.stringify(without(search, 'shown'));
  const before = useRef<{ asked: string; sort: FindSearch['sort'] } | null>(null);
  useEffect(() => {
    if (!answer || before.current?.asked === asked) return;
    const order = before.current?.sort === search.sort ? '' : `, sorted by ${sortChoices.find(({ value }) => value === (search.sort ?? 'best'))?.label.toLowerCase() ?? ''}`;
    const instead = answer.searchedFor ? `. Nothing is called “${search.q ?? ''}”, this is “${answer.searchedFor}” instead` : '';
    if (before.current !== null) announce(`${answer.total.value === 0 ? 'Nothing' : countWords(answer.total)} found${order}${instead}.`);
    before.current = { asked, sort: search.sort };
  }, [answer, asked, search]);
}

const withoutSearch = (search: FindSearch): FindSearch => without(search, 'q', 'shown');
const sorted = (search: FindSearch, sort: SortKey): FindSearch => ({ ...without(search, 'sort', 'shown'), ...(sort === 'best' ? {} : { sort }) });
