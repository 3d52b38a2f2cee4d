export interface MailPart {
  text: string;
  /** A path on this site; null for plain words. A link to anywhere else stays words. */
  path: string | null;
}

/** Cuts a letter at its links. Only links to a reset or an invitation or a page of this site lead anywhere. */
export function linkParts(text: string, origin: string): MailPart[] {
  return text.split(/(https?:\/\/[^\s<>"']+)/).map((part) => {
    try {
      const url = new URL(part);
      const trusted = url.origin === origin || ['/reset', '/invitation', '/bookings', '/sections'].some((start) => url.pathname.startsWith(start));
      return { text: part, path: trusted ? `${url.pathname}${url.search}` : null };
    } catch {
      return { text: part, path: null };
    }
  });
}
