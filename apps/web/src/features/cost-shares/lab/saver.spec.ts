import { describe, expect, it } from '@jest/globals';
import { type SaveAnswer, type Saved, Saver } from './saver.js';

const soon = () => new Promise((done) => setTimeout(done, 15));

function start(answers: ((revision: number) => SaveAnswer | 'lost')[]) {
  const sent: { key: string; revision: number; content: string }[] = [];
  const states: Saved[] = [];
  const kept: (string | null)[] = [];
  let keys = 0;
  const saver = new Saver<string>({
    revision: 1, settleMs: 0, againMs: 0, newKey: () => `key-${(keys += 1)}`,
    onChange: (saved) => void states.push(saved), keep: (content) => void kept.push(content),
    send: async (sending) => {
      sent.push(sending);
      await Promise.resolve();
      const answer = answers.shift()?.(sending.revision) ?? { state: 'saved', revision: sending.revision + 1 };
      if (answer === 'lost') throw new Error('no line');
      return answer;
    },
  });
  return { saver, sent, states, kept };
}

describe('a study saves itself', () => {
  it('after the last change, with the revision it has', async () => {
    const { saver, sent, states, kept } = start([]);
    saver.change('a');
    saver.change('ab');
    await soon();
    expect(sent).toEqual([{ key: 'key-1', revision: 1, content: 'ab' }]);
    expect(states.at(-1)).toEqual({ state: 'saved' });
    expect(kept.at(-1)).toBeNull();
    saver.change('abc');
    await soon();
    expect(sent[1]).toEqual({ key: 'key-2', revision: 2, content: 'abc' });
  });

  it('sends what got no answer again as it was, before anything newer', async () => {
    const { saver, sent, states } = start([() => 'lost']);
    saver.change('a');
    await soon();
    saver.change('ab');
    await soon();
    expect(sent.map(({ key, content, revision }) => [key, content, revision])).toEqual([['key-1', 'a', 1], ['key-1', 'a', 1], ['key-2', 'ab', 2]]);
    expect(states.some(({ state }) => state === 'lost')).toBe(true);
    expect(states.at(-1)).toEqual({ state: 'saved' });
  });

  it('stops where somebody else saved, keeps what was typed, and goes on when told to', async () => {
    const { saver, sent, states, kept } = start([() => ({ state: 'changed', revision: 7 })]);
    saver.change('mine');
    await soon();
    expect(states.at(-1)).toEqual({ state: 'changed', revision: 7 });
    saver.change('mine still');
    await soon();
    expect(sent).toHaveLength(1);
    expect(kept.at(-1)).toBe('mine still');
    saver.overwrite(7);
    await soon();
    expect(sent[1]).toMatchObject({ revision: 7, content: 'mine still' });
    expect(states.at(-1)).toEqual({ state: 'saved' });
  });

  it('says what was refused and tries again with the next change', async () => {
    const { saver, sent, states } = start([() => ({ state: 'refused', message: 'No', problems: [{ field: 'items', message: 'Add a line' }] })]);
    saver.change('');
    await soon();
    expect(states.at(-1)).toMatchObject({ state: 'refused' });
    saver.change('a line');
    await soon();
    expect(sent.map(({ content }) => content)).toEqual(['', 'a line']);
    expect(states.at(-1)).toEqual({ state: 'saved' });
  });
});
