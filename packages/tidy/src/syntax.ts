import { type Module } from '@swc/core';

/** A node of swc's tree, as far as the rules look at it. */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every node below, the parent before its children. */
export function* nodes(from: Module | Node | unknown): Generator<Node> {
  if (Array.isArray(from)) {
    for (const each of from) yield* nodes(each);
  } else if (typeof from === 'object' && from !== null) {
    if (isNode(from)) yield from;
    for (const child of Object.values(from)) if (typeof child === 'object') yield* nodes(child);
  }
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

/** Every decorator in a file. */
export function allDecorators(module: Module): Decorator[] {
  return decoratorsIn([...nodes(module)].filter((node) => node.type === 'Decorator'));
}

/** Every piece of text in a file: strings and the fixed parts of templates. */
export function strings(module: Module): string[] {
  return [...nodes(module)].flatMap((node) => {
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

/** Every name that a file declares, members and table entries included. */
export function declaredNames(module: Module): Set<string> {
  const names = new Set<string>();
  for (const node of nodes(module)) {
    const at = declarations[node.type];
    const name = at === undefined ? undefined : (node[at] as Node | undefined)?.value;
    if (typeof name === 'string') names.add(name);
  }
  return names;
}
