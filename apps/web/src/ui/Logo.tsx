/** A barn frame being raised: posts, gambrel rafters and the braces of the door. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden focusable="false">
      <path d="M6 27V13.5L10.3 7.5 16 4.5l5.7 3 4.3 6V27" />
      <path d="M3.5 27h25M6 13.5h20" />
      <path d="M12 27v-8.5h8V27M12 18.5l8 8.5M20 18.5 12 27" strokeWidth="1.5" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="wordmark">
      <Logo />
      <span>Barnraise</span>
    </span>
  );
}
