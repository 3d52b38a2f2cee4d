import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, type Ref } from 'react';
import css from './Tabs.module.css';

/** Views of one subject, each with an address of its own: links, so that back works and a tab can be shared. */
export function Tabs({ label, children, quiet, wrap }: { label: string; children: ReactNode; quiet?: boolean; wrap?: boolean }) {
  return (
    <nav aria-label={label} className={`${css['tabs']} ${quiet ? css['quiet'] : ''} ${wrap ? css['wrap'] : ''}`}>
      <ul>{children}</ul>
    </nav>
  );
}

function TabAnchor({ children, count, chosen, ref, className: _dropped, ...rest }: { children?: ReactNode; count?: number | undefined; chosen: boolean } & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return (
    <li>
      <a ref={ref} {...rest} className={css['tab']} aria-current={chosen ? 'page' : undefined}>
        {children}
        {count === undefined ? null : <span className={css['count']}>{count}</span>}
      </a>
    </li>
  );
}

export const Tab = createLink(TabAnchor);
