import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { mention } from '../ui/Announcer.js';
import { Icon, type IconName } from '../ui/Icon.js';
import css from './Navigation.module.css';
import { useSession } from './session.js';

/** The few places one goes every day. On a phone they are the bar under the thumb. */
export function Navigation() {
  const { viewer } = useSession();
  // A task that comes while one works elsewhere shows as a number; here it is heard.
  const { openTasks } = viewer;
  const before = useRef(openTasks);
  useEffect(() => {
    if (openTasks > before.current) mention(`Inbox: ${openTasks} open ${openTasks === 1 ? 'task' : 'tasks'}`);
    before.current = openTasks;
  }, [openTasks]);
  return (
    <nav aria-label="Main" className={css['nav']}>
      <ul>
        <Item to="/" icon="inbox" exact>
          Inbox
          {viewer.openTasks > 0 ? (
            <span className={css['count']}>
              {viewer.openTasks > 99 ? '99+' : viewer.openTasks}
              <span className="visually-hidden"> open tasks</span>
            </span>
          ) : null}
        </Item>
        <Item to="/find" icon="search">
          Find
        </Item>
        <Item to="/bookings" also="/rounds" icon="seats">
          Ours
        </Item>
        <Item to="/money" icon="money">
          Money
        </Item>
        <Item to="/consortium" icon="barn">
          Consortium
        </Item>
      </ul>
    </nav>
  );
}

interface ItemProps {
  to: '/' | '/find' | '/bookings' | '/money' | '/consortium';
  /** Pages of another address that belong here too. */
  also?: '/rounds';
  icon: IconName;
  exact?: boolean;
  children: ReactNode;
}

function Item({ to, also, icon, exact, children }: ItemProps) {
  const within = useRouterState({ select: ({ location: { pathname } }) => also !== undefined && (pathname === also || pathname.startsWith(`${also}/`)) });
  return (
    <li>
      <Link to={to} className={css['item'] ?? ''} activeOptions={{ exact: exact ?? false, includeSearch: false }} {...(within ? { 'aria-current': 'true' } : {})}>
        <Icon name={icon} size={22} />
        <span className={css['words']}>{children}</span>
      </Link>
    </li>
  );
}
