import { type ReactNode } from 'react';
import { Logo } from '../../ui/Logo.js';
import { Page } from '../../ui/Page.js';
import css from './Doorway.module.css';

/** The frame of every page outside the sign-in: the name of the house, one question, one form. */
export function Doorway({ title, lead, children, aside }: { title: string; lead?: ReactNode; children: ReactNode; aside?: ReactNode }) {
  return (
    <div className={css['doorway']}>
      <header className={css['brand']}>
        <Logo size={34} />
        <span>Barnraise</span>
      </header>
      <main className={aside ? css['two'] : css['one']}>
        <div className={css['card']}>
          <Page title={title} lead={lead}>
            {children}
          </Page>
        </div>
        {aside}
      </main>
      <footer className={css['foot']}>Small districts, acting together. Every cost split to the cent.</footer>
    </div>
  );
}
