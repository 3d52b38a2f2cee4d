import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type DefinitionNode, type DocumentNode } from 'graphql';
import { API } from '../cluster.js';

/** The operations as the web writes them, each with the fragments it spreads: what is measured is what pages send. */
export function webDocuments(): Record<string, string> {
  const features = `${API}../web/src/`;
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  const definitions = files.flatMap((name) => parse(readFileSync(`${features}${name}`, 'utf8'), { noLocation: true }).definitions);
  const fragments = new Map(definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])));
  const withFragments = (operation: DefinitionNode): DocumentNode => {
    const all = new Set<DefinitionNode>([operation]);
    const follow = (node: DefinitionNode): void => void visit(node, {
      FragmentSpread(spread) {
        const fragment = fragments.get(spread.name.value);
        if (!fragment) throw new Error(`No fragment ${spread.name.value} in the web.`);
        if (all.has(fragment)) return;
        all.add(fragment);
        follow(fragment);
      },
    });
    follow(operation);
    return { kind: Kind.DOCUMENT, definitions: [...all] };
  };
  return Object.fromEntries(definitions.flatMap((d) => (d.kind === Kind.OPERATION_DEFINITION ? [[d.name!.value, print(withTypenames(withFragments(d)))]] : [])));
}

/** The web's client asks for the type of every object below the root. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(node, _key, parent) {
        if (parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION) return undefined;
        return { ...node, selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
      },
    },
  });
}
