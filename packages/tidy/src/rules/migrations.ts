import { law } from '../../law.js';
import { CHECKSUMS, checksum, isMigration } from '../checksums.mjs';
import { type Repo, type Rule, type Violation } from '../repo.js';

const rule = 'migrations';

/** A migration that has landed ran on someone's data: it is never edited, moved or removed. */
export const migrations: Rule = {
  names: [rule],
  check(repo: Repo): Violation[] {
    const list = `${law.migrations}/${CHECKSUMS}`;
    // Before the first seal nothing has landed.
    if (!repo.paths.includes(list)) return [];
    const landed = JSON.parse(repo.text(list)) as Record<string, string>;
    const present = repo.paths.filter((path) => path.startsWith(`${law.migrations}/`)).map((path) => path.slice(law.migrations.length + 1)).filter(isMigration);
    const at = (name: string): string => `${law.migrations}/${name}`;
    return [
      ...present.filter((name) => !(name in landed)).map((name) => ({
        rule, path: at(name), says: `is new: when it is ready to land, run "npm run seal" in packages/tidy and commit ${CHECKSUMS} with it`,
      })),
      ...present.filter((name) => name in landed && landed[name] !== checksum(repo.text(at(name)))).map((name) => ({
        rule, path: at(name), says: `has landed and was edited: undo the edit and write a new migration. Only one that never left this branch may have its line removed from ${CHECKSUMS} and be sealed anew`,
      })),
      ...Object.keys(landed).filter((name) => !present.includes(name)).map((name) => ({
        rule, path: at(name), says: 'has landed and is gone: bring it back, and undo what it did in a new migration',
      })),
    ];
  },
};
