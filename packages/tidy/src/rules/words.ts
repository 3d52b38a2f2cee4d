import { law } from '../../law.js';
import { linesMatching, type Repo, type Rule, type Violation } from '../repo.js';

/** `seatPrice`, `seat_price` and `Seat price` are the same words. */
export function plainWords(text: string): string {
  return text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ').toLowerCase();
}

/** Words of the glossary, in names, comments and on screen, spelled as in the United States. */
export const words: Rule = {
  names: ['words'],
  check(repo: Repo): Violation[] {
    return repo.matching(/^(apps|packages)\/.*\.(ts|tsx|mjs|css|sql|graphql|html)$/)
      .filter((path) => !law.mayQuote.includes(path))
      .flatMap((path) => {
        const text = plainWords(repo.text(path));
        return Object.entries(law.words).flatMap(([avoid, instead]) => linesMatching(text, new RegExp(`\\b${avoid}\\b`))
          .map(({ line, match }) => ({ rule: 'words', path, line, says: `"${match}": say ${instead}` })));
      });
  },
};
