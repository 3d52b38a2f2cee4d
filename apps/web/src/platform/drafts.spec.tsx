import { beforeEach, describe, expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { drafts } from './drafts.js';
import { useForm } from './form.js';
import { commandKeys } from './idempotency.js';

function Note({ secret }: { secret?: boolean }) {
  const form = useForm('note.1', { note: 'first words', code: '' }, { draft: !secret });
  const { id, value, onChange } = form.field('note');
  return (
    <>
      <input id={id} value={value} aria-label="Note" onChange={(event) => onChange(event.currentTarget.value)} />
      <button onClick={form.clear}>clear</button>
    </>
  );
}

describe('drafts', () => {
  beforeEach(() => sessionStorage.clear());

  it('come back after a reload, and are gone once sent', async () => {
    const page = render(<Note />);
    await userEvent.clear(screen.getByLabelText('Note'));
    await userEvent.type(screen.getByLabelText('Note'), 'Three juniors');
    page.unmount();
    const again = render(<Note />);
    expect(screen.getByLabelText('Note')).toHaveValue('Three juniors');
    await userEvent.click(screen.getByText('clear'));
    expect(screen.getByLabelText('Note')).toHaveValue('first words');
    again.unmount();
    expect(drafts.read('note.1')).toBeNull();
  });

  it('never hold what must not be kept', async () => {
    render(<Note secret />);
    await userEvent.type(screen.getByLabelText('Note'), 'open sesame');
    expect(JSON.stringify({ ...sessionStorage })).not.toMatch(/sesame/);
  });

  it('ignore nonsense in storage', () => {
    sessionStorage.setItem('barnraise.draft.note.1', '{"note":[1]}');
    expect(drafts.read('note.1')).toBeNull();
    sessionStorage.setItem('barnraise.draft.note.1', '{broken');
    expect(drafts.read('note.1')).toBeNull();
  });

  it('leave with whoever signs out, and so do the keys', () => {
    drafts.keep('a', { x: '1' });
    const key = commandKeys.of('a');
    drafts.dropAll();
    expect(drafts.read('a')).toBeNull();
    expect(commandKeys.of('a')).not.toBe(key);
  });
});
