import { type ReactNode } from 'react';
import { Icon, type IconName } from './Icon.js';
import css from './Notice.module.css';

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'plain';
const icons: Record<Tone, IconName> = { info: 'info', good: 'check', warn: 'alert', bad: 'alert', plain: 'info' };

/** A message in the flow of the page. `live` reads it out when it appears. */
export function Notice({ tone = 'info', title, children, actions, live }: { tone?: Tone; title?: string; children?: ReactNode; actions?: ReactNode; live?: boolean }) {
  return (
    <div className={`${css['notice']} ${css[tone]}`} {...(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      <Icon name={icons[tone]} />
      <div className="stack-s">
        {title === undefined ? null : <p className={css['title']}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
        {actions === undefined ? null : <div className={`row ${css['actions']}`}>{actions}</div>}
      </div>
    </div>
  );
}
