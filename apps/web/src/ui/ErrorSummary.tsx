import { useEffect, useRef, type ReactNode } from 'react';
import { Icon } from './Icon.js';
import css from './Notice.module.css';

export interface SummaryLine {
  /** The id of the input it belongs to; none when the problem belongs to the form as a whole. */
  inputId?: string | undefined;
  message: string;
}

/**
 * What is wrong with a form, in one place at its top. It takes the focus when it appears and at every further try, so
 * that it is heard and seen; each line leads to its input. A line that goes because its field is being corrected leaves
 * the focus there: it would take the rest of the typing along.
 */
export function ErrorSummary({ title, lines, children, attempt }: { title: string; lines: readonly SummaryLine[]; children?: ReactNode; attempt?: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [title, attempt]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className={`${css['notice']} ${css['bad']}`}>
      <Icon name="alert" />
      <div className="stack-s">
        <p className={css['title']}>{title}</p>
        {lines.length === 0 ? null : (
          <ul className="stack-s">
            {lines.map((line) => (
              <li key={`${line.inputId ?? ''}${line.message}`}>
                {line.inputId === undefined ? (
                  line.message
                ) : (
                  <a
                    href={`#${line.inputId}`}
                    onClick={(event) => {
                      event.preventDefault();
                      document.getElementById(line.inputId ?? '')?.focus();
                    }}
                  >
                    {line.message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </div>
  );
}
