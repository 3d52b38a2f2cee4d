/** A node of swc's tree, as far as the rules look at it. */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every node of a tree, the parent before its children. */
export function flatten(tree: object): Node[] {
  const found: Node[] = [];
  const visit = (value: object): void => {
    if (isNode(value)) found.push(value);
    for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) visit(child);
  };
  visit(tree);
  return found;
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string';
}

/** The last word of what is called or named: `Allow` for `@Allow(...)`, `now` for `Date.now`. */
export function calledName(expression: unknown): string | null {
  if (typeof expression !== 'object' || expression === null || !isNode(expression)) return null;
  if (expression.type === 'Identifier') return String(expression.value);
  if (expression.type === 'CallExpression') return calledName(expression.callee);
  if (expression.type === 'MemberExpression') return calledName(expression.property);
  return null;
}

export interface Decorator {
  readonly name: string;
  /** How many arguments it is called with; null if it isn't called. */
  readonly argumentCount: number | null;
}

/** The decorators in this list of nodes. */
export function decoratorsIn(list: unknown): Decorator[] {
  return (Array.isArray(list) ? (list as Node[]) : []).flatMap((node) => {
    const expression = node.expression as Node;
    const name = calledName(expression);
    const called = expression.type === 'CallExpression' ? (expression.arguments as unknown[]).length : null;
    return name === null ? [] : [{ name, argumentCount: called }];
  });
}

/** Every decorator among these nodes. */
export function allDecorators(nodes: readonly Node[]): Decorator[] {
  return decoratorsIn(nodes.filter((node) => node.type === 'Decorator'));
}

/** Every piece of text among these nodes: strings and the fixed parts of templates. */
export function strings(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'StringLiteral') return [String(node.value)];
    if (node.type === 'TemplateElement') return [String(node.cooked ?? node.raw)];
    return [];
  });
}

const declarations: Readonly<Record<string, string>> = {
  FunctionDeclaration: 'identifier',
  ClassDeclaration: 'identifier',
  VariableDeclarator: 'id',
  TsTypeAliasDeclaration: 'id',
  TsInterfaceDeclaration: 'id',
  TsEnumDeclaration: 'id',
  ClassMethod: 'key',
  ClassProperty: 'key',
  KeyValueProperty: 'key',
  TsPropertySignature: 'key',
};

/** Every name declared among these nodes, members and table entries included. */
export function declaredNames(nodes: readonly Node[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    const at = declarations[node.type];
    const name = at === undefined ? undefined : (node[at] as Node | undefined)?.value;
    if (typeof name === 'string') names.add(name);
  }
  return names;
}
