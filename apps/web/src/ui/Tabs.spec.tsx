import { afterEach, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { Tabs } from './Tabs.js';

const WIDE = 150;
/** Five tabs of 150 px in a row that shows 390 of them. */
function measure(this: Element): DOMRect {
  const row = this.closest('nav')!;
  if (this === row) return new DOMRect(0, 0, 390, 40);
  const at = [...row.querySelectorAll('a')].indexOf(this as HTMLAnchorElement);
  return new DOMRect(at * WIDE - row.scrollLeft, 0, WIDE, 40);
}
const row = (chosen: number) => (
  <Tabs label="Whose seats">
    {[0, 1, 2, 3, 4].map((at) => <li key={at}><a href={`#${at}`} aria-current={at === chosen ? 'page' : undefined}>Tab {at}</a></li>)}
  </Tabs>
);

afterEach(() => void jest.restoreAllMocks());

it('moves to the chosen tab where it stands outside, and leaves a row alone that one has moved oneself', () => {
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(measure);
  const { rerender } = render(row(4));
  const nav = screen.getByRole('navigation');
  const middle = 4 * WIDE - (390 - WIDE) / 2;
  expect(nav.scrollLeft).toBe(middle);
  nav.scrollLeft = 20;
  rerender(row(4));
  expect(nav.scrollLeft).toBe(20);
  rerender(row(0));
  expect(nav.scrollLeft).toBeLessThan(WIDE);
});
