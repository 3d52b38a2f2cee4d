import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const eslint = fileURLToPath(new URL('../node_modules/eslint/bin/eslint.js', import.meta.url));
const planted = readFileSync(new URL('../planted/packages/lifecycle/src/chance.ts', import.meta.url), 'utf8');

/** What the linter of this repository says about a text, were it this file. */
function lint(file: string, text: string): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [eslint, '--stdin', '--stdin-filename', file, '--format', 'json'], { cwd: root, input: text, encoding: 'utf8' });
  try {
    const [result] = JSON.parse(stdout) as [{ messages: { line: number; ruleId: string }[] }];
    return result.messages.map(({ line, ruleId }) => `${line} ${ruleId}`);
  } catch (cause) {
    throw new Error(stderr, { cause });
  }
}

it('the linter catches clocks and chance in a pure package, any and loose comparisons, and nothing beside them', () => {
  const lines = planted.split('\n').flatMap((text, at) => [...(text.split('// linted: ')[1]?.split(', ') ?? [])].map((rule) => `${at + 1} ${rule}`));
  expect(lines.length).toBeGreaterThan(5);
  expect(lint('packages/lifecycle/src/chance.ts', planted)).toEqual(lines);
});
