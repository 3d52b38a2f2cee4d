import { Link } from '@tanstack/react-router';
import { type InboxQuery } from '../../generated/inbox/inbox.js';
import { useServerMinute, useServerNow } from '../../platform/clock.js';
import { agoWords, instantWords, leftWords } from '../../platform/dates.js';
import { Button, ButtonLink, IconButton } from '../../ui/Button.js';
import { Icon, type IconName } from '../../ui/Icon.js';
import { Empty } from '../../ui/States.js';
import css from './InboxPanel.module.css';

type Item = InboxQuery['inbox']['nodes'][number];

const icons: Record<Item['kind'], IconName> = { ANSWER_REQUEST: 'seats', ANSWER_OVERDUE: 'clock', APPROVE_SPENDING: 'check', APPROVE_MAPPING: 'book', REQUEST_HELD_SEATS: 'clock', APPROVE_COURSE: 'book', ANSWER_NAMING: 'info', PLACE_STUDENTS: 'seats', GIVE_GRADES: 'save', ACCEPT_GRADES: 'check', CORRECT_GRADES: 'back', APPROVE_COMMITMENT: 'check', PLACE_ORDER: 'book', ASK_IN_WINDOW: 'seats', GIVE_ESTIMATE: 'search', RELEASE_ORDERS: 'arrow', ANSWER_ROUND: 'info', RECEIVE_GOODS: 'check', CLOSE_RECEIVING: 'check', MATCH_INVOICE: 'book', SETTLE_ROUND: 'money', NOTICE: 'info' };
/** Asking is open to a district until the close, and never its duty: it says for itself when it is finished. */
export const nobodyHasTo = ({ kind }: Pick<Item, 'kind'>): boolean => kind === 'ASK_IN_WINDOW';
const URGENT_MS = 4 * 3_600_000;

export function InboxPanel({ items, openTasks, severalPlaces, loading, onDismiss, onMore }: { items: readonly Item[]; openTasks: number; severalPlaces: boolean; loading: boolean; onDismiss: (id: string) => void; onMore: (() => void) | null }) {
  const tasks = items.filter((item) => item.kind !== 'NOTICE');
  const notices = items.filter((item) => item.kind === 'NOTICE');
  return (
    <>
      <section aria-labelledby="tasks" className="stack">
        <h2 id="tasks">
          Tasks <span className={css['count']}>{Math.max(tasks.length, openTasks)}</span>
        </h2>
        {tasks.length === 0 ? (
          <Empty title="Nothing needs you right now" actions={<ButtonLink to="/find" look="primary">Find a course</ButtonLink>}>
            Requests to answer, spending to approve and holds about to run out come here by themselves, with the time there is.
          </Empty>
        ) : (
          <ul className={css['list']}>
            {tasks.map((item, index) => (
              <Task key={item.id} item={item} first={index === 0} severalPlaces={severalPlaces} onFinish={() => onDismiss(item.id)} />
            ))}
          </ul>
        )}
      </section>
      {notices.length > 0 ? (
        <section aria-labelledby="notices" className="stack">
          <h2 id="notices">Good to know</h2>
          <ul className={css['list']}>
            {notices.map((item) => (
              <NoticeRow key={item.id} item={item} severalPlaces={severalPlaces} onDismiss={() => onDismiss(item.id)} />
            ))}
          </ul>
        </section>
      ) : null}
      {onMore ? (
        <div>
          <Button onClick={onMore} busy={loading}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Task({ item, first, severalPlaces, onFinish }: { item: Item; first: boolean; severalPlaces: boolean; onFinish: () => void }) {
  return (
    <li className={css['task']}>
      <span className={css['icon']}>
        <Icon name={icons[item.kind]} />
      </span>
      <div className={css['words']}>
        <h3 id={`task-${item.id}`}>{item.title}</h3>
        <p className="muted">{item.detail}</p>
        {severalPlaces ? <p className="muted small">For {item.placeName}</p> : null}
      </div>
      <Due item={item} />
      <div className={css['step']}>
        <Subject item={item} look={first ? 'primary' : 'plain'} words={item.nextStep ?? 'Open'} />
        {nobodyHasTo(item) ? (
          <Button look="quiet" onClick={onFinish} aria-describedby={`task-${item.id}`}>
            We are finished
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Due({ item }: { item: Item }) {
  const now = useServerNow();
  if (item.dueAt == null) return <p className={css['due']}>{item.dueRule ? <span className="muted small">{item.dueRule}</span> : null}</p>;
  const left = Date.parse(item.dueAt) - now;
  return (
    <p className={css['due']} data-urgent={left < URGENT_MS || undefined}>
      <span className={css['left']}>
        <Icon name="clock" size={16} />
        <time dateTime={item.dueAt}>{left <= 0 ? 'Overdue' : `${leftWords(left)} left`}</time>
      </span>
      <span className="muted small">
        until {instantWords(item.dueAt)}
        {item.dueRule ? `: ${item.dueRule}` : ''}
      </span>
    </p>
  );
}

/** Where an item leads: the nearest thing it is about. */
function placeOf(item: Item) {
  if (item.draftId != null) return { to: '/bookings/courses/$id', params: { id: item.draftId }, search: { page: 'check' } } as const;
  if (item.kind === 'PLACE_STUDENTS' && item.bookingId != null) return { to: '/bookings/$id/roster', params: { id: item.bookingId } } as const;
  if ((item.kind === 'GIVE_GRADES' || item.kind === 'CORRECT_GRADES') && item.sectionId != null) return { to: '/sections/$id/grades', params: { id: item.sectionId } } as const;
  if (item.kind === 'ACCEPT_GRADES' && item.bookingId != null) return { to: '/bookings/$id/grades', params: { id: item.bookingId } } as const;
  if (item.bookingId != null) return { to: '/bookings/$id', params: { id: item.bookingId } } as const;
  if (item.sectionId != null) return { to: '/sections/$id', params: { id: item.sectionId } } as const;
  if (item.needId != null) return { to: '/bookings/needs' } as const;
  if (item.kind === 'RECEIVE_GOODS' && item.roundId != null) return { to: '/rounds/$id/receive', params: { id: item.roundId } } as const;
  if (item.roundId != null) return { to: '/rounds/$id', params: { id: item.roundId } } as const;
  if (item.windowId != null) return { to: '/windows/$id', params: { id: item.windowId } } as const;
  return item.studyId == null ? null : ({ to: '/money/studies/$id', params: { id: item.studyId } } as const);
}

function Subject({ item, look, words }: { item: Item; look: 'primary' | 'plain'; words: string }) {
  const place = placeOf(item);
  return place ? (
    <ButtonLink {...place} look={look} aria-describedby={`task-${item.id}`}>
      {words}
    </ButtonLink>
  ) : null;
}

function NoticeRow({ item, severalPlaces, onDismiss }: { item: Item; severalPlaces: boolean; onDismiss: () => void }) {
  const now = useServerMinute();
  const place = placeOf(item);
  return (
    <li className={css['notice']}>
      <div className={css['words']}>
        <h3>
          {place ? <Link {...place}>{item.title}</Link> : item.title}
        </h3>
        <p className="muted">{item.detail}</p>
        <p className="muted small">
          <time dateTime={item.createdAt}>{agoWords(now - Date.parse(item.createdAt))}</time>
          {severalPlaces ? `, for ${item.placeName}` : ''}
        </p>
      </div>
      <IconButton icon="close" label={`Put away: ${item.title}`} onClick={onDismiss} />
    </li>
  );
}
