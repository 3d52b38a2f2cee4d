import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, type Ref } from 'react';
import { Icon } from '../../ui/Icon.js';
import { draftSteps } from './draft-steps.js';
import css from './DraftSteps.module.css';
import { type StepKey } from './routes.js';

function StepAnchor({ children, chosen, ref, className: _dropped, ...rest }: { children?: ReactNode; chosen: boolean } & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return (
    <a ref={ref} {...rest} className={css['step']} aria-current={chosen ? 'step' : undefined}>
      {children}
    </a>
  );
}
const StepLink = createLink(StepAnchor);

/** The steps of a draft, each with an address of its own and how it stands in words. On a phone only numbers and words. */
export function DraftSteps({ roundId, step, standing }: { roundId: string; step: StepKey; standing: (key: StepKey) => { words: string; good: boolean } }) {
  return (
    <nav aria-label="Steps of the draft" className={css['steps']}>
      <ol>
        {draftSteps.map(({ key, name }, n) => {
          const { words, good } = standing(key);
          return (
            <li key={key}>
              <StepLink to="/rounds/$id" params={{ id: roundId }} search={{ step: key }} chosen={key === step}>
                <span className={css['number']}>{n + 1}</span>
                <span className={css['name']}>{name}</span>
                <span className={css['stand']} data-good={good || undefined}>
                  {good ? <Icon name="check" size={14} /> : null}
                  {words}
                </span>
              </StepLink>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
