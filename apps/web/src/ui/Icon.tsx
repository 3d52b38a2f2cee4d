/** Drawn on a 20-unit grid with one stroke; always beside words or with a label of its own. */
const paths = {
  inbox: 'M3 11.5 5 4.5h10l2 7v4H3zM3 11.5h4a3 3 0 0 0 6 0h4',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  seats: 'M5 9V4.5h10V9M4 9h12v3.5H4zM5.5 12.5v4M14.5 12.5v4',
  barn: 'M3.5 16.5V8.5L6 5l4-2 4 2 2.5 3.5v8M2.5 16.5h15M7.5 16.5v-5h5v5M7.5 11.5l5 5M12.5 11.5l-5 5',
  district: 'M4 16.5v-9l6-4 6 4v9M2.5 16.5h15M8.5 16.5v-4h3v4M7 9.5h.01M10 8h.01M13 9.5h.01',
  people: 'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM2.5 16.5c.3-3 2.2-4.5 5-4.5s4.7 1.5 5 4.5M13 4.3a2.75 2.75 0 0 1 0 5M14.5 12.3c1.9.5 2.9 1.9 3 4.2',
  person: 'M10 10a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM4 16.5c.4-3.2 2.5-4.8 6-4.8s5.6 1.6 6 4.8',
  mail: 'M3 5h14v10.5H3zM3.5 5.5 10 11l6.5-5.5',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  cross: 'M6 6l8 8M14 6l-8 8',
  alert: 'M10 3.5 17.5 16h-15zM10 8v4M10 14h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.5v4M10 6.5h.01',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.8 1.8',
  pause: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8.3 7.5v5M11.7 7.5v5',
  arrow: 'M4 10h12M11.5 5.5 16 10l-4.5 4.5',
  back: 'M16 10H4M8.5 5.5 4 10l4.5 4.5',
  down: 'M5 8l5 5 5-5',
  filter: 'M3 5h14M5.5 10h9M8.5 15h3',
  print: 'M6 7.5v-4h8v4M6 13.5H3.5v-6h13v6H14M6 11.5h8v5H6z',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  signOut: 'M8 3.5H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5',
  offline: 'M3 3l14 14M4 8.5a9 9 0 0 1 3.2-1.9M16 8.5a9 9 0 0 0-4.5-2.3M6.5 11.5a5 5 0 0 1 3.3-1.4M10 15.5h.01',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  money: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM12.4 7.7c-.5-.7-1.3-1.1-2.4-1.1-1.4 0-2.4.7-2.4 1.7 0 2.4 4.9 1.1 4.9 3.5 0 1-1 1.7-2.5 1.7-1.1 0-2-.4-2.5-1.2M10 5.2v9.6',
  save: 'M10 3.5v9M6 9l4 4 4-4M3.5 16.5h13',
  trash: 'M4 6h12M8 6V3.5h4V6M5.5 6l.8 10.5h7.4L14.5 6M8.5 9v4.5M11.5 9v4.5',
  book: 'M10 5.5C8 4 5.5 3.8 3 4v11c2.5-.2 5 0 7 1.5 2-1.5 4.5-1.7 7-1.5V4c-2.5-.2-5 0-7 1.5zM10 5.5v11',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg
      // As large as the words beside it, however large a reader has them.
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={paths[name]} />
    </svg>
  );
}
