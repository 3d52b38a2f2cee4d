import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, type Ref, useLayoutEffect, useRef } from 'react';
import css from './Tabs.module.css';

/** Views of one subject, each with an address of its own: links, so that back works and a tab can be shared. */
export function Tabs({ label, children, quiet, wrap }: { label: string; children: ReactNode; quiet?: boolean; wrap?: boolean }) {
  const row = useRef<HTMLElement>(null);
  const shown = useRef<Element>(undefined);
  // On a phone the row is wider than the screen: it moves to the chosen tab, once for each that is chosen.
  useLayoutEffect(() => {
    const nav = row.current;
    const chosen = nav?.querySelector('[aria-current]');
    if (!nav || !chosen || chosen === shown.current) return;
    shown.current = chosen;
    const [all, one] = [nav.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (one.left < all.left || one.right > all.right) nav.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
  });
  return (
    <nav ref={row} aria-label={label} className={`${css['tabs']} ${quiet ? css['quiet'] : ''} ${wrap ? css['wrap'] : ''}`}>
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
