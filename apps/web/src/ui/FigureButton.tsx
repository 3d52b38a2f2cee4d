import css from './FigureButton.module.css';

/** A figure that opens what is behind it. */
export function FigureButton({ children, label, onClick }: { children: string; label: string; onClick: () => void }) {
  return (
    <button type="button" className={css['figure']} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}
