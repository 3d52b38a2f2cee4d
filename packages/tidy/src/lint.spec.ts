import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = fileURLToPath(new URL('../node_modules/eslint/bin/eslint.js', import.meta.url));
const plant = 'packages/lifecycle/src/chance.ts';

function eslint<Answer>(options: readonly string[], input = ''): Answer {
  const { stdout, stderr } = spawnSync(process.execPath, [bin, ...options], { cwd: root, input, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

it('the linter catches clocks, chance, any and loose comparisons in a pure package, and nothing beside them', () => {
  const planted = readFileSync(new URL(`../planted/${plant}`, import.meta.url), 'utf8');
  const wanted = planted.split('\n').flatMap((line, at) => (line.split('// linted: ')[1]?.split(', ') ?? []).map((rule) => `${at + 1} ${rule}`));
  const [result] = eslint<[{ messages: { line: number; ruleId: string }[] }]>(['--stdin', '--stdin-filename', plant, '--format', 'json'], planted);
  expect(wanted.length).toBeGreaterThan(5);
  expect(result.messages.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual(wanted);
});

// Catching one for real means reading the types of the whole api, which takes longer than all the rest here.
it('the linter forbids promises that nobody waits for in the api, in a transaction or beside it', () => {
  const { rules } = eslint<{ rules: Record<string, [number]> }>(['--print-config', 'apps/api/src/main.ts']);
  expect([rules['@typescript-eslint/no-floating-promises']?.[0], rules['@typescript-eslint/await-thenable']?.[0]]).toEqual([2, 2]);
});
