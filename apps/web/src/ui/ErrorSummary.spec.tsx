import { describe, expect, it } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ErrorSummary } from './ErrorSummary.js';
import { TextField } from './Field.js';

const field = (error?: string) => (
  <MantineProvider env="test">
    {error === undefined ? null : <ErrorSummary title="Please correct this" lines={[{ inputId: 'f-seats', message: error }]} />}
    <TextField id="f-seats" name="seats" label="Seats" hint="6 left" value="0" onChange={() => undefined} error={error} />
  </MantineProvider>
);

describe('a form with a problem', () => {
  it('takes the focus to the summary, and from there to the input', async () => {
    const page = render(field());
    page.rerender(field('Ask for at least 1'));
    expect(screen.getByRole('alert')).toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: 'Ask for at least 1' }));
    expect(screen.getByLabelText('Seats')).toHaveFocus();
  });

  it('leaves the focus in a field that is being corrected, and takes it again at the next try', async () => {
    const form = (messages: readonly string[], attempt: number) => (
      <MantineProvider env="test">
        <ErrorSummary title="Please correct this" attempt={attempt} lines={messages.map((message) => ({ inputId: 'f-seats', message }))} />
        <TextField id="f-seats" name="seats" label="Seats" value="" onChange={() => undefined} />
      </MantineProvider>
    );
    const page = render(form(['Ask for at least 1', 'Type the budget code'], 1));
    expect(screen.getByRole('alert')).toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: 'Ask for at least 1' }));
    page.rerender(form(['Type the budget code'], 1));
    expect(screen.getByLabelText('Seats')).toHaveFocus();
    page.rerender(form(['Type the budget code'], 2));
    expect(screen.getByRole('alert')).toHaveFocus();
  });

  it('ties label, hint and problem to the input', () => {
    render(field('Ask for at least 1'));
    const input = screen.getByRole('textbox', { name: 'Seats' });
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription(/6 left/);
    expect(input).toHaveAccessibleDescription(/Ask for at least 1/);
  });
});
