import { law } from '../../law.js';
import { nameOf, type Repo, type Rule, type Violation } from '../repo.js';

const api = 'apps/api/src/features';
const web = 'apps/web/src/features';
const kinds = new RegExp(`^[a-z][a-z0-9]*(-[a-z0-9]+)*\\.(${law.kinds.join('|')})\\.ts$`);

/** Folders are features of the house, files say noun and kind, and each room has a short page at its door. */
export const names: Rule = {
  names: ['feature-names', 'file-names', 'readmes'],
  check(repo: Repo): Violation[] {
    const rooms = [...repo.folders(api).map((name) => `${api}/${name}`), ...repo.folders('packages').map((name) => `packages/${name}`)];
    return [
      ...[api, web].flatMap((folder) => repo.folders(folder)
        .filter((name) => !law.features.includes(name))
        .map((name) => ({ rule: 'feature-names', path: `${folder}/${name}`, says: 'no such feature: use a name of the house, or give it its place in the order in packages/tidy/law.ts' }))),
      ...repo.matching(new RegExp(`^${api}/.*\\.ts$`))
        .filter((path) => !kinds.test(nameOf(path)) && !/features\/([^/]+\/)?index\.ts$/.test(path))
        .map((path) => ({ rule: 'file-names', path, says: `call it noun.kind.ts, kind being one of ${law.kinds.join(', ')}` })),
      ...rooms.flatMap((room) => readme(repo, room)),
    ];
  },
};

function readme(repo: Repo, room: string): Violation[] {
  const path = `${room}/README.md`;
  if (!repo.paths.includes(path)) return [{ rule: 'readmes', path, says: `write it, in at most ${law.readmeLines} lines: what it is for, what it promises` }];
  const lines = repo.text(path).trimEnd().split('\n').length;
  return lines > law.readmeLines ? [{ rule: 'readmes', path, says: `${lines} lines; keep the ${law.readmeLines} that matter` }] : [];
}
