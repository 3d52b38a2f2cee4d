import { Icon, type IconName } from './Icon.js';
import css from './Tag.module.css';
import { type Tone } from './Notice.js';

/** A state in a word. The icon and the word carry it; the color only helps. */
export function Tag({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: string }) {
  return (
    <span className={`${css['tag']} ${css[tone]}`}>
      {icon ? <Icon name={icon} size={14} /> : null}
      <span>{children}</span>
    </span>
  );
}
