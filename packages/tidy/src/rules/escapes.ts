import { law } from '../../law.js';
import { isCode, linesMatching, type Repo, type Rule, type Violation } from '../repo.js';

/** No way around the compiler, the linter, the tests or the migrations. */
export const escapes: Rule = {
  names: ['escapes'],
  check(repo: Repo): Violation[] {
    return repo.paths.filter((path) => isCode(path) && !law.mayQuote.includes(path)).flatMap((path) =>
      Object.entries(law.escapes).flatMap(([pattern, instead]) => linesMatching(repo.text(path), new RegExp(pattern))
        .map(({ line, match }) => ({ rule: 'escapes', path, line, says: `${match}: ${instead}` }))));
  },
};
