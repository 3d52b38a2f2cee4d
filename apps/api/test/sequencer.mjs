import { statSync } from 'node:fs';

/** What takes longest begins first, or the run waits for it at its end with every other core at rest. */
const LONGEST = ['test/walls/who-may', 'test/walls/guards-off', 'test/storms/storms', 'src/worker', 'src/features/running/', 'src/features/grades/', 'test/http/fuzz'];

/** Without a record of earlier runs Jest goes by the size of files, and the walls' tables make small ones. */
export default class LongestFirst {
  /** @param {{ path: string }[]} tests */
  sort(tests) {
    const rank = (/** @type {string} */ path) => {
      const at = LONGEST.findIndex((part) => path.includes(`/${part}`));
      return at < 0 ? LONGEST.length : at;
    };
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || statSync(b.path).size - statSync(a.path).size);
  }

  allFailedTests() {
    return [];
  }

  cacheResults() {}
}
