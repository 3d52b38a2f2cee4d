import { useApolloClient } from '@apollo/client/react';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon } from '../ui/Icon.js';
import { Logo } from '../ui/Logo.js';
import { PageBones } from '../ui/States.js';
import { AccountMenu } from './AccountMenu.js';
import { Banner } from './Banner.js';
import { startLive } from './live.js';
import { Navigation } from './Navigation.js';
import { PlaceSwitch } from './PlaceSwitch.js';
import { SessionProvider, useSession } from './session.js';
import css from './Shell.module.css';

const Palette = lazy(() => import('./Palette.js'));

/** The frame of every page for somebody signed in: a rail on a desk, two bars on a phone. */
export function Shell() {
  const client = useApolloClient();
  useEffect(() => startLive(client), [client]);
  return (
    <SessionProvider fallback={<Frame bare />}>
      <Frame />
    </SessionProvider>
  );
}

function Frame({ bare }: { bare?: boolean }) {
  return (
    <div className={css['shell']}>
      <a className={css['skip']} href="#main">
        Skip to the page
      </a>
      {bare ? <div className={css['rail']} /> : <Chrome />}
      <main id="main" tabIndex={-1} className={css['main']}>
        {bare ? <PageBones /> : <Pages />}
      </main>
    </div>
  );
}

/** A page belongs to the place one acts for: another place is another page. */
function Pages() {
  const { place } = useSession();
  return <Outlet key={place?.id ?? 'none'} />;
}

function Chrome() {
  const [palette, setPalette] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setPalette((before) => !before);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  const loading = useRouterState({ select: (state) => state.isLoading });
  return (
    <>
      <div className={css['progress']} data-on={loading || undefined} aria-hidden />
      <Banner />
      <header className={css['rail']}>
        <div className={css['brand']}>
          <Logo />
          <span>Barnraise</span>
        </div>
        <PlaceSwitch />
        <button type="button" className={css['jump']} onClick={() => setPalette(true)} aria-keyshortcuts="Control+K Meta+K" aria-label="Jump to a page">
          <Icon name="search" size={18} />
          <span>Jump to…</span>
          <kbd>{isMac() ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
        <Navigation />
        <AccountMenu />
      </header>
      {palette ? (
        <Suspense fallback={null}>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);
