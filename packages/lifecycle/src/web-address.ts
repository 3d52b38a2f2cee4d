/** What reads addresses where this runs: the same in a browser and in a server, so it comes in as a parameter. */
export interface AddressReader {
  new (text: string): { readonly protocol: string; readonly hostname: string; readonly username: string; readonly password: string; readonly href: string };
  canParse(text: string): boolean;
}

const MOST = 500;

/**
 * The address of a document as it is kept: one that anybody can open, by https, at a host with a dot, with nobody's name or
 * password in it. However it was typed (`HTTPS://host`, `https:host`), it comes out written in the one way; null where it is none.
 */
export function webAddress(text: string, Reader: AddressReader): string | null {
  if (!Reader.canParse(text.trim())) return null;
  const { protocol, hostname, username, password, href } = new Reader(text.trim());
  return protocol === 'https:' && /[^.]\.[^.]/.test(hostname) && username === '' && password === '' && href.length <= MOST ? href : null;
}
