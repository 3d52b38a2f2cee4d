import { law } from '../../law.js';
import { type Repo, type Rule, type Violation } from '../repo.js';
import { allDecorators, decoratorsIn, type Node } from '../syntax.js';

const operations = new Set(['Query', 'Mutation', 'Subscription']);

/** Every operation a caller can reach says who may: `@Allow(...)`, or the named escape `@Public()`. */
export const guards: Rule = {
  names: ['guards'],
  check(repo: Repo): Violation[] {
    return repo.matching(/^apps\/api\/src\/.*\.ts$/).flatMap((path) => {
      const nodes = repo.nodes(path);
      const routes = path.startsWith('apps/api/src/features/') && allDecorators(nodes).some(({ name }) => name === 'Controller');
      return [
        ...nodes.filter((node) => node.type === 'ClassMethod').flatMap((method) => unguarded(method)).map((says) => ({ rule: 'guards', path, says })),
        ...(routes ? [{ rule: 'guards', path, says: 'the access guard stands before GraphQL only: make this route an operation' }] : []),
      ];
    });
  },
};

function unguarded(method: Node): string[] {
  const decorators = decoratorsIn((method.function as Node).decorators);
  if (!decorators.some(({ name }) => operations.has(name))) return [];
  const name = String((method.key as Node).value);
  const guard = decorators.find((decorator) => law.guards.includes(decorator.name));
  if (!guard) return [`${name} has no guard: say who may with @Allow(...), or @Public()`];
  return guard.argumentCount === null ? [`${name}: @${guard.name} without parentheses sets no rule`] : [];
}
