import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { announce, Announcer, mention } from './Announcer.js';
import { Button } from './Button.js';
import { Dialog } from './Dialog.js';
import { Notice } from './Notice.js';

const heard = (container: Element) => [...container.querySelectorAll('[aria-live]')].map((region) => region.textContent);
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('what is said to people who listen', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(async () => {
    await pass(60_000);
    jest.useRealTimers();
  });

  it('waits until the page has come to rest, says all of it, and is forgotten again', async () => {
    const { container } = render(<Announcer />);
    announce('Request sent');
    announce('3 open tasks');
    announce('Request sent');
    expect(heard(container)).toEqual(['']);
    await pass(200);
    expect(heard(container)).toEqual(['Request sent. 3 open tasks.']);
    await pass(20_000);
    expect(heard(container)).toEqual(['']);
  });

  it('is said inside an open dialog, because nothing outside of it is heard', async () => {
    const { container } = render(
      <>
        <Announcer />
        <Dialog title="Filter" onClose={() => undefined}>
          Ticks
        </Dialog>
      </>,
    );
    announce('12 found');
    await pass(200);
    expect(heard(container)).toEqual(['', '12 found']);
  });

  it('that closes a dialog is said after it is closed, on the page', async () => {
    const page = render(<Announcer />);
    page.rerender(
      <>
        <Announcer />
        <Dialog title="Accept?" onClose={() => undefined}>
          Seats
        </Dialog>
      </>,
    );
    announce('Accepted');
    page.rerender(<Announcer />);
    await pass(200);
    expect(heard(page.container)).toEqual(['Accepted']);
  });

  it('comes by itself only when nothing was said just before', async () => {
    const { container } = render(<Announcer />);
    announce('Held');
    await pass(1000);
    mention('Inbox: 3 open tasks');
    await pass(1000);
    expect(heard(container)).toEqual(['Held']);
    await pass(5000);
    mention('Inbox: 4 open tasks');
    await pass(1000);
    expect(heard(container)).toEqual(['Inbox: 4 open tasks']);
    await pass(20_000);
    mention('B-0007 now: Canceled');
    announce('Seats given back');
    await pass(2000);
    expect(heard(container)).toEqual(['Seats given back']);
  });

  it('a notice that appears is said in the region that was there before', async () => {
    const { container, rerender } = render(<Announcer />);
    rerender(
      <>
        <Announcer />
        <Notice tone="good" live title="Marta is invited.">
          A mail is on its way.
        </Notice>
      </>,
    );
    await pass(200);
    expect(heard(container)).toEqual(['Marta is invited. A mail is on its way.']);
    expect(screen.queryByRole('status')).toBeNull();
  });
});

describe('a button whose work is under way', () => {
  it('keeps the focus and takes no second press', async () => {
    const pressed = jest.fn();
    const sent = jest.fn((event: React.FormEvent) => event.preventDefault());
    const button = (busy: boolean) => (
      <MantineProvider env="test">
        <form onSubmit={sent}>
          <Button type="submit" busy={busy} onClick={pressed}>
            Send
          </Button>
        </form>
      </MantineProvider>
    );
    const { rerender } = render(button(false));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    rerender(button(true));
    expect(screen.getByRole('button', { name: 'Send' })).toHaveFocus();
    expect(screen.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect([pressed.mock.calls.length, sent.mock.calls.length]).toEqual([1, 1]);
  });
});
