import { GraphQLError, type DocumentNode, type SelectionSetNode, type ValidationRule, type ValueNode } from 'graphql';

/** No page of ours comes near these; a hostile query passes them at once. */
export const limits = { depth: 12, fields: 600, cost: 20_000, aliases: 60, tokens: 5_000 } as const;

interface Weight { readonly depth: number; readonly fields: number; readonly cost: number; readonly aliases: number }
const nothing: Weight = { depth: 0, fields: 0, cost: 0, aliases: 0 };

/** The largest page a list gives: what a variable counts as, since a document is weighed once for all its variables. */
const LARGEST_PAGE = 100;

function rowsOf(node: ValueNode | undefined): number | null {
  if (node?.kind === 'IntValue') return Number(node.value);
  if (node?.kind === 'Variable') return LARGEST_PAGE;
  if (node?.kind === 'ObjectValue') return rowsOf(node.fields.find((field) => field.name.value === 'first')?.value);
  return null;
}

/** How heavy a document is, each fragment weighed once however often it is spread. Cyclic fragments are refused by other rules; here they weigh nothing twice. */
export function weigh(document: DocumentNode): Weight {
  const fragments = new Map(document.definitions.flatMap((d) => (d.kind === 'FragmentDefinition' ? [[d.name.value, d] as const] : [])));
  const known = new Map<string, Weight>();

  /** `acts`: the fields of a mutation itself, which answer with one thing, whatever their input is called. */
  function ofSet(set: SelectionSetNode | undefined, acts = false): Weight {
    let total = nothing;
    for (const selection of set?.selections ?? []) {
      let weight: Weight;
      if (selection.kind === 'Field') {
        const inner = ofSet(selection.selectionSet);
        if (selection.name.value.startsWith('__')) {
          // What the schema says of itself is no data: it counts by its fields alone.
          weight = { depth: 0, fields: 1 + inner.fields / 4, cost: 1 + inner.cost / 4, aliases: 0 };
        } else {
          const first = (acts ? [] : selection.arguments)?.map((arg) => (arg.name.value === 'first' || arg.name.value === 'input' ? rowsOf(arg.value) : null)).find((n) => n !== null);
          const times = Math.min(Math.max(first ?? 1, 1), LARGEST_PAGE);
          weight = { depth: inner.depth + 1, fields: inner.fields + 1, cost: 1 + inner.cost * times, aliases: inner.aliases + (selection.alias ? 1 : 0) };
        }
      } else if (selection.kind === 'InlineFragment') {
        weight = ofSet(selection.selectionSet, acts);
      } else {
        const name = selection.name.value;
        if (!known.has(name)) {
          known.set(name, nothing);
          known.set(name, ofSet(fragments.get(name)?.selectionSet));
        }
        weight = known.get(name)!;
      }
      total = {
        depth: Math.max(total.depth, weight.depth), fields: total.fields + weight.fields,
        cost: total.cost + weight.cost, aliases: total.aliases + weight.aliases,
      };
    }
    return total;
  }

  // Of several operations each counts: which one runs is told apart from the document.
  return document.definitions.reduce<Weight>((heaviest, definition) => {
    if (definition.kind !== 'OperationDefinition') return heaviest;
    const weight = ofSet(definition.selectionSet, definition.operation === 'mutation');
    return {
      depth: Math.max(heaviest.depth, weight.depth), fields: Math.max(heaviest.fields, weight.fields),
      cost: Math.max(heaviest.cost, weight.cost), aliases: Math.max(heaviest.aliases, weight.aliases),
    };
  }, nothing);
}

/** Says which limit a document is over, or null. */
function tooHeavy(document: DocumentNode): GraphQLError | null {
  const weight = weigh(document);
  const over = (Object.keys(weight) as (keyof Weight)[]).find((name) => weight[name] > limits[name]);
  return over === undefined ? null : new GraphQLError(`This query asks for too much at once: its ${over} is over ${limits[over]}. Ask in smaller parts.`, { extensions: { code: 'QUERY_TOO_LARGE' } });
}

/** Refuses before anything is checked or run. */
export function refuseHeavy(document: DocumentNode): void {
  const error = tooHeavy(document);
  if (error) throw error;
}

/** The same as a validation rule: for what comes by other ways than a request. */
export const limitRule: ValidationRule = (context) => ({
  Document(document) {
    const error = tooHeavy(document);
    if (error) context.reportError(error);
  },
});
