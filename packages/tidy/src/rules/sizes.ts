import { law } from '../../law.js';
import { isSpec, type Repo, type Rule, type Violation } from '../repo.js';

/** One idea fits into a file of this size. */
export const sizes: Rule = {
  names: ['sizes'],
  check(repo: Repo): Violation[] {
    return repo.matching(/\.(ts|tsx|mjs|css|sql)$/)
      .filter((path) => !isSpec(path) && !path.startsWith(`${law.migrations}/`))
      .flatMap((path) => {
        const lines = repo.text(path).trimEnd().split('\n').length;
        if (lines <= law.fileLines.warn) return [];
        const warns = lines <= law.fileLines.fail;
        return [{ rule: 'sizes', path, warns, says: `${lines} lines: find the second idea in it and give it a file (limit ${law.fileLines.fail})` }];
      });
  },
};
