import { useEffect, useRef, type ReactNode } from 'react';
import { announce } from './Announcer.js';
import { Icon, type IconName } from './Icon.js';
import css from './Notice.module.css';

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'plain';
const icons: Record<Tone, IconName> = { info: 'info', good: 'check', warn: 'alert', bad: 'alert', plain: 'info' };

/**
 * A message in the flow of the page. `live` reads it out when it appears: trouble at once, as an alert; anything else
 * through the region that stood there before, because one that appears together with its words is not heard everywhere.
 */
export function Notice({ tone = 'info', title, children, actions, live }: { tone?: Tone; title?: string; children?: ReactNode; actions?: ReactNode; live?: boolean }) {
  const body = useRef<HTMLDivElement>(null);
  const polite = live === true && tone !== 'bad';
  useEffect(() => {
    const words = [title ?? '', body.current?.textContent ?? ''].filter((one) => one !== '').join(' ');
    if (polite && words !== '') announce(words);
  }, [polite, title]);
  return (
    <div className={`${css['notice']} ${css[tone]}`} {...(live && !polite ? { role: 'alert' } : {})}>
      <Icon name={icons[tone]} />
      <div className="stack-s">
        {title === undefined ? null : <p className={css['title']}>{title}</p>}
        {children === undefined ? null : <div ref={body}>{children}</div>}
        {actions === undefined ? null : <div className={`row ${css['actions']}`}>{actions}</div>}
      </div>
    </div>
  );
}
