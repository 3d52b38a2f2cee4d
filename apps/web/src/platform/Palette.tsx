import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Dialog } from '../ui/Dialog.js';
import { Icon, type IconName } from '../ui/Icon.js';
import css from './Palette.module.css';
import { recent } from './recent.js';
import { useSession } from './session.js';

interface Goal {
  path: string;
  title: string;
  detail: string;
  icon: IconName;
}

/** Type a few letters, press Enter, be there. What is no page is searched for in the catalogue. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { viewer, home, site } = useSession();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();

  const all = useMemo<Goal[]>(
    () => [
      { path: '/', title: 'Inbox', detail: 'What needs me?', icon: 'inbox' },
      { path: '/find', title: 'Find', detail: 'What do our neighbors share?', icon: 'search' },
      { path: '/bookings', title: 'Ours', detail: 'Seats we asked for', icon: 'seats' },
      { path: '/bookings/requests', title: 'Requests to us', detail: 'Seats others ask of us', icon: 'seats' },
      { path: '/bookings/courses', title: 'What we share', detail: 'Courses of ours, and drafts', icon: 'book' },
      { path: '/bookings/needs', title: 'What we look for', detail: 'Courses nobody shares yet, ours and our neighbors’', icon: 'search' },
      { path: '/bookings/grades', title: 'Grades', detail: 'To give, to accept, and by when', icon: 'check' },
      { path: '/rounds', title: 'Purchasing rounds', detail: 'What do we buy together?', icon: 'money' },
      { path: '/money', title: 'Money', detail: 'What would each of us pay?', icon: 'money' },
      { path: '/consortium', title: 'Consortium', detail: 'Members and rules', icon: 'barn' },
      ...(home ? [{ path: `/districts/${home.id}`, title: home.name, detail: 'Schools, counts, calendar', icon: 'district' as const }] : []),
      { path: '/people', title: 'People and roles', detail: 'Who may do what', icon: 'people' },
      { path: '/account', title: 'My account', detail: 'Name, password, sessions, colors', icon: 'person' },
      ...(site.mailReadable ? [{ path: '/mail', title: 'Demo mail', detail: 'What Barnraise wrote', icon: 'mail' as const }] : []),
      ...recent.read(viewer.id).map((one) => ({ ...one, icon: 'book' as const })),
    ],
    [home, site.mailReadable, viewer.id],
  );
  const words = typed.trim().toLowerCase();
  const found = all.filter((goal) => words.split(/\s+/).every((word) => `${goal.title} ${goal.detail}`.toLowerCase().includes(word)));
  const goals: Goal[] = words === '' ? found : [...found, { path: `/find?q=${encodeURIComponent(typed.trim())}`, title: `Find “${typed.trim()}”`, detail: 'Search what neighbors share', icon: 'search' }];
  const chosen = Math.min(at, goals.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, goals.length]);

  const go = (goal: Goal | undefined) => {
    if (!goal) return;
    onClose();
    void navigate({ href: goal.path });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((chosen + 1) % goals.length);
    else if (event.key === 'ArrowUp') setAt((chosen - 1 + goals.length) % goals.length);
    else if (event.key === 'Enter') go(goals[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Jump to a page" onClose={onClose} bare>
      <div className={css['search']}>
        <Icon name="search" />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label="Jump to a page, or search the catalogue"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={goals[chosen] ? `${id}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Jump to, or search for a course"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <kbd>Esc</kbd>
      </div>
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label="Pages" className={css['list']}>
        {goals.map((goal, index) => (
          <li key={`${goal.path}${goal.title}`} id={`${id}-${index}`} role="option" aria-selected={index === chosen} className={css['goal']} onClick={() => go(goal)} onPointerMove={() => setAt(index)}>
            <Icon name={goal.icon} />
            <span className={css['title']}>{goal.title}</span>
            <span className={css['detail']}>{goal.detail}</span>
          </li>
        ))}
      </ul>
      <p className={css['keys']}>
        <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Enter</kbd> to go
      </p>
    </Dialog>
  );
}
