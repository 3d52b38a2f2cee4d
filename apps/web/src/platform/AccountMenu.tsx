import { useApolloClient, useMutation } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { SignOutDocument } from '../generated/platform/session.js';
import { Icon } from '../ui/Icon.js';
import { Menu } from '../ui/Menu.js';
import css from './AccountMenu.module.css';
import { drafts } from './drafts.js';
import { useSession } from './session.js';

/** What is needed now and then: my district, people, my account, the mail of the demo, and the way out. */
export function AccountMenu() {
  const { viewer, site, home } = useSession();
  const client = useApolloClient();
  const [signOut] = useMutation(SignOutDocument);
  const leave = async () => {
    try {
      await signOut();
    } finally {
      drafts.dropAll();
      await client.clearStore();
      window.location.assign('/sign-in');
    }
  };
  return (
    <div className={css['account']}>
      <Menu
        label={`Menu of ${viewer.displayName}`}
        align="end"
        face={
          <>
            <span className={css['initials']} aria-hidden>
              {initials(viewer.displayName)}
            </span>
            <span className={css['name']}>{viewer.displayName}</span>
          </>
        }
      >
        {(close) => (
          <ul>
            {home ? (
              <li>
                <Link to="/districts/$id" params={{ id: home.id }} onClick={close}>
                  <Icon name="district" /> {home.shortName}
                </Link>
              </li>
            ) : null}
            <li>
              <Link to="/people" onClick={close}>
                <Icon name="people" /> People and roles
              </Link>
            </li>
            <li>
              <Link to="/account" onClick={close}>
                <Icon name="person" /> My account
              </Link>
            </li>
            {site.mailReadable ? (
              <li>
                <Link to="/mail" onClick={close}>
                  <Icon name="mail" /> Demo mail
                </Link>
              </li>
            ) : null}
            <li>
              <hr />
              <button type="button" onClick={() => void leave()}>
                <Icon name="signOut" /> Sign out
              </button>
            </li>
          </ul>
        )}
      </Menu>
    </div>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
