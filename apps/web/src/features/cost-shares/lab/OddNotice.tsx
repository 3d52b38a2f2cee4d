import { formatCents } from '@barnraise/money';
import { announce } from '../../../ui/Announcer.js';
import { Button } from '../../../ui/Button.js';
import { Notice } from '../../../ui/Notice.js';
import { type Odd } from './results.js';

/** A count that is mostly one school: what that does to its district, and one press to see it without. */
export function OddNotice({ odd, districtName, onToggle }: { odd: Odd; districtName: string; onToggle: (leaveOut: boolean) => void }) {
  const percent = Math.round((odd.students * 100) / odd.total);
  const [effect] = odd.effects;
  const toggle = () => {
    onToggle(!odd.leftOut);
    announce(odd.leftOut ? `${odd.name} counts again.` : `${odd.name} is left out.${effect ? ` Under ${effect.way}, ${districtName} pays ${formatCents(effect.withoutCents)}.` : ''}`);
  };
  return (
    <Notice
      tone={odd.leftOut ? 'info' : 'warn'}
      title={odd.leftOut ? `${odd.name} is left out of ${districtName}’s count.` : `${percent}% of ${districtName}’s count is one ${odd.virtual ? 'virtual school' : 'school'}.`}
      actions={<Button onClick={toggle}>{odd.leftOut ? `Count ${odd.name} again` : `Leave ${odd.name} out`}</Button>}
    >
      {odd.leftOut
        ? `${odd.students.toLocaleString('en-US')} of ${odd.total.toLocaleString('en-US')} students do not count in this study.`
        : `${odd.name} has ${odd.students.toLocaleString('en-US')} of ${odd.total.toLocaleString('en-US')} students, so ${districtName} weighs as much as that school does.`}
      {odd.effects.map(({ way, withCents, withoutCents }) => (
        <span key={way}>
          {' '}
          Under “{way}” {districtName} pays {formatCents(withCents)} with it, {formatCents(withoutCents)} without.
        </span>
      ))}
    </Notice>
  );
}
