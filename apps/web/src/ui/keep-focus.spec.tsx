import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { keepFocus } from './keep-focus.js';

function Page({ kept = true }: { kept?: boolean }) {
  const [rows, setRows] = useState(['first', 'second', 'third']);
  const [asking, setAsking] = useState(true);
  useEffect(() => (kept ? keepFocus() : undefined), [kept]);
  return (
    <main>
      <h1>What needs me?</h1>
      <section>
        <h2>Notices</h2>
        <ul>
          {rows.map((row) => (
            <li key={row}>
              <a href={`#${row}`}>{row}</a> <button onClick={() => setRows(rows.filter((one) => one !== row))}>Put away {row}</button>
            </li>
          ))}
        </ul>
      </section>
      {asking ? <button onClick={() => setAsking(false)}>Ask</button> : null}
    </main>
  );
}

/** Presses it as a keyboard does, and waits until everything has come to rest. */
async function press(name: string) {
  const button = screen.getByRole('button', { name });
  button.focus();
  act(() => button.click());
  await act(() => jest.advanceTimersByTimeAsync(500));
}

describe('when what has the focus goes away', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('nobody has it, unless it is kept', async () => {
    render(<Page kept={false} />);
    await press('Put away first');
    expect(document.body).toHaveFocus();
  });

  it('the same button of the next row has it, at the end that of the row before, and with no row left the heading of the part', async () => {
    render(<Page />);
    await press('Put away second');
    expect(screen.getByRole('button', { name: 'Put away third' })).toHaveFocus();
    await press('Put away third');
    expect(screen.getByRole('button', { name: 'Put away first' })).toHaveFocus();
    await press('Put away first');
    expect(screen.getByRole('heading', { name: 'Notices' })).toHaveFocus();
  });

  it('the heading of the page has it, where there is no part', async () => {
    render(<Page />);
    await press('Ask');
    expect(screen.getByRole('heading', { name: 'What needs me?' })).toHaveFocus();
  });

  it('it stays where somebody else put it in the meantime', async () => {
    render(<Page />);
    const button = screen.getByRole('button', { name: 'Ask' });
    button.focus();
    act(() => button.click());
    screen.getByRole('link', { name: 'first' }).focus();
    await act(() => jest.advanceTimersByTimeAsync(500));
    expect(screen.getByRole('link', { name: 'first' })).toHaveFocus();
  });
});
