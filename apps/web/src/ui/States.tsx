import { useEffect, type ReactNode } from 'react';
import { announce } from './Announcer.js';
import css from './States.module.css';
import { Logo } from './Logo.js';

/** Nothing here yet: says why, and teaches the first step. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={css['empty']}>
      <span className={css['mark']}>
        <Logo size={40} />
      </span>
      <p className={css['title']}>{title}</p>
      {children === undefined ? null : <div className={css['words']}>{children}</div>}
      {actions === undefined ? null : <div className="row">{actions}</div>}
    </div>
  );
}

const PATIENCE_MS = 1500;

/** A wait that is felt is said; most end before. */
function useSaidWhenLong(label: string) {
  useEffect(() => {
    const timer = setTimeout(() => announce(label), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [label]);
}

/** Bars where lines will be, with the height they will have, so that nothing jumps when they come. */
export function Bones({ lines = 3, tall, label = 'Loading' }: { lines?: number; tall?: boolean; label?: string }) {
  useSaidWhenLong(label);
  return (
    <div className={css['bones']} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={`${css['bone']} ${tall ? css['tall'] : ''}`} />
      ))}
    </div>
  );
}

/** A page in outline while its data is on the way. */
export function PageBones({ label = 'Loading the page' }: { label?: string }) {
  useSaidWhenLong(label);
  return (
    <div className={css['pageBones']} role="status" aria-label={label}>
      <div className={css['boneTitle']} />
      <div className={css['boneLead']} />
      <div className={css['boneBlock']} />
      <div className={css['boneBlock']} />
    </div>
  );
}
