import { expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { More } from './More.js';

const shown = (must: boolean) => <More summary="Price limit" must={must}><input aria-label="Pay no more than" /></More>;

it('opens where something in it has to be seen, and stays open around a field when that is over', () => {
  const { rerender } = render(shown(false));
  expect(screen.queryByLabelText('Pay no more than')).toBeNull();
  rerender(shown(true));
  const field = screen.getByLabelText('Pay no more than');
  field.focus();
  rerender(shown(false));
  expect(screen.getByLabelText('Pay no more than')).toBe(field);
  expect(document.activeElement).toBe(field);
});
