import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { clock, useServerNow } from './clock.js';
import { leftWords } from './dates.js';

function Left({ at }: { at: string }) {
  return <p>{leftWords(Date.parse(at) - useServerNow())}</p>;
}

describe('a countdown', () => {
  beforeEach(() => void jest.useFakeTimers({ now: Date.parse('2031-05-01T00:00:00Z') }));
  afterEach(() => void jest.useRealTimers());

  it('follows the server’s clock, not the device’s, and ticks once a second', () => {
    clock.set('2026-01-13T16:00:00Z');
    render(<Left at="2026-01-13T16:00:03Z" />);
    expect(screen.getByText('3 s')).toBeInTheDocument();
    act(() => jest.advanceTimersByTime(1000));
    expect(screen.getByText('2 s')).toBeInTheDocument();
    act(() => jest.advanceTimersByTime(5000));
    expect(screen.getByText('no time')).toBeInTheDocument();
  });

  it('keeps its last word when the server sends nonsense', () => {
    clock.set('2026-01-13T16:00:00Z');
    clock.set('tomorrow');
    expect(clock.now()).toBe(Date.parse('2026-01-13T16:00:00Z'));
  });
});
