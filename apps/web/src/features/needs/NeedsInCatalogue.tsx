import { useQuery } from '@apollo/client/react';
import { courseNeed } from '@barnraise/lifecycle';
import { Link } from '@tanstack/react-router';
import { NeighborNeedsDocument } from '../../generated/needs/needs.js';
import { mayTake } from '../../platform/may.js';
import { useSession } from '../../platform/session.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { Empty } from '../../ui/States.js';
import css from './Needs.module.css';

const SHOWN = 3;

/** Beside what is shared: what is looked for. One line, so that what is found stays first. */
export function NeedsInCatalogue() {
  const { data } = useQuery(NeighborNeedsDocument, { variables: {}, context: { topics: ['need'] } });
  const lines = data?.neighborNeeds ?? [];
  if (lines.length === 0) return null;
  const titles = lines.slice(0, SHOWN).map((line) => line.title);
  const more = lines.length - titles.length;
  return (
    <p className={css['strip']}>
      <Icon name="info" size={18} />
      <span>
        Neighbors look for <strong>{titles.join(', ')}</strong>
        {more > 0 ? ` and ${more} more` : ''}. <Link to="/bookings/needs">See what is looked for</Link>
      </span>
    </p>
  );
}

/** A search without an answer is a need: it can be posted as one, and perhaps a neighbor looks for the same. */
export function NothingFound({ searched, onClear }: { searched: string | undefined; onClear: () => void }) {
  const { home } = useSession();
  const { data } = useQuery(NeighborNeedsDocument, { variables: { search: searched ?? null }, skip: searched === undefined, context: { topics: ['need'] } });
  const alike = searched === undefined ? [] : (data?.neighborNeeds ?? []);
  const mayPost = mayTake(courseNeed, 'post', home);
  return (
    <Empty
      title="Nothing matches all of this"
      actions={
        <>
          {mayPost ? <ButtonLink to="/bookings/needs/new" search={searched === undefined ? {} : { title: searched }} look="primary">Post what you look for</ButtonLink> : null}
          <Button onClick={onClear}>Start over</Button>
        </>
      }
    >
      Take a filter away, or search for the subject rather than the title: “algebra” finds every section of it.
      {mayPost ? ' If nobody shares it, post what you look for: those who teach the subject are told, and not by whom.' : ''}
      {alike.length > 0 ? ` ${alike[0]!.districtWords} already look for ${alike[0]!.title}.` : ''}
    </Empty>
  );
}
