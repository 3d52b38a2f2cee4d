import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { law } from '../law.js';
import { Repo, type Violation } from './repo.js';
import { rules } from './rules/index.js';
import { plainWords } from './rules/words.js';

const here = new Repo(fileURLToPath(new URL('../../../', import.meta.url)));
const planted = new Repo(fileURLToPath(new URL('../planted/', import.meta.url)));
const names = [...new Set(rules.flatMap((rule) => rule.names))];

let inHouse: Violation[];
let inPlanted: Violation[];

beforeAll(async () => {
  inHouse = (await Promise.all(rules.map((rule) => rule.check(here)))).flat();
  inPlanted = (await Promise.all(rules.map((rule) => rule.check(planted)))).flat();
  const warnings = inHouse.filter((violation) => violation.warns).map(told);
  if (warnings.length > 0) process.stderr.write(`Soon too long:\n${warnings.join('\n')}\n`);
});

const told = ({ path, line, says }: Violation): string => `${path}${line === undefined ? '' : `:${line}`}: ${says}`;

/** "caught: rule" in a planted file, or "caught: rule at path" for what can't say so itself. */
function marked(rule: string): string[] {
  return planted.paths.flatMap((file) =>
    [...planted.text(file).matchAll(/caught: ([\w-]+)(?: at (\S+))?/g)].filter(([, name]) => name === rule).map(([, , path]) => path ?? file)).sort();
}

describe.each(names)('the rule %s', (rule) => {
  it('holds in this repository', () => {
    const found = inHouse.filter((violation) => violation.rule === rule && !violation.warns).map(told);
    expect(found.length > 20 ? [...found.slice(0, 20), `and ${found.length - 20} more`] : found).toEqual([]);
  });

  it('catches what was planted against it, and nothing beside it', () => {
    expect(marked(rule).length).toBeGreaterThan(0);
    expect(inPlanted.filter((violation) => violation.rule === rule).map(({ path }) => path).sort()).toEqual(marked(rule));
  });
});

it('every rule that something is planted against is still there', () => {
  const caught = planted.paths.flatMap((path) => [...planted.text(path).matchAll(/caught: ([\w-]+)/g)].map(([, name]) => name));
  expect([...new Set(caught)].sort()).toEqual([...names].sort());
});

it('every rule has a name that the tests know', () => {
  expect([...new Set(inPlanted.map((violation) => violation.rule))].sort()).toEqual([...names].sort());
});

it('every word, escape, decorator and connection of the law is planted too', () => {
  const texts = planted.paths.map((path) => planted.text(path)).join('\n');
  expect(Object.keys(law.words).filter((word) => !new RegExp(`\\b${word}\\b`).test(plainWords(texts)))).toEqual([]);
  expect(Object.keys(law.escapes).filter((escape) => !new RegExp(escape).test(texts))).toEqual([]);
  const found = inPlanted.map(({ says }) => says.split(/[ :]/)[0]);
  expect([...law.relationDecorators, ...law.clockDecorators].filter((name) => !found.includes(`@${name}`))).toEqual([]);
  expect(law.connections.filter((name) => !found.includes(name))).toEqual([]);
});
