import { law } from '../../law.js';
import { type Repo, type Rule, type Violation } from '../repo.js';

const rule = 'pure-packages';
const preset = '@barnraise/config/tsconfig.pure.json';

/** A pure package compiles without the types of Node or the browser, and the contract is data. */
export const pure: Rule = {
  names: [rule, 'contract-is-data'],
  check(repo: Repo): Violation[] {
    const loose = law.purePackages.map((name) => `packages/${name}/tsconfig.json`).filter((path) => repo.paths.includes(path)).filter((path) => {
      const { extends: base, compilerOptions = {} } = JSON.parse(repo.text(path)) as { extends?: string; compilerOptions?: object };
      return base !== preset || 'types' in compilerOptions || 'lib' in compilerOptions;
    });
    const code = repo.matching(/^packages\/contract\/.*\.(ts|tsx|mjs|cjs|js)$/);
    return [
      ...loose.map((path) => ({ rule, path, says: `extend ${preset} and leave its "types" and "lib" alone` })),
      ...code.map((path) => ({ rule: 'contract-is-data', path, says: 'packages/contract holds no code: put it in the app that uses it, or in a package' })),
    ];
  },
};
