import { useEffect, useRef, type ReactNode } from 'react';
import css from './Page.module.css';

let pagesShown = 0;

/**
 * A page: its title is the question it answers. On navigation the title takes the focus, so that a screen
 * reader starts there; on the first load the browser's own order is left alone.
 */
export function Page({ title, lead, eyebrow, actions, children, wide, documentTitle }: { title: string; lead?: ReactNode; eyebrow?: ReactNode; actions?: ReactNode; children: ReactNode; wide?: boolean; documentTitle?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = documentTitle ?? title;
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${name} · Barnraise`;
  }, [name]);
  return (
    <div className={`${css['page']} ${wide ? css['wide'] : ''}`}>
      <header className={css['header']}>
        <div className={css['words']}>
          {eyebrow === undefined ? null : <div className={css['eyebrow']}>{eyebrow}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <div className={css['lead']}>{lead}</div>}
        </div>
        {actions === undefined ? null : <div className={`row no-print ${css['actions']}`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/**
 * One subject of a page, under its own heading. `stands` says how it stands: when that changes and takes away what had
 * the focus, a button that was just pressed for example, the heading takes it, so that a keyboard goes on from here.
 */
export function Section({ title, aside, children, id, plain, stands }: { title: string; aside?: ReactNode; children: ReactNode; id?: string; plain?: boolean; stands?: string }) {
  const headingId = id ?? `s-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  const heading = useRef<HTMLHeadingElement>(null);
  const stood = useRef(stands);
  useEffect(() => {
    if (stood.current === stands) return;
    stood.current = stands;
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [stands]);
  return (
    <section aria-labelledby={headingId} className={plain ? css['plain'] : `panel ${css['section']}`}>
      <div className="row spread">
        <h2 ref={heading} id={headingId} tabIndex={-1}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/**
 * Two columns on a desk: the subject, and what one can do about it beside it. On a phone the order is the top of
 * the subject, what one can do, the rest.
 */
export function Columns({ top, main, side }: { top?: ReactNode; main: ReactNode; side: ReactNode }) {
  return (
    <div className={css['columns']}>
      {top === undefined ? null : <div className={css['top']}>{top}</div>}
      <div className={css['side']}>{side}</div>
      <div className={css['main']}>{main}</div>
    </div>
  );
}

/** Names and values, lined up. */
export function Facts({ items, across }: { items: readonly (readonly [string, ReactNode] | null | undefined | false)[]; across?: boolean }) {
  return (
    <dl className={`${css['facts']} ${across ? css['across'] : ''}`}>
      {items.map((item) =>
        item ? (
          <div key={item[0]}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
