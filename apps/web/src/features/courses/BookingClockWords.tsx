import { useServerNow } from '../../platform/clock.js';
import { instantWords, leftWords } from '../../platform/dates.js';
import { Icon } from '../../ui/Icon.js';
import css from './BookingClock.module.css';

interface Clock {
  kind: string;
  at?: string | null;
  waitsFor?: string | null;
  rule: string;
}

const URGENT_MS = 4 * 3_600_000;

/** In a list: what is left, in few words. Not a live region: a ticking clock must not talk. */
export function ClockWords({ clock }: { clock: Clock | null | undefined }) {
  const now = useServerNow();
  if (!clock) return <span className="muted">none</span>;
  if (clock.waitsFor != null) return <span>waits for {clock.waitsFor}</span>;
  if (clock.at == null) return <span className="muted">none</span>;
  const left = Date.parse(clock.at) - now;
  return (
    <time dateTime={clock.at} className={left < URGENT_MS ? `nowrap ${css['urgent']}` : 'num nowrap'} title={instantWords(clock.at)}>
      {left <= 0 ? 'run out' : leftWords(left)}
    </time>
  );
}

const subjects: Record<string, string> = { HOLD: 'The hold runs out in', ANSWER: 'The answer is due in', APPROVAL: 'The approval is due in' };

/** On the booking's own page: the clock, when it strikes, and the rule behind it. */
export function BigClock({ clock }: { clock: Clock }) {
  const now = useServerNow();
  if (clock.waitsFor != null || clock.at == null) {
    return (
      <div className={css['clock']} data-waiting>
        <Icon name="pause" size={28} />
        <div>
          <p className={css['left']}>The clock waits</p>
          <p className="small">
            {clock.waitsFor == null ? '' : `It waits for ${clock.waitsFor}${clock.at == null ? '' : `, until ${instantWords(clock.at)} at the latest`}. `}
            {clock.rule}
          </p>
        </div>
      </div>
    );
  }
  const left = Date.parse(clock.at) - now;
  return (
    <div className={css['clock']} data-urgent={left < URGENT_MS || undefined}>
      <Icon name="clock" size={28} />
      <div>
        <p className="small">{left <= 0 ? 'The time is over' : (subjects[clock.kind] ?? 'Due in')}</p>
        <p className={css['left']}>{left <= 0 ? 'since ' + instantWords(clock.at) : leftWords(left)}</p>
        <p className="small">
          {left > 0 ? `${instantWords(clock.at)}. ` : ''}
          {clock.rule}
        </p>
      </div>
    </div>
  );
}
