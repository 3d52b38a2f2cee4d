import { law } from '../../law.js';
import { isSpec, type Repo, type Rule, type Violation } from '../repo.js';
import { allDecorators, type Node } from '../syntax.js';

/** Entities are columns, not a graph of objects; and only the unit of work gives a connection. */
export const entities: Rule = {
  names: ['no-relations', 'database-in-platform'],
  check(repo: Repo): Violation[] {
    const sources = repo.matching(/^apps\/api\/src\/.*\.ts$/);
    const outsidePlatform = sources.filter((path) => !law.mayConnect.some((place) => path.startsWith(place)) && !isSpec(path));
    return [
      ...sources.flatMap((path) => allDecorators(repo.nodes(path))
        .filter(({ name }) => law.relationDecorators.includes(name))
        .map(({ name }) => ({ rule: 'no-relations', path, says: `@${name} ties entities together: hold the id, declare @ForeignKey, load by a loader` }))),
      ...outsidePlatform.flatMap((path) => importedFrom(repo, path, 'typeorm')
        .filter((name) => law.connections.includes(name))
        .map((name) => ({ rule: 'database-in-platform', path, says: `${name} from typeorm: UnitOfWork.run is the only way to a connection` }))),
    ];
  },
};

function importedFrom(repo: Repo, path: string, library: string): string[] {
  return repo.nodes(path)
    .filter((node) => node.type === 'ImportDeclaration' && (node.source as Node).value === library)
    .flatMap((node) => (node.specifiers as Node[]).map((each) => String(((each.imported ?? each.local) as Node).value)));
}
