import { type GraphQLResolveInfo, type SelectionSetNode, valueFromASTUntyped } from 'graphql';

/**
 * The fields asked for right below the one that is being resolved, by name, with their arguments: so that what a page
 * needs can be read together. Only a forecast: a field that is asked for twice is foretold once.
 */
export function selectedBelow(info: GraphQLResolveInfo): Map<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  const look = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'Field') {
        found.set(selection.name.value, Object.fromEntries((selection.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, info.variableValues)])));
      } else look(selection.kind === 'InlineFragment' ? selection.selectionSet : info.fragments[selection.name.value]?.selectionSet);
    }
  };
  for (const node of info.fieldNodes) look(node.selectionSet);
  return found;
}
