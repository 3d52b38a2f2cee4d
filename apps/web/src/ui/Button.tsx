import { Button as MantineButton } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ButtonHTMLAttributes, type MouseEvent, type ReactNode, type Ref } from 'react';
import css from './Button.module.css';
import { Icon, type IconName } from './Icon.js';

type Look = 'primary' | 'plain' | 'quiet';
const variants = { primary: 'filled', plain: 'default', quiet: 'subtle' } as const;

interface Shared {
  look?: Look;
  icon?: IconName;
  children: ReactNode;
}

/**
 * A button says what happens. While its work is under way it is busy, keeps its width and takes no second press. It
 * keeps the focus too: one that is disabled loses it, and a keyboard starts at the top of the page again.
 */
export function Button(props: Shared & { type?: 'button' | 'submit'; busy?: boolean; disabled?: boolean; onClick?: () => void; form?: string; label?: string; id?: string; describedBy?: string }) {
  const { look = 'plain', icon, children, type = 'button', busy, disabled, onClick, form, label, id, describedBy } = props;
  const press = (event: MouseEvent) => {
    if (busy) event.preventDefault();
    else onClick?.();
  };
  return (
    <MantineButton
      renderRoot={(rest: ButtonHTMLAttributes<HTMLButtonElement>) => <button {...rest} disabled={disabled ?? false} aria-disabled={busy || undefined} />}
      classNames={{ root: css['button'] ?? '', label: css['label'] ?? '' }}
      variant={variants[look]}
      type={type}
      loading={busy ?? false}
      disabled={disabled ?? false}
      leftSection={icon ? <Icon name={icon} size={18} /> : undefined}
      onClick={press}
      {...(form ? { form } : {})}
      {...(id ? { id } : {})}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children}
    </MantineButton>
  );
}

function ButtonAnchor({ look = 'plain', icon, children, ref, className: _dropped, ...rest }: Shared & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return (
    <a ref={ref} {...rest} className={`${css['link']} ${css[look]}`}>
      {icon ? <Icon name={icon} size={18} /> : null}
      {children}
    </a>
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const ButtonLink = createLink(ButtonAnchor);

/** A link that leaves the product: a window of its own, which learns nothing of where it was opened. */
export function OutLink({ href, look = 'plain', icon, children }: Shared & { href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={`${css['link']} ${css[look]}`}>
      {icon ? <Icon name={icon} size={18} /> : null}
      {children}
      <span className="visually-hidden"> (opens in a new window)</span>
    </a>
  );
}

export function IconButton({ icon, label, onClick, expanded, controls }: { icon: IconName; label: string; onClick: () => void; expanded?: boolean; controls?: string }) {
  return (
    <button type="button" className={css['icon']} aria-label={label} onClick={onClick} aria-expanded={expanded} aria-controls={controls}>
      <Icon name={icon} />
    </button>
  );
}
