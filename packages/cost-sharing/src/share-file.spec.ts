import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recheck, shareFile, type ShareInput } from './share-file.js';

const inputs: Record<string, ShareInput> = {
  seats: { kind: 'seats', plan: { method: 'equally', costCents: 10_000_01 }, facts: { host: 'council', capacity: 12, seats: { council: 2 } }, request: { member: 'cambridge', seats: 3 } },
  plan: { kind: 'plan', plan: { members: [{ key: 'a', name: 'Council' }, { key: 'b' }], lines: [{ id: 'x', name: 'Director', amountCents: 1_000_01, rule: { by: 'share-of', driver: { measure: 'students', counts: { a: { value: 294 }, b: { value: '150.5' } } } } }] } },
  joint: { kind: 'joint', method: 'nucleolus', names: { a: 'Council' }, costs: { kind: 'table', members: ['a', 'b'], costs: { a: 700, b: 500, 'a+b': 1_001 } } },
};
const textOf = (input: ShareInput): string => {
  const file = shareFile(input);
  if (!file.ok) throw new Error(file.refusal.message);
  return file.text;
};

describe.each(Object.entries(inputs))('a share file (%s)', (_kind, input) => {
  const text = textOf(input);
  test('is confirmed, also with the line feed that an editor adds', () => {
    for (const same of [text, `${text}\n`, `${text}\r\n`]) expect(recheck(same).verdict).toBe('confirmed');
  });
  test('is contradicted wherever a digit of its results is another', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 9 }), (at, by) => {
        if (!/\d/.test(text[at]!)) return;
        const changed = `${text.slice(0, at)}${(Number(text[at]) + by) % 10}${text.slice(at + 1)}`;
        const result = recheck(changed);
        expect(result.verdict).not.toBe('confirmed');
        // A number that begins with zero is no JSON: that is said, too.
        if (at < text.indexOf('"input":') && result.verdict !== 'unreadable') expect(result).toMatchObject({ verdict: 'contradicted', at: expect.stringMatching(/^amounts/) });
      }),
      { numRuns: 300 },
    );
  });
  test('is contradicted when only its bytes differ', () => {
    expect(recheck(text.replace(',"input"', ', "input"'))).toMatchObject({ verdict: 'contradicted', at: 'the bytes' });
  });
});

test('a file that is none is unreadable, whatever it holds', () => {
  for (const text of ['', 'share', '[]', 'null', '{}', '{"schema":"barnraise-share/1"}', '{"schema":"barnraise-share/1","input":{"kind":"plan"}}', '{"schema":"barnraise-share/1","input":{"kind":"seats","plan":{"method":"equally","costCents":1}}}'])
    expect(recheck(text).verdict).toBe('unreadable');
  fc.assert(fc.property(fc.json(), fc.constantFrom('seats', 'plan', 'joint'), (json, kind) => {
    expect(recheck(`{"schema":"barnraise-share/1","input":{"kind":"${kind}","plan":${json},"costs":${json},"facts":${json},"request":${json}}}`).verdict).not.toBe('confirmed');
  }), { numRuns: 1_000 });
});
