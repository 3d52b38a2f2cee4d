import { describe, expect, it } from '@jest/globals';
import { linkParts } from './mail-links.js';

describe('links in a letter', () => {
  const paths = (text: string) => linkParts(text, 'https://here.example').flatMap((part) => (part.path === null ? [] : [part.path]));
  it('lead to pages of this site, whatever host the letter names', () => {
    expect(paths('Open http://localhost:3000/invitation?token=a.b to accept.')).toEqual(['/invitation?token=a.b']);
    expect(paths('See https://here.example/find?q=x and go.')).toEqual(['/find?q=x']);
  });
  it('to anywhere else stay words', () => expect(paths('Look at https://elsewhere.example/prize now')).toEqual([]));
  it('lose no letter of the text', () => {
    const text = 'a http://x/reset?token=1\nb';
    expect(linkParts(text, 'https://here.example').map((part) => part.text).join('')).toBe(text);
  });
});
